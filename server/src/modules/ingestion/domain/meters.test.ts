import { expect, test } from 'vitest';
import { meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import { completeDocument } from '../../../../test/offers.ts';
import { notes } from './apply.ts';
import type { Draft, DraftPlan } from './draft.ts';
import {
  applyCustomMeter,
  customMeterFrom,
  dimensionsOf,
  meterNamesOf,
  metersFrom,
  metersNobodyPrices,
} from './meters.ts';
import type { MeterPrice } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const offer = { offerId, externalId: 'notes', kind: 'saas', name: 'Notes', stopped: false } as const;
const pages = { displayName: 'Pages', unitOfMeasure: 'page' };
const draft: Draft = completeDocument();
const names = meterNamesOf(draft);
const month = { type: 'month', value: 1 } as const;
const year = { type: 'year', value: 1 } as const;

function taken(meter: MeterPrice, priceInputOption: 'usd' | 'perMarket' = 'perMarket', plan: DraftPlan = meteredPlan) {
  const found = notes();
  const dimensions = dimensionsOf(plan, { priceInputOption, meters: { pages: meter } }, names, found);
  return { dimensions, problems: found.problems.map(({ code }) => code), warnings: found.warnings };
}

test('Meters are told for the product, each once with its name, and with no plan that prices one there are none', () => {
  const custom = { type: 'price-and-availability-custom-meter', product: `product/${offerId}` } as const;
  expect(customMeterFrom(draft, offer)).toEqual({
    ...custom,
    id: `${custom.type}/${offerId}`,
    customMeters: { pages },
  });
  expect(customMeterFrom({ ...draft, plans: [perSeatPlan] }, offer).customMeters).toEqual({});
});

test('Naming meters renames those that plans price and leaves the others; those that nobody prices are told', () => {
  const given = { type: 'price-and-availability-custom-meter', product: `product/${offerId}` } as const;
  const scans = { displayName: 'Scans', unitOfMeasure: 'scan' };
  const renamed = { displayName: 'Sheets', unitOfMeasure: 'sheet' };
  const changed = applyCustomMeter(draft, { ...given, customMeters: { pages: renamed, scans } });
  expect(changed.plans[1]!.dimensions).toEqual([
    { ...meteredPlan.dimensions[0], name: 'Sheets', unitOfMeasure: 'sheet' },
  ]);
  expect(applyCustomMeter(draft, { ...given, customMeters: { scans } })).toEqual(draft);
  expect(metersNobodyPrices(draft, { ...given, customMeters: { pages, scans } })).toEqual(['scans']);
  expect(metersNobodyPrices(draft, { ...given, customMeters: { pages } })).toEqual([]);
});

test('A meter keeps its prices by market in capitals, and its quantity, 0 where none is said', () => {
  const price = { currency: 'eur', pricePerPayment: '0.01' };
  expect(taken({ prices: [price] }).dimensions).toEqual([
    {
      id: 'pages',
      name: 'Pages',
      unitOfMeasure: 'page',
      includedQuantity: 0,
      prices: [{ currency: 'EUR', pricePerUnit: '0.01' }],
    },
  ]);
  expect(taken({ includedQuantities: [{ billingTerm: month }] }).dimensions[0]).toMatchObject({
    includedQuantity: 0,
    prices: [],
  });
  const same = [month, year].map((billingTerm) => ({ billingTerm, isInfinite: false, quantity: 7 }));
  expect(taken({ includedQuantities: same })).toMatchObject({ dimensions: [{ includedQuantity: 7 }], problems: [] });
});

test('A quantity without end, or another in each term, is refused', () => {
  expect(
    taken({
      includedQuantities: [
        { billingTerm: month, quantity: 5 },
        { billingTerm: year, quantity: 6 },
      ],
    }).problems,
  ).toEqual(['notSupported']);
  expect(
    taken({
      includedQuantities: [
        { billingTerm: month, quantity: 0 },
        { billingTerm: year, isInfinite: true },
      ],
    }).problems,
  ).toEqual(['notSupported']);
});

test('In dollars a meter needs its price; converted ones stay until it changes, however it is spelled', () => {
  const both = [
    { currency: 'USD', pricePerUnit: '0.5' },
    { currency: 'EUR', pricePerUnit: '0.46' },
  ];
  const plan: DraftPlan = {
    ...meteredPlan,
    priceInput: 'usd',
    dimensions: [{ ...meteredPlan.dimensions[0]!, prices: both }],
  };
  const priced = (pricePerPaymentInUsd: string) => taken({ pricePerPaymentInUsd }, 'usd', plan).dimensions[0]!.prices;
  expect(priced('0.50')).toEqual(both);
  expect(priced('0.51')).toEqual([{ currency: 'USD', pricePerUnit: '0.51' }]);
  expect(taken({ pricePerPaymentInUsd: '0.46' }, 'usd', { ...plan, dimensions: [] }).dimensions[0]!.prices).toEqual([
    { currency: 'USD', pricePerUnit: '0.46' },
  ]);
  expect(taken({ pricePerPaymentInUsd: '0.46' }, 'usd', plan).dimensions[0]!.prices).toHaveLength(1);
  expect(taken({}, 'usd')).toMatchObject({ problems: ['schemaValidationError'], dimensions: [{ prices: [] }] });
});

test('Thirty meters are the most of a plan, and one that nothing names is refused', () => {
  const count = (most: number) => {
    const found = notes();
    const ids = Array.from({ length: most }, (_, index) => `meter-${index}`);
    const meters = Object.fromEntries(ids.map((id) => [id, {}]));
    const all = new Map(ids.map((id) => [id, pages]));
    const made = dimensionsOf(meteredPlan, { priceInputOption: 'perMarket', meters }, all, found);
    return [made.length, found.problems.map(({ code }) => code)];
  };
  expect(count(30)).toEqual([30, []]);
  expect(count(31)).toEqual([31, ['collectionLimitExceeded']]);
  const found = notes();
  expect(dimensionsOf(meteredPlan, { priceInputOption: 'perMarket', meters: { scans: {} } }, names, found)).toEqual([]);
  expect(found.problems).toEqual([
    {
      code: 'businessValidationError',
      message: 'Meter scans has no name. Send price-and-availability-custom-meter with it in the same request.',
    },
  ]);
});

test('Meters are told in dollars only where the plan is priced so and every meter has such a price', () => {
  const included = [{ billingTerm: month, isInfinite: false, quantity: 1000 }];
  expect(metersFrom(meteredPlan)).toEqual({
    priceInputOption: 'perMarket',
    meters: { pages: { includedQuantities: included, prices: [{ currency: 'eur', pricePerPayment: '0.004' }] } },
  });
  expect(metersFrom({ ...meteredPlan, priceInput: 'usd' }).priceInputOption).toBe('perMarket');
  const inDollars = [{ ...meteredPlan.dimensions[0]!, prices: [{ currency: 'USD', pricePerUnit: '0.005' }] }];
  expect(metersFrom({ ...meteredPlan, dimensions: inDollars }).priceInputOption).toBe('perMarket');
  expect(metersFrom({ ...meteredPlan, priceInput: 'usd', dimensions: inDollars })).toEqual({
    priceInputOption: 'usd',
    meters: { pages: { includedQuantities: included, pricePerPaymentInUsd: '0.005' } },
  });
});
