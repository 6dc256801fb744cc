import { expect, test } from 'vitest';
import { dueState } from './due-state.ts';

test('An invoice is to be paid until its day, then overdue; one without a day is neither', () => {
  const invoice = { dueDate: '2027-02-01T00:00:00Z' };
  expect(dueState(invoice, '2027-02-01')).toBe('open');
  expect(dueState(invoice, '2027-02-02')).toBe('overdue');
  expect(dueState({}, '2027-02-02')).toBe('nothing');
});
