/** SQL of usage events and of the sums of their days. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

type Asked = Pick<Work, 'prepared'>;

/** An event that is about to be kept. */
export interface NewUsage {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly subscriptionId: string;
  readonly customerTenantId: string;
  readonly offerId: string;
  readonly availabilityId: string;
  readonly planId: string;
  readonly dimension: string;
  readonly hour: Temporal.Instant;
  readonly at: Temporal.Instant;
  /** Exact decimal text. */
  readonly quantity: string;
}

/** An event as it is kept. */
export interface KeptUsage {
  readonly id: string;
  readonly subscriptionId: string;
  readonly dimension: string;
  readonly planId: string;
  readonly hour: Temporal.Instant;
  readonly at: Temporal.Instant;
  readonly quantity: string;
  readonly acceptedAt: Temporal.Instant;
}

/**
 * Keys go in their order, so that two works with the same hours wait for each other and never for ever; of several events of
 * one hour the first in the request is kept.
 */
const insertText = `with sent as (
    select * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::uuid[], $8::numeric[], $9::timestamptz[],
      $10::text[], $11::text[], $12::uuid[], $13::uuid[]) with ordinality
      as e(partner, subscription, dimension, hour, id, quantity, at, plan, availability, customer, offer, place)),
  kept as (
    insert into usage_event (partner_tenant_id, subscription_id, dimension, hour, id, publisher_tenant_id, quantity,
      effective_at, plan_id, accepted_at)
    select partner, subscription, dimension, hour, id, $1, quantity, at, plan, $2 from sent
    order by partner, subscription, dimension, hour, place
    on conflict do nothing returning id),
  summed as (
    insert into usage_day as d (partner_tenant_id, subscription_id, day, dimension, availability_id, publisher_tenant_id,
      customer_tenant_id, offer_id, plan_id, quantity, events, last_accepted_at)
    select partner, subscription, (hour at time zone 'UTC')::date, dimension, availability, $1, customer, offer, plan,
      sum(quantity), count(*), $2
    from sent join kept using (id)
    group by 1, 2, 3, 4, 5, 7, 8, 9 order by 1, 2, 3, 4, 5
    on conflict (partner_tenant_id, subscription_id, day, dimension, availability_id) do update
      set quantity = d.quantity + excluded.quantity, events = d.events + excluded.events, open = true,
        last_accepted_at = excluded.last_accepted_at)
  select id from kept`;

/** Keeps events and adds them to their days, in one statement; returns the ids of those whose hour had none yet. */
export async function insertUsage(
  work: Asked & Pick<Work, 'now'>,
  publisherTenantId: string,
  events: readonly NewUsage[],
): Promise<ReadonlySet<string>> {
  const column = <Name extends keyof NewUsage>(name: Name) => events.map((event) => event[name]);
  const rows = await work.prepared<{ id: string }>('insert-usage', insertText, [
    publisherTenantId,
    work.now,
    column('partnerTenantId'),
    column('subscriptionId'),
    column('dimension'),
    column('hour'),
    column('id'),
    column('quantity'),
    column('at'),
    column('planId'),
    column('availabilityId'),
    column('customerTenantId'),
    column('offerId'),
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** The events that were first in these hours. */
export async function firstOfHours(
  work: Asked,
  hours: readonly Pick<NewUsage, 'partnerTenantId' | 'subscriptionId' | 'dimension' | 'hour'>[],
): Promise<KeptUsage[]> {
  return work.prepared<KeptUsage>(
    'first-of-hours',
    `select e.id, e.subscription_id as "subscriptionId", e.dimension, e.plan_id as "planId", e.hour, e.effective_at as at,
       e.quantity, e.accepted_at as "acceptedAt"
     from (select distinct * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])) as k(partner, subscription, dimension, hour)
     join usage_event e on e.partner_tenant_id = k.partner and e.subscription_id = k.subscription
       and e.dimension = k.dimension and e.hour = k.hour`,
    [
      hours.map((one) => one.partnerTenantId),
      hours.map((one) => one.subscriptionId),
      hours.map((one) => one.dimension),
      hours.map((one) => one.hour),
    ],
  );
}
