import { expect, test } from 'vitest';
import { billingCycles } from '../kernel/index.ts';
import {
  cancellationPolicies,
  fullRefundWindow,
  mayCancelNow,
  refundableUntil,
  windowsAt,
  type Cancellable,
} from './cancellation.ts';

const since = Temporal.Instant.from('2028-02-28T09:30:00Z');
const monthly: Cancellable = { billingCycle: 'monthly', paidSince: since, byLicence: true };
const annual: Cancellable = { ...monthly, billingCycle: 'annual' };
const threeDays = cancellationPolicies.threeDays.hours;
const at = (text: string) => Temporal.Instant.from(text);

test('F21 F22 CAN-02 What is billed monthly is refunded in full for a day, every longer cycle for fourteen', () => {
  expect(Object.fromEntries(billingCycles.map((cycle) => [cycle, fullRefundWindow(cycle)]))).toEqual({
    monthly: 'P1D',
    annual: 'P14D',
    biennial: 'P14D',
    triennial: 'P14D',
  });
});

test('F22 CAN-02 The newer documents give three days, whatever the cycle', () => {
  expect(billingCycles.map((cycle) => fullRefundWindow(cycle, threeDays))).toEqual(['P3D', 'P3D', 'P3D', 'P3D']);
  expect(refundableUntil(annual, threeDays)?.toString()).toBe('2028-03-02T09:30:00Z');
});

test('CAN-01 CAN-08 F22 The window ends to the second, over 29 February too', () => {
  expect(mayCancelNow(monthly, at('2028-02-29T09:29:59.999Z')).allowed).toBe(true);
  const late = mayCancelNow(monthly, at('2028-02-29T09:30:00Z'));
  expect(late).toMatchObject({ allowed: false, rule: { id: 'F22' } });
  expect(mayCancelNow(annual, at('2028-03-13T09:29:59Z')).allowed).toBe(true);
  expect(mayCancelNow(annual, at('2028-03-13T09:30:00Z')).allowed).toBe(false);
});

test('CAN-01 F25 Before activation and in a trial it is cancelled at any time: nothing was paid', () => {
  const unpaid = { ...annual, paidSince: undefined };
  expect(refundableUntil(unpaid)).toBeUndefined();
  expect(mayCancelNow(unpaid, at('2031-01-01T00:00:00Z')).allowed).toBe(true);
});

test('CAN-07 F23 What is billed by use has no window: it is cancelled at any time and nothing is refunded', () => {
  const metered = { ...annual, byLicence: false };
  expect(refundableUntil(metered)).toBeUndefined();
  expect(mayCancelNow(metered, at('2031-01-01T00:00:00Z')).allowed).toBe(true);
});

test('CAN-02 F22 A term has the windows in force on the day it begins: the edges of each, and of the day they change', () => {
  const chosen = [
    { effectiveFrom: Temporal.PlainDate.from('2028-04-01'), hours: { monthly: 36, other: 240 } },
    { effectiveFrom: Temporal.PlainDate.from('2028-03-01'), hours: threeDays },
  ];
  const of = (beginsAt: string) => windowsAt(chosen, at(beginsAt));
  expect(of('2028-02-29T23:59:59.999Z')).toEqual({ monthly: 24, other: 336 });
  expect(of('2028-03-01T00:00:00Z')).toEqual({ monthly: 72, other: 72 });
  expect(of('2028-03-31T23:59:59Z')).toEqual({ monthly: 72, other: 72 });
  expect(of('2028-04-01T00:00:00Z')).toEqual({ monthly: 36, other: 240 });
  for (const begins of ['2028-02-29T23:59:59Z', '2028-03-01T00:00:00Z', '2028-04-01T00:00:00Z']) {
    for (const billingCycle of ['monthly', 'annual'] as const) {
      const one: Cancellable = { billingCycle, paidSince: at(begins), byLicence: true };
      const hours = of(begins)[billingCycle === 'monthly' ? 'monthly' : 'other'];
      const last = at(begins).add({ hours }).subtract({ nanoseconds: 1 });
      expect(mayCancelNow(one, last, of(begins)).allowed, `${begins} ${billingCycle}`).toBe(true);
      expect(mayCancelNow(one, last.add({ nanoseconds: 1 }), of(begins)).allowed, `${begins} ${billingCycle}`).toBe(
        false,
      );
    }
  }
  expect(fullRefundWindow('monthly', of('2028-04-01T00:00:00Z'))).toBe('PT36H');
  const late = mayCancelNow(monthly, at('2029-01-01T00:00:00Z'), of('2028-04-01T00:00:00Z'));
  expect(late).toMatchObject({ reason: expect.stringContaining('within 36 hours') });
});
