/** How long a marketplace purchase can be cancelled for a full refund (rules F21, F22). */
import type { BillingCycle } from '../kernel/index.ts';

/** Source: partner centre pages of 2020 to 2023 (create-a-new-subscription, refund-policies), the wire contract's 5.4. */
const windows = { monthly: 'P1D', other: 'P14D' } as const;

/** ISO-8601 duration, e.g. `P1D` (24 hours) when billed monthly, `P14D` otherwise. */
export function fullRefundWindow(billingCycle: BillingCycle): string {
  return billingCycle === 'monthly' ? windows.monthly : windows.other;
}
