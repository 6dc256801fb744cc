/** SQL of the days of usage: what is reported, shown and charged. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

type Asked = Pick<Work, 'prepared'>;

/** What of a meter and month is not charged yet. */
export interface UsageToCharge {
  readonly subscriptionId: string;
  readonly availabilityId: string;
  readonly dimension: string;
  /** `YYYY-MM` of the days. */
  readonly month: string;
  /** Those with something to charge, the oldest first. */
  readonly days: readonly DayToCharge[];
}

export interface DayToCharge {
  readonly day: Temporal.PlainDate;
  /** Exact decimal text. */
  readonly quantity: string;
}

type TakenRow = Omit<UsageToCharge, 'days'> & {
  readonly days: readonly string[];
  readonly quantities: readonly string[];
};

/**
 * Marks as charged what an account used until `lastDay`, of so many subscriptions after one of them, and returns it by
 * meter and month with its days. They are locked first: what is added meanwhile is charged later, none twice.
 */
export async function takeUsageOf(
  work: Asked,
  partnerTenantId: string,
  lastDay: Temporal.PlainDate,
  after: string,
  subscriptions: number,
): Promise<UsageToCharge[]> {
  const rows = await work.prepared<TakenRow>(
    'take-usage',
    `with next as (
       select distinct subscription_id from usage_day
       where partner_tenant_id = $1 and open and day <= $2 and subscription_id > $3 order by subscription_id limit $4),
     held as materialized (
       select d.subscription_id, d.day, d.dimension, d.availability_id, d.quantity, d.charged_quantity
       from usage_day d join next using (subscription_id)
       where d.partner_tenant_id = $1 and d.open and d.day <= $2
       order by d.subscription_id, d.day, d.dimension, d.availability_id for update of d),
     taken as (
       update usage_day d set charged_quantity = h.quantity, open = false from held h
       where d.partner_tenant_id = $1 and d.subscription_id = h.subscription_id and d.day = h.day
         and d.dimension = h.dimension and d.availability_id = h.availability_id
       returning d.subscription_id, d.availability_id, d.dimension, d.day, h.quantity - h.charged_quantity as quantity)
     select subscription_id as "subscriptionId", availability_id as "availabilityId", dimension, to_char(day, 'YYYY-MM') as month,
       array_agg(day::text order by day) as days, array_agg(trim_scale(quantity)::text order by day) as quantities
     from taken where quantity > 0
     group by subscription_id, availability_id, dimension, to_char(day, 'YYYY-MM') order by 1, 2, 3, 4`,
    [partnerTenantId, lastDay, after, subscriptions],
  );
  return rows.map(({ days, quantities, ...meter }) => ({
    ...meter,
    days: days.map((day, place) => ({ day: Temporal.PlainDate.from(day), quantity: quantities[place]! })),
  }));
}

/** A day of a meter, as the daily report and the publisher's page have it. */
export interface UsageDay {
  readonly day: Temporal.PlainDate;
  readonly subscriptionId: string;
  readonly dimension: string;
  readonly planId: string;
  readonly offerId: string;
  readonly quantity: string;
  readonly chargedQuantity: string;
  readonly events: number;
}

export interface ReportWanted {
  readonly from: Temporal.PlainDate;
  /** Included. */
  readonly to: Temporal.PlainDate;
  readonly offerId?: string | undefined;
  readonly planId?: string | undefined;
  readonly dimension?: string | undefined;
  readonly processing?: Processing | undefined;
}

/** How far charging is with a day: not begun, done, or done for a part of it. */
export type Processing = 'submitted' | 'accepted' | 'mismatch' | 'rejected';

/** A publisher's days, the oldest first. */
export async function selectDays(
  work: Asked,
  publisherTenantId: string,
  { from, to, offerId, planId, dimension, processing }: ReportWanted,
  limit: number,
): Promise<UsageDay[]> {
  return work.prepared<UsageDay>(
    'usage-report',
    `select day, subscription_id as "subscriptionId", dimension, plan_id as "planId", offer_id as "offerId", quantity,
       charged_quantity as "chargedQuantity", events
     from usage_day where publisher_tenant_id = $1 and day between $2 and $3 and ($4::uuid is null or offer_id = $4)
       and ($5::text is null or plan_id = $5) and ($6::text is null or dimension = $6)
       and ($7::text is null or $7 = case when charged_quantity = 0 then 'submitted'
         when charged_quantity = quantity then 'accepted' else 'mismatch' end)
     order by day, subscription_id, dimension, availability_id limit $8`,
    [publisherTenantId, from, to, offerId ?? null, planId ?? null, dimension ?? null, processing ?? null, limit],
  );
}

/** What was used of a subscription's meters in some days, by price version. */
export interface MeterUsage {
  readonly dimension: string;
  readonly availabilityId: string;
  readonly quantity: string;
  /** Of it not charged yet. */
  readonly openQuantity: string;
  readonly lastDay: Temporal.PlainDate;
}

export async function usageOfSubscription(
  work: Asked,
  partnerTenantId: string,
  subscriptionId: string,
  from: Temporal.PlainDate,
): Promise<MeterUsage[]> {
  return work.prepared<MeterUsage>(
    'usage-of-subscription',
    `select dimension, availability_id as "availabilityId", sum(quantity) as quantity,
       sum(quantity - charged_quantity) as "openQuantity", max(day) as "lastDay"
     from usage_day where partner_tenant_id = $1 and subscription_id = $2 and (day >= $3 or open)
     group by dimension, availability_id order by dimension, availability_id`,
    [partnerTenantId, subscriptionId, from],
  );
}

/** Names the meter of a subscription at a price. */
export interface MeterKey {
  readonly subscriptionId: string;
  readonly availabilityId: string;
  readonly dimension: string;
}

/**
 * What of these meters counts as charged in some days, in their order. A day whose events do not add up to its sum counts
 * nothing, so that the proof sees it.
 */
export async function chargedSums(
  work: Asked,
  partnerTenantId: string,
  days: { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate },
  meters: readonly MeterKey[],
): Promise<string[]> {
  const rows = await work.prepared<{ quantity: string }>(
    'charged-usage',
    `select coalesce(sum(d.charged_quantity) filter (where d.quantity = e.quantity), 0) as quantity
     from unnest($4::uuid[], $5::text[], $6::text[]) with ordinality as m(subscription, availability, dimension, place)
     left join usage_day d on d.partner_tenant_id = $1 and d.subscription_id = m.subscription and d.day between $2 and $3
       and d.dimension = m.dimension and d.availability_id = m.availability
     left join lateral (
       select sum(o.quantity) as quantity from usage_day o where o.partner_tenant_id = $1 and o.subscription_id = d.subscription_id
         and o.day = d.day and o.dimension = d.dimension) whole on true
     left join lateral (
       select case when sum(v.quantity) = whole.quantity then d.quantity end as quantity from usage_event v
       where v.partner_tenant_id = $1 and v.subscription_id = d.subscription_id and v.dimension = d.dimension
         and v.hour >= d.day::timestamp at time zone 'UTC' and v.hour < (d.day + 1)::timestamp at time zone 'UTC') e on true
     group by m.place order by m.place`,
    [
      partnerTenantId,
      days.start,
      days.end,
      meters.map((meter) => meter.subscriptionId),
      meters.map((meter) => meter.availabilityId),
      meters.map((meter) => meter.dimension),
    ],
  );
  return rows.map(({ quantity }) => quantity);
}
