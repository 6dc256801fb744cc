/** When a subscription ends although nobody ends it (rule F20; SaaS fulfillment contract, section 4: timings). Pure. */
import { termOverAt } from './term.ts';
import type { SubscriptionStatus } from './one-per-customer.ts';

/** Within so many days the publisher activates what was bought; then the purchase is void and costs nothing. */
export const activationDays = 30;
/** So many days a suspended subscription waits to be reinstated. */
export const graceDays = 30;

export const lapseReasons = ['notActivated', 'notReinstated', 'termOver'] as const;
/** Why it ended: never set up, not reinstated in time, or suspended when its last term was over. */
export type LapseReason = (typeof lapseReasons)[number];

export interface Lapsing {
  readonly status: SubscriptionStatus;
  readonly createdAt: Temporal.Instant;
  readonly suspendedAt: Temporal.Instant | null;
  readonly autoRenew: boolean;
  /** Last day of the term that runs. */
  readonly termEnd: Temporal.PlainDate | null;
}

export interface Lapse {
  readonly at: Temporal.Instant;
  readonly reason: LapseReason;
}

const afterDays = (at: Temporal.Instant, days: number) => at.add({ hours: 24 * days });

/** Undefined of what runs, which ends or renews with its term, and of what has ended. */
export function lapseOf({ status, createdAt, suspendedAt, autoRenew, termEnd }: Lapsing): Lapse | undefined {
  if (status === 'pending') return { at: afterDays(createdAt, activationDays), reason: 'notActivated' };
  if (status !== 'suspended' || !suspendedAt) return undefined;
  const grace: Lapse = { at: afterDays(suspendedAt, graceDays), reason: 'notReinstated' };
  const over = autoRenew || !termEnd ? undefined : termOverAt(termEnd);
  return over && Temporal.Instant.compare(over, grace.at) < 0 ? { at: over, reason: 'termOver' } : grace;
}

/** What is kept of a subscription, as its lapse is decided. */
export function lapsing(row: {
  readonly status: SubscriptionStatus;
  readonly created_at: Temporal.Instant;
  readonly suspended_at: Temporal.Instant | null;
  readonly auto_renew: boolean;
  readonly term_end: Temporal.PlainDate | null;
}): Lapsing {
  return {
    status: row.status,
    createdAt: row.created_at,
    suspendedAt: row.suspended_at,
    autoRenew: row.auto_renew,
    termEnd: row.term_end,
  };
}
