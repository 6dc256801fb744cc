import { beforeAll, expect, test } from 'vitest';
import { aChannel, aCustomer, anOperator, buy, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { granted } from '../../../test/private-offers.ts';
import { checkPrice, costsOf, pricesOf, setPrice, type NewPrice, type PriceBuyer } from './index.ts';

const works = useDatabase();
let channel: Channel;
let plan: Pick<NewPrice, 'productId' | 'skuId' | 'term' | 'billingCycle' | 'currency' | 'amount'>;

beforeAll(async () => {
  await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  channel = await aChannel(works);
  const subscription = await buy(works, channel, { customer: await aCustomer(works, channel.partner) });
  const [row] = await works.asSystem((work) =>
    work.prepared<{ sku_id: string }>('sku', 'select sku_id from subscription where id = $1', [subscription]),
  );
  plan = {
    productId: channel.productId,
    skuId: row!.sku_id,
    term: 'P1Y',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '14.50',
  };
});

const set = (change: Partial<NewPrice> = {}, actor = channel.partner) =>
  works.as(actor, (work) => setPrice(work, { ...plan, ...change }));
const newest = { sort: 'set', descending: true, search: '' } as const;
const at = (text: string) => Temporal.Instant.from(text);

test('AZP-03 A partner sets its price, generally or for one customer, and sees its prices newest first', async () => {
  const customer = await aCustomer(works, channel.partner);
  await set();
  await set({ buyer: { kind: 'customer', tenantId: customer }, amount: '13' });
  await set({ amount: '15', effectiveFrom: at('2027-03-01T00:00:00Z') });
  const { items } = await works.as(channel.partner, (work) => pricesOf(work, { ...newest, size: 100 }));
  expect(items).toMatchObject([
    { amount: '15', effectiveFrom: at('2027-03-01T00:00:00Z') },
    { amount: '13', buyerKind: 'customer', buyerTenantId: customer },
    { amount: '14.5', buyerTenantId: undefined },
  ]);
  const first = await works.as(channel.partner, (work) => pricesOf(work, { ...newest, size: 2 }));
  const second = await works.as(channel.partner, (work) => pricesOf(work, { ...newest, size: 2, after: first.next }));
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined]);
});

test('A price that starts in the past, has too many digits, an unknown currency or an unknown plan is refused with every problem', async () => {
  const refusal = await set({
    amount: '1.123456789',
    currency: 'EUR',
    effectiveFrom: at('2027-01-10T08:59:00Z'),
  }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'PriceRefused', kind: 'invalid' });
  const paths = (error: unknown) =>
    (error as { details: { problems: { path: string }[] } }).details.problems.map(({ path }) => path);
  expect(paths(refusal)).toEqual(['amount', 'effectiveFrom']);
  const wrong: [Partial<NewPrice>, string][] = [
    [{ currency: 'ZZZ' }, 'currency'],
    [{ currency: 'JPY', amount: '1500.5' }, 'amount'],
    [{ skuId: 'DZNOSUCHSKU0' }, 'skuId'],
    [{ productId: 'DZNOSUCHOFFR' }, 'skuId'],
    [{ term: 'P3Y', billingCycle: 'triennial' }, 'billingCycle'],
  ];
  for (const [change, path] of wrong) {
    expect(paths(await set(change).catch((error: unknown) => error))).toEqual([path]);
  }
});

test("A price for somebody else's customer is refused as if that customer did not exist", async () => {
  const other = await aChannel(works);
  const theirs = await aCustomer(works, other.partner);
  await expect(set({ buyer: { kind: 'customer', tenantId: theirs } })).rejects.toMatchObject({
    code: 'CustomerNotFound',
  });
});

test('A partner sees no prices but its own', async () => {
  const other = await aChannel(works);
  await set({ productId: plan.productId }, other.partner);
  const { items } = await works.as(other.partner, (work) => pricesOf(work, { ...newest, size: 100 }));
  expect(items).toHaveLength(1);
});

test('IND-01 BIL-21 A provider sets prices for its resellers, all or one of them, dated as every price; others have none to set', async () => {
  const provider = await aPartner(works, { kind: 'provider' });
  await connect(works, provider, await aPartner(works, { kind: 'reseller', mpnId: '4380555' }));
  await aPartner(works, { kind: 'reseller', mpnId: '4380557' });
  await aPartner(works, { kind: 'reseller', mpnId: '4380556', country: 'US' });
  await set({ buyer: { kind: 'reseller' }, amount: '12' }, provider);
  const named = await set({ buyer: { kind: 'reseller', mpnId: '4380555' }, amount: '11.5' }, provider);
  expect(named).toMatchObject({ buyerKind: 'reseller', amount: '11.5' });
  const { items } = await works.as(provider, (work) => pricesOf(work, { ...newest, size: 100 }));
  expect(items.map(({ buyerKind, buyerTenantId }) => [buyerKind, buyerTenantId])).toEqual([
    ['reseller', named.buyerTenantId],
    ['reseller', undefined],
  ]);
  const refused = (buyer: PriceBuyer, actor = provider) =>
    set({ buyer }, actor).catch((error: { details: { problems: unknown } }) => error.details.problems);
  expect(await refused({ kind: 'reseller' }, channel.partner)).toMatchObject([
    { path: 'buyerKind', code: 'notProvider' },
  ]);
  for (const [mpnId, code] of [
    ['4380999', 'ResellerUnknown'],
    ['4380556', 'ResellerNotIndirect'],
    ['4380557', 'ResellerNotConnected'],
  ] as const) {
    expect(await refused({ kind: 'reseller', mpnId })).toMatchObject([{ path: 'resellerMpnId', code }]);
  }
  expect(await refused({ kind: 'reseller', mpnId: '4380555' }, channel.partner)).toMatchObject([
    { path: 'resellerMpnId', code: 'ResellerNotIndirect' },
  ]);
});

test('AZP-03 A price is checked with every problem and without being set', async () => {
  const own = await aChannel(works);
  const wanted = { ...plan, productId: own.productId };
  const check = (change: Partial<NewPrice>) =>
    works.as(own.partner, (work) => checkPrice(work, { ...wanted, ...change }));
  expect(await check({})).toMatchObject({ buyerKind: 'customer', buyerTenantId: undefined });
  await expect(check({ amount: '1.123456789' })).rejects.toMatchObject({ code: 'PriceRefused' });
  const { total } = await works.as(own.partner, (work) => pricesOf(work, { ...newest, filters: {}, size: 1 }));
  expect(total).toBe(0);
});

test('AZP-03 F27 Own prices stand beside the list price and what the plan costs the partner, for each customer', async () => {
  const own = await aChannel(works);
  const [favoured, other] = [await aCustomer(works, own.partner), await aCustomer(works, own.partner)];
  await granted(works, own.publisher, {
    offerId: own.offer.offerId,
    partner: own.partner.tenantId,
    customers: [favoured],
    percentage: '20',
    end: '2027-06-30',
  });
  await setTime(works, '2027-01-11T09:00:00Z');
  const costs = async (customer: string, change: Partial<NewPrice> = {}) => {
    const buyer = { kind: 'customer', tenantId: customer } as const;
    return works.as(own.partner, async (work) => {
      const price = await setPrice(work, { ...plan, productId: own.productId, buyer, ...change });
      return costsOf(work, [price]);
    });
  };
  expect(await costs(favoured)).toEqual([{ listPrice: '10', cost: '8' }]);
  expect(await costs(other)).toEqual([{ listPrice: '10', cost: '10' }]);
});
