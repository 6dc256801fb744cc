import { expect, test } from 'vitest';
import { decideChange, longestName, nicknameIn, type Standing, type SubscriptionPatch } from './change.ts';

const since = Temporal.Instant.from('2027-01-31T09:00:00Z');
const active: Standing = {
  status: 'active',
  friendlyName: 'Planning',
  skuId: '0001',
  planId: 'team',
  quantity: 10,
  autoRenew: true,
  resellerMpnId: null,
  perSeat: true,
  seats: { min: 5, max: 100 },
  billingCycle: 'monthly',
  paidSince: since,
  windows: { monthly: 24, other: 336 },
  renewing: false,
  nextTerm: null,
  suspendedBy: null,
};
const decide = (patch: SubscriptionPatch, standing: Partial<Standing> = {}, at = since) =>
  decideChange({ ...active, ...standing }, patch, at);
const refusal = (...of: Parameters<typeof decide>) => {
  const decided = decide(...of);
  return 'refusal' in decided ? decided.refusal : decided;
};

test('SUB-13 SUB-14 SUB-16 What stands already is no change; the rest is, together', () => {
  expect(
    decide({ friendlyName: 'Planning', quantity: 10, autoRenew: true, resellerMpnId: '', status: 'active' }),
  ).toEqual({});
  const patch = { friendlyName: 'Éclair 株 🚀', quantity: 5, autoRenew: false, resellerMpnId: '4380999' };
  expect(decide(patch)).toEqual(patch);
  expect(decide({ resellerMpnId: '' }, { resellerMpnId: '4380999' })).toEqual({ resellerMpnId: null });
});

test.each([
  [4, 'QuantityNotAllowed'],
  [5, { quantity: 5 }],
  [100, { quantity: 100 }],
  [101, 'QuantityNotAllowed'],
  [10.5, 'QuantityNotAllowed'],
  [-10, 'QuantityNotAllowed'],
  [Number.NaN, 'QuantityNotAllowed'],
])('SUB-14 F18 Seats stay within what the plan was sold with: %s', (quantity, expected) => {
  expect(refusal({ quantity })).toEqual(expected);
});

test('F18 A flat plan has no other quantity than 1', () => {
  expect(refusal({ quantity: 2 }, { perSeat: false, quantity: 1 })).toBe('QuantityNotAllowed');
});

test('SUB-13 A nickname is neither empty nor longer than its column', () => {
  expect(refusal({ friendlyName: ' ' })).toBe('NicknameRefused');
  expect(refusal({ friendlyName: 'x'.repeat(longestName + 1) })).toBe('NicknameRefused');
  expect(refusal({ friendlyName: 'x'.repeat(longestName) })).toMatchObject({ friendlyName: expect.any(String) });
});

test.each([
  ['pending', { quantity: 11 }, 'SubscriptionNotActivated'],
  ['pending', { autoRenew: false }, 'SubscriptionNotActivated'],
  ['pending', { friendlyName: 'Neu' }, { friendlyName: 'Neu' }],
  ['suspended', { quantity: 11 }, 'SubscriptionSuspended'],
  ['suspended', { friendlyName: 'Neu' }, { friendlyName: 'Neu' }],
  ['deleted', { friendlyName: 'Neu' }, 'SubscriptionEnded'],
  ['deleted', { status: 'active' }, 'SubscriptionEnded'],
] as const)('F14 F17 Of a subscription that is %s: %o', (status, patch, expected) => {
  expect(refusal(patch, { status })).toEqual(expected);
});

test('F24 Between the end of a term and its renewal nothing is changed', () => {
  expect(refusal({ quantity: 11 }, { renewing: true })).toBe('SubscriptionRenewing');
  expect(refusal({ status: 'deleted' }, { renewing: true })).toBe('SubscriptionRenewing');
});

test('SUB-15 CAN-01 Whoever cancels changes nothing else', () => {
  expect(decide({ status: 'deleted', autoRenew: false, quantity: 1 })).toEqual({ cancelled: true });
});

test('CAN-08 F22 After the window a cancellation is refused with the date it ended and what can be done instead', () => {
  const late = decide({ status: 'deleted' }, {}, since.add({ hours: 24 }));
  expect(late).toMatchObject({ refusal: 'CancellationHoursPassed', rule: { id: 'F22' } });
  expect(late).toMatchObject({ message: expect.stringMatching(/24 hours.*2027-02-01T09:00:00Z.*automatic renewal/s) });
  expect(decide({ status: 'deleted' }, { billingCycle: 'annual' }, since.add({ hours: 24 }))).toEqual({
    cancelled: true,
  });
});

test('CAN-01 F25 In a trial and before activation it is cancelled at any time', () => {
  const later = since.add({ hours: 24 * 20 });
  expect(decide({ status: 'deleted' }, { paidSince: undefined }, later)).toEqual({ cancelled: true });
  expect(decide({ status: 'deleted' }, { paidSince: undefined, status: 'pending' }, later)).toEqual({
    cancelled: true,
  });
});

test('F20 A partner suspends what is active and reinstates what it suspended; the operator’s suspension is the operator’s to lift', () => {
  expect(decide({ status: 'suspended', quantity: 3 })).toEqual({ suspended: true });
  expect(decide({ status: 'active' }, { status: 'suspended', suspendedBy: 'partner' })).toEqual({ reinstated: true });
  expect(refusal({ status: 'active' }, { status: 'suspended', suspendedBy: 'operator' })).toBe('StatusFixed');
});

test('A partner brings what it bought to no other status', () => {
  expect(refusal({ status: 'suspended' }, { status: 'pending' })).toBe('StatusUnreachable');
  for (const status of ['pending', 'expired', 'disabled']) expect(refusal({ status })).toBe('StatusUnreachable');
  expect(refusal({ status: 'active' }, { status: 'pending' })).toBe('StatusUnreachable');
});

test('SUB-16 A nickname follows the plan as long as it is the plan’s own name', () => {
  const [left, taken] = [{ planName: 'Essential' }, { planName: 'Premium' }];
  expect(nicknameIn('Essential', left, taken)).toBe('Premium');
  expect(nicknameIn('Head office', left, taken)).toBe('Head office');
});
