import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideSale, decideSeller, isSold, refusalsOf, saleConditions, type Sale, type SaleCondition } from './sale.ts';

const on = Temporal.PlainDate.from('2027-01-15');
const seller = {
  kind: 'direct',
  state: 'active',
  agreementSignedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
  country: 'DE',
} as const;
const sale: Sale = {
  on,
  seller,
  country: 'FR',
  offer: { kind: 'saas', offerState: 'live', sellThroughOperator: true, option: 'any', listed: false },
  plan: { pricingModel: 'perSeat', private: false },
  markets: ['FR', 'CH'],
};

test('AUD-19 What nothing stands against is sold, and every condition is answered', () => {
  const verdicts = decideSale(sale);
  expect(Object.keys(verdicts).toSorted()).toEqual(saleConditions.toSorted());
  expect(refusalsOf(verdicts)).toEqual([]);
  expect(isSold(sale)).toBe(true);
});

test.each<[string, Partial<Sale>, SaleCondition, string]>([
  ['a partner that is an indirect reseller', { seller: { ...seller, kind: 'reseller' } }, 'seller', 'D9'],
  ['a partner without agreement', { seller: { ...seller, agreementSignedAt: undefined } }, 'seller', 'B17'],
  ['a suspended partner', { seller: { ...seller, state: 'suspended' } }, 'seller', 'B24'],
  ['a customer whose account is under review', { account: 'UnderReview' }, 'account', 'F6/account'],
  ['a customer whose account is not allowed', { account: 'NotAllowed' }, 'account', 'F6/account'],
  ['a customer whose account is unknown', { account: 'Unknown' }, 'account', 'F6/account'],
  ['a partner of another region', { seller: { ...seller, country: 'US' } }, 'region', 'C4'],
  ['an offer that is only listed', { offer: { ...sale.offer, sellThroughOperator: false } }, 'transactable', 'A2'],
  ['what is billed by usage', { offer: { ...sale.offer, kind: 'azureApplication' } }, 'place', 'F5'],
  ['a private plan', { plan: { pricingModel: 'perSeat', private: true } }, 'plan', 'A31'],
  ['a stopped plan', { plan: { pricingModel: 'perSeat', private: false, stopped: true } }, 'plan', 'F4'],
  ['a plan of other countries', { markets: ['CH'] }, 'offered', 'A32'],
  ['an offer that is stopped', { offer: { ...sale.offer, offerState: 'stopped' } }, 'audience', 'A10'],
  ['an offer that was never opened', { offer: { ...sale.offer, option: null } }, 'audience', 'A1'],
  ['an offer for selected partners', { offer: { ...sale.offer, option: 'selected' } }, 'audience', 'A7'],
  ['an offer for no partner', { offer: { ...sale.offer, option: 'none' } }, 'audience', 'A14'],
])('AUD-20 AUD-38 ENR-29 One thing stands against %s, and its rule says why', (_case, change, condition, rule) => {
  const refusals = refusalsOf(decideSale({ ...sale, ...change }));
  expect(refusals.map((one) => [one.condition, one.rule.id])).toEqual([[condition, rule]]);
  expect(isSold({ ...sale, ...change }, condition)).toBe(true);
});

test('Where the market is closed to partners, nothing else stands against it', () => {
  const korea = { ...sale, seller: { ...seller, country: 'KR' }, country: 'KR', markets: ['KR'] };
  expect(refusalsOf(decideSale(korea)).map((one) => [one.condition, one.rule.id])).toEqual([['market', 'A32']]);
});

test('Own-licence machines are resold whatever the publisher chose, also where other plans are not sold', () => {
  const machine = { ...sale.offer, kind: 'virtualMachine', option: 'none' } as const;
  const china = { ...sale, seller: undefined, country: 'CN', markets: ['CN'], offer: machine };
  expect(isSold({ ...china, plan: { pricingModel: 'byol', private: false } }, 'place')).toBe(true);
  const hourly = decideSale({ ...china, plan: { pricingModel: 'hourly', private: false } });
  expect(refusalsOf(hourly).map((one) => one.condition)).toEqual(['place', 'audience', 'market']);
});

const facts = fc.record({
  on: fc.constantFrom('2020-02-29', '2023-08-16', '2027-01-15').map((day) => Temporal.PlainDate.from(day)),
  country: fc.constantFrom('FR', 'CH', 'KR', 'CN', 'BR', 'US', 'ZZ'),
  seller: fc.option(
    fc.record({
      kind: fc.constantFrom('direct', 'provider', 'reseller'),
      state: fc.constantFrom('active', 'restricted', 'suspended'),
      agreementSignedAt: fc.constantFrom(undefined, seller.agreementSignedAt),
      country: fc.constantFrom('DE', 'US', 'KR'),
    }),
    { nil: undefined },
  ),
  offer: fc.record({
    kind: fc.constantFrom('saas', 'virtualMachine', 'azureApplication', 'container'),
    offerState: fc.constantFrom('draft', 'live', 'stopped'),
    sellThroughOperator: fc.boolean(),
    option: fc.constantFrom(null, 'any', 'selected', 'none'),
    listed: fc.boolean(),
  }),
  plan: fc.option(
    fc.record({
      pricingModel: fc.constantFrom('perSeat', 'flat', 'hourly', 'byol', 'free'),
      private: fc.boolean(),
      stopped: fc.boolean(),
    }),
    { nil: undefined },
  ),
  markets: fc.subarray(['FR', 'CH', 'KR', 'CN', 'BR', 'US']),
});

test('Whatever the facts, a sale is refused by rules with reasons, or by none, and the seller’s part decides alike alone', () => {
  fc.assert(
    fc.property(facts, (sale: Sale) => {
      const verdicts = decideSale(sale);
      const refusals = refusalsOf(verdicts);
      expect(isSold(sale)).toBe(Object.values(verdicts).every((verdict) => verdict.allowed));
      for (const { reason, rule } of refusals) expect(`${rule.id} ${reason}`).toMatch(/^[A-H]\d+ .+\.$/);
      expect(verdicts).toMatchObject(decideSeller(sale));
    }),
  );
});
