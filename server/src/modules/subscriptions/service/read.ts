/** Subscriptions as others read them: partners by customer, publishers by their own offers. */
import { isGuid, startOfDay } from '../../../kernel/index.ts';
import type { BillingCycle, Page, Term } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest, Part } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { partnersOfCustomer } from '../../customers/index.ts';
import { operatorTenant, tenantNames } from '../../identity/index.ts';
import { purchasable, type PurchasableItem } from '../../offers/index.ts';
import { subscriptionFault } from '../faults.ts';
import type { SuspendedBy } from '../domain/change.ts';
import { lapseOf, lapsing, type Lapse } from '../domain/lapse.ts';
import type { DroppedNextTerm, NextTerm } from '../domain/next-term.ts';
import { trialTerm } from '../domain/term.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import {
  itemsBoughtFor,
  itemsOfCustomer,
  selectOwnSubscriptions,
  selectSubscriptionsCounted,
  type ItemNames,
  type OwnSubscriptionRow,
  type OwnSubscriptionSort,
  type SubscriptionSort,
} from '../store/subscription-list.ts';
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
  /** Bought with a trial before the first paid term. */
  readonly trial: boolean;
  /** In that trial. */
  readonly inTrial: boolean;
  /** First paid day; null while pending. */
  readonly paidFrom: Temporal.PlainDate | null;
  readonly termStart: Temporal.PlainDate | null;
  /** Last day included. */
  readonly termEnd: Temporal.PlainDate | null;
  readonly endedAt: Temporal.Instant | null;
  /** Counts changes from 1 on. */
  readonly version: number;
  /** Start of the paid term that it is in; null before activation and in a trial. */
  readonly paidSince: Temporal.Instant | null;
  /** What it becomes at its renewal, where that is something else. */
  readonly nextTerm: NextTerm | null;
  /** What its last renewal could not follow. */
  readonly nextTermDropped: DroppedNextTerm | null;
  /** Null unless it is suspended, or ended from there. */
  readonly suspendedAt: Temporal.Instant | null;
  readonly suspendedBy: SuspendedBy | null;
  /** When it ends unless something is done: its set-up, or its reinstatement. */
  readonly lapse: Lapse | null;
}

/** Start of the paid term a subscription is in, to the second; undefined before activation and in a trial. */
export function paidSince(row: SubscriptionRow): Temporal.Instant | undefined {
  if (row.term_number === trialTerm || !row.activated_at) return undefined;
  return row.term_number === 1 && !row.trial ? row.activated_at : startOfDay(row.term_start!);
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
    trial: row.trial,
    paidFrom: row.paid_from,
    inTrial: row.trial && row.activated_at !== null && row.term_number === trialTerm,
    termStart: row.term_start,
    termEnd: row.term_end,
    endedAt: row.ended_at,
    version: row.version,
    nextTerm: row.next_term,
    nextTermDropped: row.next_term_dropped,
    suspendedAt: row.suspended_at,
    suspendedBy: row.suspended_by,
    lapse: lapseOf(lapsing(row)) ?? null,
    paidSince: paidSince(row) ?? null,
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

export interface NamedSubscription extends Subscription {
  readonly product: string;
  readonly publisherName: string;
}

/** The same as people look for them: by words, in an order, counted. Faults: InvalidInput for a foreign position. */
export async function searchSubscriptions(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  wanted: ListRequest<SubscriptionSort>,
): Promise<CountedPage<NamedSubscription>> {
  const names = await namesOf(work, await itemsBoughtFor(work, work.account, customerTenantId));
  const page = await selectSubscriptionsCounted(work, work.account, customerTenantId, names, wanted);
  const nameOf = new Map(names.map((one) => [one.availabilityId, one]));
  const named = (row: SubscriptionRow): NamedSubscription => {
    const { product, publisher } = nameOf.get(row.availability_id)!;
    return { ...toSubscription(row), product, publisherName: publisher };
  };
  return { ...page, items: page.items.map(named) };
}

/** What the catalogue calls items that were bought. */
export async function namesOf(work: Work, availabilityIds: readonly string[]): Promise<ItemNames[]> {
  const items = await purchasable(work, availabilityIds);
  return items.map((item) => ({
    availabilityId: item.availabilityId,
    product: productName(item),
    publisher: item.publisherName,
  }));
}

/** Offer and plan, as lists name them. */
export const productName = ({ offerName, planName }: Pick<PurchasableItem, 'offerName' | 'planName'>) =>
  `${offerName} – ${planName}`;

/**
 * What the acting customer was sold, by whichever of its partners, without prices. System only. Faults: InvalidInput for a
 * foreign position.
 */
export function ownSubscriptions(
  work: Work,
  wanted: ListRequest<OwnSubscriptionSort>,
): Promise<CountedPage<OwnSubscriptionRow>> {
  return soldToCustomer(work, work.account, wanted);
}

/** The same of any customer, for the operator. System only. */
export async function soldToCustomer(
  work: Work,
  customerTenantId: string,
  wanted: ListRequest<OwnSubscriptionSort>,
): Promise<CountedPage<OwnSubscriptionRow>> {
  const partnerIds = await partnersOfCustomer(work, customerTenantId);
  const sellerIds = [...partnerIds, customerTenantId];
  const names = await namesOf(work, await itemsOfCustomer(work, customerTenantId, sellerIds));
  const named = Array.from(await tenantNames(work, partnerIds), ([id, name]) => ({ id, name }));
  // What it bought itself, in the operator's store.
  const partners = [...named, { id: customerTenantId, name: (await operatorTenant(work)).name }];
  return selectOwnSubscriptions(work, customerTenantId, names, partners, wanted);
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

/**
 * Seats of a customer's subscriptions, active and suspended, by plan; whichever of its partners sold them. Plans that are
 * not sold per seat have none. System only.
 */
export async function seatsOf(work: Work, customerTenantId: string): Promise<store.CustomerSeats[]> {
  return store.seatRows(work, customerTenantId, [
    ...(await partnersOfCustomer(work, customerTenantId)),
    customerTenantId,
  ]);
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
