import { expect, test } from 'vitest';
import { issueBounds } from './invoice-filter.ts';

const by = (operator: string, value: string) => ({ Field: 'InvoiceDate', Value: value, Operator: operator });
const bounds = (filter: unknown) => {
  const { issuedFrom, issuedBefore } = issueBounds(JSON.stringify(filter));
  return [issuedFrom?.toString(), issuedBefore?.toString()];
};

test('A day is from its midnight to before the next one', () => {
  expect(bounds(by('equals', '2027-02-01'))).toEqual(['2027-02-01T00:00:00Z', '2027-02-02T00:00:00Z']);
  expect(bounds(by('greater_than', '2027-02-01'))).toEqual(['2027-02-02T00:00:00Z', undefined]);
  expect(bounds(by('less_than_or_equals', '2027-02-01'))).toEqual([undefined, '2027-02-02T00:00:00Z']);
  expect(bounds(by('less_than', '2027-02-01'))).toEqual([undefined, '2027-02-01T00:00:00Z']);
});

test('A time is bounded in microseconds, as invoices are kept', () => {
  expect(bounds(by('greater_than', '2027-02-01T10:00:00.1234567Z'))).toEqual([
    '2027-02-01T10:00:00.123457Z',
    undefined,
  ]);
  expect(bounds(by('less_than', '2027-02-01T10:00:00Z'))).toEqual([undefined, '2027-02-01T10:00:00Z']);
  expect(bounds(by('less_than_or_equals', '2027-02-01T10:00:00Z'))).toEqual([undefined, '2027-02-01T10:00:00.000001Z']);
});

test('Two bounds joined by "and" narrow each other, whichever comes first', () => {
  const and = (left: unknown, right: unknown) => ({ LeftFilter: left, RightFilter: right, Operator: 'and' });
  const [early, late] = [by('greater_than_or_equals', '2027-01-01'), by('greater_than_or_equals', '2027-02-01')];
  expect(bounds(and(early, late))).toEqual(['2027-02-01T00:00:00Z', undefined]);
  expect(bounds(and(late, early))).toEqual(['2027-02-01T00:00:00Z', undefined]);
  expect(bounds(and(late, by('less_than', '2027-03-01')))).toEqual(['2027-02-01T00:00:00Z', '2027-03-01T00:00:00Z']);
});
