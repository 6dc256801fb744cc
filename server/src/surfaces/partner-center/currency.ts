/** Symbols of currencies, as wires carry them beside the code. */

const symbols = new Map<string, string>();

/** A currency's narrow symbol; making a formatter costs more than an order, so it is kept. */
export function currencySymbol(currency: string): string {
  const known = symbols.get(currency);
  if (known) return known;
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
  symbols.set(currency, symbol);
  return symbol;
}
