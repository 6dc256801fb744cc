import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { describe, expect, test } from 'vitest';
import { amountOf, amountTyped, currenciesOf, newPlan, tidied, withAmount } from './plan-model.ts';

const market = (country: string, priceCurrency: string | null): MarketRow => ({
  country,
  name: country,
  regionCode: 'R',
  region: 'R',
  partnerCurrency: 'EUR',
  sale: priceCurrency !== null,
  resale: true,
  priceCurrency,
});
const markets = [market('FR', 'EUR'), market('DE', 'EUR'), market('CH', 'CHF'), market('AQ', null)];
const key = { term: 'P1M', billingCycle: 'monthly' } as const;

describe('a plan that is edited', () => {
  test('needs one price for each currency of its markets', () => {
    expect(currenciesOf({ markets: ['FR', 'DE'] }, markets)).toEqual(['EUR']);
    expect(currenciesOf({ markets: 'all' }, markets)).toEqual(['CHF', 'EUR']);
  });

  test('keeps a price until it is emptied', () => {
    const priced = withAmount(newPlan('a', 'A'), { ...key, currency: 'EUR' }, '12.50');
    expect(amountOf(priced, { ...key, currency: 'EUR' })).toBe('12.50');
    expect(withAmount(priced, { ...key, currency: 'EUR' }, '').prices).toEqual([]);
  });

  test('loses prices of currencies and terms it no longer offers', () => {
    const plan = { ...newPlan('a', 'A'), markets: ['FR', 'CH'] };
    const priced = withAmount(withAmount(plan, { ...key, currency: 'EUR' }, '1'), { ...key, currency: 'CHF' }, '2');
    expect(tidied({ ...priced, markets: ['FR'] }, markets).prices).toEqual([{ ...key, currency: 'EUR', amount: '1' }]);
    expect(tidied({ ...priced, terms: [] }, markets).prices).toEqual([]);
  });

  test('has seats only when it is sold by the seat', () => {
    expect(tidied({ ...newPlan('a', 'A'), pricingModel: 'flat' }, markets)).not.toHaveProperty('seats');
    expect(tidied(newPlan('a', 'A'), markets).seats).toEqual({ min: 1, max: 1000 });
  });

  test('takes amounts as either language types them', () => {
    expect(amountTyped('1 234,50')).toBe('1234.50');
    expect(amountTyped('12.5')).toBe('12.5');
  });
});
