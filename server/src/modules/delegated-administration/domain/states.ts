/** States of a delegated administration, what may be done in each, and what happens with time (rule D8). */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { rules } from '../../../programme/rules/index.ts';

/** `approved`, `activating`, `expiring`, `terminationRequested` and `terminating` are passed at once here. */
export type Status =
  | 'created'
  | 'approvalPending'
  | 'approved'
  | 'activating'
  | 'active'
  | 'expiring'
  | 'expired'
  | 'terminationRequested'
  | 'terminating'
  | 'terminated'
  | 'rejected';

export type Action = 'lockForApproval' | 'approve' | 'reject' | 'terminate';
/** Who asks: the partner, or the customer that is to grant or granted it. */
export type Side = 'partner' | 'customer';

const from: Readonly<Record<Action, Readonly<Partial<Record<Side, readonly Status[]>>>>> = {
  lockForApproval: { partner: ['created'] },
  approve: { customer: ['approvalPending'] },
  reject: { customer: ['approvalPending'] },
  // A partner takes a waiting request back by it.
  terminate: { partner: ['approvalPending', 'active'], customer: ['active'] },
};

export const statusAfter = {
  lockForApproval: 'approvalPending',
  approve: 'active',
  reject: 'rejected',
  terminate: 'terminated',
} as const satisfies Record<Action, Status>;

/** Whether a side may do this in that state. */
export function decideAction(action: Action, side: Side, status: Status): Verdict {
  const states = from[action][side];
  if (!states) {
    const who = side === 'partner' ? 'the customer' : 'the partner';
    return refused(rules.D8, `Only ${who} can do ${action}.`);
  }
  if (states.includes(status)) return allowed;
  return refused(rules.D8, `The relationship is ${status}; ${action} needs it to be ${states.join(' or ')}.`);
}

/** What a partner may change: everything before it is sent, then nothing but whether it extends itself. */
export function decideChange(status: Status, members: readonly string[]): Verdict {
  if (status === 'created') return allowed;
  if (status !== 'active')
    return refused(rules.D8, `The relationship is ${status}; nothing of it can be changed any more.`);
  const fixed = members.filter((name) => name !== 'autoExtendDuration');
  if (fixed.length === 0) return allowed;
  return refused(
    rules.D8,
    `The relationship is active: only autoExtendDuration can be changed, not ${fixed.join(', ')}.`,
  );
}

export const requestDays = 90;
/** Days before the end at which both sides are told. */
const noticeDays = [30, 7, 1] as const;

export function after(at: Temporal.Instant, days: number): Temporal.Instant {
  return at.add({ hours: days * 24 });
}

/** What time does to a relationship. */
export interface Times {
  readonly status: Status;
  readonly requestExpiresAt: Temporal.Instant | undefined;
  readonly endsAt: Temporal.Instant | undefined;
  /** The last notice that was given or left out: 30, 7, 1. */
  readonly noticedDays: number | undefined;
}

/** When there is next something to do; undefined: never. */
export function nextDue({ status, requestExpiresAt, endsAt, noticedDays }: Times): Temporal.Instant | undefined {
  if (status === 'approvalPending') return requestExpiresAt;
  if (status !== 'active' || !endsAt) return undefined;
  const next = noticeDays.find((days) => days < (noticedDays ?? Infinity));
  return next === undefined ? endsAt : after(endsAt, -next);
}

export type DueStep = { readonly kind: 'requestExpires' | 'end' } | { readonly kind: 'notice'; readonly days: number };

/** What is due at a moment: of notices that are late only the nearest to the end is given. */
export function dueStep(times: Times, now: Temporal.Instant): DueStep | undefined {
  const due = nextDue(times);
  if (!due || Temporal.Instant.compare(due, now) > 0) return undefined;
  if (times.status === 'approvalPending') return { kind: 'requestExpires' };
  const { endsAt } = times;
  if (Temporal.Instant.compare(endsAt!, now) <= 0) return { kind: 'end' };
  const reached = noticeDays.filter((days) => Temporal.Instant.compare(after(endsAt!, -days), now) <= 0);
  return { kind: 'notice', days: Math.min(...reached) };
}

/** Notices whose time is over when a period begins are left out: who grants five days needs none thirty days before. */
export function leftOut(days: number): number | undefined {
  const over = noticeDays.filter((notice) => notice >= days);
  return over.length > 0 ? Math.min(...over) : undefined;
}
