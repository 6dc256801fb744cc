import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  changeAgreed,
  recordSwissRates,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, completeDocument, perSeatPlan } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { granted } from '../../../test/private-offers.ts';
import { decimal, sum, toText } from '../../kernel/index.ts';
import { subscriptionOf, subscriptionPrice, type SubscriptionPatch } from '../subscriptions/index.ts';
import {
  explainLines,
  previewChange,
  printProof,
  proofExitCode,
  proveMonth,
  setPrice,
  unbilledLines,
} from './index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
  await recordSwissRates(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

/** Monthly 20.00, and 18.00 a month on a yearly term; 5 to 50 licences. */
const business = {
  ...perSeatPlan,
  planId: 'business',
  name: 'Business',
  seats: { min: 5, max: 50 },
  prices: perSeatPlan.prices.map((price) => ({ ...price, amount: price.term === 'P1M' ? '20' : '18' })),
};
const document = () => completeDocument({ plans: [perSeatPlan, business] });
const toBusiness = { plan: { planId: 'business' } };
type Bought = Awaited<ReturnType<typeof aBuyerOf>>;

const change = (channel: Channel, bought: Bought, patch: SubscriptionPatch) =>
  changeAgreed(works, channel, bought, patch);

async function lines({ subscription }: Bought, side: 'bought' | 'sold' = 'bought'): Promise<string[]> {
  const text = `select charge_key, charge_type, sku_id, c.quantity::text, trim_scale(effective_unit_price)::text as price, total::text
    from charge c join charge_subject s on s.partner_tenant_id = c.partner_tenant_id
      and s.subscription_id = c.subscription_id and s.fingerprint = c.subject_fingerprint
    where c.subscription_id = $1 and c.${side === 'bought' ? 'buyer' : 'seller'}_tenant_id = c.partner_tenant_id
    order by occurred_at, charge_key`;
  return (await works.pools.owner.query<Record<string, string>>(text, [subscription])).rows.map((row) =>
    Object.values(row).join(' '),
  );
}

async function proved(channel: Channel, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: channel.partner.tenantId, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
}

test('G10 Another plan within a cycle: the old one given back for the days that remain, the new one charged, on every hop', async () => {
  const channel = await aChannel(works, { document: document() });
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await runDue(works);
  await setTime(works, '2027-01-20T15:00:00Z');
  const preview = await works.as(channel.partner, (work) =>
    previewChange(work, bought.customer, bought.subscription, toBusiness),
  );
  expect(preview).toMatchObject({ amounts: 'known', credit: '-84.6', charge: '135.4', total: '50.8' });
  expect(await change(channel, bought, toBusiness)).toMatchObject({
    planId: 'business',
    skuId: '0002',
    unitPrice: '20',
  });
  await runDue(works);
  await runDue(works);
  // 12.50 and 20.00 / 31 days of January × 21 days from the 20th to 9 February.
  const all = [
    't1c0 new 0001 10 12.5 125',
    't1c0a2n convert 0002 10 13.548387 135.4',
    't1c0a2r convert 0001 -10 8.467741 -84.6',
  ];
  expect(await lines(bought)).toEqual(all);
  expect(await lines(bought, 'sold')).toEqual(all);
  await setTime(works, '2027-02-15T00:00:00Z');
  await runDue(works);
  expect((await lines(bought)).at(-1)).toBe('t2c0 renew 0002 10 20 200');
  await proved(channel, '2027-01');
});

test('G10 F27 Seats and plans changed again in the same cycle build on the plan taken last; later cycles are charged as it', async () => {
  const channel = await aChannel(works, { document: document() });
  const { offerId } = channel.offer;
  const partner = channel.partner.tenantId;
  await granted(works, channel.publisher, {
    offerId,
    partner,
    percentage: '10',
    start: '2027-02-01',
    end: '2027-12-31',
  });
  const bought = await aBuyerOf(works, channel, 10);
  await setTime(works, '2027-02-03T09:00:00Z');
  await change(channel, bought, toBusiness);
  await setTime(works, '2027-02-05T09:00:00Z');
  await change(channel, bought, { quantity: 12 });
  await setTime(works, '2027-02-08T09:00:00Z');
  await change(channel, bought, { plan: { skuId: '0001' } });
  await setTime(works, '2027-02-15T09:00:00Z');
  await runDue(works);
  expect(await lines(bought)).toEqual([
    't1c0 new 0001 10 10 100',
    // Bought before the private offer, given back without its margin; taken within it, charged with it.
    't1c0a2n convert 0002 10 3.658064 36.5',
    't1c0a2r convert 0001 -10 2.258064 -22.5',
    't1c0a3n addQuantity 0002 12 2.612903 31.32',
    't1c0a3r addQuantity 0002 -10 2.612903 -26.1',
    't1c0a4n convert 0001 12 0.580645 6.96',
    't1c0a4r convert 0002 -12 1.045161 -12.48',
    't1c1 cycleCharge 0001 12 9 108',
  ]);
  await proved(channel, '2027-01');
  await proved(channel, '2027-02');
  const found = await works.as(channel.partner, (work) =>
    unbilledLines(work, { currency: 'EUR', month: '2027-02' }, undefined, 100),
  );
  const last = found.find(({ chargeKey }) => chargeKey === 't1c1')!;
  const [steps] = await works.as(channel.partner, (work) => explainLines(work, [last]));
  const [list, margin] = steps!;
  expect([list!.value, margin!.value, margin!.values['at']]).toEqual([
    '10',
    '9',
    expect.stringMatching(/^2027-02-08T09:00:00/),
  ]);
  const price = await works.as(channel.partner, (work) =>
    subscriptionPrice(work, bought.customer, bought.subscription),
  );
  expect([price.listPrice, price.price]).toEqual(['10', '9']);
});

test('AZP-03 Cycles after a change of plan ask the own price that is in force then, as those of an unchanged plan', async () => {
  const channel = await aChannel(works, { document: document() });
  const [changed, unchanged] = [await aBuyerOf(works, channel, 10), await aBuyerOf(works, channel, 10)];
  const own = (skuId: string, amount: string) =>
    works.as(channel.partner, (work) =>
      setPrice(work, {
        productId: channel.productId,
        skuId,
        term: 'P1Y',
        billingCycle: 'monthly',
        currency: 'EUR',
        amount,
        buyer: { kind: 'customer' },
      }),
    );
  await own('0001', '14');
  await own('0002', '24');
  await setTime(works, '2027-01-20T15:00:00Z');
  await change(channel, changed, toBusiness);
  await setTime(works, '2027-01-25T09:00:00Z');
  await own('0001', '15');
  await own('0002', '25');
  await setTime(works, '2027-02-10T00:00:00Z');
  await runDue(works);
  expect((await lines(changed, 'sold')).at(-1)).toBe('t1c1 cycleCharge 0002 10 25 250');
  expect((await lines(unchanged, 'sold')).at(-1)).toBe('t1c1 cycleCharge 0001 10 15 150');
  await proved(channel, '2027-01');
});

test('F23 A cancellation in its window gives back what the change of plan charged too', async () => {
  const channel = await aChannel(works, { document: document() });
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await setTime(works, '2027-01-10T12:00:00Z');
  await change(channel, bought, toBusiness);
  await setTime(works, '2027-01-11T08:00:00Z');
  await change(channel, bought, { status: 'deleted' });
  await runDue(works);
  for (const side of ['bought', 'sold'] as const) {
    const totals = (await lines(bought, side)).map((line) => decimal(line.split(' ').at(-1)!));
    expect(totals).toHaveLength(6);
    expect(toText(sum(totals))).toBe('0');
  }
  await proved(channel, '2027-01');
});

test('G10 C9 With a reseller and own prices each hop gives back and charges its own; a cycle charged late keeps the plan of its day', async () => {
  const resellerMpnId = '4380778';
  const provider = await aPartner(works, { name: 'Grossiste', kind: 'provider' });
  const reseller = await aPartner(works, { name: 'Detaillant', kind: 'reseller', mpnId: resellerMpnId });
  await connect(works, provider, reseller);
  const channel = await aChannel(works, { document: document(), partner: provider });
  await works.as(provider, (work) =>
    setPrice(work, {
      productId: channel.productId,
      skuId: '0002',
      term: 'P1M',
      billingCycle: 'monthly',
      currency: 'EUR',
      amount: '25',
      buyer: { kind: 'reseller' },
    }),
  );
  const customer = await aCustomer(works, provider);
  const subscription = await buy(works, channel, { customer, term: 'P1M', resellerMpnId });
  await activate(works, channel, subscription);
  const bought = { customer, subscription };
  // Nothing is charged yet when the plan changes.
  await setTime(works, '2027-01-20T15:00:00Z');
  await change(channel, bought, toBusiness);
  await runDue(works);
  const { rows } = await works.pools.owner.query<{ line: string }>(
    `select concat_ws(' ', charge_key, trim_scale(unit_price), total) as line
     from charge where subscription_id = $1 order by seller_tenant_id = $2 desc, seller_tenant_id = $3 desc, charge_key`,
    [subscription, reseller.tenantId, provider.tenantId],
  );
  expect(rows.map(({ line }) => line)).toEqual([
    // The reseller's, the provider's with its own price, the operator's.
    't1c0 12.5 125',
    't1c0a2n 20 135.4',
    't1c0a2r 12.5 -84.6',
    't1c0 12.5 125',
    't1c0a2n 25 169.3',
    't1c0a2r 12.5 -84.6',
    't1c0 12.5 125',
    't1c0a2n 20 135.4',
    't1c0a2r 12.5 -84.6',
  ]);
  await proved(channel, '2027-01');
});

test('F25 A trial goes on in another plan that has one too; a plan without one waits until it is over', async () => {
  const plans = [perSeatPlan, business, { ...perSeatPlan, planId: 'plain', name: 'Plain' }];
  const trials = completeDocument({ plans: plans.map((plan) => ({ ...plan, trial: plan.planId !== 'plain' })) });
  const channel = await aChannel(works, { document: trials });
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await setTime(works, '2027-01-20T15:00:00Z');
  await expect(change(channel, bought, { plan: { planId: 'plain' } })).rejects.toMatchObject({
    code: 'PlanBeginsPaid',
  });
  const preview = await works.as(channel.partner, (work) =>
    previewChange(work, bought.customer, bought.subscription, toBusiness),
  );
  expect(preview.amounts).toBe('free');
  expect(await change(channel, bought, toBusiness)).toMatchObject({ inTrial: true, planId: 'business' });
  await setTime(works, '2027-02-12T00:00:00Z');
  await runDue(works);
  expect(await lines(bought)).toEqual(['t0c0 new 0001 10 0 0', 't1c0 convert 0002 10 20 200']);
  const one = await works.as(channel.partner, (work) => subscriptionOf(work, bought.customer, bought.subscription));
  expect([one.termStart!.toString(), one.inTrial]).toEqual(['2027-02-09', false]);
  await proved(channel, '2027-02');
});

test('A plan is refused that is not of the offer, not for that term, out of its bounds, or together with a quantity', async () => {
  const plans = [
    perSeatPlan,
    business,
    {
      ...business,
      planId: 'yearly',
      name: 'Yearly',
      terms: [business.terms[1]!],
      prices: business.prices.filter(({ term }) => term === 'P1Y'),
    },
  ];
  const channel = await aChannel(works, { document: completeDocument({ plans }) });
  const bought = await aBuyerOf(works, channel, 3, 'P1M');
  const refused = (patch: SubscriptionPatch, code: string) =>
    expect(change(channel, bought, patch)).rejects.toMatchObject({ code });
  await refused({ plan: { planId: 'unknown' } }, 'CatalogueItemUnknown');
  await refused(toBusiness, 'QuantityNotAllowed');
  await refused({ ...toBusiness, quantity: 6 }, 'OneChangeAtATime');
  await change(channel, bought, { quantity: 6 });
  await refused({ plan: { planId: 'yearly' } }, 'TermNotOffered');
  expect(await change(channel, bought, { plan: { planId: 'team' } })).toMatchObject({ version: 2 });
});
