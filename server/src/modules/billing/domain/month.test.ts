import { expect, test } from 'vitest';
import { billingMonth, closesAt, invoiceNumber, monthAfter, monthBefore, newestClosable } from './month.ts';

const at = (text: string) => Temporal.Instant.from(text);

test('BIL-08 A month closes at midnight UTC of the invoice day of the next month', () => {
  expect(closesAt('2026-11', 1).toString()).toBe('2026-12-01T00:00:00Z');
  expect(closesAt('2026-12', 8).toString()).toBe('2027-01-08T00:00:00Z');
});

test('The newest month to close changes at that midnight and not before', () => {
  expect(newestClosable(at('2026-12-07T23:59:59.999Z'), 8)).toBe('2026-10');
  expect(newestClosable(at('2026-12-08T00:00:00Z'), 8)).toBe('2026-11');
  expect(newestClosable(at('2027-01-01T00:00:00Z'), 1)).toBe('2026-12');
});

test('A late charge goes to the open month, an early one keeps its own', () => {
  expect(billingMonth(at('2026-10-31T23:59:59Z'), '2026-12')).toBe('2026-12');
  expect(billingMonth(at('2026-12-01T00:00:00Z'), '2026-11')).toBe('2026-12');
});

test('Months step over the turn of the year', () => {
  expect([monthAfter('2026-12'), monthBefore('2027-01')]).toEqual(['2027-01', '2026-12']);
});

test('Invoice numbers are the prefix and nine digits', () => {
  expect(invoiceNumber('G', 24_135)).toBe('G000024135');
});
