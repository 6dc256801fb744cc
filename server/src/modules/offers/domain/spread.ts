/** What a published version spreads into: SKUs, one availability per plan and market, and their prices. Pure. */
import type { OfferDocument, Plan } from './document.ts';
import { marketsOfPlan } from './validate-plans.ts';

/** Rows as the store writes them. */
export interface Spread {
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
 * Spreads a complete document. `known`: SKU ids of plans published before, which keep them for ever; new plans get the
 * next free number. `newId` makes an availability id.
 */
export function spreadOf(
  document: OfferDocument,
  on: Temporal.PlainDate,
  known: ReadonlyMap<string, string>,
  newId: () => string,
): Spread {
  const skus = skuIds(document.plans, known);
  const availabilities = document.plans.flatMap((plan) =>
    marketsOfPlan(plan, on).map(({ country, currency }) => ({
      id: newId(),
      sku_id: skus.get(plan.planId)!,
      plan_id: plan.planId,
      market: country,
      currency,
    })),
  );
  const plans = new Map(document.plans.map((plan) => [plan.planId, plan]));
  const prices = availabilities.flatMap(({ id, plan_id, currency }) =>
    plans
      .get(plan_id)!
      .prices.flatMap((price) =>
        price.currency === currency
          ? [{ availability_id: id, term: price.term, billing_cycle: price.billingCycle, amount: price.amount }]
          : [],
      ),
  );
  return { plans: [...skus].map(([plan_id, sku_id]) => ({ plan_id, sku_id })), availabilities, prices };
}

/** SKU ids are four digits from `0001`, given once and never again. */
function skuIds(plans: readonly Plan[], known: ReadonlyMap<string, string>): Map<string, string> {
  let last = Math.max(0, ...[...known.values()].map(Number));
  return new Map(plans.map(({ planId }) => [planId, known.get(planId) ?? String((last += 1)).padStart(4, '0')]));
}
