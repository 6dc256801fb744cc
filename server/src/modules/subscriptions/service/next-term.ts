/** What a partner schedules for the renewal of a subscription: what is asked becomes a plan, a term and a price that are sold. */
import { isSeatCount, seatBounds } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { catalogueEntry, catalogueItem, purchasable, type PurchasableItem } from '../../offers/index.ts';
import type { DecidedLine } from '../domain/line.ts';
import { isOtherProduct, type NextTerm, type NextTermRequest } from '../domain/next-term.ts';
import { subscriptionFault } from '../faults.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';
import { decideLines } from './lines.ts';

type OwnWork = Work<SubscriptionTables>;
const target = 'scheduledNextTermInstructions';

/**
 * Another plan, term or billing cycle is decided as a purchase of it would be; another quantity of what stands needs only
 * be one that the plan has. Faults: those of a line that is ordered.
 */
export async function resolveNextTerm(work: OwnWork, row: SubscriptionRow, asked: NextTermRequest): Promise<NextTerm> {
  const { productId, quantity } = asked;
  if (productId && productId.toUpperCase() !== row.product_id) throw otherOffer(productId);
  const skuId = await skuAsked(work, row, asked);
  const term = asked.term?.toUpperCase() || row.term;
  const cycle = asked.billingCycle?.toLowerCase() || undefined;
  const stands = { skuId: row.sku_id, term: row.term, billingCycle: row.billing_cycle };
  const wished = { skuId, term, billingCycle: cycle ?? row.billing_cycle } as typeof stands;
  if (!isOtherProduct(stands, wished)) return sameAgain(work, row, quantity);
  const line = await decideInstead(work, row, { skuId, term, cycle, quantity: quantity ?? row.quantity }, target);
  return {
    ...placeOf(line.item),
    term: line.term,
    billingCycle: line.billingCycle,
    ...(quantity === undefined ? {} : { quantity }),
  };
}

function placeOf({ productId, skuId, availabilityId, planId }: PurchasableItem) {
  return { productId, skuId, availabilityId, planId };
}

/** What takes the place of a subscription's plan. */
export interface Instead {
  readonly skuId: string;
  readonly term: string;
  /** Absent: as it is where that is sold, else the plan's own. */
  readonly cycle: string | undefined;
  readonly quantity: number;
}

/** Another plan of the offer, as it is sold now to the subscription's customer, with its price. Faults: those of a line. */
export async function decideInstead(
  work: OwnWork,
  row: SubscriptionRow,
  { skuId, term, cycle, quantity }: Instead,
  named: string,
): Promise<DecidedLine> {
  const entry = await catalogueEntry(work, row.partner_tenant_id, row.product_id);
  const item = entry?.version.items.find((one) => one.skuId === skuId && one.market === row.market);
  if (!item || item.currency !== row.pricing_currency) {
    const message = `Plan '${skuId}' of this offer is not sold any more.`;
    throw subscriptionFault('NotPurchasable', message, { target: named });
  }
  const isSold = item.prices.some((price) => price.term === term && price.billingCycle === row.billing_cycle);
  const request = {
    catalogItemId: `${item.productId}:${item.skuId}:${item.availabilityId}`,
    quantity,
    term,
    billingCycle: cycle ?? (isSold ? row.billing_cycle : 'unknown'),
  };
  const instead = { offerId: row.offer_id, planId: row.plan_id };
  const needs = { agreement: false, instead, target: named };
  return (await decideLines(work, row.customer_tenant_id, [request], needs)).lines[0]!;
}

/** An availability of an earlier version, as clients have read it, says only which plan is meant. */
async function skuAsked(work: OwnWork, row: SubscriptionRow, { skuId, availabilityId }: NextTermRequest) {
  if (!availabilityId) return skuId || row.sku_id;
  const [item] = await purchasable(work, [availabilityId]);
  const fits = item?.offerId === row.offer_id && item.market === row.market && (!skuId || item.skuId === skuId);
  if (fits) return item.skuId;
  const message = `Availability '${availabilityId}' is not one of this plan in ${row.market}. Read the plan's availabilities again.`;
  throw subscriptionFault('CatalogueItemUnknown', message, { target });
}

function otherOffer(productId: string): Error {
  const message = `'${productId}' is another offer. A subscription changes between the plans of one offer.`;
  return subscriptionFault('CatalogueItemUnknown', message, { target });
}

async function sameAgain(work: OwnWork, row: SubscriptionRow, quantity: number | undefined): Promise<NextTerm> {
  const item = await catalogueItem(work, row.availability_id);
  const { min, max } = seatBounds(item);
  if (quantity !== undefined && !isSeatCount(quantity, min, max)) {
    const message = `This plan has a whole number of licences from ${min} to ${max}.`;
    throw subscriptionFault('QuantityNotAllowed', message, { target, rule: rules.F18, values: { min, max } });
  }
  return {
    ...placeOf(item),
    term: row.term,
    billingCycle: row.billing_cycle,
    ...(quantity === undefined ? {} : { quantity }),
  };
}
