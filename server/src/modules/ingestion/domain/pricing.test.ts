import { expect, test } from 'vitest';
import { completeDocument, meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import { newId } from '../../../kernel/index.ts';
import { notes } from './apply.ts';
import type { Draft, DraftPlan } from './draft.ts';
import { meterNamesOf } from './meters.ts';
import { applyPlanPricing, planPricingFrom } from './pricing.ts';
import type { PlanPricingResource } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const offer = { offerId, externalId: 'notes', kind: 'saas', name: 'Notes', stopped: false } as const;
const document: Draft = completeDocument();
const month = { type: 'month', value: 1 } as const;
const tenant = (id = newId(), label = '') => ({ type: 'tenant', id, label });

function taken(change: Partial<PlanPricingResource>, plan: DraftPlan = perSeatPlan) {
  const found = notes();
  const draft = { ...document, plans: [plan, meteredPlan] };
  const head = {
    type: 'price-and-availability-plan',
    product: `product/${offerId}`,
    plan: { externalId: 'team' },
  } as const;
  const made = applyPlanPricing(draft, plan, { ...head, ...change }, meterNamesOf(draft), found).plans[0]!;
  return { made, problems: found.problems.map(({ code }) => code), warnings: found.warnings };
}

test('Members that are not sent leave the plan as it is, but for its trial, which is none', () => {
  expect(taken({})).toEqual({ made: perSeatPlan, problems: [], warnings: [] });
  expect(taken({}, { ...perSeatPlan, trial: true }).made).toEqual(perSeatPlan);
  expect(taken({ visibility: 'visible', softwareReservation: [] })).toMatchObject({ made: perSeatPlan, problems: [] });
  expect(taken({ softwareReservation: null }).problems).toEqual([]);
  expect(taken({ softwareReservation: [{}] }).problems).toEqual(['notSupported']);
});

test('A trial is one month or thirty days; 0 of anything is none; every other length is refused', () => {
  const trial = (type: 'day' | 'week' | 'month' | 'year', value: number) => {
    const { made, problems } = taken({ trial: { type, value } });
    return problems.length > 0 ? 'refused' : made.trial === true;
  };
  expect([trial('month', 1), trial('day', 30), trial('month', 0), trial('day', 0)]).toEqual([true, true, false, false]);
  expect([
    trial('month', 2),
    trial('day', 1),
    trial('day', 31),
    trial('week', 1),
    trial('week', 30),
    trial('year', 1),
  ]).toEqual(Array.from({ length: 6 }, () => 'refused'));
  expect(taken({ trial: null }).made).not.toHaveProperty('trial');
});

test('Markets: all of them, those that are named, each once in capitals, or those there were', () => {
  expect(taken({ customerMarkets: 'allMarkets', markets: ['fr'] }).made.markets).toBe('all');
  expect(taken({ customerMarkets: 'customMarkets', markets: ['fr', 'FR', 'de'] }).made.markets).toEqual(['FR', 'DE']);
  expect(taken({ customerMarkets: 'customMarkets' }).made.markets).toEqual(perSeatPlan.markets);
  expect(taken({ customerMarkets: 'allTaxRemittedMarkets' })).toMatchObject({ problems: ['notSupported'] });
  expect(taken({ markets: [] }).problems).toEqual(['businessValidationError']);
});

test('A private plan has at most 200 tenants with their labels; a public one has none; placeholders count for nobody', () => {
  const one = newId();
  const priv: DraftPlan = { ...perSeatPlan, private: true, privateAudience: [{ tenantId: one, name: 'Before' }] };
  const { made } = taken({
    audience: 'private',
    privateAudiences: [tenant(one.toUpperCase(), 'Contoso'), tenant(one)],
  });
  expect(made).toMatchObject({ private: true, privateAudience: [{ tenantId: one }] });
  expect(taken({ audience: 'private', privateAudiences: [tenant(one, 'Contoso')] }).made.privateAudience).toEqual([
    { tenantId: one, name: 'Contoso' },
  ]);
  const upper = taken({ audience: 'private', privateAudiences: [tenant(one.toUpperCase(), 'Contoso')] }).made;
  expect(upper.privateAudience).toEqual([{ tenantId: one, name: 'Contoso' }]);
  const unnamed = taken({ audience: 'private', privateAudiences: [{ type: 'tenant', id: one }] }).made;
  expect(unnamed.privateAudience).toEqual([{ tenantId: one, name: '' }]);
  expect(taken({}, priv).made).toEqual(priv);
  expect(taken({ audience: 'public' }, priv).made).toEqual({ ...priv, private: false });
  expect(taken({ privateAudiences: [] }, priv).made).toEqual({ ...priv, privateAudience: [] });
  expect(taken({ audience: 'public', privateAudiences: [] }).made).toEqual(perSeatPlan);
  expect(taken({ privateAudiences: [{ type: 'none', id: '' }] })).toMatchObject({ made: perSeatPlan, problems: [] });
  expect(taken({ privateAudiences: [tenant()] }).problems).toEqual(['businessValidationError']);
  const many = (most: number) =>
    taken({ audience: 'private', privateAudiences: Array.from({ length: most }, () => tenant()) }).problems;
  expect([many(200), many(201)]).toEqual([[], ['collectionLimitExceeded']]);
});

test('A price for each user has limits, all there can be where none are said; a flat rate has meters instead', () => {
  const recurrentPrice = {
    recurrentPriceMode: 'perUser',
    priceInputOption: 'usd',
    prices: [{ billingTerm: month, pricePerPaymentInUsd: '5' }],
  } as const;
  const perUser = taken({ pricing: { recurrentPrice } }).made;
  expect(perUser).toMatchObject({
    pricingModel: 'perSeat',
    seats: { min: 1 },
    priceInput: 'usd',
    terms: [{ term: 'P1M', billingCycle: 'monthly' }],
    prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'USD', amount: '5' }],
    dimensions: [],
  });
  expect(perUser.seats!.max).toBeGreaterThan(500);
  const limited = taken({ pricing: { recurrentPrice: { ...recurrentPrice, userLimits: { min: 2, max: 3 } } } }).made;
  expect(limited.seats).toEqual({ min: 2, max: 3 });
  const flat = { ...recurrentPrice, recurrentPriceMode: 'flatRate' } as const;
  const customMeters = { priceInputOption: 'usd', meters: { pages: { pricePerPaymentInUsd: '1' } } } as const;
  const made = taken({ pricing: { recurrentPrice: flat, customMeters } }).made;
  expect(made).toMatchObject({ pricingModel: 'flat', dimensions: [{ id: 'pages' }] });
  expect(made).not.toHaveProperty('seats');
  expect(taken({ pricing: { customMeters } }).problems).toContain('businessValidationError');
});

test('What is charged for machines: an own licence, nothing, or cores; anything else is refused and changes nothing', () => {
  const bare = { terms: [], prices: [], dimensions: [] };
  const byol = taken({ pricing: { licenseModel: 'byol' } }).made;
  expect(byol).toMatchObject({ ...bare, pricingModel: 'byol' });
  expect(byol).not.toHaveProperty('seats');
  const free = { licenseModel: 'payAsYouGo', corePricing: { priceInputOption: 'free' } } as const;
  expect(taken({ pricing: free }).made).toMatchObject({ ...bare, pricingModel: 'free' });
  const cores = (pricePerCore?: string) => ({
    pricing: { licenseModel: 'payAsYouGo', corePricing: { priceInputOption: 'perCore', pricePerCore } } as const,
  });
  expect(taken(cores('0.11')).made).toMatchObject({
    ...bare,
    pricingModel: 'hourly',
    priceInput: 'usd',
    hourlyPrices: [{ currency: 'USD', pricePerCoreHour: '0.11' }],
  });
  const hourlyPrices = [
    { currency: 'EUR', pricePerCoreHour: '0.11' },
    { currency: 'USD', pricePerCoreHour: '0.12' },
  ];
  const hourly: DraftPlan = { ...perSeatPlan, pricingModel: 'hourly', hourlyPrices };
  expect(taken(cores('0.120'), hourly).made.hourlyPrices).toEqual(hourlyPrices);
  expect(taken(cores('0.11'), hourly).made.hourlyPrices).toEqual([{ currency: 'USD', pricePerCoreHour: '0.11' }]);
  for (const pricing of [cores().pricing, { licenseModel: 'payAsYouGo' } as const, {}]) {
    expect(taken({ pricing })).toMatchObject({ made: perSeatPlan, problems: ['notSupported'] });
  }
});

test('A plan is told by how it is priced', () => {
  const told = (plan: Partial<DraftPlan>) => planPricingFrom({ ...perSeatPlan, ...plan }, offer, ['CH', 'FR']);
  expect(told({ pricingModel: 'byol' }).pricing).toEqual({ licenseModel: 'byol' });
  const free = { licenseModel: 'payAsYouGo', corePricing: { priceInputOption: 'free' } };
  expect(told({ pricingModel: 'free' }).pricing).toEqual(free);
  const perCore = (corePricing: object) => ({
    licenseModel: 'payAsYouGo',
    corePricing: { priceInputOption: 'perCore', ...corePricing },
  });
  expect(told({ pricingModel: 'hourly' }).pricing).toStrictEqual(perCore({}));
  const hourlyPrices = [
    { currency: 'EUR', pricePerCoreHour: '0.11' },
    { currency: 'USD', pricePerCoreHour: '0.12' },
  ];
  expect(told({ pricingModel: 'hourly', hourlyPrices }).pricing).toEqual(perCore({ pricePerCore: '0.12' }));
  expect(told({}).pricing).not.toHaveProperty('customMeters');
  expect(told({})).toMatchObject({
    visibility: 'visible',
    audience: 'public',
    privateAudiences: [],
    customerMarkets: 'customMarkets',
    markets: ['fr', 'ch'],
    trial: null,
    softwareReservation: [],
    pricing: { recurrentPrice: { userLimits: { min: 1, max: 500 } } },
  });
  const tenantId = newId();
  const priv = told({ private: true, privateAudience: [{ tenantId, name: 'Contoso' }], markets: 'all', trial: true });
  expect(priv).toMatchObject({
    audience: 'private',
    privateAudiences: [{ type: 'tenant', id: tenantId, label: 'Contoso' }],
    customerMarkets: 'allMarkets',
    markets: ['ch', 'fr'],
    trial: month,
  });
});
