import { expect, test } from 'vitest';
import { lapseOf, type Lapsing } from './lapse.ts';

const bought = Temporal.Instant.from('2027-01-01T09:00:00Z');
const pending: Lapsing = { status: 'pending', createdAt: bought, suspendedAt: null, autoRenew: true, termEnd: null };
const suspended: Lapsing = {
  ...pending,
  status: 'suspended',
  suspendedAt: Temporal.Instant.from('2027-02-01T12:00:00Z'),
  termEnd: Temporal.PlainDate.from('2027-02-14'),
};
const lapse = (one: Lapsing) => {
  const found = lapseOf(one);
  return found && [found.at.toString(), found.reason];
};

test('F14 F20 What nobody sets up within thirty days of its purchase is void', () => {
  expect(lapse(pending)).toEqual(['2027-01-31T09:00:00Z', 'notActivated']);
});

test('F20 What is suspended ends after thirty days, or with its term when that does not renew', () => {
  expect(lapse(suspended)).toEqual(['2027-03-03T12:00:00Z', 'notReinstated']);
  expect(lapse({ ...suspended, autoRenew: false })).toEqual(['2027-02-15T00:00:00Z', 'termOver']);
  const longer = { ...suspended, autoRenew: false, termEnd: Temporal.PlainDate.from('2027-12-31') };
  expect(lapse(longer)).toEqual(['2027-03-03T12:00:00Z', 'notReinstated']);
});

test('F20 What runs or has ended does not lapse', () => {
  for (const status of ['active', 'deleted'] as const) expect(lapse({ ...suspended, status })).toBeUndefined();
});
