/** What a plan costs in one market, as lists show it. Pure. */
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import { trialDays } from '../../../programme/trials.ts';
import type { Plan } from './document.ts';

export interface ListPrice {
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** Per seat, or flat, for one billing cycle; decimal text. */
  readonly amount: string;
  /** Days this price holds before the next row's; null when it holds for the term. */
  readonly trialDays: number | null;
}

/** A free trial is a row of its own, followed by the row of the price (rule F2). */
export function listPrices(trial: boolean, prices: readonly Omit<ListPrice, 'trialDays'>[]): ListPrice[] {
  return prices.flatMap((price) => [
    ...(trial ? [{ ...price, amount: '0', trialDays }] : []),
    { ...price, trialDays: null },
  ]);
}

/** Per virtual core and hour in a currency; null when the plan is not priced so. */
export function hourlyPrice(plan: Pick<Plan, 'hourlyPrices'>, currency: string): string | null {
  return plan.hourlyPrices?.find((price) => price.currency === currency)?.pricePerCoreHour ?? null;
}

/** Per unit in a currency; null when it has none. */
export function pricePerUnit(dimension: Pick<Plan['dimensions'][number], 'prices'>, currency: string): string | null {
  return dimension.prices.find((price) => price.currency === currency)?.pricePerUnit ?? null;
}
