import { expect, test } from 'vitest';
import { countryRules } from './countries.ts';
import { marketsOn } from './markets.ts';

const today = Temporal.PlainDate.from('2026-11-21');

test('Registration and phone number are asked in the documented countries and nowhere else (rule B22)', () => {
  // Of the 24, Belarus and Russia are no markets of the programme since 2023.
  const documented = 'AM AZ HU KZ KG MD TJ UZ UA BR IN ZA PL AE SA TR TH VN MM IQ SS VE'.split(' ').toSorted();
  const requiring = marketsOn(today)
    .map((market) => countryRules(market.country, today)!)
    .filter((rules) => rules.registrationNumberRequired && rules.phoneNumberRequired)
    .map((rules) => rules.country);
  expect(requiring.toSorted()).toEqual(documented);
  expect(countryRules('by', Temporal.PlainDate.from('2022-01-01'))?.registrationNumberRequired).toBe(true);
});

test('A country outside the programme has no rules, and what is not documented is not made up', () => {
  expect(countryRules('BY', today)).toBeUndefined();
  expect(countryRules('XX', today)).toBeUndefined();
  expect(countryRules('fr', today)).toMatchObject({ country: 'FR', usualCulture: 'fr-FR', known: undefined });
  expect(countryRules('us', today)?.known?.cultures).toEqual(['en-US', 'es-US']);
});

test('The United States have the rules that Microsoft’s documentation shows (wire contract, 2.7)', () => {
  expect(countryRules('US', today)).toMatchObject({
    country: 'US',
    registrationNumberRequired: false,
    phoneNumberRequired: false,
    address: { stateRequired: true, postalCodeRequired: true, phone: { callingCode: '1' } },
    known: {
      cultures: ['en-US', 'es-US'],
      languages: ['en', 'es'],
      taxIdFormat: 'US######',
      resellerAgreementRegion: 'AOC',
    },
  });
});
