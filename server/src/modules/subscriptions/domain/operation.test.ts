import { expect, test } from 'vitest';
import {
  decideAnswer,
  splitChange,
  type OperationAction,
  type OperationAnswer,
  type OperationStatus,
} from './operation.ts';

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
});

test.for<[OperationAction, OperationStatus, OperationAnswer, string]>([
  ['ChangeQuantity', 'InProgress', 'Success', 'apply'],
  ['ChangeQuantity', 'InProgress', 'Failure', 'refuse'],
  ['ChangePlan', 'InProgress', 'Failure', 'refuse'],
  ['ChangeQuantity', 'Succeeded', 'Success', 'nothing'],
  ['ChangeQuantity', 'Succeeded', 'Failure', 'tooLate'],
  ['ChangeQuantity', 'Failed', 'Failure', 'nothing'],
  ['ChangeQuantity', 'Failed', 'Success', 'tooLate'],
  ['ChangeQuantity', 'Conflict', 'Failure', 'tooLate'],
  ['Reinstate', 'InProgress', 'Success', 'nothing'],
  ['Reinstate', 'InProgress', 'Failure', 'tooLate'],
  ['Unsubscribe', 'Succeeded', 'Success', 'nothing'],
  ['Renew', 'Succeeded', 'Failure', 'tooLate'],
])('F20: %s that is %s, answered by %s: %s', ([action, status, answer, does]) => {
  expect(decideAnswer({ action, status }, answer)).toBe(does);
});
