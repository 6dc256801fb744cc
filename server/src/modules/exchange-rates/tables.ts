/** Kysely types of the table the exchange-rates module owns. */
import type { InstantColumn } from '../../platform/tables.ts';

interface ExchangeRateTable {
  month: string;
  currency: string;
  usd_per_unit: string;
  recorded_at: InstantColumn;
}

/** Which month's rates the charges of a month are converted at; the first of them says it. */
interface MonthRateTable {
  month: string;
  from_currency: string;
  to_currency: string;
  rate_month: string;
  fixed_at: InstantColumn;
}

export interface ExchangeRateTables {
  exchange_rate: ExchangeRateTable;
  month_rate: MonthRateTable;
}
