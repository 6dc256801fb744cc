import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourlyPlan, machineDocument } from '../../../../test/offer-kinds.ts';
import { completeDocument, meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import { decimal, decimalPlaces, minorUnitDigits } from '../../../kernel/index.ts';
import { convertPrices, currenciesToConvert } from './convert.ts';
import type { Plan } from './document.ts';

const on = Temporal.PlainDate.from('2026-11-21');
const rates = new Map([
  ['EUR', decimal('1.08')],
  ['CHF', decimal('1.12')],
  ['JPY', decimal('0.0067')],
]);
const monthly = { term: 'P1M', billingCycle: 'monthly' } as const;
const inDollars: Plan = {
  ...perSeatPlan,
  priceInput: 'usd',
  markets: ['FR', 'CH', 'JP', 'GB'],
  terms: [monthly],
  prices: [{ ...monthly, currency: 'USD', amount: '10' }],
};
const converted = (plan: Plan) => convertPrices('saas', completeDocument({ plans: [plan] }), on, rates).plans[0]!;
const pricesOf = (plan: Plan) =>
  Object.fromEntries(converted(plan).prices.map(({ currency, amount }) => [currency, amount]));

test('A price in US dollars becomes one in each currency of the markets, rounded down to its coin; without a rate it stays missing', () => {
  expect(currenciesToConvert('saas', completeDocument({ plans: [inDollars] }), on).toSorted()).toEqual([
    'CHF',
    'EUR',
    'GBP',
    'JPY',
  ]);
  expect(pricesOf(inDollars)).toEqual({ USD: '10', EUR: '9.25', CHF: '8.92', JPY: '1492' });
});

test('What a plan has in a currency stays, however the price in US dollars changes', () => {
  const first = converted(inDollars);
  const raised = {
    ...first,
    prices: first.prices.map((price) => (price.currency === 'USD' ? { ...price, amount: '20' } : price)),
  };
  expect(pricesOf(raised)).toEqual({ USD: '20', EUR: '9.25', CHF: '8.92', JPY: '1492' });
  const own = { ...inDollars, prices: [...inDollars.prices, { ...monthly, currency: 'EUR', amount: '9.9' }] };
  expect(pricesOf(own)).toMatchObject({ EUR: '9.9', CHF: '8.92' });
});

test('Prices of units and hours are converted to six decimals', () => {
  const [dimension] = meteredPlan.dimensions;
  const metered = {
    ...meteredPlan,
    priceInput: 'usd' as const,
    dimensions: [{ ...dimension!, prices: [{ currency: 'USD', pricePerUnit: '0.01' }] }],
  };
  expect(converted(metered).dimensions[0]?.prices).toEqual([
    { currency: 'USD', pricePerUnit: '0.01' },
    { currency: 'EUR', pricePerUnit: '0.009259' },
  ]);
  const hourly = {
    ...hourlyPlan,
    priceInput: 'usd' as const,
    hourlyPrices: [{ currency: 'USD', pricePerCoreHour: '0.05' }],
  };
  const machine = convertPrices('virtualMachine', machineDocument({ plans: [hourly] }), on, rates);
  expect(machine.plans[0]?.hourlyPrices).toEqual([
    { currency: 'USD', pricePerCoreHour: '0.05' },
    { currency: 'EUR', pricePerCoreHour: '0.046296' },
    { currency: 'CHF', pricePerCoreHour: '0.044642' },
  ]);
});

test('A plan priced for each market is left alone, also in US dollars', () => {
  const document = completeDocument({ plans: [{ ...inDollars, priceInput: 'perMarket' }] });
  expect(currenciesToConvert('saas', document, on)).toEqual([]);
  expect(convertPrices('saas', document, on, rates)).toBe(document);
});

test('Whatever the price, no converted one has more decimals than its currency or is worth more than it was', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 99_999_999n }), (cents) => {
      const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      const plan = converted({ ...inDollars, prices: [{ ...monthly, currency: 'USD', amount }] });
      for (const price of plan.prices.filter(({ currency }) => currency !== 'USD')) {
        expect(decimalPlaces(decimal(price.amount))).toBeLessThanOrEqual(minorUnitDigits(price.currency));
        expect(decimal(price.amount).times(rates.get(price.currency)!).lte(decimal(amount))).toBe(true);
      }
      expect(convertPrices('saas', completeDocument({ plans: [plan] }), on, rates).plans[0]).toEqual(plan);
    }),
    { numRuns: 200 },
  );
});
