import { expect, test } from 'vitest';
import { rateFixedOn } from './exchange.ts';

test('The rates of a month are fixed two business days before the end of the month before (rule E27)', () => {
  // 31 October 2026 is a Saturday: Friday 30, Thursday 29. 30 November is a Monday: Friday 27, Thursday 26.
  expect(rateFixedOn('2026-11').toString()).toBe('2026-10-29');
  expect(rateFixedOn('2026-12').toString()).toBe('2026-11-26');
});
