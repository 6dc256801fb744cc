/** Amounts as decimal text without exponent, reckoned without rounding. Pure. */

/** `['0.1', '0.2']` is `0.3`. */
export function sumOf(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map(decimalsOf));
  const units = amounts.reduce((sum, amount) => sum + unitsOf(amount, decimals), 0n);
  return textOf(units, decimals);
}

/** What is left of an amount after another. */
export function differenceOf(amount: string, less: string): string {
  const decimals = Math.max(decimalsOf(amount), decimalsOf(less));
  return textOf(unitsOf(amount, decimals) - unitsOf(less, decimals), decimals);
}

/** Whether one is less than another. */
export function isLess(one: string, other: string): boolean {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  return unitsOf(one, decimals) < unitsOf(other, decimals);
}

/** An amount so many times. */
export const timesOf = (amount: string, count: number) =>
  textOf(unitsOf(amount, decimalsOf(amount)) * BigInt(count), decimalsOf(amount));

export const isZero = (amount: string) => /^-?[0.]+$/.test(amount);

/** What is left of a price above its cost, in percent of the price to one digit, cut off; undefined for a price of 0. */
export function marginOf(price: string, cost: string): string | undefined {
  if (isZero(price)) return undefined;
  const decimals = Math.max(decimalsOf(price), decimalsOf(cost));
  const [asked, paid] = [unitsOf(price, decimals), unitsOf(cost, decimals)];
  return textOf(((asked - paid) * 1000n) / asked, 1);
}

const decimalsOf = (amount: string) => amount.split('.')[1]?.length ?? 0;

function unitsOf(amount: string, decimals: number): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole + part.padEnd(decimals, '0'));
}

function textOf(units: bigint, decimals: number): string {
  if (decimals === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
