/** SQL of `exchange_rate`. */
import type { Insertable } from 'kysely';
import type { MonthText } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import type { ExchangeRateTables } from './tables.ts';

interface RateRow {
  readonly currency: string;
  /** Decimal text. */
  readonly usd_per_unit: string;
}

/** The rates of the newest month, not after the given one, that has all of these currencies. */
export function selectNewestRates(work: Pick<Work, 'prepared'>, month: MonthText, currencies: readonly string[]) {
  const text = `select month, currency, usd_per_unit from exchange_rate
    where currency = any($2::text[]) and month = (
      select month from exchange_rate where month <= $1 and currency = any($2::text[])
      group by month having count(*) = $3 order by month desc limit 1)`;
  return work.prepared<RateRow & { month: MonthText }>('rate-of', text, [month, currencies, currencies.length]);
}

/** The month whose rates count for a month's charges; undefined before the first of them. */
export async function selectRateMonth(work: Pick<Work, 'prepared'>, month: MonthText, from: string, to: string) {
  const text = `select rate_month as month from month_rate where month = $1 and from_currency = $2 and to_currency = $3`;
  return (await work.prepared<{ month: MonthText }>('rate-month', text, [month, from, to]))[0]?.month;
}

/** Says it, unless somebody has; waits for whoever is about to. */
export async function insertRateMonth(
  work: Pick<Work, 'prepared' | 'now'>,
  fixed: { readonly month: MonthText; readonly from: string; readonly to: string; readonly rateMonth: MonthText },
): Promise<void> {
  const text = `insert into month_rate (month, from_currency, to_currency, rate_month, fixed_at)
    values ($1, $2, $3, $4, $5) on conflict do nothing`;
  await work.prepared('fix-rate-month', text, [fixed.month, fixed.from, fixed.to, fixed.rateMonth, work.now]);
}

/** A month that is charged at the rate of an earlier one. */
export interface EarlierRate {
  readonly month: MonthText;
  readonly from: string;
  readonly to: string;
  /** The month whose rate counts. */
  readonly rateMonth: MonthText;
}

/** Months from the given one on that are charged at the rate of an earlier one, at most `limit`, the newest first. System only. */
export function selectEarlierRates(
  work: Pick<Work, 'prepared'>,
  since: MonthText,
  limit: number,
): Promise<EarlierRate[]> {
  const text = `select month, from_currency as "from", to_currency as "to", rate_month as "rateMonth" from month_rate
    where month >= $1 and rate_month < month order by month desc, from_currency, to_currency limit $2`;
  return work.prepared<EarlierRate>('earlier-rates', text, [since, limit]);
}

/** What one month is charged at although it is the rate of an earlier one. System only. */
export function selectEarlierRatesOf(work: Pick<Work, 'prepared'>, month: MonthText): Promise<EarlierRate[]> {
  const text = `select month, from_currency as "from", to_currency as "to", rate_month as "rateMonth" from month_rate
    where month = $1 and rate_month < month order by from_currency, to_currency`;
  return work.prepared<EarlierRate>('earlier-rates-of-month', text, [month]);
}

/** For each currency the rate of its newest month not after the given one. */
export function selectDollarRates(work: Pick<Work, 'prepared'>, month: MonthText, currencies: readonly string[]) {
  const text = `select distinct on (currency) currency, usd_per_unit from exchange_rate
    where currency = any($2::text[]) and month <= $1 order by currency, month desc`;
  return work.prepared<RateRow>('dollar-rates', text, [month, currencies]);
}

export function selectMonth(work: Work<ExchangeRateTables>, month: MonthText): Promise<RateRow[]> {
  return work.db
    .selectFrom('exchange_rate')
    .select(['currency', 'usd_per_unit'])
    .where('month', '=', month)
    .orderBy('currency')
    .execute();
}

/** Adds what is not there yet; answers the currencies that were added. */
export async function insertRates(
  work: Work<ExchangeRateTables>,
  rows: readonly Insertable<ExchangeRateTables['exchange_rate']>[],
): Promise<string[]> {
  const added = await work.db
    .insertInto('exchange_rate')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('currency')
    .execute();
  return added.map((row) => row.currency);
}
