/** SQL of subscriptions and their terms. The first argument is the open work. */
import { sql, type Selectable } from 'kysely';
import type { Page } from '../../../kernel/index.ts';
import { listPart, type Listing, type Part } from '../../../platform/listing.ts';
import type { Statement, Work } from '../../../platform/work.ts';
import type { SubscriptionStatus } from '../domain/one-per-customer.ts';
import type { SubscriptionRow } from './orders.ts';
import type { SubscriptionTables, SubscriptionTermTable } from '../tables.ts';

type OwnWork = Work<SubscriptionTables>;
export type TermRow = Selectable<SubscriptionTermTable>;

export interface SubscriptionFilter {
  readonly orderId?: string | undefined;
  readonly resellerMpnId?: string | undefined;
}

const ofCustomer: Listing<'bought'> = {
  name: 'subscriptions-of-customer',
  select: 's.*',
  from: 'subscription s where s.partner_tenant_id = $1 and s.customer_tenant_id = $2',
  sorts: { bought: { sql: 's.created_at', type: 'timestamptz' } },
  tie: { sql: 's.id', type: 'uuid' },
  filters: { orderId: 's.order_id = ?', resellerMpnId: 's.reseller_mpn_id = ?' },
};

/** A customer's, the oldest first: a page, or all of them. */
export async function subscriptionRows(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  customerTenantId: string,
  filter: SubscriptionFilter,
  part: Part,
): Promise<Page<SubscriptionRow>> {
  return listPart(work, ofCustomer, [partnerTenantId, customerTenantId], {
    sort: 'bought',
    filters: { ...filter },
    ...part,
  });
}

export async function subscriptionRow(
  work: OwnWork,
  partnerTenantId: string,
  customerTenantId: string,
  id: string,
): Promise<SubscriptionRow | undefined> {
  return work.db
    .selectFrom('subscription')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What the acting partner's customer has, or had, of these offers. */
export async function statusesOfOffers(
  work: Pick<Work, 'prepared' | 'account'>,
  customerTenantId: string,
  offerIds: readonly string[],
): Promise<{ readonly offerId: string; readonly planId: string; readonly status: SubscriptionStatus }[]> {
  const text = `select offer_id as "offerId", plan_id as "planId", status from subscription
    where partner_tenant_id = $1 and customer_tenant_id = $2 and offer_id = any($3::uuid[])`;
  return work.prepared('statuses-of-offers', text, [work.account, customerTenantId, offerIds]);
}

/** Orders of plans that a customer has once follow each other. */
export async function lockOnePerCustomer(work: Pick<Work, 'prepared'>, customerTenantId: string): Promise<void> {
  const text = 'select pg_advisory_xact_lock(hashtextextended($1, 438015))';
  await work.prepared('lock-one-per-customer', text, [customerTenantId]);
}

/** A publisher's own subscription, locked when it is about to be activated. */
export async function publisherSubscriptionRow(
  work: Pick<Work, 'prepared'>,
  publisherTenantId: string,
  id: string,
  lock: boolean,
): Promise<SubscriptionRow | undefined> {
  const text = 'select * from subscription where publisher_tenant_id = $1 and id = $2';
  const [name, whole] = lock ? ['lock-purchase', `${text} for update`] : ['purchase', text];
  return (await work.prepared<SubscriptionRow>(name, whole, [publisherTenantId, id]))[0];
}

/** How many subscriptions of a partner's customer are active or wait for their activation. */
export async function runningSubscriptions(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<number> {
  const text = `select count(*)::int as count from subscription
    where partner_tenant_id = $1 and customer_tenant_id = $2 and status in ('active', 'pending')`;
  const rows = await work.prepared<{ count: number }>('running-subscriptions', text, [
    partnerTenantId,
    customerTenantId,
  ]);
  return rows[0]!.count;
}

/** Seats of a customer by plan, sold by these partners. As the system only. */
export async function seatRows(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
  partnerTenantIds: readonly string[],
): Promise<CustomerSeats[]> {
  const text = `select product_id || ':' || sku_id as "skuId",
      (array_agg(availability_id order by created_at desc, id))[1] as "availabilityId",
      coalesce(sum(quantity) filter (where status = 'active'), 0)::int as active,
      coalesce(sum(quantity) filter (where status = 'suspended'), 0)::int as suspended
    from subscription
    where partner_tenant_id = any($2::uuid[]) and customer_tenant_id = $1 and per_seat and status in ('active', 'suspended')
    group by product_id, sku_id`;
  return work.prepared('seats-of-customer', text, [customerTenantId, partnerTenantIds]);
}

export interface CustomerSeats {
  /** `product:sku`. */
  readonly skuId: string;
  /** What the newest of them was bought by. */
  readonly availabilityId: string;
  readonly active: number;
  readonly suspended: number;
}

/** Whether anybody has a subscription of this id. As the system only: everybody else sees their own. */
export async function subscriptionExists(work: OwnWork, id: string): Promise<boolean> {
  const found = await work.db.selectFrom('subscription').select('id').where('id', '=', id).limit(1).execute();
  return found.length > 0;
}

/** A page of a publisher's subscriptions by id, all states included. */
export async function publisherSubscriptionRows(
  work: OwnWork,
  publisherTenantId: string,
  after: string | undefined,
  limit: number,
): Promise<SubscriptionRow[]> {
  let query = work.db.selectFrom('subscription').selectAll().where('publisher_tenant_id', '=', publisherTenantId);
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

const beginText = `update subscription set status = 'active', activated_at = $3, paid_from = $4, term_start = $5, term_end = $6,
    term_number = $7
  where partner_tenant_id = $1 and id = $2`;

const termText = `insert into subscription_term (partner_tenant_id, subscription_id, number, publisher_tenant_id, reseller_tenant_id,
    start_date, end_date, starts_at, quantity, unit_price, term, billing_cycle, charged_cycles, next_charge_at,
    price_availability_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/** What a subscription has from its activation on, and its first term. */
export function termStart(
  term: TermRow,
  since: { readonly activatedAt: Temporal.Instant; readonly paidFrom: Temporal.PlainDate },
): readonly Statement[] {
  const key = [term.partner_tenant_id, term.subscription_id];
  const { start_date: start, end_date: end, number } = term;
  const begun = [...key, since.activatedAt, since.paidFrom, start, end, number];
  const { publisher_tenant_id: publisher, reseller_tenant_id: reseller, starts_at: startsAt, quantity } = term;
  const priced = [term.unit_price, term.term, term.billing_cycle, term.charged_cycles, term.next_charge_at];
  const listed = term.price_availability_id;
  return [
    { name: 'begin-subscription', text: beginText, values: begun },
    {
      name: 'insert-term',
      text: termText,
      values: [...key, number, publisher, reseller, start, end, startsAt, quantity, ...priced, listed],
    },
  ];
}

const completeText = `update purchase_order set status = 'completed'
  where partner_tenant_id = $1 and id = $2 and status = 'pending' and not exists (
    select from subscription where partner_tenant_id = $1 and order_id = $2 and status = 'pending')`;

/**
 * Completes an order none of whose lines waits any more. Travels with the commit, behind what is deferred so far. The order
 * is locked first: of two lines that are activated at once, the second sees the first one's.
 */
export function completeOrder(work: Pick<Work, 'defer'>, partnerTenantId: string, orderId: string): void {
  const key = [partnerTenantId, orderId];
  const lock = 'select from purchase_order where partner_tenant_id = $1 and id = $2 for no key update';
  work.defer('lock-order', lock, key);
  work.defer('complete-order', completeText, key);
}

/** List price of the term that runs, in the plan that it has now, and since when where that came within it; undefined before the first term. */
export async function listPriceOfTerm(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  id: string,
): Promise<{ readonly price: string; readonly planSince: Temporal.Instant | null } | undefined> {
  const text = `select coalesce(c.unit_price, t.unit_price) as price, c.occurred_at as "planSince" from subscription s
    join subscription_term t on t.partner_tenant_id = s.partner_tenant_id and t.subscription_id = s.id
      and t.number = s.term_number
    left join lateral (
      select unit_price, occurred_at from subscription_change
      where partner_tenant_id = s.partner_tenant_id and subscription_id = s.id and term_number = t.number and kind = 'plan'
      order by number desc limit 1) c on true
    where s.partner_tenant_id = $1 and s.id = $2`;
  const key = [partnerTenantId, id];
  return (
    await work.prepared<{ price: string; planSince: Temporal.Instant | null }>('list-price-of-term', text, key)
  )[0];
}

/** A term with charges still to come, with everything billing prints. */
export interface TermToCharge extends TermRow {
  readonly next_charge_at: Temporal.Instant;
  readonly customer_tenant_id: string;
  readonly product_id: string;
  readonly availability_id: string;
  readonly market: string;
  readonly pricing_currency: string;
  readonly order_id: string;
  readonly friendly_name: string;
  readonly reseller_mpn_id: string | null;
  readonly activated_at: Temporal.Instant;
  readonly paid_from: Temporal.PlainDate;
  readonly ended_at: Temporal.Instant | null;
  readonly suspended_at: Temporal.Instant | null;
  readonly trial: boolean;
  readonly alternate_id: string;
  readonly ordered_at: Temporal.Instant;
}

/**
 * Terms of an account with a cycle due at `asOf`, locked. They are taken before anything is joined, and what belongs to each
 * is found by its key (`limit 1` keeps it so without statistics): a batch costs a batch, however many terms are due.
 */
export async function termsDue(
  work: OwnWork,
  partnerTenantId: string,
  asOf: Temporal.Instant,
  limit: number,
): Promise<TermToCharge[]> {
  const { rows } = await sql<TermToCharge>`
    with t as materialized (
      select * from subscription_term
      where partner_tenant_id = ${partnerTenantId} and next_charge_at <= ${asOf.toString()}
      order by next_charge_at, subscription_id, number
      limit ${limit}
      for update)
    select t.*, s.customer_tenant_id, s.product_id,
      coalesce(t.price_availability_id, s.availability_id) as availability_id, s.market, s.pricing_currency, s.order_id, s.friendly_name, s.reseller_mpn_id, s.activated_at, s.paid_from, s.ended_at, s.suspended_at, s.trial, o.alternate_id, o.created_at as ordered_at
    from t
    cross join lateral (
      select * from subscription where partner_tenant_id = t.partner_tenant_id and id = t.subscription_id limit 1) s
    cross join lateral (
      select * from purchase_order where partner_tenant_id = s.partner_tenant_id and id = s.order_id limit 1) o
    order by t.next_charge_at, t.subscription_id, t.number`.execute(work.db);
  return rows;
}

export async function advanceCharging(
  work: OwnWork,
  cursors: readonly {
    readonly partnerTenantId: string;
    readonly subscriptionId: string;
    readonly number: number;
    readonly chargedCycles: number;
    readonly nextChargeAt: Temporal.Instant | null;
  }[],
): Promise<void> {
  await work.prepared(
    'advance-charging',
    `update subscription_term t set charged_cycles = c.charged, next_charge_at = c.next
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::timestamptz[]) as c(partner, subscription, number, charged, next)
     where t.partner_tenant_id = c.partner and t.subscription_id = c.subscription and t.number = c.number`,
    [
      cursors.map((cursor) => cursor.partnerTenantId),
      cursors.map((cursor) => cursor.subscriptionId),
      cursors.map((cursor) => cursor.number),
      cursors.map((cursor) => cursor.chargedCycles),
      cursors.map((cursor) => cursor.nextChargeAt?.toString() ?? null),
    ],
  );
}

/** Has the next cycle of these terms of an account charged at `at`. */
export async function chargeTermsAt(
  work: OwnWork,
  partnerTenantId: string,
  terms: readonly { readonly subscriptionId: string; readonly number: number }[],
  at: Temporal.Instant,
): Promise<void> {
  await work.prepared(
    'charge-terms-at',
    `update subscription_term t set next_charge_at = $4
     from unnest($2::uuid[], $3::int[]) as c(subscription, number)
     where t.partner_tenant_id = $1 and t.subscription_id = c.subscription and t.number = c.number
       and t.next_charge_at is not null`,
    [partnerTenantId, terms.map((term) => term.subscriptionId), terms.map((term) => term.number), at],
  );
}

/** When the next cycle of any term of an account falls due. */
export async function earliestCharge(work: OwnWork, partnerTenantId: string): Promise<Temporal.Instant | undefined> {
  const row = await work.db
    .selectFrom('subscription_term')
    .select('next_charge_at')
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('next_charge_at', 'is not', null)
    .orderBy('next_charge_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_charge_at ?? undefined;
}
