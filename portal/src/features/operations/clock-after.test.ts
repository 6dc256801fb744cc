import { expect, test } from 'vitest';
import { clockAfter } from './clock-after.ts';

test.each([
  ['PT1H', '2027-01-31T10:30:00.000Z'],
  ['P1D', '2027-02-01T09:30:00.000Z'],
  ['P7D', '2027-02-07T09:30:00.000Z'],
  ['P1M', '2027-02-28T09:30:00.000Z'],
  ['P1Y', '2028-01-31T09:30:00.000Z'],
])('After %s the clock of 31 January 2027 shows %s', (step, then) => {
  expect(clockAfter('2027-01-31T09:30:00Z', step)).toBe(then);
});
