/** The price of a trial: nothing, on every hop, whatever is asked for the term behind it (rule F25). Pure. */
import type { Currency } from '../../../kernel/index.ts';
import type { UnitPrice } from './price.ts';

export function trialPrice(currency: Currency): UnitPrice {
  return { amount: '0', currency };
}
