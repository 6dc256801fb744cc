/** Which cycles a commitment term is charged in, and when each falls due. Pure. */
import {
  addMonthsAnchored,
  cycleMonths,
  startOfDay,
  termMonths,
  type BillingCycle,
  type DayRange,
  type Term,
} from '../../../kernel/index.ts';
import type { ChargeType } from './words.ts';

/** What the schedule needs to know of a term. */
export interface CommitmentTerm {
  /** 1 for the first paid term, plus one per renewal; 0 for a trial before it. */
  readonly number: number;
  readonly startDate: Temporal.PlainDate;
  /** Last day included. */
  readonly endDate: Temporal.PlainDate;
  /** Activation, or midnight of the renewal day: when the first cycle falls due. */
  readonly startsAt: Temporal.Instant;
  /** First day of the first term: the anchor of every cycle (rule G11). */
  readonly subscriptionStart: Temporal.PlainDate;
  /** A trial came before the first paid term. */
  readonly afterTrial: boolean;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** Ended then, or suspended: no cycle falls due from there on. */
  readonly endedAt?: Temporal.Instant | null;
}

export interface Cycle {
  readonly index: number;
  readonly period: DayRange;
  /** Cycles are prepaid: due when they begin. */
  readonly dueAt: Temporal.Instant;
  readonly chargeType: Extract<ChargeType, 'new' | 'convert' | 'renew' | 'cycleCharge'>;
  readonly isTrial: boolean;
  /** Says once what is charged: term number and cycle, e.g. `t1c0`. */
  readonly key: string;
}

export function cycleCount(term: CommitmentTerm): number {
  return Math.max(1, termMonths(term.term) / cycleMonths(term.billingCycle));
}

/** The `index`-th cycle (0 first) of a term. The last one ends with the term. */
export function cycleOf(term: CommitmentTerm, index: number): Cycle {
  const start = cycleStart(term, index);
  const last = index === cycleCount(term) - 1;
  const end = last ? term.endDate : cycleStart(term, index + 1).subtract({ days: 1 });
  return {
    index,
    period: { start, end },
    dueAt: index === 0 ? term.startsAt : startOfDay(start),
    chargeType: index > 0 ? 'cycleCharge' : firstCharge(term),
    isTrial: term.number === 0,
    key: `t${term.number}c${index}`,
  };
}

/** A trial that becomes the bought term converts; whoever had none buys anew (rule F25). */
function firstCharge(term: CommitmentTerm): 'new' | 'convert' | 'renew' {
  if (term.number > 1) return 'renew';
  return term.number === 1 && term.afterTrial ? 'convert' : 'new';
}

/**
 * Cycles count from the subscription's first day, so that a day lost in a short month comes back in a longer one
 * (bought 31 January: 28 February, 31 March). A term that no longer stands on that anchor counts from its own start.
 */
function cycleStart(term: CommitmentTerm, index: number): Temporal.PlainDate {
  const { subscriptionStart: anchor, startDate } = term;
  const months = (startDate.year - anchor.year) * 12 + startDate.month - anchor.month;
  const anchored = addMonthsAnchored(anchor, months).equals(startDate);
  const added = cycleMonths(term.billingCycle) * index;
  return anchored ? addMonthsAnchored(anchor, months + added) : addMonthsAnchored(startDate, added);
}

/** Cycles from `chargedCycles` on that are due at `asOf`, and when the one after them falls due (null: none is left). */
export function cyclesDue(
  term: CommitmentTerm & { readonly chargedCycles: number },
  asOf: Temporal.Instant,
): { readonly due: readonly Cycle[]; readonly nextAt: Temporal.Instant | null } {
  const due: Cycle[] = [];
  for (let index = term.chargedCycles; index < cycleCount(term); index += 1) {
    const cycle = cycleOf(term, index);
    if (term.endedAt && Temporal.Instant.compare(cycle.dueAt, term.endedAt) >= 0) return { due, nextAt: null };
    if (Temporal.Instant.compare(cycle.dueAt, asOf) > 0) return { due, nextAt: cycle.dueAt };
    due.push(cycle);
  }
  return { due, nextAt: null };
}

/** How many units a cycle that falls due at `dueAt` begins with: what changes at that very moment changes the cycle. */
export function quantityAt(
  term: {
    readonly quantity: number;
    readonly changes: readonly { readonly at: Temporal.Instant; readonly quantity: number }[];
  },
  dueAt: Temporal.Instant,
): number {
  return term.changes.findLast(({ at }) => Temporal.Instant.compare(at, dueAt) < 0)?.quantity ?? term.quantity;
}

/** A term in the plan that a cycle due at `dueAt` begins with, and since when, where that plan came within the term. */
export function inPlanAt<
  Term extends {
    readonly changes: readonly { readonly at: Temporal.Instant; readonly plan: Partial<Term> | undefined }[];
    readonly planSince?: Temporal.Instant;
  },
>(term: Term, dueAt: Temporal.Instant): Term {
  const change = term.changes.findLast(({ at, plan }) => plan && Temporal.Instant.compare(at, dueAt) < 0);
  return change ? { ...term, ...change.plan, planSince: change.at } : term;
}
