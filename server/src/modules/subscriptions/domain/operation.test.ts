import { expect, test } from 'vitest';
import { decideAnswer, splitChange, type OperationAnswer, type OperationStatus } from './operation.ts';

test('F20: licences and plans wait for the publisher; nickname, renewal and reseller do not', () => {
  expect(splitChange({ quantity: 5, friendlyName: 'Neu', autoRenew: false })).toEqual({
    now: { friendlyName: 'Neu', autoRenew: false },
    held: { action: 'ChangeQuantity', change: { quantity: 5 } },
  });
  const plan = { availabilityId: 'DZH318Z0AAAA', skuId: '0002', planId: 'business', unitPrice: '20', quantity: 5 };
  expect(splitChange({ plan, autoRenew: true })).toEqual({
    now: { autoRenew: true },
    held: { action: 'ChangePlan', change: { plan } },
  });
  expect(splitChange({ resellerMpnId: null })).toEqual({ now: { resellerMpnId: null }, held: undefined });
  expect(splitChange({ reinstated: true }).held).toEqual({ action: 'Reinstate', change: { reinstated: true } });
});

test.for<[OperationStatus, OperationAnswer, string]>([
  ['InProgress', 'Success', 'apply'],
  ['InProgress', 'Failure', 'refuse'],
  ['Succeeded', 'Success', 'nothing'],
  ['Succeeded', 'Failure', 'tooLate'],
  ['Failed', 'Failure', 'nothing'],
  ['Failed', 'Success', 'tooLate'],
  ['Conflict', 'Failure', 'tooLate'],
])('F20: what is %s, answered by %s: %s', ([status, answer, does]) => {
  expect(decideAnswer({ status }, answer)).toBe(does);
});
