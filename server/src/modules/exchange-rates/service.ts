/** Exchange rates of a month, fixed for all its charges (rule E27). */
import { dayOf, decimal, monthOf, toText, type Decimal, type MonthText } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import type { ExchangeRateEvents } from './events.ts';
import { exchangeRateFixed } from './faults.ts';
import {
  insertRateMonth,
  insertRates,
  selectEarlierRates,
  selectEarlierRatesOf,
  selectDollarRates,
  selectMonth,
  selectNewestRates,
  selectRateMonth,
  type EarlierRate,
} from './store.ts';
import type { ExchangeRateTables } from './tables.ts';
import { rules } from '../../programme/rules/index.ts';

/** Rates are kept as US dollars for one unit, so the dollar needs none. */
const base = 'USD';

export interface ExchangeRate {
  /** Units of the second currency for one unit of the first; exact to twenty decimals. */
  readonly rate: Decimal;
  /** The month whose rates were taken. */
  readonly month: MonthText;
}

/**
 * The rate from one currency to another in force in a month: of the newest month not after it in which both are
 * recorded. Undefined when there is none. Both currencies the same: one, whatever is recorded.
 */
export async function rateOf(
  work: Pick<Work, 'prepared'>,
  month: MonthText,
  from: string,
  to: string,
): Promise<ExchangeRate | undefined> {
  if (from === to) return { rate: decimal('1'), month };
  const wanted = [from, to].filter((currency) => currency !== base);
  const rows = await selectNewestRates(work, month, wanted);
  if (rows.length === 0) return undefined;
  const dollars = (currency: string) => decimal(rows.find((row) => row.currency === currency)?.usd_per_unit ?? '1');
  return { rate: dollars(from).div(dollars(to)), month: rows[0]!.month };
}

/**
 * The rate that all charges of a month are converted at (rule E27): the first of them fixes it, so that a rate which is
 * recorded in the middle of a month is no second one. System only.
 */
export async function fixedRateOf(
  work: Pick<Work, 'prepared' | 'now'>,
  month: MonthText,
  from: string,
  to: string,
): Promise<ExchangeRate | undefined> {
  if (from === to) return rateOf(work, month, from, to);
  const known = await selectRateMonth(work, month, from, to);
  if (known) return rateOf(work, known, from, to);
  const newest = await rateOf(work, month, from, to);
  if (!newest) return undefined;
  await insertRateMonth(work, { month, from, to, rateMonth: newest.month });
  const fixed = await selectRateMonth(work, month, from, to);
  return fixed === newest.month ? newest : rateOf(work, fixed ?? newest.month, from, to);
}

/** Pairs of currencies told at most. */
const mostEarlierRates = 100;

/**
 * What the current month and the one before are charged at although it is the rate of an earlier month: rule E27 wants one
 * of its own, and nobody had recorded it before the month's first charge. System only.
 */
export async function earlierRates(work: Pick<Work, 'prepared' | 'now'>): Promise<EarlierRate[]> {
  const lastMonth = monthOf(work.now.subtract({ hours: 24 * dayOf(work.now).day }));
  return selectEarlierRates(work, lastMonth, mostEarlierRates);
}

/** The same of one month: what is recorded for it now is not used for these pairs. System only. */
export function earlierRatesOf(work: Pick<Work, 'prepared'>, month: MonthText): Promise<EarlierRate[]> {
  return selectEarlierRatesOf(work, month);
}

/** US dollars for one unit of each currency: of its newest month not after the given one; without a rate it is left out. */
export async function dollarRates(
  work: Pick<Work, 'prepared'>,
  month: MonthText,
  currencies: readonly string[],
): Promise<ReadonlyMap<string, Decimal>> {
  const rows = await selectDollarRates(work, month, currencies);
  return new Map(rows.map((row) => [row.currency, decimal(row.usd_per_unit)]));
}

export interface MonthRates {
  readonly month: MonthText;
  /** By currency. */
  readonly rates: readonly { readonly currency: string; readonly usdPerUnit: Decimal }[];
}

/** The rates recorded for a month; an empty list when there are none. */
export async function ratesOf(work: Work<ExchangeRateTables>, month: MonthText): Promise<MonthRates> {
  const rows = await selectMonth(work, month);
  return { month, rates: rows.map((row) => ({ currency: row.currency, usdPerUnit: decimal(row.usd_per_unit) })) };
}

/**
 * Records rates of a month, for the operator. What is recorded stays: repeating it changes nothing. Faults:
 * ExchangeRateFixed when a currency of the month already has another rate.
 */
export async function recordRates(work: Work<ExchangeRateTables>, { month, rates }: MonthRates): Promise<MonthRates> {
  const fresh = new Map(
    rates.flatMap(({ currency, usdPerUnit }) => (currency === base ? [] : [[currency, usdPerUnit]])),
  );
  if (fresh.size > 0) {
    const rows = [...fresh].map(([currency, rate]) => ({
      month,
      currency,
      usd_per_unit: toText(rate),
      recorded_at: work.now,
    }));
    const added = await insertRates(work, rows);
    const newValue: ExchangeRateEvents['ExchangeRatesRecorded'] = { month, currencies: added };
    if (added.length > 0) {
      work.publish({ name: 'ExchangeRatesRecorded', aggregateType: 'exchangeRate', aggregateId: month, newValue });
    }
  }
  const recorded = await ratesOf(work, month);
  refuseOtherRates(rates, recorded);
  return recorded;
}

/** What was asked must be what is recorded now; a refusal undoes the whole request. */
function refuseOtherRates(requested: MonthRates['rates'], { month, rates }: MonthRates): void {
  const known = new Map([[base, decimal('1')], ...rates.map((rate) => [rate.currency, rate.usdPerUnit] as const)]);
  requested.forEach(({ currency, usdPerUnit }, index) => {
    const fixed = known.get(currency)!;
    if (fixed.eq(usdPerUnit)) return;
    throw exchangeRateFixed(
      `The rate of ${currency} for ${month} is ${toText(fixed)} and stays so: purchases were priced with it. Record another one for a later month.`,
      { target: `rates[${index}].usdPerUnit`, rule: rules.E27 },
    );
  });
}
