/** The audience of a draft, read and written at once: the older API's reseller configuration (rule A27). */
import type { Work } from '../../../platform/work.ts';
import { mayChangeAudience, offerFault, readOffer, saveDraft } from '../../offers/index.ts';
import { applyReseller, resellerFrom } from '../domain/product-resources.ts';
import { notes } from '../domain/apply.ts';
import { productIdOf } from '../domain/ids.ts';
import { ingestionFault } from '../faults.ts';
import { factsOf } from './read.ts';

export type ResellerState = 'notSet' | 'none' | 'some' | 'all';

export interface ResellerChannel {
  readonly state: ResellerState;
  readonly tenantIds: readonly string[];
}

/** Faults: OfferUnknown. */
export async function readReseller(work: Work, offerId: string): Promise<ResellerChannel> {
  const offer = await readOffer(work, offerId);
  const { resellerChannelState, audiences } = resellerFrom(offer.document, factsOf(offer));
  return { state: resellerChannelState as ResellerState, tenantIds: audiences.map(({ id }) => id) };
}

/**
 * Writes the draft's audience. Faults: OfferUnknown, IngestionRefused, OfferDraftChanged when somebody saves meanwhile,
 * AudienceChangeNeedsRequest with the rule where a published offer's move needs a support request (A16 to A20).
 */
export async function writeReseller(work: Work, offerId: string, wanted: ResellerChannel): Promise<ResellerChannel> {
  const { document: draft, revision, liveAudience } = await readOffer(work, offerId);
  const found = notes();
  const document = applyReseller(
    draft,
    {
      type: 'reseller',
      product: productIdOf(offerId),
      resellerChannelState: wanted.state,
      audiences: wanted.tenantIds.map((id) => ({ type: 'tenant', id })),
    },
    found,
  );
  const [problem] = found.problems;
  if (problem) throw ingestionFault('IngestionRefused', problem.message);
  const { option, partnerTenantIds } = document.audience;
  if (liveAudience && option !== null) {
    const verdict = mayChangeAudience(liveAudience, { option, partnerTenantIds });
    if (!verdict.allowed) throw offerFault('AudienceChangeNeedsRequest', verdict.reason, { rule: verdict.rule });
  }
  if (JSON.stringify(document.audience) !== JSON.stringify(draft.audience)) {
    await saveDraft(work, { offerId, revision, document });
  }
  return readReseller(work, offerId);
}
