/** Kysely types of the table the exchange-rates module owns. */
import type { InstantColumn } from '../../platform/tables.ts';

interface ExchangeRateTable {
  month: string;
  currency: string;
  usd_per_unit: string;
  recorded_at: InstantColumn;
}

export interface ExchangeRateTables {
  exchange_rate: ExchangeRateTable;
}
