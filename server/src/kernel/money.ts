/** Money: amounts have an ISO 4217 currency, and there is one place where they are rounded. */
import { decimal, type Decimal } from './decimal.ts';

export type Currency = string;

/** Digits after the point that a currency is invoiced in (ISO 4217 minor unit). */
export function minorUnitDigits(currency: Currency): 0 | 2 | 3 {
  if (zeroDigitCurrencies.has(currency)) return 0;
  return threeDigitCurrencies.has(currency) ? 3 : 2;
}

const zeroDigitCurrencies = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const threeDigitCurrencies = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/**
 * Rounds down (towards zero) to the currency's minor unit. Source: programme rule G9, "always rounded down"
 * (modern invoice reconciliation file). Refunds round towards zero too, so that a charge and its full refund cancel.
 */
export function roundDown(amount: Decimal, currency: Currency): Decimal {
  return decimal(amount.round(minorUnitDigits(currency), 0));
}

/** Digits after the point that the price of one unit (of a meter, or a machine's hour) may have, in any currency. */
const unitPriceDigits = 6;

/** Rounds the price of one unit down; what is charged for many is rounded by `roundDown`, once, at the end. */
export function roundDownUnitPrice(price: Decimal): Decimal {
  return decimal(price.round(unitPriceDigits, 0));
}
