/** Money: an exact amount with its ISO 4217 currency, and the one place where amounts are rounded. */
import { decimal, toText, type Decimal } from './decimal.ts';

export type Currency = string;

export interface Money {
  readonly amount: Decimal;
  readonly currency: Currency;
}

export function money(amount: string | Decimal, currency: Currency): Money {
  return { amount: decimal(amount), currency };
}

/** Sum of two amounts; throws a RangeError when currencies differ, which is a programming error. */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new RangeError(`cannot add ${right.currency} to ${left.currency}`);
  return { amount: left.amount.plus(right.amount), currency: left.currency };
}

/** Digits after the point that a currency is invoiced in (ISO 4217 minor unit). */
export function minorUnitDigits(currency: Currency): 0 | 2 | 3 {
  if (zeroDigitCurrencies.has(currency)) return 0;
  return threeDigitCurrencies.has(currency) ? 3 : 2;
}

const zeroDigitCurrencies = new Set(['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND', 'XAF', 'XOF', 'XPF', 'RWF']);
const threeDigitCurrencies = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/**
 * Rounds down (towards zero) to the currency's minor unit. Source: programme rule G9, "always rounded down"
 * (modern invoice reconciliation file). Refunds round towards zero too, so that a charge and its full refund cancel.
 */
export function roundDown(amount: Decimal, currency: Currency): Decimal {
  return decimal(amount.round(minorUnitDigits(currency), 0));
}

/** Amount with the currency's digits, e.g. `"12.50"`; for documents and wires that carry money as text. */
export function moneyText(value: Money): string {
  return value.amount.toFixed(minorUnitDigits(value.currency));
}

export { toText };
