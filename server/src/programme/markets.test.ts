import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  marketOf,
  marketsOn,
  maySellMarketplaceIn,
  regionName,
  regionsOn,
  sameRegion,
  wasEverMarket,
} from './markets.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-21');
const april2021 = day('2021-04-15');
const anyDay = fc.integer({ min: 0, max: 6000 }).map((days) => day('2015-01-01').add({ days }));

test('The list of 2023 has 244 countries in 15 regions, the one before it 245 in 15', () => {
  expect(marketsOn(today)).toHaveLength(244);
  expect(regionsOn(today)).toHaveLength(15);
  expect(marketsOn(april2021)).toHaveLength(245);
  expect(new Set([...marketsOn(today), ...marketsOn(april2021)].map((market) => market.name)).size).toBe(246);
});

test.for([
  ['AFRICA', 47],
  ['APAC', 18],
  ['AUSTRALIA', 21],
  ['EUROPE', 45],
  ['LATAM', 53],
  ['MECEE', 44],
  ['NEWZEALAND', 3],
  ['USA', 5],
  ['KOREA', 1],
] as const)('Region %s has %i countries', ([code, count]) => {
  expect(marketsOn(today).filter((market) => market.regionCode === code)).toHaveLength(count);
});

test('On no day is a market listed twice, and each country is of exactly one region', () => {
  fc.assert(
    fc.property(anyDay, (on) => {
      const markets = marketsOn(on);
      expect(new Set(markets.map((market) => market.name)).size).toBe(markets.length);
      const inRegions = regionsOn(on).flatMap((region) => region.countries);
      expect(new Set(inRegions).size).toBe(inRegions.length);
      expect(new Set(inRegions)).toEqual(new Set(markets.map((market) => market.country)));
    }),
    { numRuns: 50 },
  );
});

test('Belarus and Russia were listed until 16 August 2023; China is since the day after', () => {
  for (const country of ['BY', 'RU']) {
    expect(marketOf(country, day('2023-08-16'))).toBeDefined();
    expect(marketOf(country, day('2023-08-17'))).toBeUndefined();
    expect(maySellMarketplaceIn(country, today)).toMatchObject({ allowed: false, rule: { id: 'C1' } });
  }
  expect(marketOf('CN', april2021)).toBeUndefined();
  expect(marketOf('CN', today)?.regionCode).toBe('CHINA');
});

test('C1 A market counts from its first day on, and changes its region on that day', () => {
  const [before, first] = [day('2023-08-16'), day('2023-08-17')];
  expect(marketOf('CN', before)).toBeUndefined();
  expect(marketOf('CN', first)?.regionCode).toBe('CHINA');
  expect([before, first].map((on) => marketOf('AS', on)?.regionCode)).toEqual(['NEWZEALAND', 'USA']);
  expect([before, first].map((on) => sameRegion('US', 'GU', on).allowed)).toEqual([false, true]);
});

test.for([
  ['AS', 'NEWZEALAND', 'NZD', 'USA', 'USD'],
  ['GU', 'AUSTRALIA', 'AUD', 'USA', 'USD'],
  ['MP', 'AUSTRALIA', 'AUD', 'USA', 'USD'],
  ['FO', 'EUROPE', 'EUR', 'EUROPE', 'DKK'],
  ['BR', 'BRAZIL', 'USD', 'BRAZIL', 'BRL'],
] as const)('%s moved between the lists: %s in %s became %s in %s', ([country, oldRegion, oldMoney, region, money]) => {
  expect(marketOf(country, april2021)).toMatchObject({ regionCode: oldRegion, partnerCurrency: oldMoney });
  expect(marketOf(country, today)).toMatchObject({ regionCode: region, partnerCurrency: money });
});

test('Every partner location has a billing currency and every sale market a price currency', () => {
  const isCurrency = (text: string | undefined) => /^[A-Z]{3}$/.test(text ?? '');
  const unsound = marketsOn(today).filter(
    (market) => !isCurrency(market.partnerCurrency) || isCurrency(market.priceCurrency) !== market.sale,
  );
  expect(unsound).toEqual([]);
  expect(marketOf('GB', today)?.partnerCurrency).toBe('GBP');
  expect(marketOf('fr', today)?.partnerCurrency).toBe('EUR');
});

test('France and Germany are of one region, the United States and the United Kingdom are not', () => {
  expect(sameRegion('FR', 'DE', today)).toMatchObject({ allowed: true });
  expect(sameRegion('US', 'GB', today)).toMatchObject({ allowed: false, rule: { id: 'C4' } });
  expect(sameRegion('FR', 'ZZ', today)).toMatchObject({ allowed: false, rule: { id: 'C1' } });
});

test('To be of one region is symmetric, reflexive and transitive among listed countries', () => {
  const country = fc.constantFrom(...marketsOn(today).map((market) => market.country));
  fc.assert(
    fc.property(country, country, country, (a, b, c) => {
      const same = (x: string, y: string) => sameRegion(x, y, today).allowed;
      expect(same(a, a)).toBe(true);
      expect(same(a, b)).toBe(same(b, a));
      fc.pre(same(a, b) && same(b, c));
      expect(same(a, c)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('The marketplace sells through partners in France and Brazil, the latter in dollars; not in Korea, Vanuatu or nowhere', () => {
  expect(maySellMarketplaceIn('FR', today)).toMatchObject({ allowed: true });
  expect(maySellMarketplaceIn('BR', today)).toMatchObject({ allowed: true });
  expect(marketOf('BR', today)?.priceCurrency).toBe('USD');
  expect(marketOf('KR', today)?.sale).toBe(true);
  for (const country of ['KR', 'VU', 'CN']) {
    expect(maySellMarketplaceIn(country, today)).toMatchObject({ allowed: false, rule: { id: 'A32' } });
  }
  expect(maySellMarketplaceIn('ZZ', today)).toMatchObject({ allowed: false, rule: { id: 'C1' } });
});

test('C8 A country that is no market any more was one, in any case of its code; a region is named as the list names it', () => {
  expect(['RU', 'by', 'fr'].map(wasEverMarket)).toEqual([true, true, true]);
  expect(wasEverMarket('ZZ')).toBe(false);
  expect([regionName('EUROPE'), regionName('NOWHERE')]).toEqual(['Europe', 'NOWHERE']);
});
