/** "Sync CSP audience": further partners come into force on a live offer without a publication (rule A12). */
import type { Work } from '../../../platform/work.ts';
import { addToAudience, audienceInForce } from '../store/audience.ts';
import { maySync, missingIn, syncOf } from '../domain/audience.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import { publisherOffer, requireResellerAudience, writeDraftAudience } from './drafts.ts';
import { requireListFits, requireSelectable } from './selectable.ts';

export interface SyncedAudience {
  /** The draft's revision now. */
  readonly revision: number;
  /** Partners that came into force by this sync. */
  readonly added: readonly string[];
  /** Partners that were in force before, whether the request named them or not. */
  readonly stayed: readonly string[];
}

/**
 * Adds partners to the audience in force and to the draft's list; never removes one. Syncing again changes nothing.
 * Faults: OfferUnknown, AudienceNotOffered, AudienceSyncRefused with the rule, PartnersNotSelectable, AudienceListFull.
 */
export async function syncAudience(
  work: Work,
  { offerId, partnerTenantIds }: { readonly offerId: string; readonly partnerTenantIds: readonly string[] },
): Promise<SyncedAudience> {
  // Syncs, saves and publications of an offer follow each other, so that of two syncs none loses its partners.
  await store.lockDraft(work, work.account, offerId);
  const row = await publisherOffer(work, offerId);
  requireResellerAudience(row);
  const inForce = await audienceInForce(work, offerId);
  const verdict = maySync(row.state, inForce);
  if (!verdict.allowed) throw offerFault('AudienceSyncRefused', verdict.reason, { rule: verdict.rule });
  const before = inForce!.partnerTenantIds;
  const { added, stayed } = syncOf(before, partnerTenantIds);
  if (added.length > 0) {
    await requireSelectable(work, added, partnerTenantIds);
    requireListFits(before.length + added.length);
    await addToAudience(work, offerId, added);
  }
  const revision = await addToDraft(work, row, partnerTenantIds);
  if (added.length > 0) {
    const [oldValue, newValue]: OfferEvents['AudienceSynced'][] = [
      { partnerTenantIds: before },
      { partnerTenantIds: [...before, ...added] },
    ];
    const { publisherTenantId } = row;
    work.publish({
      name: 'AudienceSynced',
      aggregateType: 'offer',
      aggregateId: offerId,
      publisherTenantId,
      oldValue: oldValue!,
      newValue: newValue!,
    });
  }
  return { revision, added, stayed };
}

/** Adds partners to the draft's list; answers the draft's revision, which moves on when somebody was missing. */
export async function addToDraft(
  work: Work,
  row: store.OfferRow,
  partnerTenantIds: readonly string[],
): Promise<number> {
  const document = await store.draftOf(work, row.offerId);
  const listed = document.audience.partnerTenantIds;
  const missing = missingIn(listed, partnerTenantIds);
  if (missing.length === 0) return row.revision;
  requireListFits(listed.length + missing.length);
  const audience = { ...document.audience, partnerTenantIds: [...listed, ...missing] };
  return writeDraftAudience(work, row, document, audience);
}
