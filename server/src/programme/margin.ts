/** What a publisher's private offer takes off a partner's price, and which moment decides (rule F27). */
import { decimal, toText, type Term } from '../kernel/index.ts';

/**
 * The wholesale price: list price minus margin, exact. Both are decimal text, `percentage` in percent of the list price.
 * Nothing is rounded here: that happens once, when the price becomes an amount (rule G9).
 */
export function wholesalePrice(listPrice: string, percentage: string): string {
  const kept = decimal('100').minus(decimal(percentage));
  return toText(decimal(listPrice).times(kept).times(decimal('0.01')));
}

export interface ChargedCycle {
  readonly term: Term;
  /** 1 for the first paid term, plus one per renewal. */
  readonly termNumber: number;
  readonly orderedAt: Temporal.Instant;
  /** When the term began. */
  readonly termStartsAt: Temporal.Instant;
  /** When this cycle fell due. */
  readonly dueAt: Temporal.Instant;
  /** When the plan came, where it came within the term. */
  readonly planSince?: Temporal.Instant | null | undefined;
}

/**
 * The moment whose margin a billing cycle gets. A term of a month: the billing event itself. Longer terms: their
 * purchase or renewal, for every cycle of the term and for seats added to it. A plan that is taken within a term is bought
 * then.
 */
export function marginMoment(cycle: ChargedCycle): Temporal.Instant {
  const { term, termNumber, orderedAt, termStartsAt, dueAt, planSince } = cycle;
  if (planSince) return planSince;
  if (term === 'P1M') return dueAt;
  return termNumber <= 1 ? orderedAt : termStartsAt;
}
