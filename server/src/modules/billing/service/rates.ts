/** Exchange rates of a batch of charges: one look-up for each month and pair of currencies. */
import { decimal, monthRange, toText, type Currency, type Decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rateFixedOn } from '../../../programme/exchange.ts';
import { fixedRateOf } from '../../exchange-rates/index.ts';
import { sameCurrency, type ExchangeRate } from '../domain/price.ts';

/** Rates by `rateKey`; a pair without any rate is missing. */
export type Rates = ReadonlyMap<string, ExchangeRate>;

export function rateKey(month: MonthText, from: Currency, to: Currency): string {
  return `${month} ${from} ${to}`;
}

/** The rate of each charge's own month (rule E27), or of the newest month before it that has one. */
export async function ratesFor(
  work: Work,
  wanted: readonly { readonly month: MonthText; readonly from: Currency; readonly to: Currency }[],
): Promise<Rates> {
  const rates = new Map<string, ExchangeRate>();
  const distinct = new Map(wanted.map((pair) => [rateKey(pair.month, pair.from, pair.to), pair]));
  for (const [key, { month, from, to }] of distinct) {
    if (from === to) {
      rates.set(key, sameCurrency(monthRange(month).start));
      continue;
    }
    const found = await fixedRateOf(work, month, from, to);
    if (!found) continue;
    rates.set(key, { rate: toText(significant(found.rate)), date: rateFixedOn(found.month) });
  }
  return rates;
}

const rateDigits = 12;
const halfUp = 1;

/** Twelve significant digits: what is charged with is what files print, and what a spreadsheet can hold. */
function significant(rate: Decimal): Decimal {
  return decimal(rate.prec(rateDigits, halfUp));
}
