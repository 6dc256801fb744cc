/** A subscription's terms: when they begin and end. Pure. */
import { anchoredPeriod, dayOf, startOfDay, termMonths, type DayRange, type Term } from '../../../kernel/index.ts';

/** The `number`-th term (1 first) of a subscription activated at `activatedAt`, anchored to its day (rule G11). */
export function termPeriod(activatedAt: Temporal.Instant, term: Term, number: number): DayRange {
  return anchoredPeriod(dayOf(activatedAt), termMonths(term), number - 1);
}

/** When a term is over and the next begins: midnight UTC after its last day (rule F24). */
export function termOverAt(lastDay: Temporal.PlainDate): Temporal.Instant {
  return startOfDay(lastDay.add({ days: 1 }));
}
