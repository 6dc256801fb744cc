/** What can go wrong with exchange rates. */
import { Fault, type FaultDetails } from '../../kernel/index.ts';

export type ExchangeRateFaultCode = 'ExchangeRateFixed';

export function exchangeRateFixed(message: string, more: Omit<FaultDetails, 'message'>): Fault<ExchangeRateFaultCode> {
  return new Fault('ExchangeRateFixed', 'conflict', { message, ...more });
}
