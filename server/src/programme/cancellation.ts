/** How long a marketplace subscription can be cancelled for a full refund (rules F21 to F23). Pure. */
import type { BillingCycle } from '../kernel/index.ts';
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

/** A window as the pages of its time say it. */
interface CancellationPolicy {
  /** First day it was published, `YYYY-MM-DD`. */
  readonly since: string;
  /** Hours, by how the subscription is billed. */
  readonly hours: { readonly monthly: number; readonly other: number };
}

const day = 24;

/**
 * Both windows that the documents give. `byBilling`: refund policies of 2021-06-02, manage customer subscriptions and new
 * commerce cancellation policy of 2023. `threeDays`: questions and answers for publishers and SaaS plans of 2023, the same
 * for every billing cycle.
 */
export const cancellationPolicies = {
  byBilling: { since: '2021-06-02', hours: { monthly: day, other: 14 * day } },
  threeDays: { since: '2023-01-01', hours: { monthly: 3 * day, other: 3 * day } },
} as const satisfies Record<string, CancellationPolicy>;
export type CancellationPolicyName = keyof typeof cancellationPolicies;

/** The one that this programme follows unless its operator chose the other: the one partners are told (decision 0084). */
export const usualCancellationPolicy: CancellationPolicyName = 'byBilling';

function windowHours(billingCycle: BillingCycle, policy: CancellationPolicyName): number {
  const { hours } = cancellationPolicies[policy];
  return billingCycle === 'monthly' ? hours.monthly : hours.other;
}

/** Whether a window is told in hours, as up to three days are, or in days. */
export function windowInHours(
  billingCycle: BillingCycle,
  policy: CancellationPolicyName = usualCancellationPolicy,
): boolean {
  return windowHours(billingCycle, policy) <= 3 * day;
}

/** ISO-8601 duration, e.g. `P1D` (24 hours) when billed monthly, `P14D` otherwise. */
export function fullRefundWindow(
  billingCycle: BillingCycle,
  policy: CancellationPolicyName = usualCancellationPolicy,
): string {
  return `P${windowHours(billingCycle, policy) / day}D`;
}

/** What decides about a cancellation. */
export interface Cancellable {
  readonly billingCycle: BillingCycle;
  /** Start of the paid term it is in, its activation or its renewal; undefined before there is one, and in a trial. */
  readonly paidSince: Temporal.Instant | undefined;
  /** Bought by seat or at a flat fee for a term; what is billed by use has no fee to give back. */
  readonly byLicence: boolean;
}

/** The end of the window for a full refund, not included; undefined when nothing was paid for (rules F22, F23, F25). */
export function refundableUntil(
  { billingCycle, paidSince, byLicence }: Cancellable,
  policy: CancellationPolicyName = usualCancellationPolicy,
): Temporal.Instant | undefined {
  return byLicence ? paidSince?.add({ hours: windowHours(billingCycle, policy) }) : undefined;
}

/**
 * Whether a subscription may be cancelled at once: before its activation and in its trial at any time, then within the
 * window of its term. Later it ends with its term, when its renewal is switched off (rule F22).
 */
export function mayCancelNow(
  subscription: Cancellable,
  at: Temporal.Instant,
  policy: CancellationPolicyName = usualCancellationPolicy,
): Verdict {
  const until = refundableUntil(subscription, policy);
  if (until === undefined || Temporal.Instant.compare(at, until) < 0) return allowed;
  const hours = windowHours(subscription.billingCycle, policy);
  const window = windowInHours(subscription.billingCycle, policy) ? `${hours} hours` : `${hours / day} days`;
  return refused(
    rules.F22,
    `It could be cancelled within ${window} of the start of its term, until ${until.toString()}. Switch its automatic renewal off: it then ends with its term.`,
  );
}
