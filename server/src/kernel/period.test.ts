import { expect, test } from 'vitest';
import { addMonthsAnchored, anchoredPeriod, monthEnd, monthOf, monthRange, startOfDay } from './period.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const moment = (text: string) => Temporal.Instant.from(text);

test.for([
  // The last day of a month stays the last.
  ['2027-01-31', 1, '2027-02-28'],
  ['2027-02-28', 1, '2027-03-31'],
  ['2027-04-30', 1, '2027-05-31'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2028-02-29', 1, '2028-03-31'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2028-02-29', 48, '2032-02-29'],
  ['2027-02-28', 12, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  // The day before the last stays that.
  ['2027-01-30', 1, '2027-02-27'],
  ['2028-01-30', 1, '2028-02-28'],
  ['2026-11-29', 1, '2026-12-30'],
  ['2027-02-27', 1, '2027-03-30'],
  ['2028-02-28', 12, '2029-02-27'],
  ['2026-12-30', 2, '2027-02-27'],
  // Any other day keeps its number, or takes the last day of a month that lacks it.
  ['2027-01-29', 1, '2027-02-28'],
  ['2028-01-29', 1, '2028-02-29'],
  ['2028-02-27', 12, '2029-02-27'],
  ['2026-11-28', 1, '2026-12-28'],
  ['2026-12-29', 2, '2027-02-28'],
  ['2026-12-01', 1, '2027-01-01'],
] as const)('BIL-09 %s and %i months more is %s (rule G11)', ([from, months, to]) => {
  expect(addMonthsAnchored(day(from), months).toString()).toBe(to);
});

test('BIL-09 The last day of every month leads to last days only, the day before it to days before the last', () => {
  const gone: string[] = [];
  for (let month = Temporal.PlainYearMonth.from('2026-11'); month.year < 2029; month = month.add({ months: 1 }))
    for (const fromEnd of [0, 1])
      for (const months of [1, 2, 3, 11, 12, 13]) {
        const anchor = month.toPlainDate({ day: month.daysInMonth - fromEnd });
        const to = addMonthsAnchored(anchor, months);
        if (to.daysInMonth - to.day !== fromEnd) gone.push(`${anchor.toString()} + ${months}: ${to.toString()}`);
        const { end } = anchoredPeriod(anchor, months, 0);
        if (!end.add({ days: 1 }).equals(to)) gone.push(`${anchor.toString()}..${end.toString()}`);
      }
  expect(gone).toEqual([]);
});

test.for([
  ['2028-02', '2028-02-01', '2028-02-29', '2028-03-01T00:00:00Z'],
  ['2027-02', '2027-02-01', '2027-02-28', '2027-03-01T00:00:00Z'],
  ['2026-11', '2026-11-01', '2026-11-30', '2026-12-01T00:00:00Z'],
  ['2026-12', '2026-12-01', '2026-12-31', '2027-01-01T00:00:00Z'],
] as const)('BIL-01 The month %s goes from %s to %s and is over at %s', ([month, first, last, over]) => {
  const { start, end } = monthRange(month);
  expect([start.toString(), end.toString(), monthEnd(month).toString()]).toEqual([first, last, over]);
});

test('The month of a moment is that of its day in UTC, to the last nanosecond of the year', () => {
  expect(monthOf(moment('2026-12-31T23:59:59.999999999Z'))).toBe('2026-12');
  expect(monthOf(moment('2027-01-01T00:00:00Z'))).toBe('2027-01');
  expect(monthOf(moment('2027-01-01T00:30:00+01:00'))).toBe('2026-12');
  expect(startOfDay(day('2028-02-29')).toString()).toBe('2028-02-29T00:00:00Z');
});
