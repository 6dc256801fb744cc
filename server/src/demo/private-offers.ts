/** The private offer of the demo world: Harbour Metrics sells to Delta Distribution below its list price. */
import { dayOf } from '../kernel/index.ts';
import { publisherOfferId } from '../modules/offers/index.ts';
import { createPrivateOffer, savePrivateOffer, submitPrivateOffer } from '../modules/private-offers/index.ts';
import type { Work } from '../platform/work.ts';

/** So long from the day the world is made. */
const months = 12;

/** Submits it in the publisher's name; it is live at once. */
export async function makePrivateOffer(publisher: Work, partnerTenantId: string): Promise<void> {
  const offerId = (await publisherOfferId(publisher, 'harbour-dashboards'))!;
  const draft = await createPrivateOffer(publisher, 'Delta launch');
  const last = dayOf(publisher.now).add({ months }).with({ day: 31 });
  const saved = await savePrivateOffer(publisher, {
    privateOfferId: draft.id,
    revision: draft.revision,
    document: {
      ...draft.document,
      preparedBy: 'hannah@harbour-metrics.example',
      start: 'asSoonAsPossible',
      end: last.toString(),
      notificationContacts: ['hannah@harbour-metrics.example'],
      beneficiaries: [{ partnerTenantId, customerTenantIds: [] }],
      pricing: [{ offerId, discountPercentage: '15' }],
    },
  });
  await submitPrivateOffer(publisher, { privateOfferId: draft.id, revision: saved.revision });
}
