/** SQL of a customer's subscriptions as a list that people search and order. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { SubscriptionRow } from './orders.ts';

export type SubscriptionSort = 'name' | 'publisher' | 'quantity' | 'term' | 'status' | 'bought' | 'end';

/** What the catalogue calls an item. */
export interface ItemNames {
  readonly availabilityId: string;
  readonly product: string;
  readonly publisher: string;
}

const listing: Listing<SubscriptionSort> = {
  name: 'subscriptions-found',
  select: 's.*',
  from: `subscription s join unnest($3::text[], $4::text[], $5::text[]) as n(availability_id, product, publisher)
      on n.availability_id = s.availability_id
    where s.partner_tenant_id = $1 and s.customer_tenant_id = $2`,
  words: `comptoir_fold(concat_ws(' ', s.friendly_name, n.product, n.publisher))`,
  ids: ['s.id', 's.order_id', 's.reseller_mpn_id'],
  sorts: {
    name: { sql: 'comptoir_fold(s.friendly_name) collate "C"', type: 'text' },
    publisher: { sql: 'comptoir_fold(n.publisher) collate "C"', type: 'text' },
    quantity: { sql: 's.quantity', type: 'int' },
    term: { sql: `(s.term || ' ' || s.billing_cycle) collate "C"`, type: 'text' },
    status: { sql: 's.status collate "C"', type: 'text' },
    bought: { sql: 's.created_at', type: 'timestamptz' },
    // What waits for its activation has no end yet and stands before the first.
    end: { sql: `coalesce(s.term_end, date '0001-01-01')`, type: 'date' },
  },
  tie: { sql: 's.id', type: 'uuid' },
  bound: 2,
  filters: { status: 's.status = ?' },
};

/** Catalogue items that were bought for a customer, each once. */
export async function itemsBoughtFor(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<string[]> {
  const text = `select distinct availability_id as id from subscription where partner_tenant_id = $1 and customer_tenant_id = $2`;
  const rows = await work.prepared<{ id: string }>('items-bought', text, [partnerTenantId, customerTenantId]);
  return rows.map(({ id }) => id);
}

/** A page of a customer's subscriptions, with how many there are. */
export function selectSubscriptionsCounted(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  customerTenantId: string,
  names: readonly ItemNames[],
  wanted: ListRequest<SubscriptionSort>,
): Promise<CountedPage<SubscriptionRow>> {
  const columns = [
    names.map(({ availabilityId }) => availabilityId),
    names.map(({ product }) => product),
    names.map(({ publisher }) => publisher),
  ];
  return countedPage(work, listing, [partnerTenantId, customerTenantId, ...columns], wanted);
}

export type OwnSubscriptionSort = 'product' | 'publisher' | 'partner' | 'quantity' | 'status' | 'bought' | 'end';

export interface OwnSubscriptionRow {
  readonly id: string;
  readonly product: string;
  readonly publisherName: string;
  readonly partnerTenantId: string;
  readonly partnerName: string;
  readonly quantity: number;
  readonly perSeat: boolean;
  readonly term: SubscriptionRow['term'];
  readonly status: SubscriptionRow['status'];
  readonly suspendedBy: SubscriptionRow['suspended_by'];
  readonly boughtAt: Temporal.Instant;
  readonly termEnd: Temporal.PlainDate | null;
}

const ownListing: Listing<OwnSubscriptionSort> = {
  name: 'own-subscriptions',
  select: `s.id, n.product, n.publisher as "publisherName", s.partner_tenant_id as "partnerTenantId", p.name as "partnerName",
    s.quantity, s.per_seat as "perSeat", s.term, s.status, s.suspended_by as "suspendedBy", s.created_at as "boughtAt", s.term_end as "termEnd"`,
  from: `subscription s
    join unnest($2::text[], $3::text[], $4::text[]) as n(availability_id, product, publisher)
      on n.availability_id = s.availability_id
    join unnest($5::uuid[], $6::text[]) as p(id, name) on p.id = s.partner_tenant_id
    where s.customer_tenant_id = $1`,
  words: `comptoir_fold(concat_ws(' ', n.product, n.publisher, p.name))`,
  ids: ['s.id'],
  sorts: {
    product: { sql: 'comptoir_fold(n.product) collate "C"', type: 'text' },
    publisher: { sql: 'comptoir_fold(n.publisher) collate "C"', type: 'text' },
    partner: { sql: 'comptoir_fold(p.name) collate "C"', type: 'text' },
    quantity: { sql: 's.quantity', type: 'int' },
    status: { sql: 's.status collate "C"', type: 'text' },
    bought: { sql: 's.created_at', type: 'timestamptz' },
    end: { sql: `coalesce(s.term_end, date '0001-01-01')`, type: 'date' },
  },
  tie: { sql: 's.id', type: 'uuid' },
  bound: 1,
  filters: { status: 's.status = ?' },
};

/** Catalogue items that a customer was sold by any of these partners, each once. */
export async function itemsOfCustomer(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
  partnerTenantIds: readonly string[],
): Promise<string[]> {
  const text = `select distinct availability_id as id from subscription
    where partner_tenant_id = any($2::uuid[]) and customer_tenant_id = $1`;
  const rows = await work.prepared<{ id: string }>('items-of-customer', text, [customerTenantId, partnerTenantIds]);
  return rows.map(({ id }) => id);
}

/** A page of what a customer was sold by these partners. As the system only: they are of their accounts. */
export function selectOwnSubscriptions(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
  names: readonly ItemNames[],
  partners: readonly { readonly id: string; readonly name: string }[],
  wanted: ListRequest<OwnSubscriptionSort>,
): Promise<CountedPage<OwnSubscriptionRow>> {
  const columns = [
    names.map(({ availabilityId }) => availabilityId),
    names.map(({ product }) => product),
    names.map(({ publisher }) => publisher),
    partners.map(({ id }) => id),
    partners.map(({ name }) => name),
  ];
  return countedPage(work, ownListing, [customerTenantId, ...columns], wanted);
}
