import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { activate, aBuyerOf, aChannel, aCustomer, anOperator, buy, runDue, setTime } from '../../../test/billing.ts';
import { completeDocument, perSeatPlan, republished } from '../../../test/offers.ts';
import { decimal } from '../../kernel/index.ts';
import { nextChargeDue } from '../subscriptions/index.ts';
import { recordRates, type ExchangeRateTables } from '../exchange-rates/index.ts';
import { stopOffer } from '../offers/index.ts';
import { chargeDueTerms, printProof, proofExitCode, proveMonth, setPrice, type BillingTables } from './index.ts';

const works = useDatabase();

beforeAll(async () => {
  await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const charges = (subscription: string, side: 'bought' | 'sold' = 'bought') =>
  works.asSystem((work) =>
    work.prepared<Record<string, unknown>>(
      `charges ${side}`,
      `select charge_key, charge_type, occurred_at::text as at, period_start::text as "from", period_end::text as "to", currency,
         total, unit_price, exchange_rate, exchange_rate_date::text as rate_date, billing_month, quantity
       from charge where subscription_id = $1 and ${side === 'bought' ? 'buyer' : 'seller'}_tenant_id = partner_tenant_id order by occurred_at`,
      [subscription],
    ),
  );

test('BIL-23 ACT-14 A pending subscription is not charged; charging starts at the moment of activation', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer });
  await setTime(works, '2027-01-25T00:00:00Z');
  await runDue(works);
  expect(await charges(subscription)).toEqual([]);
  await setTime(works, '2027-01-25T13:30:00Z');
  await activate(works, channel, subscription);
  await runDue(works);
  const [first, ...others] = await charges(subscription);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    charge_key: 't1c0',
    charge_type: 'new',
    at: expect.stringMatching(/^2027-01-25 13:30:00/),
    from: '2027-01-25',
    to: '2027-02-24',
    total: '100',
    currency: 'EUR',
  });
});

test('A subscription bought on 31 January is charged on 28 February and 31 March (rule G11)', async () => {
  await setTime(works, '2027-01-31T10:00:00Z');
  const { subscription } = await aBuyerOf(works, await aChannel(works));
  await setTime(works, '2027-03-31T00:00:01Z');
  await runDue(works);
  expect((await charges(subscription)).map(({ from, to, charge_type }) => [from, to, charge_type])).toEqual([
    ['2027-01-31', '2027-02-27', 'new'],
    ['2027-02-28', '2027-03-30', 'cycleCharge'],
    ['2027-03-31', '2027-04-29', 'cycleCharge'],
  ]);
});

test('A monthly term renews month by month, each renewal its own charge', async () => {
  const { subscription } = await aBuyerOf(works, await aChannel(works), 3, 'P1M');
  for (const moment of ['2027-02-10T00:00:01Z', '2027-03-10T00:00:01Z']) {
    await setTime(works, moment);
    await runDue(works);
  }
  expect(
    (await charges(subscription)).map(({ charge_key, charge_type, total }) => [charge_key, charge_type, total]),
  ).toEqual([
    ['t1c0', 'new', '37.5'],
    ['t2c0', 'renew', '37.5'],
    ['t3c0', 'renew', '37.5'],
  ]);
});

test('Charging twice, late or in parallel adds nothing', async () => {
  const channel = await aChannel(works);
  const bought = [];
  for (let index = 0; index < 6; index += 1) bought.push(await aBuyerOf(works, channel, index + 1));
  await setTime(works, '2027-04-20T00:00:00Z');
  const parallel = Array.from({ length: 8 }, () =>
    works.asSystem((work) => chargeDueTerms(work, channel.partner.tenantId, 2)),
  );
  await Promise.all(parallel);
  await runDue(works);
  await Promise.all(
    Array.from({ length: 8 }, () => works.asSystem((work) => chargeDueTerms(work, channel.partner.tenantId, 200))),
  );
  for (const [index, { subscription }] of bought.entries()) {
    for (const side of ['bought', 'sold'] as const) {
      const rows = await charges(subscription, side);
      expect(rows.map((row) => row.charge_key)).toEqual(['t1c0', 't1c1', 't1c2', 't1c3']);
      expect(rows.every((row) => row.total === String((index + 1) * 10))).toBe(true);
    }
  }
});

test('A unit of work that dies while charging leaves neither charges nor a moved cursor, and the next one charges', async () => {
  const channel = await aChannel(works);
  const { subscription } = await aBuyerOf(works, channel);
  const killed = works.asSystem(async (work) => {
    await chargeDueTerms(work, channel.partner.tenantId, 200);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await charges(subscription)).toEqual([]);
  await runDue(works);
  expect(await charges(subscription)).toHaveLength(1);
});

test("BIL-10 The operator charges in the partner's own currency, at the rate of the month of the charge (rule E27)", async () => {
  const rates = (month: string, eur: string, chf: string) =>
    works.asSystem<unknown, ExchangeRateTables>((work) =>
      recordRates(work, {
        month,
        rates: [
          { currency: 'EUR', usdPerUnit: decimal(eur) },
          { currency: 'CHF', usdPerUnit: decimal(chf) },
        ],
      }),
    );
  await rates('2027-01', '1.08', '1.12');
  await rates('2027-02', '1.09', '1.11');
  const { subscription } = await aBuyerOf(works, await aChannel(works, { country: 'CH' }), 7);
  for (const moment of ['2027-02-10T00:00:01Z', '2027-03-10T00:00:01Z']) {
    await setTime(works, moment);
    await runDue(works);
  }
  // 1.08 / 1.12 = 0.964285714286; 10 × that, rounded down, × 7. March has no rates: February's are the newest.
  expect(await charges(subscription)).toMatchObject([
    { currency: 'CHF', exchange_rate: '0.964285714286', rate_date: '2026-12-29', total: '67.48' },
    { currency: 'CHF', exchange_rate: '0.981981981982', rate_date: '2027-01-28', total: '68.67' },
    { currency: 'CHF', exchange_rate: '0.981981981982', rate_date: '2027-01-28', total: '68.67' },
  ]);
  expect(await charges(subscription, 'sold')).toMatchObject([
    { currency: 'EUR', exchange_rate: '1', total: '70' },
    { currency: 'EUR', total: '70' },
    { currency: 'EUR', total: '70' },
  ]);
});

test('Without any exchange rate the charge waits and says so, the others go on, and it is made up for later', async () => {
  const stuckChannel = await aChannel(works, { country: 'NO' });
  const stuck = await aBuyerOf(works, stuckChannel);
  const fine = await aBuyerOf(works, await aChannel(works));
  await runDue(works);
  expect(await charges(fine.subscription)).toHaveLength(1);
  expect(await charges(stuck.subscription)).toEqual([]);
  const due = await works.asSystem((work) => nextChargeDue(work, stuckChannel.partner.tenantId));
  expect(due?.toString()).toBe('2027-01-11T00:00:00Z');
  const report = await works.asSystem((work) => proveMonth(work, { month: '2027-01' }));
  // Waiting is not wrong.
  expect(report).toMatchObject({ agree: true, problems: [] });
  expect(report.waiting).toEqual([{ month: '2027-01', from: 'EUR', to: 'NOK', terms: 1 }]);
  expect([proofExitCode(report), printProof(report)]).toEqual([
    1,
    expect.stringContaining('no exchange rate from EUR'),
  ]);
  const said = () =>
    works.asSystem((work) =>
      work.prepared('delayed', `select 1 from event where name = 'ChargeDelayed' and aggregate_id = $1`, [
        stuck.subscription,
      ]),
    );
  expect(await said()).toHaveLength(1);
  await setTime(works, '2027-01-11T00:00:00Z');
  await runDue(works);
  expect(await said()).toHaveLength(1);
  await works.asSystem<unknown, ExchangeRateTables>((work) =>
    recordRates(work, {
      month: '2027-01',
      rates: [
        { currency: 'NOK', usdPerUnit: decimal('0.093') },
        { currency: 'EUR', usdPerUnit: decimal('1.08') },
      ],
    }),
  );
  await setTime(works, '2027-01-12T00:00:00Z');
  await runDue(works);
  expect(await charges(stuck.subscription)).toMatchObject([
    { at: expect.stringMatching(/^2027-01-10 09:00:0/), currency: 'NOK' },
  ]);
  const after = await works.asSystem((work) => proveMonth(work, { month: '2027-01' }));
  expect([after.problems, after.waiting, proofExitCode(after)]).toEqual([[], [], 0]);
});

test('E27 A cycle without a rate holds back those after it, though they have one, and they are made up for in order', async () => {
  const channel = await aChannel(works, { country: 'DK' });
  const { subscription } = await aBuyerOf(works, channel);
  const rates = (month: string, eur: string) =>
    works.asSystem<unknown, ExchangeRateTables>((work) =>
      recordRates(work, {
        month,
        rates: [
          { currency: 'EUR', usdPerUnit: decimal(eur) },
          { currency: 'DKK', usdPerUnit: decimal('0.145') },
        ],
      }),
    );
  await rates('2027-02', '1.09');
  await setTime(works, '2027-03-11T08:30:00Z');
  await runDue(works);
  expect(await charges(subscription)).toEqual([]);
  const due = await works.asSystem((work) => nextChargeDue(work, channel.partner.tenantId));
  expect(due?.toString()).toBe('2027-03-12T00:00:00Z');
  await rates('2027-01', '1.08');
  await setTime(works, '2027-03-12T00:00:00Z');
  await runDue(works);
  expect((await charges(subscription)).map(({ charge_key, rate_date }) => [charge_key, rate_date])).toEqual([
    ['t1c0', '2026-12-29'],
    ['t1c1', '2027-01-28'],
    ['t1c2', '2027-01-28'],
  ]);
});

test("AZP-03 AZP-04 BIL-11 The customer is charged the partner's own price, in the currency of that price", async () => {
  const channel = await aChannel(works);
  const [one, two] = [await aCustomer(works, channel.partner), await aCustomer(works, channel.partner)];
  const [first, second] = [await buy(works, channel, { customer: one }), await buy(works, channel, { customer: two })];
  const [sku] = await works.asSystem((work) =>
    work.prepared<{ sku_id: string }>('sku', 'select sku_id from subscription where id = $1', [first]),
  );
  const plan = { productId: channel.productId, skuId: sku!.sku_id, term: 'P1Y', billingCycle: 'monthly' } as const;
  await works.as(channel.partner, async (work) => {
    await setPrice(work, { ...plan, currency: 'EUR', amount: '14.50' });
    await setPrice(work, { ...plan, buyer: { kind: 'customer', tenantId: two }, currency: 'CHF', amount: '13.25' });
    await setPrice(work, {
      ...plan,
      currency: 'EUR',
      amount: '15',
      effectiveFrom: Temporal.Instant.from('2027-02-01T00:00:00Z'),
    });
  });
  await activate(works, channel, first);
  await activate(works, channel, second);
  await setTime(works, '2027-02-11T00:00:00Z');
  await runDue(works);
  expect(await charges(first, 'sold')).toMatchObject([
    { total: '145', currency: 'EUR', unit_price: '14.5' },
    { total: '150', currency: 'EUR' },
  ]);
  expect(await charges(second, 'sold')).toMatchObject([
    { total: '132.5', currency: 'CHF' },
    { total: '132.5', currency: 'CHF' },
  ]);
  expect(await charges(first)).toMatchObject([{ total: '100' }, { total: '100' }]);
});

test('F24 A renewal has the published price: an increase ninety days later from the first of a month on, also when the offer is no longer sold', async () => {
  const priced = (amount: string) =>
    completeDocument({
      plans: [{ ...perSeatPlan, prices: perSeatPlan.prices.map((price) => ({ ...price, amount })) }],
    });
  const document = priced('11.11');
  const channel = await aChannel(works, { document });
  const { subscription } = await aBuyerOf(works, channel, 9, 'P1M');
  const { technical } = document;
  await republished(works, channel.publisher, channel.offer, { ...priced('22'), technical });
  await works.as(channel.publisher, (work) => stopOffer(work, channel.offer.offerId));
  await setTime(works, '2027-02-10T00:00:01Z');
  await runDue(works);
  // 11.11 × 9
  expect((await charges(subscription)).map((row) => row.total)).toEqual(['99.99', '99.99']);
  await setTime(works, '2027-05-10T00:00:01Z');
  await runDue(works);
  // Published on 10 January: ninety days later it is April, so that 1 May is the first.
  expect((await charges(subscription)).map((row) => row.total)).toEqual(['99.99', '99.99', '99.99', '99.99', '198']);
});

test('F24 A decrease counts for the next renewal, and never within a term', async () => {
  const priced = (amount: string) =>
    completeDocument({
      plans: [{ ...perSeatPlan, prices: perSeatPlan.prices.map((price) => ({ ...price, amount })) }],
    });
  const document = priced('10');
  const channel = await aChannel(works, { document });
  const monthly = await aBuyerOf(works, channel, 1, 'P1M');
  const yearly = await aBuyerOf(works, channel, 1, 'P1Y');
  await republished(works, channel.publisher, channel.offer, { ...priced('8'), technical: document.technical });
  await setTime(works, '2027-03-10T10:00:00Z');
  await runDue(works);
  const totals = async (subscription: string) => (await charges(subscription)).map(({ total }) => total);
  expect([await totals(monthly.subscription), await totals(yearly.subscription)]).toEqual([
    ['10', '8', '8'],
    ['10', '10', '10'],
  ]);
});

test('A charge cannot be changed or removed, not even by the system', async () => {
  await aBuyerOf(works, await aChannel(works));
  await runDue(works);
  const attempt = (text: string) => works.asSystem((work) => work.prepared(text, text, []));
  await expect(attempt('update charge set total = total + 0.01')).rejects.toThrow(/permission denied|append-only/);
  await expect(attempt('delete from charge')).rejects.toThrow(/permission denied|append-only/);
  await expect(works.pools.owner.query('update charge set total = total + 0.01')).rejects.toThrow(/append-only/);
});

test('A partner sees its own charges and nobody else does', async () => {
  const channel = await aChannel(works);
  const stranger = await aChannel(works);
  await aBuyerOf(works, channel);
  await runDue(works);
  const seen = (actor: typeof channel.partner) =>
    works.as<number, BillingTables>(
      actor,
      async (work) => (await work.db.selectFrom('charge').select('id').execute()).length,
    );
  expect(await seen(channel.partner)).toBe(2);
  expect(await seen(stranger.partner)).toBe(0);
});
