/** What a published version becomes: SKUs, one availability per plan and market, and their prices. Pure. */
import type { OfferDocument, OfferKind, Plan } from './document.ts';
import { marketsOfPlan } from './plan-markets.ts';

/** Rows as the store writes them. */
export interface PublishedPlans {
  readonly plans: readonly { readonly plan_id: string; readonly sku_id: string }[];
  readonly availabilities: readonly {
    readonly id: string;
    readonly sku_id: string;
    readonly plan_id: string;
    readonly market: string;
    readonly currency: string;
  }[];
  readonly prices: readonly {
    readonly availability_id: string;
    readonly term: string;
    readonly billing_cycle: string;
    /** Decimal text. */
    readonly amount: string;
  }[];
}

/**
 * The plans of a complete document with their availabilities. `known`: SKU ids of plans published before, which keep them for ever; new plans get the
 * next free number. `newId` makes an availability id.
 */
export function availabilitiesOf(
  kind: OfferKind,
  document: OfferDocument,
  on: Temporal.PlainDate,
  known: ReadonlyMap<string, string>,
  newId: () => string,
): PublishedPlans {
  const skus = skuIds(document.plans, known);
  const availabilities = document.plans.flatMap((plan) =>
    marketsOfPlan(kind, plan, on).map(({ country, currency }) => ({
      id: newId(),
      sku_id: skus.get(plan.planId)!,
      plan_id: plan.planId,
      market: country,
      currency,
    })),
  );
  const plans = new Map(document.plans.map((plan) => [plan.planId, plan]));
  const prices = availabilities.flatMap(({ id, plan_id, market, currency }) =>
    pricesIn(plans.get(plan_id)!, market, currency).map(({ term, billingCycle, amount }) => ({
      availability_id: id,
      term,
      billing_cycle: billingCycle,
      amount,
    })),
  );
  return { plans: [...skus].map(([plan_id, sku_id]) => ({ plan_id, sku_id })), availabilities, prices };
}

/** A plan's prices in a market: those for the market itself go before those of its currency. */
export function pricesIn(plan: Plan, market: string, currency: string): Plan['prices'] {
  const own = plan.prices.filter((price) => price.market === market && price.currency === currency);
  const others = plan.prices.filter((price) => price.market === undefined && price.currency === currency);
  const isOwn = (price: Plan['prices'][number]) =>
    own.some((one) => one.term === price.term && one.billingCycle === price.billingCycle);
  return [...own, ...others.filter((price) => !isOwn(price))];
}

/** SKU ids are four digits from `0001`, given once and never again. */
function skuIds(plans: readonly Plan[], known: ReadonlyMap<string, string>): Map<string, string> {
  let last = Math.max(0, ...[...known.values()].map(Number));
  return new Map(plans.map(({ planId }) => [planId, known.get(planId) ?? String((last += 1)).padStart(4, '0')]));
}
