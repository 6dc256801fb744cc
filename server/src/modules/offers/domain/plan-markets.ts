/** Where a plan is sold, in which currency, and what nature that depends on. */
import { planMarketsOn, type PlanMarket, type PlanNature } from '../../../programme/plan-markets.ts';
import type { OfferKind, Plan } from './document.ts';

/** What markets ask of a plan (rule A32). */
export function natureOf(kind: OfferKind, { pricingModel }: Pick<Plan, 'pricingModel'>): PlanNature {
  return { machine: kind === 'virtualMachine', costsNothing: pricingModel === 'byol' || pricingModel === 'free' };
}

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
