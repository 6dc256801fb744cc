/** What a publisher may choose for a plan: how plans of each kind are sold, where, and for which terms. */
import { billingCycles, cycleFitsTerm, dayOf, terms, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { natureOf, planMarketsOn, type PlanMarket } from '../../../programme/plan-markets.ts';
import { planIsDefaultResold } from '../../../programme/resale.ts';
import { planSorts, type PlanSort } from '../domain/plan-shape.ts';

export interface ListedPlanSort extends PlanSort {
  /** Whether partners resell it whatever the publisher chooses (rule A3). */
  readonly resoldByDefault: boolean;
  /** Countries it can be sold in today, each with the currency of its price (rule A32). */
  readonly markets: readonly PlanMarket[];
}

export interface PlanChoices {
  readonly sorts: readonly ListedPlanSort[];
  /** Billing cycles of each term (rule F3). */
  readonly terms: readonly { readonly term: Term; readonly billingCycles: readonly BillingCycle[] }[];
}

export function planChoices(work: Pick<Work, 'now'>): PlanChoices {
  const on = dayOf(work.now);
  return {
    sorts: planSorts.map((sort) => ({
      ...sort,
      resoldByDefault: planIsDefaultResold(sort.kind, sort),
      markets: planMarketsOn(on, natureOf(sort.kind, sort)),
    })),
    terms: terms.map((term) => ({ term, billingCycles: billingCycles.filter((cycle) => cycleFitsTerm(term, cycle)) })),
  };
}
