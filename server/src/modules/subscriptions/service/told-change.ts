/** A change as the trail has it, and what stands before one. */
import type { PlanTaken } from '../domain/change.ts';
import type { SubscriptionRow } from '../store/orders.ts';

/** The plan that stands, as a change names one. */
export function standingPlan(row: SubscriptionRow): PlanTaken {
  const { availability_id: availabilityId, sku_id: skuId, plan_id: planId, unit_price: unitPrice, quantity } = row;
  return { availabilityId, skuId, planId, unitPrice, quantity };
}

/** What was made or not made by the answer to an operation names it: so the trail knows who had asked. */
export const ofOperation = (operationId: string | undefined) => (operationId ? { operationId } : {});

/** A change as the trail has it: a plan by its name. */
export function toldChange<Told extends { readonly plan?: PlanTaken }>({ plan, ...told }: Told) {
  return plan ? { ...told, planId: plan.planId, quantity: plan.quantity } : told;
}
