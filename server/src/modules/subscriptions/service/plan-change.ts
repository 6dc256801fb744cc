/** Another plan for a subscription from now on: what is asked becomes a plan that is sold, at its price. */
import { seatBounds } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rules, withSource } from '../../../programme/rules/index.ts';
import { catalogueEntry, catalogueItem, type PurchasableItem } from '../../offers/index.ts';
import type { PlanRequest, PlanTaken } from '../domain/change.ts';
import type { DecidedLine } from '../domain/line.ts';
import { trialTerm } from '../domain/term.ts';
import { subscriptionFault } from '../faults.ts';
import type { LockedSubscription } from '../store/changes.ts';
import * as store from '../store/changes.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';
import { decideDirectly } from './direct.ts';
import { decideInstead } from './next-term.ts';
import { columnsOf } from './renewal-plans.ts';
import { takeTrial } from '../store/trials.ts';

type OwnWork = Work<SubscriptionTables>;
const target = 'plan';

/**
 * Decided as a purchase of that plan would be, for the term and billing cycle that run (decision 0109). Its price is that of
 * this moment, whenever the publisher agrees. Faults: those of a line that is ordered, PlanBeginsPaid.
 */
export async function resolvePlan(work: OwnWork, row: SubscriptionRow, asked: PlanRequest): Promise<PlanTaken> {
  const line = await decidedPlan(work, row, asked);
  if (row.term_number === trialTerm && row.activated_at && !line.trial) throw beginsPaid(line.item.planName);
  const { availabilityId, skuId, planId } = line.item;
  return { availabilityId, skuId, planId, unitPrice: line.unitPrice, quantity: line.quantity };
}

async function decidedPlan(work: OwnWork, row: SubscriptionRow, asked: PlanRequest): Promise<DecidedLine> {
  const { term, billing_cycle: cycle } = row;
  if (row.partner_tenant_id === row.customer_tenant_id) {
    const wish = { productId: row.product_id, ...asked, term, billingCycle: cycle };
    const instead = { offerId: row.offer_id, planId: row.plan_id };
    return decideDirectly(work, row.customer_tenant_id, {
      ...wish,
      quantityOf: (item) => quantityOf(row, item, asked),
      instead,
    });
  }
  const entry = await catalogueEntry(work, row.partner_tenant_id, row.product_id);
  const item = entry?.version.items.find(
    (one) => one.market === row.market && (one.skuId === asked.skuId || one.planId === asked.planId),
  );
  if (!item) {
    const message = `This offer has no plan '${asked.skuId ?? asked.planId}' in ${row.market}. Read its plans again.`;
    throw subscriptionFault('CatalogueItemUnknown', message, { target });
  }
  const quantity = quantityOf(row, item, asked);
  return decideInstead(work, row, { skuId: item.skuId, term, cycle, quantity }, target);
}

/** Licences all move; a plan with a flat price is one, and what was one begins with as many licences as are asked. */
function quantityOf(row: SubscriptionRow, item: PurchasableItem, { quantity }: PlanRequest): number {
  if (!item.perSeat) return 1;
  if (!row.per_seat) return quantity ?? seatBounds(item).min;
  if (quantity === undefined || quantity === row.quantity) return row.quantity;
  const message = `All ${row.quantity} licences move to the other plan: give that quantity, or none. Change their number before or after.`;
  throw subscriptionFault('QuantityNotAllowed', message, { target: 'quantity' });
}

/** A trial cannot be waived (rule F25): a plan without one begins when it is over. */
function beginsPaid(planName: string): Error {
  const reason = `'${planName}' has no free trial for this customer, and the one that runs cannot be cut short. Schedule the plan for the end of the trial.`;
  return subscriptionFault('PlanBeginsPaid', withSource(reason, rules.F25), { target, rule: rules.F25 });
}

/**
 * Puts a locked subscription in a plan: terms before it, and the one that runs, keep the plan that they began in, and what
 * is charged from now on follows from the change. Returns its row.
 */
export async function takePlan(work: OwnWork, row: LockedSubscription, plan: PlanTaken): Promise<LockedSubscription> {
  const item = await catalogueItem(work, plan.availabilityId);
  if (row.term_number === trialTerm) {
    // Its clock goes on, and the customer has had this plan's trial too.
    await takeTrial(work, row.customer_tenant_id, item);
  }
  const columns = { ...columnsOf(item), unit_price: plan.unitPrice };
  await store.writePlan(work, [row.partner_tenant_id, row.id], columns);
  return { ...row, ...columns };
}
