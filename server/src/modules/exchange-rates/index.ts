/** The only door to the exchange rates of the programme. */
export type { ExchangeRateEvents } from './events.ts';
export type { ExchangeRateFaultCode } from './faults.ts';
export { dollarRates, earlierRates, fixedRateOf, rateOf, ratesOf, recordRates, type MonthRates } from './service.ts';
export type { ExchangeRateTables } from './tables.ts';
