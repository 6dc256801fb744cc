import { expect, test } from 'vitest';
import { emptyDocument, type OfferDocument } from './document.ts';
import { hourlyPrice, listPrices, pricePerUnit } from './list-prices.ts';
import { listedOffer } from './listed.ts';

const on = Temporal.PlainDate.from('2026-11-21');
const plan: OfferDocument['plans'][number] = {
  planId: 'team',
  name: 'Team',
  description: '',
  pricingModel: 'perSeat',
  markets: ['FR', 'CH'],
  terms: [],
  prices: [],
  dimensions: [],
  private: false,
};
const document: OfferDocument = {
  ...emptyDocument,
  listings: { fr: { title: 'Relevé', summary: 'Capteurs', description: '', keywords: ['alertes'] } },
  plans: [plan],
};

test('One language stands for the other where an offer is written in one only', () => {
  expect(listedOffer(document, 'saas', on)).toMatchObject({
    titles: { en: 'Relevé', fr: 'Relevé' },
    words: 'Relevé Capteurs alertes',
    markets: ['CH', 'FR'],
    inStore: true,
    transactable: true,
    defaultResold: false,
    trial: false,
  });
});

test('AUD-01 The online store is apart from the programme: an offer may be in one, the other or both', () => {
  const setup = (listInStore: boolean | undefined) => ({
    ...document,
    setup: { sellThroughOperator: true, listInStore },
  });
  expect(listedOffer(setup(false), 'saas', on).inStore).toBe(false);
  expect(listedOffer(setup(true), 'saas', on).inStore).toBe(true);
  expect(listedOffer(setup(undefined), 'saas', on).inStore).toBe(true);
});

test('Private and stopped plans count for nothing: neither their markets nor their trials', () => {
  const plans = [
    { ...plan, markets: ['DE'], trial: true, private: true },
    { ...plan, markets: ['IT'], trial: true, stopped: true },
    plan,
  ];
  expect(listedOffer({ ...document, plans }, 'saas', on)).toMatchObject({ markets: ['CH', 'FR'], trial: false });
});

test('Bring-your-own-licence machines and containers are found whatever the publisher chose', () => {
  const byol = { ...document, plans: [{ ...plan, pricingModel: 'byol' as const }] };
  expect(listedOffer(byol, 'virtualMachine', on).defaultResold).toBe(true);
  expect(listedOffer(byol, 'saas', on).defaultResold).toBe(false);
  expect(listedOffer(document, 'container', on).defaultResold).toBe(true);
});

test('A free trial is a row that costs nothing, followed by the price', () => {
  const price = { term: 'P1M', billingCycle: 'monthly', amount: '12.50' } as const;
  expect(listPrices(false, [price])).toEqual([{ ...price, trialDays: null }]);
  expect(listPrices(true, [price])).toEqual([
    { ...price, amount: '0', trialDays: 30 },
    { ...price, trialDays: null },
  ]);
});

test('Hourly and metered prices are those of the currency', () => {
  const hourly = { hourlyPrices: [{ currency: 'EUR', pricePerCoreHour: '0.05' }] };
  expect([hourlyPrice(hourly, 'EUR'), hourlyPrice(hourly, 'USD'), hourlyPrice({}, 'EUR')]).toEqual([
    '0.05',
    null,
    null,
  ]);
  const dimension = { prices: [{ currency: 'EUR', pricePerUnit: '0.004' }] };
  expect([pricePerUnit(dimension, 'EUR'), pricePerUnit(dimension, 'CHF')]).toEqual(['0.004', null]);
});
