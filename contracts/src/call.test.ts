import { expect, test } from 'vitest';
import { CallError } from './call.ts';

test('A refusal of Partner Center says at which member it is, in its data; sentences and rules are no members', () => {
  const { problems, code } = new CallError(400, '', {
    code: 3000,
    errorName: 'AddressMalformed',
    description: 'US has no state',
    data: [
      "billingProfile.defaultAddress.state: US has no state 'ZZ'.",
      'lineItems[1].quantity: must be at least 1',
      'rule B27/address: “Create a customer”',
      'Note: nothing.',
      7,
    ],
  });
  expect(problems).toEqual([
    { path: 'billingProfile.defaultAddress.state', code, message: "US has no state 'ZZ'." },
    { path: 'lineItems[1].quantity', code, message: 'must be at least 1' },
  ]);
});

test('Problems that are told as such are kept as they are', () => {
  const problems = [{ path: 'name', code: 'too_big', message: 'is too long' }];
  expect(new CallError(400, '', { code: 'InvalidInput', message: 'name: is too long', problems }).problems).toEqual(
    problems,
  );
});
