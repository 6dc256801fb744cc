/** The only door to the exchange rates of the programme. */
export type { ExchangeRateEvents } from './events.ts';
export type { ExchangeRateFaultCode } from './faults.ts';
export {
  dollarRates,
  earlierRates,
  earlierRatesOf,
  fixedRateOf,
  rateOf,
  ratesOf,
  recordRates,
  type MonthRates,
} from './service.ts';
export type { ExchangeRateTables } from './tables.ts';
