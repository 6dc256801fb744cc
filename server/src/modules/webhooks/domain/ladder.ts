/** When a delivery is tried again, what an answer means, and when it is given up. Pure. */

/**
 * `refused`: the receiver said no, for good. `superseded`: it kept failing while something newer of its sequence waited.
 * `parked`: nobody here knows how to send it, or what came of it could not be written down; its reason stands beside it.
 */
export type DeliveryOutcome = 'delivered' | 'refused' | 'failed' | 'superseded' | 'parked';

/** How often, and for how long, a kind of delivery is tried. */
export interface Ladder {
  /** From one attempt to the next; the last one stands for all that follow. */
  readonly gapsMs: readonly [number, ...number[]];
  readonly mostAttempts: number;
  /** From the first attempt on; the last attempt is made when it is over. */
  readonly withinMs: number;
}

export type Verdict = 'delivered' | 'refused' | 'again';

/** Any 2xx ends it (SaaS fulfillment contract, section 5; Standard Webhooks). */
export function takenByAny2xx(status: number | undefined): Verdict {
  return status !== undefined && status >= 200 && status < 300 ? 'delivered' : 'again';
}

/** What stands when an attempt ends. */
export interface Tried {
  /** Those that ended, this one included. */
  readonly attempts: number;
  readonly firstAt: Temporal.Instant;
  readonly at: Temporal.Instant;
  readonly onlyOnce: boolean;
  /** Something newer of its sequence waits behind it. */
  readonly heldUp: boolean;
  /** Where a moving clock is led: attempts on the way there are left out. */
  readonly leadsTo?: Temporal.Instant | undefined;
}

/** A notice that keeps failing holds up what is behind it for so many attempts. */
export const attemptsBeforeSuperseded = 3;

/** What becomes of a delivery behind an attempt: its outcome, or its next attempt. */
export function afterAttempt(
  ladder: Ladder,
  verdict: Verdict,
  tried: Tried,
): { readonly outcome: DeliveryOutcome } | { readonly nextAt: Temporal.Instant } {
  if (verdict !== 'again') return { outcome: verdict };
  if (tried.onlyOnce || tried.attempts >= ladder.mostAttempts) return { outcome: 'failed' };
  const last = tried.firstAt.add({ milliseconds: ladder.withinMs });
  if (Temporal.Instant.compare(tried.at, last) >= 0) return { outcome: 'failed' };
  if (tried.heldUp && tried.attempts >= attemptsBeforeSuperseded) return { outcome: 'superseded' };
  const gap = ladder.gapsMs[Math.min(tried.attempts, ladder.gapsMs.length) - 1]!;
  const due = tried.at.add({ milliseconds: gap });
  return { nextAt: earlier(last, tried.leadsTo ? later(due, tried.leadsTo) : due) };
}

const earlier = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) <= 0 ? one : other;
const later = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) >= 0 ? one : other;
