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
