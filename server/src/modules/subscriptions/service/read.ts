/** Subscriptions as others read them: partners by customer, publishers by their own offers. */
import { isGuid } from '../../../kernel/index.ts';
import type { BillingCycle, Page, Term } from '../../../kernel/index.ts';
import type { Part } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { subscriptionFault } from '../faults.ts';
import { trialTerm } from '../domain/term.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/subscriptions.ts';
import type { SubscriptionStatus } from '../domain/one-per-customer.ts';
import type { Parties, SubscriptionTables } from '../tables.ts';

export interface Subscription {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
  readonly publisherTenantId: string;
  readonly offerId: string;
  readonly offerVersionId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly planId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly friendlyName: string;
  readonly perSeat: boolean;
  readonly quantity: number;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly market: string;
  readonly pricingCurrency: string;
  readonly unitPrice: string;
  readonly status: SubscriptionStatus;
  readonly resellerMpnId: string | null;
  readonly parties: Parties;
  readonly autoRenew: boolean;
  /** Bought. */
  readonly createdAt: Temporal.Instant;
  /** The publisher confirmed set-up; null while pending. Billing starts here. */
  readonly activatedAt: Temporal.Instant | null;
  /** In the trial before the first paid term. */
  readonly inTrial: boolean;
  readonly termStart: Temporal.PlainDate | null;
  /** Last day included. */
  readonly termEnd: Temporal.PlainDate | null;
  readonly endedAt: Temporal.Instant | null;
}

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    partnerTenantId: row.partner_tenant_id,
    customerTenantId: row.customer_tenant_id,
    publisherTenantId: row.publisher_tenant_id,
    offerId: row.offer_id,
    offerVersionId: row.offer_version_id,
    productId: row.product_id,
    skuId: row.sku_id,
    availabilityId: row.availability_id,
    planId: row.plan_id,
    orderId: row.order_id,
    lineNumber: row.line_number,
    friendlyName: row.friendly_name,
    perSeat: row.per_seat,
    quantity: row.quantity,
    term: row.term,
    billingCycle: row.billing_cycle,
    market: row.market,
    pricingCurrency: row.pricing_currency,
    unitPrice: row.unit_price,
    status: row.status,
    resellerMpnId: row.reseller_mpn_id,
    parties: row.parties,
    autoRenew: row.auto_renew,
    createdAt: row.created_at,
    activatedAt: row.activated_at,
    inTrial: row.trial && row.activated_at !== null && row.term_number === trialTerm,
    termStart: row.term_start,
    termEnd: row.term_end,
    endedAt: row.ended_at,
  };
}

/** Subscriptions bought for a customer by the acting partner (SUB-08). */
export async function subscriptionsOf(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  filter: store.SubscriptionFilter = {},
  part: Part = {},
): Promise<Page<Subscription>> {
  const page = await store.subscriptionRows(work, work.account, customerTenantId, filter, part);
  return { ...page, items: page.items.map(toSubscription) };
}

/** One of them; Fault SubscriptionNotFound otherwise. */
export async function subscriptionOf(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
): Promise<Subscription> {
  const row = isGuid(id) ? await store.subscriptionRow(work, work.account, customerTenantId, id) : undefined;
  return found(row, id);
}

/** A subscription of the acting publisher's offers; Fault SubscriptionNotFound otherwise. */
export async function publisherSubscriptionOf(work: Work<SubscriptionTables>, id: string): Promise<Subscription> {
  const row = isGuid(id) ? await store.publisherSubscriptionRow(work, work.account, id, false) : undefined;
  return found(row, id);
}

/** Whether there is such a subscription at all, whoever's it is. For the system, which alone sees all of them. */
export async function isSubscription(work: Work<SubscriptionTables>, id: string): Promise<boolean> {
  return isGuid(id) && store.subscriptionExists(work, id);
}

/** The acting publisher's subscriptions in order of id, after a given one. */
export async function publisherSubscriptions(
  work: Work<SubscriptionTables>,
  after: string | undefined,
  limit: number,
): Promise<Subscription[]> {
  return (await store.publisherSubscriptionRows(work, work.account, after, limit)).map(toSubscription);
}

function found(row: SubscriptionRow | undefined, id: string): Subscription {
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  return toSubscription(row);
}
