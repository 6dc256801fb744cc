import { expect, test } from 'vitest';
import { rules } from '../../../programme/rules/index.ts';
import { decideSale, type Sale } from '../../../programme/sale.ts';
import type { PurchasableItem } from '../../offers/index.ts';
import { decideLine, groupLines, parseCatalogItemId, type ItemForSale, type LineRequest } from './line.ts';

const item: PurchasableItem = {
  availabilityId: 'ABCDEF123456',
  offerId: 'offer',
  versionId: 'version',
  productId: 'DZH318Z0BQ3Q',
  skuId: '0001',
  planId: 'team',
  offerName: 'Field Notes',
  planName: 'Team',
  publisherTenantId: 'publisher',
  publisherName: 'Atelier',
  kind: 'saas',
  sellThroughOperator: true,
  plan: { pricingModel: 'perSeat', private: false },
  market: 'FR',
  currency: 'EUR',
  perSeat: true,
  trial: false,
  onePerCustomer: false,
  seats: { min: 5, max: 500 },
  prices: [
    { term: 'P1M', billingCycle: 'monthly', amount: '12.50' },
    { term: 'P1Y', billingCycle: 'monthly', amount: '10' },
    { term: 'P1Y', billingCycle: 'annual', amount: '110' },
  ],
};
const request: LineRequest = {
  catalogItemId: 'DZH318Z0BQ3Q:0001:ABCDEF123456',
  quantity: 10,
  term: 'P1Y',
  billingCycle: 'annual',
};
const forSale = (of: PurchasableItem, change: Partial<Sale> = {}): ItemForSale => ({
  item: of,
  current: true,
  verdicts: decideSale({
    on: Temporal.PlainDate.from('2027-01-15'),
    seller: {
      kind: 'direct',
      state: 'active',
      agreementSignedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
      country: 'DE',
    },
    country: 'FR',
    offer: { kind: of.kind, sellThroughOperator: true, offerState: 'live', option: 'any', listed: false },
    plan: of.plan,
    markets: [of.market],
    ...change,
  }),
});
const decided = (change: Partial<LineRequest>, of: PurchasableItem = item, sale: Partial<Sale> = {}) =>
  decideLine({ ...request, ...change }, forSale(of, sale), 'lineItems[0]');
/** The price that was chosen, as term, cycle and amount, or the refusal's name. */
const outcome = (change: Partial<LineRequest>, of: PurchasableItem = item) => {
  const line = decided(change, of);
  return 'refusal' in line ? line.refusal : [line.term, line.billingCycle, line.unitPrice].join(' ');
};

test('SUB-04 A line is decided with its list price; it is called as asked, else as its plan, and names a reseller when it was given one', () => {
  expect(decided({ catalogItemId: 'dzh318z0bq3q:0001:abcdef123456' })).toEqual({
    item,
    catalogItemId: 'DZH318Z0BQ3Q:0001:ABCDEF123456',
    trial: false,
    quantity: 10,
    term: 'P1Y',
    billingCycle: 'annual',
    unitPrice: '110',
    friendlyName: 'Team',
  });
  expect(decided({ friendlyName: ' Ventes ' })).toMatchObject({ friendlyName: 'Ventes' });
  expect(decided({ friendlyName: '   ' })).toMatchObject({ friendlyName: 'Team' });
  expect(decided({ resellerMpnId: '4380999' })).toMatchObject({ resellerMpnId: '4380999' });
});

test('F3 A billing cycle or term that the plan does not offer is refused, never taken for another', () => {
  for (const billingCycle of ['fortnightly', 'yearly', 'biennial', 'one_time', 'none', ' annual']) {
    expect([billingCycle, outcome({ billingCycle })]).toEqual([billingCycle, 'TermNotOffered']);
    expect([billingCycle, outcome({ billingCycle, term: 'P1M' })]).toEqual([billingCycle, 'TermNotOffered']);
    const { term: _left, ...rest } = request;
    expect(decideLine({ ...rest, billingCycle }, forSale(item), 'x')).toMatchObject({ refusal: 'TermNotOffered' });
  }
  expect(outcome({ term: 'P1M', billingCycle: 'annual' })).toBe('TermNotOffered');
  expect(outcome({ term: 'P3Y', billingCycle: 'monthly' })).toBe('TermNotOffered');
  // Even with one price only: what was asked decides, not what is left.
  const one = { ...item, prices: [{ term: 'P1Y', billingCycle: 'annual', amount: '110' }] as const };
  expect(outcome({ billingCycle: 'monthly' }, one)).toBe('TermNotOffered');
  expect(outcome({ term: 'P1M' }, one)).toBe('TermNotOffered');
});

test('F3 The refusal says what is offered, and tells a term that is none from one that is not sold', () => {
  const offered = 'P1M billed monthly, P1Y billed monthly, P1Y billed annual';
  expect(decided({ term: 'P3Y' })).toEqual({
    refusal: 'TermNotOffered',
    message: `This term and billing cycle are not offered for this plan. Offered: ${offered}.`,
    target: 'lineItems[0].termDuration',
  });
  expect(decided({ term: 'P7D' })).toMatchObject({
    message: `'P7D' is not offered for this plan. Offered: ${offered}.`,
  });
  expect(decided({ term: '', billingCycle: 'triennial' })).toMatchObject({
    message: `This term and billing cycle are not offered for this plan. Offered: ${offered}.`,
  });
});

test('F3 A cycle left open is monthly when there is a choice, a term left open is a month; one price needs neither', () => {
  for (const billingCycle of ['', 'unknown', 'Unknown']) {
    expect(outcome({ term: 'P1Y', billingCycle })).toBe('P1Y monthly 10');
    expect(outcome({ term: '', billingCycle })).toBe('P1M monthly 12.50');
  }
  expect(outcome({ term: 'P1M', billingCycle: 'unknown' })).toBe('P1M monthly 12.50');
  expect(outcome({ term: 'p1y', billingCycle: 'Annual' })).toBe('P1Y annual 110');
  expect(outcome({ term: '', billingCycle: 'annual' })).toBe('P1Y annual 110');
  // Monthly billing of a month or of a year: which of them must be said.
  expect(outcome({ term: '', billingCycle: 'monthly' })).toBe('TermNotOffered');
  const yearly = { ...item, prices: item.prices.filter((price) => price.term === 'P1Y') };
  expect(outcome({ term: '', billingCycle: 'unknown' }, yearly)).toBe('TermNotOffered');
  const one = { ...item, prices: [{ term: 'P3Y', billingCycle: 'triennial', amount: '300' }] as const };
  expect(outcome({ term: '', billingCycle: '' }, one)).toBe('P3Y triennial 300');
  expect(outcome({ term: '', billingCycle: '' }, { ...item, prices: [] })).toBe('TermNotOffered');
});

test('F3 A price whose cycle is longer than its term, or does not divide it, is never sold', () => {
  const odd = { ...item, prices: [{ term: 'P3Y', billingCycle: 'biennial', amount: '1' }] as const };
  expect(outcome({ term: 'P3Y', billingCycle: 'biennial' }, odd)).toBe('TermNotOffered');
});

test('Seats go from the plan’s least to its most, both included; a flat plan is bought once', () => {
  for (const quantity of [5, 500]) expect(decided({ quantity })).toMatchObject({ quantity });
  for (const quantity of [4, 501, 5.5, Number.NaN]) {
    expect(decided({ quantity })).toEqual({
      refusal: 'QuantityNotAllowed',
      message: `Quantity ${quantity} cannot be ordered: it must be a whole number of seats from 5 to 500.`,
      target: 'lineItems[0].quantity',
      values: { min: 5, max: 500 },
    });
  }
  const flat = { ...item, perSeat: false };
  expect(decided({ quantity: 1 }, flat)).toMatchObject({ quantity: 1 });
  for (const quantity of [0, 2, 10]) {
    expect(decided({ quantity }, flat)).toMatchObject({
      refusal: 'QuantityNotAllowed',
      message: expect.stringContaining('flat price'),
    });
  }
});

test('A32 An item is sold in its own market and in its own currency', () => {
  expect(decided({}, item, { country: 'CH' })).toEqual({
    refusal: 'NotInMarket',
    message: "This item is sold in FR, where the customer is not. Use the availability of the customer's country.",
    target: 'lineItems[0].catalogItemId',
    rule: rules.A32,
  });
  expect(decided({ currency: 'eur' })).toMatchObject({ unitPrice: '110' });
  expect(decided({ currency: '' })).toMatchObject({ unitPrice: '110' });
  expect(decided({ currency: 'USD' })).toEqual({
    refusal: 'CurrencyNotSupported',
    message: 'This item is priced in EUR, not USD.',
    target: 'lineItems[0].currencyCode',
  });
});

const stopped = { kind: 'direct', state: 'suspended', agreementSignedAt: undefined, country: 'DE' } as const;
test.each<[string, Partial<Sale>, string, { readonly id: string }]>([
  ['A seller that may not sell', { seller: { ...stopped, kind: 'reseller' } }, 'PartnerMayNotSell', rules.D9],
  [
    'A seller of another region',
    {
      seller: {
        kind: 'direct',
        state: 'active',
        agreementSignedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
        country: 'US',
      },
    },
    'RegionNotServed',
    rules.C4,
  ],
  ['A market closed to partners', { country: 'KR', markets: ['KR'], seller: undefined }, 'NotInMarket', rules.A32],
  ['A private plan', { plan: { pricingModel: 'perSeat', private: true } }, 'NotPurchasable', rules.A31],
])('%s is told by its name, its rule and the document of that', (_case, change, refusal, rule) => {
  expect(decided({}, item, change)).toEqual({
    refusal,
    message: expect.stringMatching(/^[A-Z].+\. \(.+\)$/),
    target: 'lineItems[0].catalogItemId',
    rule,
  });
});

test('F5 What is billed by usage, what is only listed and an offer closed to the partner cannot be bought', () => {
  const offer = { kind: 'saas', sellThroughOperator: true, offerState: 'live', option: 'any', listed: false } as const;
  for (const change of [{ kind: 'virtualMachine' }, { sellThroughOperator: false }, { option: 'none' }] as const)
    expect(decided({}, item, { offer: { ...offer, ...change } })).toMatchObject({ refusal: 'NotPurchasable' });
});

test('An item of an earlier version of its offer is outdated, before anything else is said of it', () => {
  const sale = { ...forSale(item, { country: 'KR' }), current: false };
  expect(decideLine(request, sale, 'lineItems[0]')).toEqual({
    refusal: 'CatalogueItemOutdated',
    message: expect.stringContaining("'ABCDEF123456' is no longer sold"),
    target: 'lineItems[0].catalogItemId',
  });
});

test('An item is known by product, plan and availability together', () => {
  const unknown = { refusal: 'CatalogueItemUnknown', target: 'lineItems[0].catalogItemId' };
  expect(decideLine(request, undefined, 'lineItems[0]')).toMatchObject(unknown);
  for (const catalogItemId of ['DZH318Z0BQ3R:0001:ABCDEF123456', 'DZH318Z0BQ3Q:0002:ABCDEF123456', 'nonsense'])
    expect(decided({ catalogItemId })).toMatchObject(unknown);
});

test('A catalogue item id has three parts, none of them empty', () => {
  expect(parseCatalogItemId('a:b:c', 'at')).toEqual({ productId: 'a', skuId: 'b', availabilityId: 'c' });
  for (const text of ['', 'a', 'a:b', 'a:b:', 'a::c', ':b:c', 'a:b:c:d', 'a:b:c:'])
    expect([text, parseCatalogItemId(text, 'at')]).toMatchObject([
      text,
      { refusal: 'CatalogueItemUnknown', target: 'at' },
    ]);
});

test('AUD-05 Lines of one billing cycle and currency are one order; another cycle or currency is another, in order of appearance', () => {
  const line = (billingCycle: 'monthly' | 'annual', currency: string) => ({
    billingCycle,
    item: { ...item, currency },
  });
  expect(
    groupLines([
      line('monthly', 'EUR'),
      line('monthly', 'USD'),
      line('annual', 'EUR'),
      line('monthly', 'EUR'),
      line('annual', 'USD'),
      line('monthly', 'USD'),
    ]),
  ).toEqual(['0', '1', '2', '0', '3', '1']);
  expect(groupLines([])).toEqual([]);
});
