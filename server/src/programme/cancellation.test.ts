import { expect, test } from 'vitest';
import { billingCycles } from '../kernel/index.ts';
import { fullRefundWindow } from './cancellation.ts';

test('F21 F22 What is billed monthly is refunded in full for a day, every longer cycle for fourteen', () => {
  expect(Object.fromEntries(billingCycles.map((cycle) => [cycle, fullRefundWindow(cycle)]))).toEqual({
    monthly: 'P1D',
    annual: 'P14D',
    biennial: 'P14D',
    triennial: 'P14D',
  });
});
