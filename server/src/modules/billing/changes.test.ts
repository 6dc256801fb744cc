import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  changeAgreed,
  aBuyerOf,
  aChannel,
  anOperator,
  recordSwissRates,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import { decimal, sum, toText } from '../../kernel/index.ts';
import { recordRates } from '../exchange-rates/index.ts';
import { renewalWork, type SubscriptionPatch } from '../subscriptions/index.ts';
import { billingWork, previewChange, printProof, proofExitCode, proveMonth, retryDelayedCharges } from './index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
  await recordSwissRates(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const change = (channel: Channel, bought: Bought, patch: SubscriptionPatch) =>
  changeAgreed(works, channel, bought, patch);
type Bought = Awaited<ReturnType<typeof aBuyerOf>>;

interface Charged {
  readonly key: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
  readonly price: string;
  readonly total: string;
  readonly month: string;
}

/** Lines of a hop of a subscription in the order they fell due. */
async function lines({ subscription }: Bought, side: 'bought' | 'sold' = 'bought'): Promise<Charged[]> {
  const text = `select charge_key as key, charge_type as type, period_start::text as "from", period_end::text as "to",
      quantity::text, trim_scale(effective_unit_price)::text as price, total::text, billing_month as month
    from charge where subscription_id = $1 and ${side === 'bought' ? 'buyer' : 'seller'}_tenant_id = partner_tenant_id
    order by occurred_at, charge_key`;
  return (await works.pools.owner.query<Charged>(text, [subscription])).rows;
}
const short = (all: Charged[]) =>
  all.map(({ key, type, quantity, price, total }) => [key, type, quantity, price, total].join(' '));
const totalOf = (all: readonly Charged[]) => toText(sum(all.map(({ total }) => decimal(total))));

async function proved(channel: Channel, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: channel.partner.tenantId, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
}

test('SUB-14 SUB-19 F18 G10 Seats added within a cycle: the old quantity given back, the new one charged, for the days that remain', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await setTime(works, '2027-01-20T15:00:00Z');
  expect((await change(channel, bought, { quantity: 14 })).quantity).toBe(14);
  await runDue(works);
  await runDue(works);
  // 12.50 / 31 days of January × 21 days from the 20th to 9 February.
  const both = [
    't1c0 new 10 12.5 125',
    't1c0a2n addQuantity 14 8.467741 118.44',
    't1c0a2r addQuantity -10 8.467741 -84.6',
  ];
  expect(short(await lines(bought))).toEqual(both);
  expect(short(await lines(bought, 'sold'))).toEqual(both);
  await setTime(works, '2027-02-15T00:00:00Z');
  await runDue(works);
  expect(short(await lines(bought)).at(-1)).toBe('t2c0 renew 14 12.5 175');
  await proved(channel, '2027-01');
});

test('SUB-14 G10 Seats taken away, twice in one cycle: each time what was there is given back, never more than was paid', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10);
  await setTime(works, '2027-01-10T12:00:00Z');
  await change(channel, bought, { quantity: 4 });
  await setTime(works, '2027-02-09T23:59:59Z');
  await change(channel, bought, { quantity: 3 });
  await setTime(works, '2027-02-10T00:00:00Z');
  await runDue(works);
  expect(short(await lines(bought))).toEqual([
    't1c0 new 10 10 100',
    't1c0a2n removeQuantity 4 10 40',
    't1c0a2r removeQuantity -10 10 -100',
    't1c0a3n removeQuantity 3 0.32258 0.96',
    't1c0a3r removeQuantity -4 0.32258 -1.28',
    't1c1 cycleCharge 3 10 30',
  ]);
});

test('SUB-14 A change at the very second of a cycle belongs to it, once, however late charging runs', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 2);
  await setTime(works, '2027-02-10T00:00:00Z');
  await change(channel, bought, { quantity: 5 });
  await setTime(works, '2027-03-15T00:00:00Z');
  await runDue(works);
  expect(short(await lines(bought))).toEqual([
    't1c0 new 2 10 20',
    't1c1 cycleCharge 2 10 20',
    't1c1a2n addQuantity 5 10 50',
    't1c1a2r addQuantity -2 10 -20',
    't1c2 cycleCharge 5 10 50',
  ]);
});

test('CAN-01 F23 G10 A cancellation in its window gives back every line of the term to the cent, and nothing follows', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 7, 'P1M');
  await change(channel, bought, { quantity: 9 });
  await setTime(works, '2027-01-11T08:59:59Z');
  expect(await change(channel, bought, { status: 'deleted' })).toMatchObject({ status: 'deleted', autoRenew: false });
  for (const at of ['2027-01-12T00:00:00Z', '2027-03-15T00:00:00Z']) {
    await setTime(works, at);
    await runDue(works);
  }
  for (const side of ['bought', 'sold'] as const) {
    const all = await lines(bought, side);
    expect(all).toHaveLength(6);
    expect(totalOf(all)).toBe('0');
    expect(all.filter(({ type }) => type === 'cancelImmediate').map(({ key }) => key)).toEqual([
      't1c0a2nx',
      't1c0a2rx',
      't1c0x',
    ]);
  }
  await proved(channel, '2027-01');
});

test('CAN-01 A renewed term can be cancelled in its own window: what was used before stays paid', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 2, 'P1M');
  await setTime(works, '2027-02-10T06:00:00Z');
  await runDue(works);
  await change(channel, bought, { status: 'deleted' });
  await setTime(works, '2027-04-15T00:00:00Z');
  await runDue(works);
  expect(short(await lines(bought))).toEqual([
    't1c0 new 2 12.5 25',
    't2c0 renew 2 12.5 25',
    't2c0x cancelImmediate -2 12.5 -25',
  ]);
});

test('E27 A change waits for the exchange rate that its cycle waits for, and is charged with it at once', async () => {
  const channel = await aChannel(works, { country: 'SE' });
  const bought = await aBuyerOf(works, channel, 2);
  await change(channel, bought, { quantity: 3 });
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  await clock.runDue();
  expect([await lines(bought), (await lines(bought, 'sold')).length]).toEqual([[], 1]);
  const rates = [
    { currency: 'EUR', usdPerUnit: decimal('1.08') },
    { currency: 'SEK', usdPerUnit: decimal('0.096') },
  ];
  await works.asSystem((work) => recordRates(work, { month: '2026-12', rates }));
  await retryDelayedCharges(works.runner, (work, account) => clock.retry(work, account, 'charges'));
  await clock.runDue();
  expect((await lines(bought)).map(({ key, quantity }) => `${key} ${quantity}`)).toEqual([
    't1c0 2',
    't1c0a2n 3',
    't1c0a2r -2',
  ]);
  expect((await lines(bought, 'sold')).length).toBe(3);
});

test('G10 F23 The proof finds a line of a change that does not follow from what its cycle was charged at', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 10, 'P1M');
  await change(channel, bought, { quantity: 4 });
  await runDue(works);
  await change(channel, bought, { status: 'deleted' });
  await runDue(works);
  await proved(channel, '2027-01');
  const { owner } = works.pools;
  const damage = async (set: string, key: string) => {
    await owner.query('alter table charge disable trigger user');
    const where = 'subscription_id = $1 and charge_key = $2 and buyer_tenant_id = partner_tenant_id';
    expect((await owner.query(`update charge set ${set} where ${where}`, [bought.subscription, key])).rowCount).toBe(1);
    await owner.query('alter table charge enable trigger user');
    const { partner } = channel;
    const found = await works.asSystem((work) =>
      proveMonth(work, { partnerTenantId: partner.tenantId, month: '2027-01' }),
    );
    return found.problems.map(({ code, count }) => `${code} ${count}`);
  };
  expect(await damage('effective_unit_price = effective_unit_price + 0.000001', 't1c0a2n')).toContain(
    'lineProration 1',
  );
  expect(await damage('quantity = -9, subtotal = -112.5, total = -112.5', 't1c0x')).toContain('lineCancelled 1');
});

test('G10 F23 What is shown before a change is what is charged for it, to the cent, and costs nothing itself', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 7, 'P1M');
  const preview = (patch: SubscriptionPatch) =>
    works.as(channel.partner, (work) => previewChange(work, bought.customer, bought.subscription, patch));
  // Its first cycle is not charged yet.
  expect(await preview({ quantity: 8 })).toEqual({ amounts: 'later', lines: [] });
  await runDue(works);
  expect(await preview({ friendlyName: 'Neu' })).toEqual({ amounts: 'free', lines: [] });
  await expect(preview({ quantity: 501 })).rejects.toMatchObject({ code: 'QuantityNotAllowed' });
  for (const [at, patch] of [
    ['2027-01-10T15:00:00Z', { quantity: 3 }],
    ['2027-01-11T03:00:00Z', { quantity: 11 }],
    ['2027-01-11T04:00:00Z', { status: 'deleted' }],
  ] as const) {
    await setTime(works, at);
    const before = await lines(bought);
    const shown = await preview(patch);
    expect(await lines(bought)).toEqual(before);
    // Charged in the term's window still: it is cancelled an hour before that ends.
    await setTime(works, at);
    await change(channel, bought, patch);
    await runDue(works);
    const added = (await lines(bought)).filter(({ key }) => !before.some((line) => line.key === key));
    const sides = (negative: boolean) => totalOf(added.filter(({ quantity }) => quantity.startsWith('-') === negative));
    expect(shown.amounts).toBe('known');
    expect([shown.credit, shown.charge, shown.total]).toEqual([sides(true), sides(false), totalOf(added)]);
    expect(shown.lines).toHaveLength(added.length);
  }
});

test('G10 While a change is not charged yet, nobody knows what a further one costs', async () => {
  const channel = await aChannel(works);
  const bought = await aBuyerOf(works, channel, 7, 'P1M');
  const preview = () =>
    works.as(channel.partner, (work) => previewChange(work, bought.customer, bought.subscription, { quantity: 5 }));
  await runDue(works);
  await setTime(works, '2027-01-15T09:00:00Z');
  expect((await preview()).amounts).toBe('known');
  await change(channel, bought, { quantity: 11 });
  expect(await preview()).toEqual({ amounts: 'later', lines: [] });
  await runDue(works);
  expect((await preview()).amounts).toBe('known');
});
