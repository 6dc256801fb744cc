import { beforeAll, beforeEach, expect, test } from 'vitest';
import { aBuyerOf, aChannel, aCustomer, activate, aReader, anOperator, buy, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { completeDocument, meteredPlan, perSeatPlan, republished } from '../../../test/offers.ts';
import type { Work } from '../../platform/work.ts';
import { changeSubscription, priceRiseSweep } from './index.ts';

const works = useDatabase();
beforeAll(() => anOperator(works));
beforeEach(async () => {
  await setTime(works, '2027-01-10T09:00:00Z');
  await works.pools.owner.query("update price_rise_position set published_at = '2027-01-01'");
});

const pricedAt = (amount: string) => ({
  plans: [{ ...perSeatPlan, prices: perSeatPlan.prices.map((price) => ({ ...price, amount })) }],
});

async function sweep(): Promise<void> {
  while ((await works.asSystem((work: Work) => priceRiseSweep.run(work))) > 0);
}
const mails = async (to: string) =>
  (
    await works.pools.owner.query<{ subject: string; text: string }>(
      "select subject, text from mail where recipient = $1 and reason like 'price-rise/%' order by at, id",
      [to],
    )
  ).rows;

test('C11 F24 Whoever has subscriptions whose renewal will cost more is told once, in its language, ninety days before at the least', async () => {
  const channel = await aChannel(works, { document: completeDocument(pricedAt('10')) });
  const other = await aChannel(works, { document: completeDocument(pricedAt('10')) });
  const tenant = channel.partner.tenantId;
  const anna = await aReader(works, tenant, 'fr', 'global_admin');
  const bob = await aReader(works, tenant, 'en', 'billing_admin');
  const carl = await aReader(works, tenant, 'en', 'user_admin');
  const stranger = await aReader(works, other.partner.tenantId, 'en', 'global_admin');
  await aBuyerOf(works, channel, 2, 'P1M');
  await aBuyerOf(works, channel, 3, 'P1M');
  const ending = await aBuyerOf(works, channel, 4, 'P1Y');
  await works.runner.run({ actor: channel.partner, system: true }, (work) =>
    changeSubscription(work, ending.customer, ending.subscription, () => ({ autoRenew: false })),
  );
  await setTime(works, '2027-02-03T12:00:00Z');
  const { document } = channel.offer;
  const dearer = await republished(works, channel.publisher, channel.offer, { ...document, ...pricedAt('11.50') });
  // What is being committed is left for the next round.
  await sweep();
  expect(await mails(bob)).toEqual([]);
  await setTime(works, '2027-02-03T12:01:00Z');
  await sweep();
  await sweep();
  const [english, ...more] = await mails(bob);
  expect(more).toEqual([]);
  expect(english!.subject).toBe('The list price of Field Notes – Team rises for renewals');
  expect(english!.text).toContain(
    '- Field Notes – Team, 1 month (2 subscriptions): €11.50 a month instead of €10.00 a month, renewals from 1 June 2027 on',
  );
  const [french] = await mails(anna);
  expect(french!.text.replaceAll('\u00a0', ' ')).toContain(
    '- Field Notes – Team, 1 mois (2 abonnements) : 11,50 € par mois au lieu de 10,00 € par mois, renouvellements à partir du 1er juin 2027',
  );
  expect([await mails(carl), await mails(stranger)]).toEqual([[], []]);
  // Cheaper, or the same again: nobody is told.
  await setTime(works, '2027-03-03T12:00:00Z');
  await republished(works, channel.publisher, dearer, { ...document, ...pricedAt('11') });
  await setTime(works, '2027-03-03T12:05:00Z');
  await sweep();
  expect(await mails(bob)).toHaveLength(1);
});

test('C11 F24 A meter that rises beside the same fee is told as well, in both languages', async () => {
  const [meter] = meteredPlan.dimensions;
  const pages = (pricePerUnit: string, includedQuantity: number) => {
    const prices = [{ currency: 'EUR', pricePerUnit }];
    return { plans: [{ ...meteredPlan, dimensions: [{ ...meter!, includedQuantity, prices }] }] };
  };
  const channel = await aChannel(works, { document: completeDocument(pages('0.004', 1000)) });
  const anna = await aReader(works, channel.partner.tenantId, 'fr', 'global_admin');
  const bob = await aReader(works, channel.partner.tenantId, 'en', 'billing_admin');
  const customer = await aCustomer(works, channel.partner);
  await activate(works, channel, await buy(works, channel, { customer, seats: 1, term: 'P1M', planId: 'pages' }));
  await setTime(works, '2027-03-04T12:00:00Z');
  const { document } = channel.offer;
  await republished(works, channel.publisher, channel.offer, { ...document, ...pages('0.005', 900) });
  await setTime(works, '2027-03-04T12:01:00Z');
  await sweep();
  const told = async (reader: string) => (await mails(reader)).map(({ text }) => text.replaceAll('\u00a0', ' '));
  expect((await told(bob)).join()).toContain(
    '- Field Notes – Pages, 1 month (1 subscription): €0.005 instead of €0.004 per page (Pages); 900 instead of 1,000 included units (Pages), renewals from 1 July 2027 on',
  );
  expect((await told(anna)).join().replaceAll('\u202f', ' ')).toContain(
    '- Field Notes – Pages, 1 mois (1 abonnement) : 0,005 € au lieu de 0,004 €, unité : page (Pages) ; unités comprises : 900 au lieu de 1 000 (Pages), renouvellements à partir du 1er juillet 2027',
  );
});
