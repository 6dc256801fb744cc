import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getExampleNumber, isSupportedCountry } from 'libphonenumber-js';
import { expect, test } from 'vitest';
import { addressFormat, isPhoneNumber, isPostalCodeOf, isStateOf } from './address-formats.ts';
import { marketsOn } from './markets.ts';

const countries = marketsOn(Temporal.PlainDate.from('2027-01-15')).map(({ country }) => country);

test('A state is one of its country by code or name, whatever the case, the accents and the dots; a made-up one is none', () => {
  for (const [country, state] of [
    ['US', 'WA'],
    ['US', 'wa'],
    ['US', 'Washington'],
    ['US', 'D.C.'],
    ['CA', 'Québec'],
    ['MX', 'CDMX'],
    ['MX', 'Ciudad de Mexico'],
    ['CN', 'Beijing'],
    ['CN', '北京市'],
    ['FR', 'anything'],
  ] as const) {
    expect(isStateOf(country, state), `${country} ${state}`).toBe(true);
  }
  for (const [country, state] of [
    ['US', 'ZZ'],
    ['US', 'Bavaria'],
    ['CA', 'WA'],
    ['MX', 'TX'],
    ['CN', 'Tokyo'],
  ] as const) {
    expect(isStateOf(country, state), `${country} ${state}`).toBe(false);
  }
});

test('Lists of states are those of the four countries where Microsoft enforces one', () => {
  expect(countries.filter((country) => addressFormat(country).states.length > 0).toSorted()).toEqual(
    ['CA', 'CN', 'MX', 'US'].filter((country) => countries.includes(country)),
  );
  expect(addressFormat('US').states).toContain('WA');
});

test('A postal code has the form of its country', () => {
  for (const [country, code] of [
    ['US', '98052'],
    ['US', '98052-1234'],
    ['GB', 'sw1a 1aa'],
    ['FR', ' 75001 '],
    ['AE', 'none there'],
  ] as const) {
    expect(isPostalCodeOf(country, code), `${country} ${code}`).toBe(true);
  }
  for (const [country, code] of [
    ['US', '2108'],
    ['US', '980521'],
    ['FR', '7500'],
    ['GB', '12345'],
    ['CA', 'H3Z2Y'],
  ] as const) {
    expect(isPostalCodeOf(country, code), `${country} ${code}`).toBe(false);
  }
});

test('In every country of the programme the example fits its postal code', () => {
  const examples = countries.map((country) => [country, addressFormat(country).postalCode?.example] as const);
  expect(examples.filter(([country, example]) => example && !isPostalCodeOf(country, example))).toEqual([]);
});

test('In every country a number fits what is published, in each usual spelling, and what is none fits nowhere', () => {
  const spelled = countries.flatMap((country) => {
    const number = isSupportedCountry(country) ? getExampleNumber(country, examples) : undefined;
    const texts = number ? [number.number, number.formatInternational(), number.formatNational()] : [];
    return texts.map((text) => ({ country, text, pattern: addressFormat(country).phone!.pattern }));
  });
  expect(spelled.length).toBeGreaterThan(600);
  expect(
    spelled.filter(({ country, text, pattern }) => !isPhoneNumber(country, text) || !new RegExp(pattern).test(text)),
  ).toEqual([]);
  const none = ['12', 'call me', '', '+'];
  expect(countries.filter((country) => none.some((text) => isPhoneNumber(country, text)))).toEqual([]);
  expect(isPhoneNumber('US', '+33 1 23 45 67 89')).toBe(true);
});
