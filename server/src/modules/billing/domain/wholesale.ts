/** What the operator asks: the list price, less the margin that a private offer gives the account (rule F27). Pure. */
import { wholesalePrice } from '../../../programme/margin.ts';
import type { UnitPrice } from './price.ts';

/** What the publisher's private offer takes off its list price for the partner. */
export interface MarginTaken {
  /** The margin's row in the account. */
  readonly id: string;
  /** Percent of the list price, decimal text. */
  readonly percentage: string;
}

export function wholesale(list: UnitPrice, margin: MarginTaken | undefined): UnitPrice {
  if (!margin) return list;
  return { ...list, effectiveAmount: wholesalePrice(list.amount, margin.percentage), marginId: margin.id };
}
