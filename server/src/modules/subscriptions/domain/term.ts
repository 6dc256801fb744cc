/** A subscription's terms: when they begin and end. Pure. */
import {
  addMonthsAnchored,
  cycleMonths,
  startOfDay,
  termMonths,
  type BillingCycle,
  type DayRange,
  type Term,
} from '../../../kernel/index.ts';
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

/**
 * The paid term of a subscription that begins in the month of `start`, anchored to its first paid day (rule G11), however
 * long the terms before it were.
 */
export function termPeriod(firstPaidDay: Temporal.PlainDate, term: Term, start: Temporal.PlainDate): DayRange {
  const before = (start.year - firstPaidDay.year) * 12 + start.month - firstPaidDay.month;
  const end = addMonthsAnchored(firstPaidDay, before + termMonths(term)).subtract({ days: 1 });
  return { start: addMonthsAnchored(firstPaidDay, before), end };
}

/** When a term is over and the next begins: midnight UTC after its last day (rule F24). */
export function termOverAt(lastDay: Temporal.PlainDate): Temporal.Instant {
  return startOfDay(lastDay.add({ days: 1 }));
}

/** Last day of the billing cycle that a day falls in; undefined before there is a term. A trial is one cycle. */
export function cycleEndOn(
  one: {
    readonly paidFrom: Temporal.PlainDate | null;
    readonly termStart: Temporal.PlainDate | null;
    readonly termEnd: Temporal.PlainDate | null;
    readonly billingCycle: BillingCycle;
    readonly inTrial: boolean;
  },
  day: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const { paidFrom: anchor, termStart, termEnd, billingCycle, inTrial } = one;
  if (!anchor || !termStart || !termEnd) return undefined;
  const length = cycleMonths(billingCycle);
  const before = (termStart.year - anchor.year) * 12 + termStart.month - anchor.month;
  const begun = Math.max(0, (day.year - termStart.year) * 12 + day.month - termStart.month);
  // The cycle that begins in the month of the day, or the one before it.
  const index = Math.floor(begun / length);
  const ends = [index, index + 1].map((cycles) =>
    addMonthsAnchored(anchor, before + cycles * length).subtract({ days: 1 }),
  );
  const end = ends.find((one) => Temporal.PlainDate.compare(one, day) >= 0);
  return inTrial || !end || Temporal.PlainDate.compare(end, termEnd) > 0 ? termEnd : end;
}
