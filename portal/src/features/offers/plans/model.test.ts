import type { MarketRow, PlanChoices } from '@comptoir/contracts/comptoir/reference';
import { describe, expect, test } from 'vitest';
import {
  amountOf,
  cyclesOf,
  currenciesOf,
  currencyRows,
  isResoldByDefault,
  modelsOf,
  newPlan,
  openMarkets,
  tidied,
  unconverted,
  withAmount,
  withModel,
} from './model.ts';

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
const sold = (...countries: string[]) => countries.map((country) => ({ country, currency: 'EUR' }));
const choices: PlanChoices = {
  sorts: [
    { kind: 'saas', pricingModel: 'perSeat', resoldByDefault: false, markets: sold('FR', 'DE', 'CH') },
    { kind: 'virtualMachine', pricingModel: 'hourly', resoldByDefault: false, markets: sold('FR', 'DE', 'CH') },
    { kind: 'virtualMachine', pricingModel: 'byol', resoldByDefault: true, markets: sold('FR', 'DE', 'CH', 'CN') },
    { kind: 'container', pricingModel: 'free', resoldByDefault: true, markets: sold('FR') },
  ],
  terms: [{ term: 'P1Y', billingCycles: ['monthly', 'annual'] }],
};
const key = { term: 'P1M', billingCycle: 'monthly' } as const;

describe('a plan that is edited', () => {
  test('needs one price for each currency of its markets', () => {
    expect(currenciesOf({ markets: ['FR', 'DE'] }, markets)).toEqual(['EUR']);
    expect(currenciesOf({ markets: 'all' }, markets)).toEqual(['CHF', 'EUR']);
  });

  test('keeps a price until it is emptied', () => {
    const priced = withAmount(newPlan('saas', 'a', 'A'), { ...key, currency: 'EUR' }, '12.50');
    expect(amountOf(priced, { ...key, currency: 'EUR' })).toBe('12.50');
    expect(withAmount(priced, { ...key, currency: 'EUR' }, '').prices).toEqual([]);
  });

  test('loses prices of currencies and terms it no longer offers', () => {
    const plan = { ...newPlan('saas', 'a', 'A'), markets: ['FR', 'CH'] };
    const priced = withAmount(withAmount(plan, { ...key, currency: 'EUR' }, '1'), { ...key, currency: 'CHF' }, '2');
    expect(tidied({ ...priced, markets: ['FR'] }, markets).prices).toEqual([{ ...key, currency: 'EUR', amount: '1' }]);
    expect(tidied({ ...priced, terms: [] }, markets).prices).toEqual([]);
  });

  test('has seats only when it is sold by the seat', () => {
    expect(tidied({ ...newPlan('saas', 'a', 'A'), pricingModel: 'flat' }, markets)).not.toHaveProperty('seats');
    expect(tidied(newPlan('saas', 'a', 'A'), markets).seats).toEqual({ min: 1, max: 1000 });
  });

  test('keeps US dollars beside its markets while the others are converted from them', () => {
    const plan = { ...newPlan('saas', 'a', 'A'), markets: ['FR'], priceInput: 'usd' as const };
    const priced = withAmount(withAmount(plan, { ...key, currency: 'USD' }, '10'), { ...key, currency: 'EUR' }, '9.2');
    expect(tidied(priced, markets).prices).toHaveLength(2);
    expect(tidied({ ...priced, priceInput: 'perMarket' }, markets).prices).toEqual([
      { ...key, currency: 'EUR', amount: '9.2' },
    ]);
    expect(unconverted(priced).prices).toEqual([{ ...key, currency: 'USD', amount: '10' }]);
  });

  test('may price one country apart from the others of its currency', () => {
    const plan = { ...newPlan('saas', 'a', 'A'), markets: ['FR', 'DE'] };
    expect(currencyRows(plan, markets)).toEqual([{ currency: 'EUR', countries: ['FR', 'DE'] }]);
    const german = { ...key, currency: 'EUR', market: 'DE' };
    const priced = withAmount(withAmount(plan, { ...key, currency: 'EUR' }, '9'), german, '8');
    expect(amountOf(priced, german)).toBe('8');
    expect(amountOf(priced, { ...key, currency: 'EUR' })).toBe('9');
    expect(tidied({ ...priced, markets: ['FR'] }, markets).prices).toEqual([{ ...key, currency: 'EUR', amount: '9' }]);
  });

  test('has what its kind needs and nothing else', () => {
    const machine = newPlan('virtualMachine', 'a', 'A');
    expect(tidied(machine, markets)).toMatchObject({ pricingModel: 'hourly', hourlyPrices: [], terms: [] });
    expect(tidied(withModel(machine, 'byol'), markets)).not.toHaveProperty('hourlyPrices');
    const application = newPlan('azureApplication', 'a', 'A');
    expect(tidied(application, markets)).not.toHaveProperty('authorizations');
    const managed = { ...withModel(application, 'flat'), applicationType: 'managedApplication' as const };
    expect(tidied(managed, markets)).toMatchObject({
      terms: [{ term: 'P1M', billingCycle: 'monthly' }],
      authorizations: [],
    });
    expect(tidied(withModel(managed, 'free'), markets).terms).toEqual([]);
  });

  test('loses its trial when it gets a metered dimension', () => {
    const plan = { ...newPlan('saas', 'a', 'A'), pricingModel: 'flat' as const, trial: true };
    expect(tidied(plan, markets).trial).toBe(true);
    const dimension = { id: 'd', name: '', unitOfMeasure: '', includedQuantity: 0, prices: [] };
    expect(tidied({ ...plan, dimensions: [dimension] }, markets)).not.toHaveProperty('trial');
  });

  test('is offered the countries that the server names for its kind and model', () => {
    const china = [...markets, market('CN', null)];
    const countries = (kind: 'saas' | 'virtualMachine' | 'container', pricingModel: 'perSeat' | 'hourly' | 'byol') =>
      openMarkets(choices, kind, { pricingModel }, china).map(({ country }) => country);
    expect(countries('virtualMachine', 'byol')).toEqual(['FR', 'DE', 'CH', 'CN']);
    expect(countries('virtualMachine', 'hourly')).toEqual(['FR', 'DE', 'CH']);
    expect(countries('saas', 'perSeat')).toEqual(['FR', 'DE', 'CH']);
    expect(countries('container', 'byol')).toEqual([]);
  });

  test('has the models, terms and cycles that the server names', () => {
    expect(modelsOf(choices, 'virtualMachine')).toEqual(['hourly', 'byol']);
    expect(cyclesOf(choices, 'P1Y')).toEqual(['monthly', 'annual']);
    expect(cyclesOf(choices, 'P3Y')).toEqual([]);
  });
});

test('AUD-13 AUD-14 A machine under the customer’s own licence and a container are resold by default, unless private or stopped', () => {
  const byol = { pricingModel: 'byol', private: false } as const;
  expect(isResoldByDefault(choices, 'virtualMachine', byol)).toBe(true);
  expect(isResoldByDefault(choices, 'container', { ...byol, pricingModel: 'free' })).toBe(true);
  expect(isResoldByDefault(choices, 'virtualMachine', { ...byol, pricingModel: 'hourly' })).toBe(false);
  expect(isResoldByDefault(choices, 'virtualMachine', { ...byol, private: true })).toBe(false);
  expect(isResoldByDefault(choices, 'virtualMachine', { ...byol, stopped: true })).toBe(false);
  expect(isResoldByDefault(choices, 'container', { ...byol, stopped: true })).toBe(false);
});
