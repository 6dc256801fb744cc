/** What can go wrong with exchange rates. */
import { faultMaker, type Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  ExchangeRateFixed: 'conflict',
} as const satisfies Record<string, FaultKind>;
export type ExchangeRateFaultCode = keyof typeof kinds;

const exchangeRateFault = faultMaker(kinds);

export function exchangeRateFixed(message: string, more: Omit<FaultDetails, 'message'>): Fault<ExchangeRateFaultCode> {
  return exchangeRateFault('ExchangeRateFixed', message, more);
}
