import { expect, test } from 'vitest';
import { dueDate } from './payment.ts';

test('An invoice is due sixty days after its date', () => {
  expect(dueDate(Temporal.PlainDate.from('2026-12-01')).toString()).toBe('2027-01-30');
});
