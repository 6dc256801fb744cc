/** How long a marketplace subscription can be cancelled for a full refund (rules F21 to F23). Pure. */
import { allowed, dayOf, refused, type BillingCycle, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

/** Hours in which a cancellation is refunded in full, by how the subscription is billed. */
export interface CancellationWindows {
  readonly monthly: number;
  readonly other: number;
}

/** A window as the pages of its time say it. */
interface CancellationPolicy {
  /** First day it was published, `YYYY-MM-DD`. */
  readonly since: string;
  readonly hours: CancellationWindows;
}

/** Windows that the operator chose, for terms that begin from a day on. */
export interface ChosenWindows {
  readonly effectiveFrom: Temporal.PlainDate;
  readonly hours: CancellationWindows;
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

/** Those that this programme follows until its operator chooses others: what partners are told (decision 0084). */
export const usualCancellationPolicy: CancellationPolicyName = 'byBilling';
const usual: CancellationWindows = cancellationPolicies[usualCancellationPolicy].hours;

/** The windows of a term that begins at a moment: the newest choice that counts from that day or before. */
export function windowsAt(chosen: readonly ChosenWindows[], beginsAt: Temporal.Instant): CancellationWindows {
  const day = dayOf(beginsAt);
  return (
    chosen
      .filter(({ effectiveFrom }) => Temporal.PlainDate.compare(effectiveFrom, day) <= 0)
      .reduce<ChosenWindows | undefined>(
        (newest, one) =>
          newest && Temporal.PlainDate.compare(newest.effectiveFrom, one.effectiveFrom) > 0 ? newest : one,
        undefined,
      )?.hours ?? usual
  );
}

function windowHours(billingCycle: BillingCycle, windows: CancellationWindows): number {
  return billingCycle === 'monthly' ? windows.monthly : windows.other;
}

/** Whether a window is told in hours, as up to three days are, or in days. */
export function windowInHours(billingCycle: BillingCycle, windows: CancellationWindows = usual): boolean {
  return windowHours(billingCycle, windows) <= 3 * day;
}

/** ISO-8601 duration, e.g. `P1D` (24 hours) when billed monthly, `P14D` otherwise; hours where they are no whole days. */
export function fullRefundWindow(billingCycle: BillingCycle, windows: CancellationWindows = usual): string {
  const hours = windowHours(billingCycle, windows);
  return hours % day === 0 ? `P${hours / day}D` : `PT${hours}H`;
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
  windows: CancellationWindows = usual,
): Temporal.Instant | undefined {
  return byLicence ? paidSince?.add({ hours: windowHours(billingCycle, windows) }) : undefined;
}

/**
 * Whether a subscription may be cancelled at once: before its activation and in its trial at any time, then within the
 * window of its term. Later it ends with its term, when its renewal is switched off (rule F22).
 */
export function mayCancelNow(
  subscription: Cancellable,
  at: Temporal.Instant,
  windows: CancellationWindows = usual,
): Verdict {
  const until = refundableUntil(subscription, windows);
  if (until === undefined || Temporal.Instant.compare(at, until) < 0) return allowed;
  const hours = windowHours(subscription.billingCycle, windows);
  const inDays = hours % day === 0 && !windowInHours(subscription.billingCycle, windows);
  const window = inDays ? `${hours / day} days` : `${hours} hours`;
  return refused(
    rules.F22,
    `It could be cancelled within ${window} of the start of its term, until ${until.toString()}. Switch its automatic renewal off: it then ends with its term.`,
  );
}
