/** SQL of purchases as usage is reported of them and charged. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { SubscriptionStatus } from '../domain/one-per-customer.ts';
import type { BillingCycle, Term } from '../../../kernel/index.ts';

type Asked = Pick<Work, 'prepared'>;

/** A purchase as it stood in an hour: priced by the term of that hour, and the plan it was in. */
export interface PurchaseInHour {
  /** Place in what was asked, 0 first. */
  readonly place: number;
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
  readonly offerId: string;
  readonly availabilityId: string;
  readonly status: SubscriptionStatus;
  readonly activatedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
}

/** A publisher's purchases in hours, those that are its own. */
export async function purchasesInHours(
  work: Asked,
  publisherTenantId: string,
  hours: readonly { readonly subscriptionId: string; readonly hour: Temporal.Instant }[],
): Promise<PurchaseInHour[]> {
  return work.prepared<PurchaseInHour>(
    'purchases-in-hours',
    `select (x.place - 1)::int as place, s.partner_tenant_id as "partnerTenantId", s.customer_tenant_id as "customerTenantId",
       s.offer_id as "offerId", coalesce(c.availability_id, t.price_availability_id, s.availability_id) as "availabilityId", s.status,
       s.activated_at as "activatedAt", s.ended_at as "endedAt"
     from unnest($2::uuid[], $3::timestamptz[]) with ordinality as x(id, hour, place)
     join subscription s on s.publisher_tenant_id = $1 and s.id = x.id
     left join lateral (
       select number, price_availability_id from subscription_term
       where partner_tenant_id = s.partner_tenant_id and subscription_id = s.id and starts_at <= x.hour
       order by number desc limit 1) t on true
     left join lateral (
       select availability_id from subscription_change
       where partner_tenant_id = s.partner_tenant_id and subscription_id = s.id and term_number = t.number
         and kind = 'plan' and occurred_at <= x.hour
       order by number desc limit 1) c on true`,
    [publisherTenantId, hours.map((one) => one.subscriptionId), hours.map((one) => one.hour)],
  );
}

/** Of these ids those that are somebody's subscriptions. As the system only. */
export async function existingSubscriptions(work: Asked, ids: readonly string[]): Promise<string[]> {
  const text = 'select id from subscription where id = any($1::uuid[])';
  return (await work.prepared<{ id: string }>('existing-subscriptions', text, [ids])).map(({ id }) => id);
}

/** A subscription with what its charges print. */
export interface SoldRow {
  readonly subscription_id: string;
  readonly customer_tenant_id: string;
  readonly publisher_tenant_id: string;
  readonly availability_id: string;
  readonly plan_id: string;
  readonly product_id: string;
  readonly sku_id: string;
  readonly market: string;
  readonly per_seat: boolean;
  readonly order_id: string;
  readonly alternate_id: string;
  readonly ordered_at: Temporal.Instant;
  readonly friendly_name: string;
  readonly reseller_tenant_id: string | null;
  readonly reseller_mpn_id: string | null;
  readonly term: Term;
  readonly billing_cycle: BillingCycle;
  readonly unit_price: string;
  readonly pricing_currency: string;
  readonly term_start: Temporal.PlainDate;
  readonly term_end: Temporal.PlainDate;
}

const soldColumns = `s.id as subscription_id, s.customer_tenant_id, s.publisher_tenant_id, s.availability_id, s.plan_id,
  s.product_id, s.sku_id, s.market, s.per_seat, s.order_id, o.alternate_id, o.created_at as ordered_at, s.friendly_name,
  s.reseller_tenant_id, s.reseller_mpn_id, s.unit_price, s.pricing_currency`;

/** Subscriptions of an account that were activated, as they are now. */
export async function soldRows(work: Asked, partnerTenantId: string, ids: readonly string[]): Promise<SoldRow[]> {
  return work.prepared<SoldRow>(
    'sold-subscriptions',
    `select ${soldColumns}, s.term, s.billing_cycle, s.term_start, s.term_end
     from subscription s join purchase_order o on o.partner_tenant_id = s.partner_tenant_id and o.id = s.order_id
     where s.partner_tenant_id = $1 and s.id = any($2::uuid[]) and s.term_start is not null`,
    [partnerTenantId, ids],
  );
}

/** Subscriptions of an account in the terms of these days: a row for each day, in their order. */
export async function soldRowsOn(
  work: Asked,
  partnerTenantId: string,
  days: readonly { readonly subscriptionId: string; readonly day: Temporal.PlainDate }[],
): Promise<SoldRow[]> {
  return work.prepared<SoldRow>(
    'sold-subscriptions-on-days',
    `select ${soldColumns}, t.term, t.billing_cycle, t.start_date as term_start, t.end_date as term_end
     from unnest($2::uuid[], $3::date[]) with ordinality as x(id, day, place)
     join subscription s on s.partner_tenant_id = $1 and s.id = x.id
     join purchase_order o on o.partner_tenant_id = s.partner_tenant_id and o.id = s.order_id
     join lateral (
       select term, billing_cycle, start_date, end_date from subscription_term
       where partner_tenant_id = s.partner_tenant_id and subscription_id = s.id and start_date <= x.day
       order by number desc limit 1) t on true
     order by x.place`,
    [partnerTenantId, days.map((one) => one.subscriptionId), days.map((one) => one.day)],
  );
}
