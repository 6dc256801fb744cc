/**
 * Exact decimals for prices, quantities and amounts. A JavaScript number never enters: big.js runs in strict mode
 * and throws a TypeError on one. Amounts cross process borders as strings.
 */
import Big from 'big.js';

const Strict = Big();
Strict.strict = true;
Strict.DP = 20;
Strict.RM = 0;

export type Decimal = Big;

/** Decimal from its text, e.g. `"12.50"`. Throws on anything but a finite decimal numeral. */
export function decimal(text: string | bigint | Decimal): Decimal {
  return new Strict(typeof text === 'bigint' ? text.toString() : text);
}

export const zero: Decimal = decimal('0');

/** Sum of a list; zero for an empty one. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = zero;
  for (const value of values) total = total.plus(value);
  return total;
}

/** Text without exponent, as PostgreSQL's `numeric` and our wires want it. */
export function toText(value: Decimal): string {
  return value.toFixed();
}

/** Number of digits after the decimal point, trailing zeros not counted. */
export function decimalPlaces(value: Decimal): number {
  const [, fraction = ''] = value.toFixed().split('.');
  return fraction.length;
}

/**
 * The JSON number of an exact amount. Only for wires whose contract says "number" (Partner Center): the text is parsed
 * once, at the border, and never computed with afterwards.
 */
export function toWireNumber(value: Decimal): number {
  return Number(value.toFixed());
}
