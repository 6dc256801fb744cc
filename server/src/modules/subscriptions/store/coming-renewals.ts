/** SQL of the renewals of an account that are near. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { SubscriptionRow } from './orders.ts';
import type { ItemNames } from './subscription-list.ts';

export type RenewalSort = 'renews' | 'name' | 'product' | 'quantity';
export type RenewalChange = 'rises' | 'falls' | 'same' | 'scheduled';

/** So far ahead an increase is announced at the least (rule C11). */
export const daysAhead = 90;

/** What renews at one price: a plan as it was bought, in a market, for a term, on a day. */
export interface RenewalGroup {
  readonly offerId: string;
  readonly versionId: string;
  readonly planId: string;
  readonly market: string;
  readonly currency: string;
  readonly term: SubscriptionRow['term'];
  readonly billingCycle: SubscriptionRow['billing_cycle'];
  /** Last day of the term before. */
  readonly termEnd: Temporal.PlainDate;
  readonly availabilityId: string;
  /** Whose prices the term has. */
  readonly pricedBy: string;
}

const near = `s.partner_tenant_id = $1 and s.status = 'active' and s.auto_renew and s.term_number > 0
      and s.customer_tenant_id <> s.partner_tenant_id and s.term_end between $2::date and $2::date + ${daysAhead}`;

/** What a subscription costs in the term that runs, and by which availability. */
const priced = `join lateral (
      select coalesce(c.unit_price, t.unit_price) as price, c.occurred_at as since,
        coalesce(c.availability_id, t.price_availability_id, s.availability_id) as availability_id
      from subscription_term t
      left join lateral (
        select unit_price, availability_id, occurred_at from subscription_change
        where partner_tenant_id = s.partner_tenant_id and subscription_id = s.id and term_number = t.number and kind = 'plan'
        order by number desc limit 1) c on true
      where t.partner_tenant_id = s.partner_tenant_id and t.subscription_id = s.id and t.number = s.term_number) p on true`;

export async function renewalGroups(
  work: Pick<Work, 'prepared'>,
  partner: string,
  today: Temporal.PlainDate,
): Promise<RenewalGroup[]> {
  const text = `select distinct s.offer_id as "offerId", s.offer_version_id as "versionId", s.plan_id as "planId", s.market,
      s.pricing_currency as currency, s.term, s.billing_cycle as "billingCycle", s.term_end as "termEnd",
      s.availability_id as "availabilityId", p.availability_id as "pricedBy"
    from subscription s ${priced} where ${near}`;
  return work.prepared<RenewalGroup>('renewal-groups', text, [partner, today]);
}

const change = `case when s.next_term is not null then 'scheduled' when g.price > p.price or g.meters > 0 then 'rises'
      when g.price < p.price or g.meters < 0 then 'falls' else 'same' end`;

const listing: Listing<RenewalSort> = {
  name: 'coming-renewals',
  select: `s.*, p.price as now_price, p.since as plan_since, g.price as next_price,
    p.availability_id as priced_by, g.next_availability_id, ${change} as change`,
  from: `subscription s
    join unnest($3::text[], $4::text[], $5::text[]) as n(availability_id, product, publisher)
      on n.availability_id = s.availability_id
    ${priced}
    join unnest($6::text[], $7::text[], $8::text[], $9::date[], $10::text[], $11::numeric[], $12::int[], $13::text[])
        as g(availability_id, term, billing_cycle, term_end, priced_by, price, meters, next_availability_id)
      on g.availability_id = s.availability_id and g.term = s.term and g.billing_cycle = s.billing_cycle
        and g.term_end = s.term_end and g.priced_by = p.availability_id
    where ${near}`,
  words: `comptoir_fold(concat_ws(' ', s.friendly_name, n.product, n.publisher))`,
  ids: ['s.id', 's.customer_tenant_id'],
  sorts: {
    renews: { sql: 's.term_end', type: 'date' },
    name: { sql: 'comptoir_fold(s.friendly_name) collate "C"', type: 'text' },
    product: { sql: 'comptoir_fold(n.product) collate "C"', type: 'text' },
    quantity: { sql: 's.quantity', type: 'int' },
  },
  tie: { sql: 's.id', type: 'uuid' },
  bound: 1,
  filters: { change: `${change} = ?`, within: 's.term_end < $2::date + ?::int' },
};

export type ComingRenewalRow = SubscriptionRow & {
  readonly now_price: string;
  readonly plan_since: Temporal.Instant | null;
  /** Null: it keeps the price it has. */
  readonly next_price: string | null;
  readonly priced_by: string;
  /** The availability of that price. */
  readonly next_availability_id: string | null;
  readonly change: RenewalChange;
};

/** What a group's renewal costs. */
export interface RenewalPrice {
  /** List price. */
  readonly amount: string;
  readonly availabilityId: string;
  /** Against the term that runs: above zero some meter is dearer, below zero some is cheaper and none dearer. */
  readonly meters: number;
}

/** A page of them, counted. `prices`: of each group, in their order; null where it keeps the one it has. */
export function selectComingRenewals(
  work: Pick<Work, 'prepared'>,
  partner: string,
  today: Temporal.PlainDate,
  known: {
    readonly names: readonly ItemNames[];
    readonly groups: readonly RenewalGroup[];
    readonly prices: readonly (RenewalPrice | null)[];
  },
  wanted: ListRequest<RenewalSort>,
): Promise<CountedPage<ComingRenewalRow>> {
  const { names, groups, prices } = known;
  const columns = [
    names.map(({ availabilityId }) => availabilityId),
    names.map(({ product }) => product),
    names.map(({ publisher }) => publisher),
    groups.map(({ availabilityId }) => availabilityId),
    groups.map(({ term }) => term),
    groups.map(({ billingCycle }) => billingCycle),
    groups.map(({ termEnd }) => termEnd.toString()),
    groups.map(({ pricedBy }) => pricedBy),
    prices.map((price) => price?.amount ?? null),
    prices.map((price) => price?.meters ?? 0),
    prices.map((price) => price?.availabilityId ?? null),
  ];
  return countedPage(work, listing, [partner, today, ...columns], wanted);
}
