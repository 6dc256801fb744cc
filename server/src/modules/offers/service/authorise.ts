/** Partners authorised on a live offer because its publisher made them a private offer (rule A30). */
import type { Work } from '../../../platform/work.ts';
import { audienceInForce, writeAudience } from '../store/audience.ts';
import { draftAfterAuthorising } from '../domain/audience-transitions.ts';
import { missingIn, type Audience } from '../domain/audience.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import { publisherOffer } from './drafts.ts';
import { changeDraftAudience } from './audience-transitions.ts';
import { requireListFits, requireSelectable } from './selectable.ts';
import { rules } from '../../../programme/rules/index.ts';

/**
 * Authorises partners on a live offer of the acting publisher: onto the list of option 2; out of option 3 into option 2
 * with them alone; under option 1 they are already. Answers whom it authorised. Doing so again changes nothing.
 * Faults: OfferUnknown, AudienceSyncRefused while the offer is not live, PartnersNotSelectable, AudienceListFull.
 */
export async function authorisePartners(
  work: Work,
  { offerId, partnerTenantIds }: { readonly offerId: string; readonly partnerTenantIds: readonly string[] },
): Promise<{ readonly authorised: readonly string[] }> {
  await store.lockDraft(work, work.account, offerId);
  const row = await publisherOffer(work, offerId);
  const before = await audienceInForce(work, offerId);
  if (row.state !== 'live' || !before) {
    throw offerFault(
      'AudienceSyncRefused',
      'This offer is not live. Publish it before partners are authorised on it.',
      {
        rule: rules.A30,
      },
    );
  }
  if (before.option === 'any') return { authorised: [] };
  const listed = before.option === 'selected' ? before.partnerTenantIds : [];
  const authorised = missingIn(listed, partnerTenantIds);
  if (authorised.length === 0) return { authorised };
  await requireSelectable(work, authorised, partnerTenantIds);
  requireListFits(listed.length + authorised.length);
  const after: Audience = { option: 'selected', partnerTenantIds: [...listed, ...authorised] };
  await writeAudience(work, offerId, after);
  await changeDraftAudience(work, row, (draft) => draftAfterAuthorising(draft, before, authorised));
  const newValue: OfferEvents['OfferAudienceChanged'] = after;
  work.publish({
    name: 'OfferAudienceChanged',
    aggregateType: 'offer',
    aggregateId: offerId,
    publisherTenantId: row.publisherTenantId,
    oldValue: before,
    newValue,
  });
  return { authorised };
}
