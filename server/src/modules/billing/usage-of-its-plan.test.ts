import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  changeAgreed,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { completeDocument, meteredPlan } from '../../../test/offers.ts';
import { granted } from '../../../test/private-offers.ts';
import { acceptUsage } from '../usage/index.ts';
import {
  invoiceLines,
  invoicesOf,
  printProof,
  proofExitCode,
  proveMonth,
  renderStatement,
  statementOf,
  usageCosts,
} from './index.ts';
import { readDocument } from './service/read-document.ts';

const works = useDatabase();
beforeAll(() => anOperator(works));
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const queries = {
  id: 'queries',
  name: 'Queries',
  unitOfMeasure: 'query',
  includedQuantity: 0,
  prices: [{ currency: 'EUR', pricePerUnit: '1.20' }],
};
const platform = { ...meteredPlan, planId: 'platform', name: 'Platform', dimensions: [queries] };
const team = {
  ...meteredPlan,
  planId: 'team',
  name: 'Team',
  dimensions: [],
  prices: [{ ...meteredPlan.prices[0]!, amount: '49' }],
};
const document = () => completeDocument({ plans: [platform, team] });

async function platformOf(channel: Channel) {
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 1, term: 'P1M', planId: 'platform' });
  await activate(works, channel, subscription);
  return { customer, subscription };
}

async function report(channel: Channel, resourceId: string, events: Record<string, string>) {
  const sent = Object.entries(events).map(([effectiveStartTime, quantity]) => {
    return { resourceId, quantity, dimension: 'queries', planId: 'platform', effectiveStartTime };
  });
  const outcomes = await works.runner.run({ actor: channel.publisher, system: true }, (work) =>
    acceptUsage(work, sent),
  );
  expect(outcomes.flatMap(({ refused }) => refused ?? [])).toEqual([]);
}

const at = async (moment: string) => {
  await setTime(works, moment);
  await runDue(works);
};

async function proved(channel: Channel, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: channel.partner.tenantId, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
}

test('F27 BIL-15 After a change of plan usage is charged as the plan of its hour, with that plan’s margin and names', async () => {
  const channel = await aChannel(works, { document: document() });
  const terms = { offerId: channel.offer.offerId, partner: channel.partner.tenantId, end: '2027-12-31' };
  await granted(works, channel.publisher, { ...terms, planId: 'platform', percentage: '30' });
  await granted(works, channel.publisher, { ...terms, planId: 'team', percentage: '10' });
  const bought = await platformOf(channel);
  await runDue(works);
  await setTime(works, '2027-01-11T12:00:00Z');
  await report(channel, bought.subscription, { '2027-01-11T10:00:00Z': '1000' });
  await at('2027-01-12T12:00:00Z');
  await changeAgreed(works, channel, bought, { plan: { planId: 'team' } });
  await runDue(works);
  const costs = await works.as(channel.partner, (work) => usageCosts(work, bought.customer, bought.subscription));
  expect([costs.unbilled, costs.meters[0]!.price]).toEqual(['840', '0.84']);
  await at('2027-02-01T00:00:00Z');
  for (const side of ['bought', 'sold'] as const) {
    await works.as(channel.partner, async (work) => {
      const [invoice] = await invoicesOf(work, { side }, { limit: 1 });
      const line = (await invoiceLines(work, side, invoice!.id, 0, 10)).find(({ subject }) => subject.meter)!;
      const { planId, skuName, meter } = line.subject;
      expect([planId, skuName, meter!.name]).toEqual(['platform', 'Platform', 'Queries']);
      // 1,000 × 1.20, less 30 % for the partner.
      expect(line.subtotal).toBe(side === 'bought' ? '840' : '1200');
      const pdf = await renderStatement(await statementOf(work, side, invoice!.id), 'en');
      expect((await readDocument(new Uint8Array(pdf))).lines.count).toBe(4);
    });
  }
  await proved(channel, '2027-01');
});

test('G7 Usage names the term that it was used in, though the next one runs when the month is closed', async () => {
  const channel = await aChannel(works, { document: document() });
  const bought = await platformOf(channel);
  await at('2027-02-05T12:00:00Z');
  await report(channel, bought.subscription, { '2027-02-05T10:00:00Z': '10' });
  await at('2027-03-01T00:00:00Z');
  const text = `select distinct term_start::text || ' ' || term_end::text as term from charge where subscription_id = $1 and charge_key like 'u%'`;
  expect((await works.pools.owner.query(text, [bought.subscription])).rows).toEqual([
    { term: '2027-01-10 2027-02-09' },
  ]);
  await proved(channel, '2027-02');
});
