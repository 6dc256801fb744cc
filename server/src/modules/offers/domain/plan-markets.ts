/** Where a plan is sold, and in which currency. */
import { natureOf, planMarketsOn, type PlanMarket } from '../../../programme/plan-markets.ts';
import type { OfferKind, Plan } from './document.ts';

/** The countries a plan is sold in with the currency of each, on a day; countries nothing is sold in are left out. */
export function marketsOfPlan(
  kind: OfferKind,
  plan: Pick<Plan, 'markets' | 'pricingModel'>,
  on: Temporal.PlainDate,
): PlanMarket[] {
  const open = planMarketsOn(on, natureOf(kind, plan));
  if (plan.markets === 'all') return open;
  const chosen = new Set(plan.markets);
  return open.filter(({ country }) => chosen.has(country));
}
