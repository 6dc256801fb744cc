import { expect, test } from 'vitest';
import { addBusinessDays, expectedReview, isBusinessDay } from './business-days.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['FR', '2026-12-24', true],
  ['FR', '2026-12-25', false],
  ['FR', '2026-12-26', false], // a Saturday
  ['GB', '2026-12-28', false], // Boxing Day moves to Monday
  ['FR', '2027-05-06', false], // Ascension
  ['DE', '2026-10-03', false],
  ['AE', '2026-11-29', false], // a Sunday
  ['SA', '2026-11-27', false], // a Friday
  ['SA', '2026-11-29', true], // a Sunday
  ['JP', '2027-05-03', false],
  ['XK', '2026-12-01', true],
])('ENR-43 B15 In %s, %s is a business day: %s', (country, on, is) => {
  expect(isBusinessDay(country, day(on))).toBe(is);
});

test('ENR-43 B15 Five business days skip weekends and the holidays of the country', () => {
  expect(addBusinessDays('FR', day('2026-12-22'), 5).toString()).toBe('2026-12-30');
  expect(addBusinessDays('GB', day('2026-12-22'), 5).toString()).toBe('2026-12-31');
  expect(addBusinessDays('FR', day('2027-12-30'), 1).toString()).toBe('2027-12-31');
});

test('ENR-43 B15 A decision is expected from the third to the fifth business day after the confirmation', () => {
  const { from, by } = expectedReview('FR', day('2026-11-30'));
  expect([from.toString(), by.toString()]).toEqual(['2026-12-03', '2026-12-07']);
});
