/** SQL of usage as lists that people search and order. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';

type Asked = Pick<Work, 'prepared'>;

/** What the catalogue calls a meter at a price. */
export interface MeterNames {
  readonly availabilityId: string;
  readonly dimension: string;
  readonly product: string;
  readonly meter: string;
  readonly unit: string;
}

const named = (first: number) =>
  `unnest($${first}::text[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::text[], $${first + 4}::text[])
    as n(availability_id, dimension, product, meter, unit)`;
const columnsOf = (names: readonly MeterNames[]) => [
  names.map(({ availabilityId }) => availabilityId),
  names.map(({ dimension }) => dimension),
  names.map(({ product }) => product),
  names.map(({ meter }) => meter),
  names.map(({ unit }) => unit),
];
const words = `comptoir_fold(concat_ws(' ', n.product, n.meter, n.unit, n.dimension))`;
const meterSorts = {
  product: { sql: 'comptoir_fold(n.product) collate "C"', type: 'text' },
  meter: { sql: 'comptoir_fold(n.meter) collate "C"', type: 'text' },
  quantity: { sql: 'u.quantity', type: 'numeric' },
} as const;
const inDays = { from: 'u.day >= ?::date', to: 'u.day <= ?::date' };

export type DayTotalSort = 'day' | 'product' | 'meter' | 'quantity' | 'events' | 'subscriptions';

/** A day of a meter over all subscriptions of a publisher. Quantities are exact text. */
export interface DayTotalRow {
  readonly day: Temporal.PlainDate;
  readonly product: string;
  readonly meter: string;
  readonly unit: string;
  readonly dimension: string;
  readonly subscriptions: number;
  readonly events: number;
  readonly quantity: string;
  readonly chargedQuantity: string;
}

const totals: Listing<DayTotalSort> = {
  name: 'usage-day-totals',
  select: `u.day, n.product, n.meter, n.unit, u.dimension, u.subscriptions, u.events, trim_scale(u.quantity) as quantity,
    trim_scale(u.charged) as "chargedQuantity"`,
  from: `(select day, availability_id, dimension, count(distinct subscription_id)::int as subscriptions,
      sum(events)::int as events, sum(quantity) as quantity, sum(charged_quantity) as charged
      from usage_day where publisher_tenant_id = $1 group by day, availability_id, dimension) u
    join ${named(2)} on n.availability_id = u.availability_id and n.dimension = u.dimension where true`,
  words,
  sorts: {
    day: { sql: 'u.day', type: 'date' },
    ...meterSorts,
    events: { sql: 'u.events', type: 'int' },
    subscriptions: { sql: 'u.subscriptions', type: 'int' },
  },
  tie: { sql: `concat_ws(' ', u.day, u.availability_id, u.dimension) collate "C"`, type: 'text' },
  bound: 1,
  filters: inDays,
};

export function selectDayTotals(
  work: Asked,
  publisherTenantId: string,
  names: readonly MeterNames[],
  wanted: ListRequest<DayTotalSort>,
): Promise<CountedPage<DayTotalRow>> {
  return countedPage(work, totals, [publisherTenantId, ...columnsOf(names)], wanted);
}

export type AcceptedSort = 'day' | 'subscription' | 'product' | 'meter' | 'quantity' | 'events' | 'last';

/** A day of a meter of one subscription. */
export interface AcceptedRow extends Omit<DayTotalRow, 'subscriptions'> {
  readonly subscriptionId: string;
  readonly lastAcceptedAt: Temporal.Instant;
}

const accepted: Listing<AcceptedSort> = {
  name: 'usage-accepted',
  select: `u.day, u.subscription_id as "subscriptionId", n.product, n.meter, n.unit, u.dimension, u.events,
    trim_scale(u.quantity) as quantity, trim_scale(u.charged_quantity) as "chargedQuantity", u.last_accepted_at as "lastAcceptedAt"`,
  from: `usage_day u join ${named(2)} on n.availability_id = u.availability_id and n.dimension = u.dimension
    where u.publisher_tenant_id = $1`,
  words,
  ids: ['u.subscription_id'],
  sorts: {
    day: { sql: 'u.day', type: 'date' },
    subscription: { sql: 'u.subscription_id', type: 'uuid' },
    ...meterSorts,
    events: { sql: 'u.events', type: 'int' },
    last: { sql: 'u.last_accepted_at', type: 'timestamptz' },
  },
  tie: { sql: `concat_ws(' ', u.subscription_id, u.day, u.dimension, u.availability_id) collate "C"`, type: 'text' },
  bound: 1,
  filters: inDays,
};

export function selectAccepted(
  work: Asked,
  publisherTenantId: string,
  names: readonly MeterNames[],
  wanted: ListRequest<AcceptedSort>,
): Promise<CountedPage<AcceptedRow>> {
  return countedPage(work, accepted, [publisherTenantId, ...columnsOf(names)], wanted);
}

export type RejectedSort = 'last' | 'status' | 'count' | 'dimension';

/** Events that were refused for one reason, of one resource and dimension, on one day; what the last of them said. */
export interface RejectedRow {
  readonly resource: string;
  readonly dimension: string;
  readonly status: string;
  readonly count: number;
  readonly plan: string;
  readonly quantity: string;
  readonly effective: string;
  readonly message: string;
  readonly firstAt: Temporal.Instant;
  readonly lastAt: Temporal.Instant;
}

const rejected: Listing<RejectedSort> = {
  name: 'usage-rejected',
  select: `u.resource, u.dimension, u.status, u.count, u.plan, u.quantity, u.effective, u.message, u.first_at as "firstAt",
    u.last_at as "lastAt"`,
  from: 'usage_rejection u where u.publisher_tenant_id = $1',
  words: `comptoir_fold(concat_ws(' ', u.dimension, u.plan, u.message))`,
  ids: ['u.resource'],
  sorts: {
    last: { sql: 'u.last_at', type: 'timestamptz' },
    status: { sql: 'u.status collate "C"', type: 'text' },
    count: { sql: 'u.count', type: 'int' },
    dimension: { sql: 'comptoir_fold(u.dimension) collate "C"', type: 'text' },
  },
  tie: { sql: `concat_ws(' ', u.day, u.resource, u.dimension, u.status) collate "C"`, type: 'text' },
  filters: { status: 'u.status = ?' },
};

export function selectRejected(
  work: Asked,
  publisherTenantId: string,
  wanted: ListRequest<RejectedSort>,
): Promise<CountedPage<RejectedRow>> {
  return countedPage(work, rejected, [publisherTenantId], wanted);
}

export type OwnUsageSort = 'month' | 'product' | 'partner' | 'meter' | 'quantity';

/** A month of a meter of a customer's subscription: no prices, which are between it and its partner. */
export interface OwnUsageRow {
  readonly month: string;
  readonly subscriptionId: string;
  readonly product: string;
  readonly partnerName: string;
  readonly meter: string;
  readonly unit: string;
  readonly quantity: string;
  readonly lastDay: Temporal.PlainDate;
}

const own: Listing<OwnUsageSort> = {
  name: 'own-usage',
  select: `u.month, u.subscription_id as "subscriptionId", n.product, p.name as "partnerName", n.meter, n.unit,
    trim_scale(u.quantity) as quantity, u.last_day as "lastDay"`,
  from: `(select to_char(day, 'YYYY-MM') as month, partner_tenant_id, subscription_id, availability_id, dimension,
      sum(quantity) as quantity, max(day) as last_day
      from usage_day where customer_tenant_id = $1 group by 1, 2, 3, 4, 5) u
    join ${named(2)} on n.availability_id = u.availability_id and n.dimension = u.dimension
    join unnest($7::uuid[], $8::text[]) as p(id, name) on p.id = u.partner_tenant_id where true`,
  words: `comptoir_fold(concat_ws(' ', n.product, n.meter, n.unit, p.name))`,
  ids: ['u.subscription_id'],
  sorts: {
    month: { sql: 'u.month collate "C"', type: 'text' },
    ...meterSorts,
    partner: { sql: 'comptoir_fold(p.name) collate "C"', type: 'text' },
  },
  tie: { sql: `concat_ws(' ', u.month, u.subscription_id, u.dimension, u.availability_id) collate "C"`, type: 'text' },
  bound: 1,
};

export function selectOwnUsage(
  work: Asked,
  customerTenantId: string,
  names: readonly MeterNames[],
  partners: readonly { readonly id: string; readonly name: string }[],
  wanted: ListRequest<OwnUsageSort>,
): Promise<CountedPage<OwnUsageRow>> {
  const known = [partners.map(({ id }) => id), partners.map(({ name }) => name)];
  return countedPage(work, own, [customerTenantId, ...columnsOf(names), ...known], wanted);
}

/** Meters at their prices that a publisher's or a customer's usage was reported of, each once. */
export async function metersUsed(
  work: Asked,
  side: 'publisher' | 'customer',
  tenantId: string,
): Promise<{ readonly availabilityId: string; readonly dimension: string }[]> {
  return work.prepared(
    `meters-used-by-${side}`,
    `select distinct availability_id as "availabilityId", dimension from usage_day where ${side}_tenant_id = $1`,
    [tenantId],
  );
}
