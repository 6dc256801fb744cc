/** Purchases as usage is reported of them, and what its charges print. */
import type { SoldItem } from '../../../kernel/index.ts';
import type { Asking, Work } from '../../../platform/work.ts';
import { catalogueItem } from '../../offers/index.ts';
import {
  existingSubscriptions,
  purchasesInHours,
  soldRows,
  soldRowsOn,
  type PurchaseInHour,
  type SoldRow,
} from '../store/metered.ts';
import { soldNames, type SoldNames } from './sold-names.ts';

type InHour = { readonly subscriptionId: string; readonly hour: Temporal.Instant };

/** The acting publisher's purchases as they stood in these hours, in their order; undefined for those that are not its own. */
export async function meteredPurchases(
  work: Work,
  hours: readonly InHour[],
): Promise<readonly (PurchaseInHour | undefined)[]> {
  const found = await purchasesInHours(work, work.account, hours);
  const byPlace = new Map(found.map((one) => [one.place, one]));
  return hours.map((_, place) => byPlace.get(place));
}

/** Asks ahead what `meteredPurchases` will ask (see WorkRunner.run). */
export function foreseePurchases(asking: Asking, hours: readonly InHour[]): Promise<unknown> {
  return purchasesInHours(asking, asking.account, hours);
}

/** Of these ids those that somebody has. For the system, which alone sees all of them. */
export async function subscriptionsThatExist(work: Work, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await existingSubscriptions(work, ids));
}

/** What was sold, with the term it is in. */
export interface SoldSubscription extends SoldItem {
  readonly termStart: Temporal.PlainDate;
  /** Last day included. */
  readonly termEnd: Temporal.PlainDate;
}

/** Subscriptions of an account that were activated, by id, with the names as they are now. */
export async function soldSubscriptions(
  work: Work,
  partnerTenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SoldSubscription>> {
  const rows = await soldRows(work, partnerTenantId, ids);
  const namesOf = await soldNames(work, rows);
  const sold = new Map<string, SoldSubscription>();
  for (const row of rows) {
    const item = await catalogueItem(work, row.availability_id);
    sold.set(row.subscription_id, {
      ...factsOf(row),
      ...namesOf(row, item),
    });
  }
  return sold;
}

/** A meter's use: the price version that it counts by, and a day of it. */
interface UsedOn {
  readonly subscriptionId: string;
  readonly availabilityId: string;
  readonly day: Temporal.PlainDate;
}

/** What was sold on these days, in their order: the plan of the price version, the term of the day, the names as they are now. */
export async function soldOn(
  work: Work,
  partnerTenantId: string,
  used: readonly UsedOn[],
): Promise<readonly SoldSubscription[]> {
  const rows = await soldRowsOn(work, partnerTenantId, used);
  const namesOf = await soldNames(work, rows);
  return Promise.all(
    rows.map(async (row, place) => {
      const { availabilityId } = used[place]!;
      const item = await catalogueItem(work, availabilityId);
      const { skuId, planId, perSeat } = item;
      return { ...factsOf(row), availabilityId, skuId, planId, perSeat, ...namesOf(row, item) };
    }),
  );
}

function factsOf(row: SoldRow): Omit<SoldSubscription, keyof SoldNames> {
  return {
    subscriptionId: row.subscription_id,
    customerTenantId: row.customer_tenant_id,
    publisherTenantId: row.publisher_tenant_id,
    productId: row.product_id,
    skuId: row.sku_id,
    availabilityId: row.availability_id,
    planId: row.plan_id,
    market: row.market,
    perSeat: row.per_seat,
    orderId: row.order_id,
    alternateOrderId: row.alternate_id,
    orderedAt: row.ordered_at,
    friendlyName: row.friendly_name,
    resellerTenantId: row.reseller_tenant_id,
    resellerMpnId: row.reseller_mpn_id,
    term: row.term,
    billingCycle: row.billing_cycle,
    unitPrice: row.unit_price,
    pricingCurrency: row.pricing_currency,
    termStart: row.term_start,
    termEnd: row.term_end,
  };
}
