/** The end of an offer's sale: nobody orders it any more, and whoever has it keeps it. A later publication sells it again. */
import type { Work } from '../../../platform/work.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import { publisherOffer, readOffer, type OfferDetail } from './drafts.ts';

/** Faults: OfferUnknown, OfferNotLive. */
export async function stopOffer(work: Work, offerId: string): Promise<OfferDetail> {
  await store.lockDraft(work, work.account, offerId);
  const { state, publisherTenantId, productId, liveVersion } = await publisherOffer(work, offerId);
  if (state !== 'live') {
    throw offerFault(
      'OfferNotLive',
      state === 'draft'
        ? 'This offer has never been published, so it is not sold.'
        : 'This offer has already been stopped.',
      { values: { state } },
    );
  }
  await store.writeState(work, offerId, 'stopped');
  const newValue: OfferEvents['OfferStopped'] = { offerId, productId, number: liveVersion! };
  work.publish({
    name: 'OfferStopped',
    aggregateType: 'offer',
    aggregateId: offerId,
    publisherTenantId,
    oldValue: { state },
    newValue,
  });
  return readOffer(work, offerId);
}
