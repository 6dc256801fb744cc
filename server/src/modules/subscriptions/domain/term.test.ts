import { expect, test } from 'vitest';
import type { BillingCycle, DayRange, Term } from '../../../kernel/index.ts';
import { cycleEndOn, paidFrom, termOverAt, termPeriod, trialPeriod, trialTerm } from './term.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const written = ({ start, end }: DayRange) => `${start.toString()}..${end.toString()}`;

test('F25 A trial is term 0: what costs begins with 1', () => {
  expect(trialTerm).toBe(0);
  expect(written(termPeriod(day('2027-03-02'), 'P1M', day('2027-03-02')))).toBe('2027-03-02..2027-04-01');
});

test('F25 A trial is thirty days with the day of activation, and what is bought costs from the day after', () => {
  expect(written(trialPeriod(day('2027-01-31')))).toBe('2027-01-31..2027-03-01');
  expect(written(trialPeriod(day('2028-02-29')))).toBe('2028-02-29..2028-03-29');
  expect(paidFrom(day('2027-01-31'), true).toString()).toBe('2027-03-02');
  expect(paidFrom(day('2027-01-31'), false).toString()).toBe('2027-01-31');
});

test('G11 Terms follow each other without a gap, each anchored to the first paid day', () => {
  const from = (first: string, start: string, term: Term) => written(termPeriod(day(first), term, day(start)));
  const starts = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'];
  const terms = starts.map((start) => from('2027-01-31', start, 'P1M'));
  expect(terms).toEqual([
    '2027-01-31..2027-02-27',
    '2027-02-28..2027-03-30',
    '2027-03-31..2027-04-29',
    '2027-04-30..2027-05-30',
  ]);
  expect(from('2028-02-29', '2028-02-29', 'P1Y')).toBe('2028-02-29..2029-02-27');
  expect(from('2027-06-15', '2030-06-15', 'P3Y')).toBe('2030-06-15..2033-06-14');
  // Another length than the terms before.
  expect(from('2027-01-31', '2027-02-28', 'P1Y')).toBe('2027-02-28..2028-02-28');
  expect(from('2027-01-31', '2028-02-29', 'P1M')).toBe('2028-02-29..2028-03-30');
});

test('F24 A term is over at midnight UTC after its last day', () => {
  expect(termOverAt(day('2027-12-31')).toString()).toBe('2028-01-01T00:00:00Z');
  expect(termOverAt(day('2028-02-28')).toString()).toBe('2028-02-29T00:00:00Z');
});

test('G11 The cycle that a day falls in ends on the anchor, with the term at the latest; a trial is one', () => {
  const one = (start: string, end: string, billingCycle: BillingCycle, inTrial = false) => {
    const standing = { paidFrom: day('2027-01-31'), termStart: day(start), termEnd: day(end), billingCycle, inTrial };
    return (at: string) => cycleEndOn(standing, day(at))?.toString();
  };
  const yearly = one('2027-01-31', '2028-01-30', 'monthly');
  expect(['2027-01-31', '2027-02-27', '2027-02-28', '2027-03-30', '2027-03-31', '2028-01-30'].map(yearly)).toEqual([
    '2027-02-27',
    '2027-02-27',
    '2027-03-30',
    '2027-03-30',
    '2027-04-29',
    '2028-01-30',
  ]);
  expect(one('2027-01-31', '2028-01-30', 'annual')('2027-06-01')).toBe('2028-01-30');
  expect(one('2027-01-01', '2027-01-30', 'monthly', true)('2027-01-02')).toBe('2027-01-30');
  expect(
    cycleEndOn(
      { paidFrom: null, termStart: null, termEnd: null, billingCycle: 'monthly', inTrial: false },
      day('2027-01-01'),
    ),
  ).toBeUndefined();
});
