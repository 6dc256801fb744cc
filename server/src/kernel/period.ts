/** Calendar periods in UTC: billing months, commitment terms and billing cycles. All dates are UTC dates (rule F24). */

/** Commitment terms the marketplace sells (rule F3). */
export const terms = ['P1M', 'P1Y', 'P2Y', 'P3Y'] as const;
export type Term = (typeof terms)[number];

/** How often a subscription is billed within its term (rule F3). */
export const billingCycles = ['monthly', 'annual', 'biennial', 'triennial'] as const;
export type BillingCycle = (typeof billingCycles)[number];

/** First and last day, both included. */
export interface DayRange {
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
}

const monthsOfTerm: Record<Term, number> = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36 };
const monthsOfCycle: Record<BillingCycle, number> = { monthly: 1, annual: 12, biennial: 24, triennial: 36 };

export function termMonths(term: Term): number {
  return monthsOfTerm[term];
}

export function cycleMonths(cycle: BillingCycle): number {
  return monthsOfCycle[cycle];
}

/** Whether a term can be billed in this cycle: the cycle divides the term. */
export function cycleFitsTerm(term: Term, cycle: BillingCycle): boolean {
  return monthsOfTerm[term] % monthsOfCycle[cycle] === 0;
}

export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO('UTC').toPlainDate();
}

/** Midnight UTC that begins a day. */
export function startOfDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime('UTC').toInstant();
}

/**
 * The day `months` after `anchor`, keeping the anchor's place in the month: the last day of a month stays the last day,
 * the day before the last stays that (rule G11: bought 31 January → next cycle 28 February → 31 March).
 */
export function addMonthsAnchored(anchor: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const fromEnd = anchor.daysInMonth - anchor.day;
  const target = anchor.with({ day: 1 }).add({ months });
  const day = fromEnd <= 1 ? target.daysInMonth - fromEnd : Math.min(anchor.day, target.daysInMonth);
  return target.with({ day });
}

/** The `index`-th period (0 first) of `months` months that starts at `anchor`. */
export function anchoredPeriod(anchor: Temporal.PlainDate, months: number, index: number): DayRange {
  const start = addMonthsAnchored(anchor, months * index);
  return { start, end: addMonthsAnchored(anchor, months * (index + 1)).subtract({ days: 1 }) };
}

/** A calendar month written `YYYY-MM`. */
export type MonthText = string;

export function monthOf(instant: Temporal.Instant): MonthText {
  return dayOf(instant).toPlainYearMonth().toString();
}

export function monthRange(month: MonthText): DayRange {
  const yearMonth = Temporal.PlainYearMonth.from(month);
  return { start: yearMonth.toPlainDate({ day: 1 }), end: yearMonth.toPlainDate({ day: yearMonth.daysInMonth }) };
}

/** The instant a month is over: midnight UTC of the next month's first day. */
export function monthEnd(month: MonthText): Temporal.Instant {
  return startOfDay(monthRange(month).end.add({ days: 1 }));
}
