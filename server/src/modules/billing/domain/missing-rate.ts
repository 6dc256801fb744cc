/** An exchange rate that charges wait for (rule E27). Pure. */
import type { Currency, MonthText } from '../../../kernel/index.ts';

export interface MissingRate {
  /** The month it is needed for; a rate of any month before would do. */
  readonly month: MonthText;
  readonly from: Currency;
  readonly to: Currency;
}

/** What the operator's hop of a term waits for, and from which cycle on. */
export interface WaitingFor extends MissingRate {
  /** 0 for the term's first. */
  readonly firstCycle: number;
}

/** Names a term of an account. */
export function termKey(subscriptionId: string, termNumber: number): string {
  return `${subscriptionId} ${termNumber}`;
}

export function missingRateText({ month, from, to }: MissingRate): string {
  return `No exchange rate from ${from} to ${to} for ${month} or any month before. Enter one; the charge is tried again every night.`;
}

/** E.g. `USD → CHF, 2027-01`. */
export function missingRateLabel({ month, from, to }: MissingRate): string {
  return `${from} → ${to}, ${month}`;
}
