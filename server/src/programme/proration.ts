/** What part of a billing cycle's price is due from a day on (rule G10). Pure. */
import { decimal, roundDownUnitPrice, type BillingCycle, type DayRange, type Decimal } from '../kernel/index.ts';

/** A part of a cycle in days. */
export interface Proration {
  /** From the day of the event to the cycle's last, both included. */
  readonly remaining: number;
  /** What the cycle's price is for. */
  readonly days: number;
}

/**
 * The part of a cycle from `day` on, which counts: a monthly cycle is as long as the calendar month it starts in, a longer
 * one as long as it is (365 or 366 days a year). Never more than the whole: a cycle that begins on the last day of February
 * has more days than February (rule G11).
 */
export function prorationFrom(cycle: DayRange, billingCycle: BillingCycle, day: Temporal.PlainDate): Proration {
  const length = daysBetween(cycle.start, cycle.end);
  const days = billingCycle === 'monthly' ? cycle.start.daysInMonth : length;
  return { remaining: Math.min(daysBetween(day, cycle.end), days), days };
}

function daysBetween(first: Temporal.PlainDate, last: Temporal.PlainDate): number {
  return first.until(last, { largestUnit: 'days' }).days + 1;
}

/** Unit price / days of the cycle × remaining days, rounded down to six digits: what one unit costs for the part. */
export function proratedPrice(unitPrice: Decimal, { remaining, days }: Proration): Decimal {
  return roundDownUnitPrice(unitPrice.times(decimal(BigInt(remaining))).div(decimal(BigInt(days))));
}
