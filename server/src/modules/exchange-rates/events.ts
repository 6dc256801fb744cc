/** What this module tells the rest of the house. */
export interface ExchangeRateEvents {
  ExchangeRatesRecorded: { readonly month: string; readonly currencies: readonly string[] };
}
