/** A publisher's list of its offers, page by page, and single ones found by what the publisher calls them. */
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import * as store from '../store/publisher-offers.ts';
import { summaryOf, type OfferSummary } from './drafts.ts';

/** A page of the acting publisher's offers. Faults: InvalidInput for a position of another list. */
export async function publisherOffers(
  work: Work,
  wanted: ListRequest<store.OfferSort>,
): Promise<CountedPage<OfferSummary>> {
  const page = await store.selectPublisherOffers(work, work.account, wanted);
  return { ...page, items: page.items.map(summaryOf) };
}

const byName = { sort: 'name', descending: false, search: '' } as const;

/** Id of the acting publisher's offer by its own id of it. */
export async function publisherOfferId(work: Work, externalId: string): Promise<string | undefined> {
  const { items } = await publisherOffers(work, { ...byName, filters: { externalId }, size: 1 });
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
