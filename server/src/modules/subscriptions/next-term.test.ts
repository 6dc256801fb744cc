import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  changeAgreed,
  aBuyerOf,
  aChannel,
  anOperator,
  aReader,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { perSeatPlan, republished } from '../../../test/offers.ts';
import { proofExitCode, proveMonth, printProof } from '../billing/index.ts';
import { stopOffer } from '../offers/index.ts';
import type { NextTermRequest } from './domain/next-term.ts';
import { subscriptionOf, subscriptionPrice, type SubscriptionPatch } from './index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-31T09:00:00Z'));

type Plan = typeof perSeatPlan;
const studio: Plan = {
  ...perSeatPlan,
  planId: 'studio',
  name: 'Studio',
  seats: { min: 1, max: 20 },
  terms: [
    { term: 'P1M', billingCycle: 'monthly' },
    { term: 'P1Y', billingCycle: 'annual' },
  ],
  prices: [
    { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '20' },
    { term: 'P1Y', billingCycle: 'annual', currency: 'EUR', amount: '200' },
    { term: 'P1M', billingCycle: 'monthly', currency: 'CHF', amount: '21' },
    { term: 'P1Y', billingCycle: 'annual', currency: 'CHF', amount: '210' },
  ],
};

/** A channel whose offer has a second plan, and ten monthly seats of the first, begun on 31 January. */
async function aBuyer() {
  const channel = await aChannel(works, { document: { plans: [perSeatPlan, studio] } });
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  const change = (patch: SubscriptionPatch) => changeAgreed(works, channel, bought, patch);
  const read = () => works.as(channel.partner, (work) => subscriptionOf(work, bought.customer, bought.subscription));
  const price = () =>
    works.as(channel.partner, (work) => subscriptionPrice(work, bought.customer, bought.subscription));
  const due = () => runDue(works, 1, [channel.partner.tenantId]);
  return { channel, ...bought, change, read, price, due };
}

const toStudio: NextTermRequest = { skuId: '0002', term: 'P1Y', billingCycle: 'annual', quantity: 4 };

async function charges(subscription: string): Promise<string[]> {
  const text = `select concat_ws(' ', c.charge_key, c.charge_type, c.period_start, c.period_end, s.plan_id, c.quantity, c.total) as line
    from charge c join charge_subject s on s.partner_tenant_id = c.partner_tenant_id
      and s.subscription_id = c.subscription_id and s.fingerprint = c.subject_fingerprint
    where c.subscription_id = $1 and c.buyer_tenant_id = c.partner_tenant_id order by c.occurred_at, c.charge_key`;
  return (await works.pools.owner.query<{ line: string }>(text, [subscription])).rows.map(({ line }) => line);
}

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'nothing',
    (error: unknown) => (error as { code: string }).code,
  );

async function proved({ partner }: Channel, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: partner.tenantId, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
}

test('F24 G11 At its renewal a subscription takes another plan, term, billing cycle and quantity, at the price of then, on its anchor', async () => {
  const { channel, subscription, change, read, due } = await aBuyer();
  expect((await change({ nextTerm: toStudio })).nextTerm).toMatchObject({ planId: 'studio', quantity: 4 });
  await due();
  // Until then nothing changes, and a change now stands beside it.
  expect(await change({ quantity: 12 })).toMatchObject({ planId: 'team', quantity: 12, nextTerm: { quantity: 4 } });
  await setTime(works, '2027-02-28T00:00:00Z');
  await due();
  await due();
  expect(await read()).toMatchObject({
    friendlyName: 'Studio',
    planId: 'studio',
    skuId: '0002',
    term: 'P1Y',
    billingCycle: 'annual',
    quantity: 4,
    unitPrice: '200',
    nextTerm: null,
    nextTermDropped: null,
  });
  const { termStart, termEnd } = await read();
  expect([termStart, termEnd].map(String)).toEqual(['2027-02-28', '2028-02-28']);
  expect((await charges(subscription)).at(-1)).toBe('t2c0 renew 2027-02-28 2028-02-28 studio 4 800');
  await setTime(works, '2027-04-02T00:00:00Z');
  await due();
  await proved(channel, '2027-01');
  await proved(channel, '2027-02');
});

test('F24/renewal-price The scheduled plan has the price it had when it was scheduled, or a later one by the rule of renewals', async () => {
  const { channel, change, price, read, due } = await aBuyer();
  await change({ nextTerm: { skuId: '0002' } });
  const next = { listPrice: '20', price: '20' };
  expect(await price()).toMatchObject({ listPrice: '12.50', scheduled: { ...next, planName: 'Studio', quantity: 10 } });
  expect((await price()).scheduled!.from.toString()).toBe('2027-02-28');
  const at = (amount: string) => ({ ...studio, prices: studio.prices.map((one) => ({ ...one, amount })) });
  const dearer = { ...channel.offer.document, plans: [perSeatPlan, at('25')] };
  const offer = await republished(works, channel.publisher, channel.offer, dearer);
  expect(await price()).toMatchObject({ scheduled: next });
  await republished(works, channel.publisher, offer, { ...dearer, plans: [perSeatPlan, at('15')] });
  expect(await price()).toMatchObject({ scheduled: { ...next, listPrice: '15', price: '15' } });
  await setTime(works, '2027-02-28T01:00:00Z');
  await due();
  expect(await read()).toMatchObject({ planId: 'studio', unitPrice: '15', quantity: 10 });
});

test('What a renewal cannot follow renews as it stands, and is told: to the partner by mail, and on the subscription', async () => {
  const spoil = {
    notSold: async ({ publisher, offer }: Channel) => {
      await republished(works, publisher, offer, { ...offer.document, plans: [perSeatPlan] });
    },
    audience: async ({ publisher, offer }: Channel) => {
      await works.pools.owner.query(`update offer_audience set option = 'none' where offer_id = $1`, [offer.offerId]);
      expect(publisher).toBeDefined();
    },
    quantity: async ({ publisher, offer }: Channel) => {
      const smaller = { ...studio, seats: { min: 1, max: 3 } };
      await republished(works, publisher, offer, { ...offer.document, plans: [perSeatPlan, smaller] });
    },
  };
  for (const [reason, how] of Object.entries(spoil)) {
    await setTime(works, '2027-01-31T09:00:00Z');
    const { channel, change, read, due } = await aBuyer();
    const reader = await aReader(works, channel.partner.tenantId, 'fr', 'billing_admin');
    await change({ nextTerm: toStudio });
    await how(channel);
    await setTime(works, '2027-02-28T01:00:00Z');
    await due();
    await due();
    const found = await read();
    expect(found, reason).toMatchObject({ planId: 'team', quantity: 10, term: 'P1M', nextTerm: null });
    expect(found.nextTermDropped).toMatchObject({ reason, wanted: { planId: 'studio' } });
    const { rows } = await works.pools.owner.query<{ text: string }>('select text from mail where recipient = $1', [
      reader,
    ]);
    const told = rows.filter(({ text }) => text.includes('modification planifiée'));
    expect(told).toHaveLength(1);
    expect(told[0]!.text).toContain('Studio');
  }
});

test('A plan that is stopped with its offer is not taken; the same plan in another quantity is', async () => {
  const { channel, change, read, due } = await aBuyer();
  await change({ nextTerm: { quantity: 7 } });
  await works.as(channel.publisher, (work) => stopOffer(work, channel.offer.offerId));
  expect(await codeOf(change({ nextTerm: toStudio }))).toBe('NotPurchasable');
  await setTime(works, '2027-02-28T01:00:00Z');
  await due();
  expect(await read()).toMatchObject({ planId: 'team', quantity: 7, nextTermDropped: null });
});

test('What is scheduled must be sold, in that quantity, and needs the renewal; switching that off takes it back', async () => {
  const { change, read } = await aBuyer();
  const refused = (nextTerm: NextTermRequest) => codeOf(change({ nextTerm }));
  expect(await refused({ productId: 'OTHER0000001' })).toBe('CatalogueItemUnknown');
  expect(await refused({ availabilityId: 'OTHER0000001' })).toBe('CatalogueItemUnknown');
  expect(await refused({ skuId: '0009' })).toBe('NotPurchasable');
  expect(await refused({ term: 'P3Y' })).toBe('TermNotOffered');
  expect(await refused({ skuId: '0002', term: 'P1M', billingCycle: 'annual' })).toBe('TermNotOffered');
  expect(await refused({ skuId: '0002', quantity: 21 })).toBe('QuantityNotAllowed');
  expect(await refused({ quantity: 501 })).toBe('QuantityNotAllowed');
  expect(await codeOf(change({ nextTerm: toStudio, autoRenew: false }))).toBe('RenewalOff');
  const scheduled = await change({ nextTerm: toStudio });
  // Sent back as it was read: no change.
  expect((await change({ nextTerm: scheduled.nextTerm! })).version).toBe(scheduled.version);
  expect((await change({ friendlyName: 'Neu' })).nextTerm).not.toBeNull();
  expect((await change({ autoRenew: false, nextTerm: scheduled.nextTerm! })).nextTerm).toBeNull();
  expect(await codeOf(change({ nextTerm: toStudio }))).toBe('RenewalOff');
  await change({ autoRenew: true, nextTerm: toStudio });
  expect((await change({ nextTerm: null })).nextTerm).toBeNull();
  expect(await read()).toMatchObject({ autoRenew: true, nextTerm: null });
});
