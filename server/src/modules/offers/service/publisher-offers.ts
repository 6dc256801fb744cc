/** A publisher's list of its offers, page by page, and single ones found by what the publisher calls them. */
import { decodeCursor, encodeCursor, isGuid, type Page } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { Work } from '../../../platform/work.ts';
import type { OfferKind, OfferState } from '../domain/document.ts';
import * as store from '../store/publisher-offers.ts';
import { summaryOf, type OfferSummary } from './drafts.ts';

export interface PublisherOfferRequest {
  /** Words in any order; each is a part of name, external id or product id. */
  readonly search?: string | undefined;
  readonly state?: OfferState | undefined;
  readonly kind?: OfferKind | undefined;
  readonly externalId?: string | undefined;
  /** By name unless said. */
  readonly order?: 'name' | 'age' | undefined;
  readonly size: number;
  /** `next` of the page before, of the same order. */
  readonly after?: string | undefined;
}

/** Most words that are looked at. */
const mostWords = 8;

/** A page of the acting publisher's offers. Faults: InvalidInput for a position that is none of this order. */
export async function publisherOffers(
  work: Work,
  request: PublisherOfferRequest,
): Promise<Page<OfferSummary> & { readonly total: number }> {
  const { state, kind, externalId, order = 'name', size } = request;
  const search = {
    publisherTenantId: work.account,
    words: wordsOf(request.search),
    state,
    kind,
    externalId,
  };
  const after = positionOf(order, request.after);
  const [rows, total] = await Promise.all([
    store.selectPublisherOffers(work, search, order, after, size + 1),
    store.countPublisherOffers(work, search),
  ]);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  const items = page.map(summaryOf);
  if (rows.length <= size || !last) return { items, total };
  return { items, total, next: encodeCursor(order === 'age' ? [last.offerId] : [last.name, last.offerId]) };
}

/** Unlike in the marketplace, signs count: ids have them. */
function wordsOf(search = ''): string[] {
  return search.split(/\s+/).filter(Boolean).slice(0, mostWords);
}

/** Id of the acting publisher's offer by its own id of it. */
export async function publisherOfferId(work: Work, externalId: string): Promise<string | undefined> {
  const { items } = await publisherOffers(work, { externalId, size: 1 });
  return items[0]?.offerId;
}

/** Names of the acting publisher's offers by their id. */
export async function publisherOfferNames(
  work: Work,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (offerIds.length === 0) return new Map();
  const rows = await store.selectOfferNames(work, work.account, offerIds);
  return new Map(rows.map(({ offerId, name }) => [offerId, name]));
}

function positionOf(order: 'name' | 'age', after: string | undefined): store.PublisherOfferPosition | undefined {
  if (after === undefined) return undefined;
  const parts = decodeCursor(after) ?? [];
  const [offerId, name] = parts.toReversed();
  const fits = parts.length === (order === 'age' ? 1 : 2) && offerId !== undefined && isGuid(offerId);
  if (fits && (name === undefined || (name.isWellFormed() && !name.includes('\0')))) {
    return name === undefined ? { offerId } : { offerId, name };
  }
  const message = 'is no position of this list; leave it out to begin with the first page';
  throw invalidInput([{ path: 'after', code: 'invalid_cursor', message }]);
}
