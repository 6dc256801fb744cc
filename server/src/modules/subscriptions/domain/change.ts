/** What a partner may change of a subscription, and what it becomes (rules F17, F18, F21, F22). Pure. */
import { isSeatCount, seatBounds, type BillingCycle, type RuleReference } from '../../../kernel/index.ts';
import {
  mayCancelNow,
  windowInHours,
  type Cancellable,
  type CancellationWindows,
} from '../../../programme/cancellation.ts';
import { rules, withSource } from '../../../programme/rules/index.ts';
import { isScheduled, type NextTerm, type NextTermRequest } from './next-term.ts';
import type { SubscriptionStatus } from './one-per-customer.ts';

/** Who suspended a subscription, and alone lifts it: its partner, or the operator because it is not paid. */
export type SuspendedBy = 'partner' | 'operator';

/** What stands, as far as a change depends on it. */
export interface Standing {
  readonly status: SubscriptionStatus;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly skuId: string;
  readonly planId: string;
  readonly autoRenew: boolean;
  readonly resellerMpnId: string | null;
  readonly perSeat: boolean;
  /** Of the plan as it was bought. */
  readonly seats: { readonly min: number; readonly max: number };
  readonly billingCycle: BillingCycle;
  /** Start of the paid term; undefined before activation and in a trial. */
  readonly paidSince: Temporal.Instant | undefined;
  /** Of the term that runs. */
  readonly windows: CancellationWindows;
  /** The term is over, and what comes next is not decided yet. */
  readonly renewing: boolean;
  /** Scheduled for the renewal. */
  readonly nextTerm: NextTerm | null;
  /** Null unless it is suspended. */
  readonly suspendedBy: SuspendedBy | null;
}

/** What is asked; what is left out, or stands already, stays. */
export interface SubscriptionPatch {
  readonly friendlyName?: string | undefined;
  readonly quantity?: number | undefined;
  /** Another plan of the offer, from now on. */
  readonly plan?: PlanRequest | undefined;
  readonly autoRenew?: boolean | undefined;
  /** PartnerID of the indirect reseller; empty for none. */
  readonly resellerMpnId?: string | undefined;
  readonly status?: string | undefined;
  /** From the renewal on; null: as it stands. */
  readonly nextTerm?: NextTermRequest | null | undefined;
}

/** Another plan as it is asked: by its SKU, or as its publisher calls it. */
export interface PlanRequest {
  readonly skuId?: string | undefined;
  readonly planId?: string | undefined;
  /** Where a plan with a flat price becomes one per seat; licences that are there already all move. */
  readonly quantity?: number | undefined;
}

/** Another plan as it is sold: in the version that is live, at its list price for the term and billing cycle that run. */
export interface PlanTaken {
  readonly availabilityId: string;
  readonly skuId: string;
  readonly planId: string;
  /** Of one unit and billing cycle, decimal text. */
  readonly unitPrice: string;
  readonly quantity: number;
}

/** A nickname that is the plan's own name follows the plan; one that somebody chose stays. */
export const nicknameIn = (
  nickname: string,
  left: { readonly planName: string },
  taken: { readonly planName: string },
) => (nickname === left.planName ? taken.planName : nickname);

/** What really changes. */
export interface Change {
  readonly friendlyName?: string;
  readonly quantity?: number;
  readonly plan?: PlanRequest;
  readonly autoRenew?: boolean;
  /** Null: nobody stands on the record any more. */
  readonly resellerMpnId?: string | null;
  /** Null: nothing is scheduled any more. */
  readonly nextTerm?: NextTermRequest | null;
  readonly cancelled?: true;
  readonly suspended?: true;
  /** Active again, once its publisher agreed. */
  readonly reinstated?: true;
}

export interface ChangeRefused {
  readonly refusal:
    | 'CancellationHoursPassed'
    | 'CancellationWindowPassed'
    | 'NicknameRefused'
    | 'OneChangeAtATime'
    | 'QuantityNotAllowed'
    | 'RenewalOff'
    | 'StatusFixed'
    | 'StatusUnreachable'
    | 'SubscriptionEnded'
    | 'SubscriptionNotActivated'
    | 'SubscriptionRenewing'
    | 'SubscriptionSuspended';
  readonly message: string;
  readonly target: string;
  readonly rule?: RuleReference;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const longestName = 256;

/** What a request changes of a subscription, or why nothing of it may. */
export function decideChange(
  standing: Standing,
  asked: SubscriptionPatch,
  at: Temporal.Instant,
): Change | ChangeRefused {
  const status = asked.status === standing.status ? undefined : asked.status;
  if (status !== undefined) {
    // Whoever cancels, suspends or reinstates changes nothing else.
    return refuseEnded(standing) ?? changeOfStatus(standing, status, at);
  }
  const change = changeAsked(standing, asked);
  if (Object.keys(change).length === 0) return {};
  return refuseEnded(standing) ?? refuseByState(standing, change) ?? refuseValues(standing, change) ?? change;
}

function changeAsked(
  standing: Standing,
  asked: SubscriptionPatch,
): Omit<Change, 'cancelled' | 'suspended' | 'reinstated'> {
  const { friendlyName, quantity, autoRenew, resellerMpnId } = asked;
  const named = resellerMpnId === '' ? null : resellerMpnId;
  return {
    ...(friendlyName === undefined || friendlyName === standing.friendlyName ? {} : { friendlyName }),
    ...(quantity === undefined || quantity === standing.quantity ? {} : { quantity }),
    ...(isOtherPlan(standing, asked.plan) ? { plan: asked.plan } : {}),
    ...(autoRenew === undefined || autoRenew === standing.autoRenew ? {} : { autoRenew }),
    ...(named === undefined || named === standing.resellerMpnId ? {} : { resellerMpnId: named }),
    ...nextTermAsked(standing, asked),
  };
}

function isOtherPlan(standing: Standing, plan: PlanRequest | undefined): plan is PlanRequest {
  return plan !== undefined && plan.skuId !== standing.skuId && plan.planId !== standing.planId;
}

/** What ends with its term has no next one: switching the renewal off takes back what was scheduled for it. */
function nextTermAsked(
  { nextTerm: standing }: Standing,
  { nextTerm, autoRenew }: SubscriptionPatch,
): Pick<Change, 'nextTerm'> {
  if (nextTerm && !isScheduled(nextTerm, standing)) return { nextTerm };
  return standing && (nextTerm === null || autoRenew === false) ? { nextTerm: null } : {};
}

function refuseEnded({ status, renewing }: Standing): ChangeRefused | undefined {
  if (status === 'deleted') {
    const message = 'This subscription has ended: nothing of it can be changed.';
    return { refusal: 'SubscriptionEnded', message, target: 'status' };
  }
  if (renewing) {
    const message = 'The term of this subscription is over and its renewal is being made. Try again in a minute.';
    return { refusal: 'SubscriptionRenewing', message, target: 'status' };
  }
  return undefined;
}

function refuseByState({ status }: Standing, change: Change): ChangeRefused | undefined {
  // A name is only ours; everything else waits for the publisher.
  const { friendlyName: _, ...more } = change;
  const target = Object.keys(more)[0];
  if (target === undefined) return undefined;
  if (status === 'pending') {
    const message = 'The publisher has not set up this subscription yet. Change it once it is active, or cancel it.';
    return { refusal: 'SubscriptionNotActivated', message, target, rule: rules.F14 };
  }
  if (status === 'suspended') {
    const message = 'This subscription is suspended: reactivate it before you change it.';
    return { refusal: 'SubscriptionSuspended', message, target };
  }
  return undefined;
}

/** Active to suspended and back, and from everywhere to its end (rule F20; wire contract, sections 5.3 and 5.4). */
function changeOfStatus(standing: Standing, wanted: string, at: Temporal.Instant): Change | ChangeRefused {
  const { status, suspendedBy } = standing;
  if (wanted === 'deleted') return refuseCancellation(standing, at) ?? { cancelled: true };
  const target = 'status';
  if (status === 'suspended' && wanted === 'active') {
    if (suspendedBy === 'partner') return { reinstated: true };
    const message = 'The operator suspended this subscription because it is not paid. It is reinstated once it is.';
    return { refusal: 'StatusFixed', message, target, rule: rules.F20 };
  }
  if (status === 'active' && wanted === 'suspended') return { suspended: true };
  const message = `A subscription cannot go from ${status} to ${wanted}.`;
  return { refusal: 'StatusUnreachable', message, target, values: { from: status, to: wanted } };
}

function refuseCancellation(standing: Standing, at: Temporal.Instant): ChangeRefused | undefined {
  const target = 'status';
  const verdict = mayCancelNow(cancellable(standing), at, standing.windows);
  if (verdict.allowed) return undefined;
  const message = withSource(verdict.reason, verdict.rule);
  const refusal = windowInHours(standing.billingCycle, standing.windows)
    ? 'CancellationHoursPassed'
    : 'CancellationWindowPassed';
  return { refusal, message, target, rule: verdict.rule };
}

/** As the rule of cancellation sees a subscription; all that are sold here are bought by licence. */
export function cancellable({ billingCycle, paidSince }: Pick<Standing, 'billingCycle' | 'paidSince'>): Cancellable {
  return { billingCycle, paidSince, byLicence: true };
}

function refuseValues(standing: Standing, change: Change): ChangeRefused | undefined {
  const { friendlyName, quantity } = change;
  if (change.nextTerm && !(change.autoRenew ?? standing.autoRenew)) {
    const message = 'A change is scheduled for a renewal: switch automatic renewal on with it.';
    return { refusal: 'RenewalOff', message, target: 'scheduledNextTermInstructions', rule: rules.F24 };
  }
  if (friendlyName !== undefined && (friendlyName.trim() === '' || friendlyName.length > longestName)) {
    const message = `A nickname has 1 to ${longestName} characters.`;
    return { refusal: 'NicknameRefused', message, target: 'friendlyName' };
  }
  if (quantity === undefined) return undefined;
  if (change.plan) {
    const message = 'Change the plan or the number of licences, one after the other.';
    return { refusal: 'OneChangeAtATime', message, target: 'quantity' };
  }
  const { min, max } = seatBounds(standing);
  if (isSeatCount(quantity, min, max)) return undefined;
  const message = standing.perSeat
    ? `This plan has a whole number of licences from ${min} to ${max}.`
    : 'This plan has a flat price: its quantity is 1.';
  return { refusal: 'QuantityNotAllowed', message, target: 'quantity', rule: rules.F18, values: { min, max } };
}
