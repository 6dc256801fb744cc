/** SQL of a publisher's private offers as a list. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { PrivateOfferRow } from './private-offers.ts';

export type PrivateOfferSort = 'created' | 'name' | 'state' | 'partners' | 'start' | 'end' | 'updated';

const listing: Listing<PrivateOfferSort> = {
  name: 'private-offers',
  select: 'p.*',
  from: 'private_offer p where p.publisher_tenant_id = $1',
  words: `comptoir_fold(p.document->>'name')`,
  sorts: {
    created: { sql: 'p.created_at', type: 'timestamptz' },
    name: { sql: `comptoir_fold(coalesce(p.document->>'name', '')) collate "C"`, type: 'text' },
    state: { sql: 'p.state collate "C"', type: 'text' },
    partners: { sql: `jsonb_array_length(p.document->'beneficiaries')`, type: 'int' },
    // Days as text stand in their order, before the words that stand for "at once".
    start: { sql: `coalesce(p.document->>'start', '') collate "C"`, type: 'text' },
    end: { sql: `coalesce(p.document->>'end', '') collate "C"`, type: 'text' },
    updated: { sql: 'p.updated_at', type: 'timestamptz' },
  },
  tie: { sql: 'p.id', type: 'uuid' },
  filters: { state: 'p.state = ?' },
};

/** A page of a publisher's private offers, with how many there are. */
export function selectPrivateOffers(
  work: Pick<Work, 'prepared'>,
  publisherTenantId: string,
  wanted: ListRequest<PrivateOfferSort>,
): Promise<CountedPage<PrivateOfferRow>> {
  return countedPage(work, listing, [publisherTenantId], wanted);
}
