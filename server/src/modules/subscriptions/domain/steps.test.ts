import { expect, test } from 'vitest';
import { stepUntil } from './steps.ts';

const now = Temporal.Instant.from('2027-01-10T09:00:00Z');
const until = (
  ...[stepsFirst, action, termEnd]: [Parameters<typeof stepUntil>[0], Parameters<typeof stepUntil>[1], string]
) => stepUntil(stepsFirst, action, { now, termEnd: Temporal.PlainDate.from(termEnd) })?.toString();

test('SUB-18 CAN-06 F17 A step is asked for before what the offer names, and before nothing else', () => {
  expect(until(['cancel'], 'Unsubscribe', '2027-12-31')).toBe('2027-02-09T09:00:00Z');
  expect(until(['quantity', 'plan'], 'ChangePlan', '2027-12-31')).toBe('2027-02-09T09:00:00Z');
  expect(until(['cancel'], 'ChangeQuantity', '2027-12-31')).toBeUndefined();
  expect(until(['cancel', 'quantity', 'plan'], 'Reinstate', '2027-12-31')).toBeUndefined();
  expect(until(undefined, 'Unsubscribe', '2027-12-31')).toBeUndefined();
});

test('SUB-18 F17 It is not waited for beyond the term', () => {
  expect(until(['cancel'], 'Unsubscribe', '2027-01-31')).toBe('2027-02-01T00:00:00Z');
});
