/** Published offers as they are now, whoever may resell them. */
import type { Work } from '../../../platform/work.ts';
import { selectCalledOffers, selectResaleFacts, type CalledOffer } from '../store/catalogue.ts';
import type { OfferVersion } from '../domain/types.ts';
import { offerVersionOf } from './catalogue.ts';

export interface LiveVersion {
  /** The live version, or the last one of an offer that is no longer sold. */
  readonly version: OfferVersion;
  readonly sold: boolean;
}

/** The published ones among the named offers, by offer id. */
export async function liveVersions(work: Work, offerIds: readonly string[]): Promise<Map<string, LiveVersion>> {
  const facts = await selectResaleFacts(work, work.account, offerIds);
  const found = new Map<string, LiveVersion>();
  for (const { offerId, liveVersionId, offerState } of facts) {
    if (!liveVersionId) continue;
    found.set(offerId, { version: await offerVersionOf(work, liveVersionId), sold: offerState === 'live' });
  }
  return found;
}

/** How the publishers of these offers are called now, by offer id; those whose configuration names no webhook are left out. */
export async function calledOffers(
  work: Pick<Work, 'prepared'>,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, CalledOffer>> {
  const found = await selectCalledOffers(work, [...new Set(offerIds)]);
  return new Map(found.filter(({ technical }) => technical.connectionWebhook !== '').map((one) => [one.offerId, one]));
}
