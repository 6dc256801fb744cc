/** Calendar months of a billing account: when one closes, and which one a charge goes to. Pure. */
import { monthOf, monthRange, startOfDay, type MonthText } from '../../../kernel/index.ts';

export function monthAfter(month: MonthText): MonthText {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}

export function monthBefore(month: MonthText): MonthText {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}

/** When a month closes: midnight UTC of day `invoiceDay` (1..8) of the next month (rule G3: available by the 8th). */
export function closesAt(month: MonthText, invoiceDay: number): Temporal.Instant {
  return startOfDay(monthRange(monthAfter(month)).start.add({ days: invoiceDay - 1 }));
}

/** The newest month that may be closed at `now`. */
export function newestClosable(now: Temporal.Instant, invoiceDay: number): MonthText {
  const last = monthBefore(monthOf(now));
  return Temporal.Instant.compare(closesAt(last, invoiceDay), now) <= 0 ? last : monthBefore(last);
}

/** The month on whose invoice a charge goes: where it occurred, or the account's open month when that is later. */
export function billingMonth(occurredAt: Temporal.Instant, openMonth: MonthText): MonthText {
  const occurred = monthOf(occurredAt);
  return occurred < openMonth ? openMonth : occurred;
}

const numberDigits = 9;

/** An invoice number of a series, e.g. `G000000001`. */
export function invoiceNumber(prefix: string, value: number): string {
  return `${prefix}${String(value).padStart(numberDigits, '0')}`;
}
