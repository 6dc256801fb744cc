/** SQL of a publisher's list of its offers: words, filters, orders and pages. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { OfferTables } from '../tables.ts';
import type { OfferRow } from './offers.ts';

export type OfferSort = 'name' | 'id' | 'kind' | 'state' | 'updated' | 'age';

const listing: Listing<OfferSort> = {
  name: 'publisher-offers',
  select: `o.id as "offerId", o.publisher_tenant_id as "publisherTenantId", o.product_id as "productId",
    o.external_id as "externalId", o.name, o.kind, o.state, coalesce(v.document, d.document)->'setup' as setup,
    exists (select from offer_listing l where l.offer_id = o.id and l.default_resold) as "resoldByDefault", d.revision,
    o.live_version_id as "liveVersionId", v.number as "liveVersion", v.published_at as "livePublishedAt",
    d.document->'audience'->>'option' as "draftAudience", a.option as "liveAudience",
    a.changed_at as "audienceChangedAt", o.created_at as "createdAt", d.updated_at as "updatedAt"`,
  from: `offer o join offer_draft d on d.offer_id = o.id left join offer_version v on v.id = o.live_version_id
    left join offer_audience a on a.offer_id = o.id where o.publisher_tenant_id = $1`,
  words: `comptoir_fold(concat_ws(' ', o.name, o.external_id))`,
  ids: ['o.product_id'],
  sorts: {
    name: { sql: 'comptoir_fold(o.name) collate "C"', type: 'text' },
    id: { sql: 'o.external_id collate "C"', type: 'text' },
    kind: { sql: 'o.kind collate "C"', type: 'text' },
    state: { sql: 'o.state collate "C"', type: 'text' },
    updated: { sql: 'd.updated_at', type: 'timestamptz' },
    age: { sql: 'o.id', type: 'uuid' },
  },
  tie: { sql: 'o.id', type: 'uuid' },
  filters: {
    state: `(o.state = ? or (? = 'published' and o.state <> 'draft'))`,
    kind: 'o.kind = ?',
    externalId: 'o.external_id = ?',
  },
};

/** A page of a publisher's offers, with how many there are. */
export function selectPublisherOffers(
  work: Pick<Work, 'prepared'>,
  publisherTenantId: string,
  wanted: ListRequest<OfferSort>,
): Promise<CountedPage<OfferRow>> {
  return countedPage(work, listing, [publisherTenantId], wanted);
}

/** Names of the publisher's offers with these ids. */
export async function selectOfferNames(
  work: Work<OfferTables>,
  publisherTenantId: string,
  offerIds: readonly string[],
): Promise<{ readonly offerId: string; readonly name: string }[]> {
  return work.db
    .selectFrom('offer')
    .select(['id as offerId', 'name'])
    .where('publisher_tenant_id', '=', publisherTenantId)
    .where('id', 'in', [...offerIds])
    .execute();
}
