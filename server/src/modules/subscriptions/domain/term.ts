/** A subscription's terms: when they begin and end. Pure. */
import { anchoredPeriod, startOfDay, termMonths, type DayRange, type Term } from '../../../kernel/index.ts';
import { trialDays } from '../../../programme/trials.ts';

/** Terms from 1 on cost what was bought; number 0 is the trial before them. */
export const trialTerm = 0;

/** The trial of a subscription activated on a day. */
export function trialPeriod(activatedOn: Temporal.PlainDate): DayRange {
  return { start: activatedOn, end: activatedOn.add({ days: trialDays - 1 }) };
}

/** The first day that costs something: the day of activation, or the day after the trial (rule F25). */
export function paidFrom(activatedOn: Temporal.PlainDate, trial: boolean): Temporal.PlainDate {
  return trial ? trialPeriod(activatedOn).end.add({ days: 1 }) : activatedOn;
}

/** The `number`-th paid term (1 first) of a subscription, anchored to its first paid day (rule G11). */
export function termPeriod(firstPaidDay: Temporal.PlainDate, term: Term, number: number): DayRange {
  return anchoredPeriod(firstPaidDay, termMonths(term), number - 1);
}

/** When a term is over and the next begins: midnight UTC after its last day (rule F24). */
export function termOverAt(lastDay: Temporal.PlainDate): Temporal.Instant {
  return startOfDay(lastDay.add({ days: 1 }));
}
