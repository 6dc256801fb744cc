import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, startOfDay } from '../kernel/index.ts';
import { marginMoment, wholesalePrice } from './margin.ts';

const at = (day: string) => startOfDay(Temporal.PlainDate.from(day));
const cycle = {
  orderedAt: at('2027-01-05'),
  termStartsAt: at('2027-02-10'),
  dueAt: at('2027-04-10'),
} as const;

test('The wholesale price is the list price minus the margin, to the last digit', () => {
  expect(wholesalePrice('12.50', '15')).toBe('10.625');
  expect(wholesalePrice('0.001', '33.33')).toBe('0.0006667');
  expect(wholesalePrice('199', '100')).toBe('0');
});

test('Wholesale price and margin add up to the list price, whatever the two are', () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const hundredths = fc.bigInt({ min: 1n, max: 10_000n });
  fc.assert(
    fc.property(cents, hundredths, (price, share) => {
      const list = decimal(price).times(decimal('0.01'));
      const percentage = decimal(share).times(decimal('0.01'));
      const kept = decimal(wholesalePrice(list.toFixed(), percentage.toFixed()));
      expect(kept.plus(list.times(percentage).times(decimal('0.01'))).eq(list)).toBe(true);
      expect(kept.lte(list) && kept.gte(decimal('0'))).toBe(true);
    }),
  );
});

test('A monthly term takes the margin of each billing event, a longer one that of its purchase or renewal', () => {
  expect(marginMoment({ ...cycle, term: 'P1M', termNumber: 3 })).toEqual(cycle.dueAt);
  expect(marginMoment({ ...cycle, term: 'P1Y', termNumber: 1 })).toEqual(cycle.orderedAt);
  expect(marginMoment({ ...cycle, term: 'P1Y', termNumber: 2 })).toEqual(cycle.termStartsAt);
  expect(marginMoment({ ...cycle, term: 'P3Y', termNumber: 2 })).toEqual(cycle.termStartsAt);
});
