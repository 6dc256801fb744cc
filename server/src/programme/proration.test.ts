import { expect, test } from 'vitest';
import { addMonthsAnchored, decimal, toText } from '../kernel/index.ts';
import { proratedPrice, prorationFrom } from './proration.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const cycle = (start: string, end: string) => ({ start: day(start), end: day(end) });

test.each([
  ['the first day is the whole', cycle('2027-01-15', '2027-02-14'), '2027-01-15', 31, 31],
  ['the day of the event counts', cycle('2027-01-15', '2027-02-14'), '2027-02-14', 1, 31],
  ['days are those of the month the cycle starts in', cycle('2027-02-10', '2027-03-09'), '2027-02-20', 18, 28],
  ['a leap February', cycle('2028-02-10', '2028-03-09'), '2028-02-29', 10, 29],
  [
    'from the last day of a short month never more than the whole',
    cycle('2027-02-28', '2027-03-30'),
    '2027-02-28',
    28,
    28,
  ],
  ['from the last day of January', cycle('2027-01-31', '2027-02-27'), '2027-01-31', 28, 31],
])('G10 Of a monthly cycle: %s', (_, range, from, remaining, days) => {
  expect(prorationFrom(range, 'monthly', day(from))).toEqual({ remaining, days });
});

test('G10 A longer cycle is divided by its own days: 365, or 366 over a 29 February', () => {
  expect(prorationFrom(cycle('2027-01-15', '2028-01-14'), 'annual', day('2027-01-16'))).toEqual({
    remaining: 364,
    days: 365,
  });
  expect(prorationFrom(cycle('2028-01-15', '2029-01-14'), 'annual', day('2028-01-15'))).toEqual({
    remaining: 366,
    days: 366,
  });
  expect(prorationFrom(cycle('2027-01-15', '2029-01-14'), 'biennial', day('2029-01-14'))).toEqual({
    remaining: 1,
    days: 731,
  });
});

test('G10 A price is multiplied before it is divided, and rounded down once', () => {
  expect(toText(proratedPrice(decimal('10'), { remaining: 3, days: 30 }))).toBe('1');
  expect(toText(proratedPrice(decimal('9.99'), { remaining: 17, days: 31 }))).toBe('5.478387');
  expect(toText(proratedPrice(decimal('9.99'), { remaining: 31, days: 31 }))).toBe('9.99');
});

test('G10 G11 Whatever the anchor, each day of a cycle costs at most the cycle, and less the later it is', () => {
  const wrong: string[] = [];
  for (let anchor = day('2027-01-01'); anchor.year < 2029; anchor = anchor.add({ days: 1 })) {
    const range = { start: anchor, end: addMonthsAnchored(anchor, 1).subtract({ days: 1 }) };
    let before = decimal('31');
    for (let on = range.start; Temporal.PlainDate.compare(on, range.end) <= 0; on = on.add({ days: 1 })) {
      const price = proratedPrice(decimal('31'), prorationFrom(range, 'monthly', on));
      if (price.gt(before) || price.lte(decimal('0'))) wrong.push(`${anchor.toString()} ${on.toString()}`);
      before = price;
    }
  }
  expect(wrong).toEqual([]);
});
