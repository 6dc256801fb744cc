import { expect, test } from 'vitest';
import { availabilitiesOf, pricesIn } from './availabilities.ts';
import { emptyDocument, type Plan } from './document.ts';
import { hourlyPrice, listPrices, pricePerUnit } from './list-prices.ts';

const today = Temporal.PlainDate.from('2027-01-15');
const team: Plan = {
  planId: 'team',
  name: 'Team',
  description: 'For teams',
  pricingModel: 'perSeat',
  seats: { min: 1, max: 500 },
  markets: ['FR', 'DE', 'CH'],
  terms: [
    { term: 'P1M', billingCycle: 'monthly' },
    { term: 'P1Y', billingCycle: 'annual' },
  ],
  prices: [
    { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '12.50' },
    { term: 'P1Y', billingCycle: 'annual', currency: 'EUR', amount: '110' },
    { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', market: 'DE', amount: '11' },
    { term: 'P1M', billingCycle: 'monthly', currency: 'CHF', amount: '13' },
  ],
  dimensions: [],
  private: false,
};
const solo: Plan = { ...team, planId: 'solo', markets: ['FR'] };

function published(plans: readonly Plan[], known: Record<string, string> = {}) {
  let count = 0;
  const newId = () => `A${(count += 1)}`;
  return availabilitiesOf('saas', { ...emptyDocument, plans }, today, new Map(Object.entries(known)), newId);
}

test('A plan is available once in each of its markets, in the currency of that market', () => {
  const { availabilities } = published([team, solo]);
  const rows = availabilities.map(({ id: _id, ...row }) => Object.values(row).join(' ')).toSorted();
  expect(rows).toEqual(['0001 team CH CHF', '0001 team DE EUR', '0001 team FR EUR', '0002 solo FR EUR']);
  expect(new Set(availabilities.map(({ id }) => id)).size).toBe(4);
});

test('A price for a market goes before the one of its currency; the others of the currency stay', () => {
  const { availabilities, prices } = published([team]);
  const inMarket = (market: string) => {
    const { id } = availabilities.find((one) => one.market === market)!;
    const own = prices.filter((price) => price.availability_id === id);
    return own.map(({ term, billing_cycle, amount }) => `${term} ${billing_cycle} ${amount}`);
  };
  expect(inMarket('FR')).toEqual(['P1M monthly 12.50', 'P1Y annual 110']);
  expect(inMarket('DE')).toEqual(['P1M monthly 11', 'P1Y annual 110']);
  expect(inMarket('CH')).toEqual(['P1M monthly 13']);
});

test('A price in another currency, or for another market, is none of a market', () => {
  const plan = {
    ...team,
    prices: [
      { term: 'P1M', billingCycle: 'monthly', currency: 'CHF', market: 'DE', amount: '1' },
      { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', market: 'FR', amount: '2' },
      { term: 'P1Y', billingCycle: 'monthly', currency: 'EUR', market: 'DE', amount: '3' },
      { term: 'P1Y', billingCycle: 'annual', currency: 'EUR', amount: '4' },
      { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '5' },
    ],
  } satisfies Plan;
  expect(pricesIn(plan, 'DE', 'EUR').map(({ amount }) => amount)).toEqual(['3', '4', '5']);
});

test('SKU ids are given once: known plans keep theirs, new ones get the next number, also behind a gap', () => {
  const skus = (plans: readonly Plan[], known: Record<string, string> = {}) =>
    published(plans, known).plans.map(({ plan_id, sku_id }) => `${plan_id} ${sku_id}`);
  expect(skus([team, solo])).toEqual(['team 0001', 'solo 0002']);
  expect(skus([solo, team], { team: '0003' })).toEqual(['solo 0004', 'team 0003']);
  // A plan that is gone keeps its number, so that nobody else gets it.
  expect(skus([solo], { gone: '0007', other: '0002' })).toEqual(['solo 0008']);
});

test('F2 F25 A trial is a row of thirty days for nothing before the row of the price', () => {
  const price = { term: 'P1M', billingCycle: 'monthly', amount: '12.50' } as const;
  expect(listPrices(true, [price])).toEqual([
    { ...price, amount: '0', trialDays: 30 },
    { ...price, trialDays: null },
  ]);
  expect(listPrices(false, [price])).toEqual([{ ...price, trialDays: null }]);
});

test('What a machine’s hour and a dimension’s unit cost is told in the asked currency, and is unknown in others', () => {
  const machine = { hourlyPrices: [{ currency: 'EUR', pricePerCoreHour: '0.12' }] };
  expect([hourlyPrice(machine, 'EUR'), hourlyPrice(machine, 'USD'), hourlyPrice({}, 'EUR')]).toEqual([
    '0.12',
    null,
    null,
  ]);
  const pages = { prices: [{ currency: 'EUR', pricePerUnit: '0.004' }] };
  expect([pricePerUnit(pages, 'EUR'), pricePerUnit(pages, 'CHF')]).toEqual(['0.004', null]);
});
