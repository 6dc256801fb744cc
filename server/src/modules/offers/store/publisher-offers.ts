/** SQL of a publisher's list of its offers: words, filters and pages. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { OfferKind, OfferState } from '../domain/document.ts';
import { selectOffers, type OfferRow } from './offers.ts';
import type { OfferTables } from '../tables.ts';

type OfferWork = Work<OfferTables>;

export interface PublisherOfferSearch {
  readonly publisherTenantId: string;
  /** All of them are parts of the name, the publisher's own id or the product id; accents and case do not count. */
  readonly words: readonly string[];
  readonly state?: OfferState | undefined;
  readonly kind?: OfferKind | undefined;
  readonly externalId?: string | undefined;
}

/** Where a page ended: by name, then by id; without a name by id alone. */
export interface PublisherOfferPosition {
  readonly name?: string;
  readonly offerId: string;
}

function found(work: OfferWork, search: PublisherOfferSearch) {
  const { publisherTenantId, words, state, kind, externalId } = search;
  let query = selectOffers(work, publisherTenantId);
  if (state !== undefined) query = query.where('o.state', '=', state);
  if (kind !== undefined) query = query.where('o.kind', '=', kind);
  if (externalId !== undefined) query = query.where('o.external_id', '=', externalId);
  const text = sql`comptoir_fold(concat_ws(' ', o.name, o.external_id, o.product_id))`;
  for (const word of words) query = query.where(sql<boolean>`${text} like comptoir_holding(${word})`);
  return query;
}

const byName = sql`comptoir_fold(o.name) collate "C"`;

/** A page by name (A to Z), or by age (the oldest first); after a position of the same order. */
export async function selectPublisherOffers(
  work: OfferWork,
  search: PublisherOfferSearch,
  order: 'name' | 'age',
  after: PublisherOfferPosition | undefined,
  limit: number,
): Promise<OfferRow[]> {
  const query = found(work, search).limit(limit);
  if (order === 'age') {
    const rest = after ? query.where('o.id', '>', after.offerId) : query;
    return rest.orderBy('o.id').execute();
  }
  const rest = after
    ? query.where(sql<boolean>`(${byName}, o.id) > (comptoir_fold(${after.name ?? ''}), ${after.offerId}::uuid)`)
    : query;
  return rest.orderBy(byName).orderBy('o.id').execute();
}

export async function countPublisherOffers(work: OfferWork, search: PublisherOfferSearch): Promise<number> {
  const { count } = await found(work, search)
    .clearSelect()
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Names of the publisher's offers with these ids. */
export async function selectOfferNames(
  work: OfferWork,
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
