/** SQL of a partner's margins as a list. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { Margin } from '../domain/margin.ts';
import { marginColumns } from './margins.ts';

export type MarginSort = 'product' | 'publisher' | 'percentage' | 'start' | 'end';

/** What a margin is for: an offer, or one plan of it. */
export interface MarginSubject {
  readonly offerId: string;
  readonly planId: string | null;
}

/** The same with its names, which are the catalogue's. */
export interface NamedSubject extends MarginSubject {
  readonly productTitle: string;
  readonly skuTitle: string;
  readonly publisherName: string;
}

const inForce = 'm.partner_tenant_id = $1 and m.starts_at <= $2 and m.ends_at > $2';

const listing: Listing<MarginSort> = {
  name: 'margins',
  select: marginColumns,
  from: `margin m join unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
      as n(offer_id, plan_id, product, sku, publisher) on n.offer_id = m.offer_id and n.plan_id = coalesce(m.plan_id, '')
    where ${inForce}`,
  words: `comptoir_fold(concat_ws(' ', n.product, n.sku, n.publisher))`,
  ids: ['m.product_id'],
  sorts: {
    product: { sql: `comptoir_fold(n.product || ' ' || n.sku) collate "C"`, type: 'text' },
    publisher: { sql: 'comptoir_fold(n.publisher) collate "C"', type: 'text' },
    percentage: { sql: 'm.percentage', type: 'numeric' },
    start: { sql: 'm.starts_at', type: 'timestamptz' },
    end: { sql: 'm.ends_at', type: 'timestamptz' },
  },
  tie: { sql: 'm.id', type: 'uuid' },
  bound: 1,
};

/** What the margins in force are for, each once. */
export function marginSubjects(
  work: Pick<Work, 'prepared' | 'now'>,
  partnerTenantId: string,
): Promise<MarginSubject[]> {
  const text = `select distinct m.offer_id as "offerId", m.plan_id as "planId" from margin m where ${inForce}`;
  return work.prepared('margin-subjects', text, [partnerTenantId, work.now]);
}

/** A page of a partner's margins in force, by the names of what they are for. */
export function selectMarginsCounted(
  work: Pick<Work, 'prepared' | 'now'>,
  partnerTenantId: string,
  names: readonly NamedSubject[],
  wanted: ListRequest<MarginSort>,
): Promise<CountedPage<Margin>> {
  const columns = [
    names.map(({ offerId }) => offerId),
    names.map(({ planId }) => planId ?? ''),
    names.map(({ productTitle }) => productTitle),
    names.map(({ skuTitle }) => skuTitle),
    names.map(({ publisherName }) => publisherName),
  ];
  return countedPage(work, listing, [partnerTenantId, work.now, ...columns], wanted);
}
