/** A private offer with what its publisher wants to know of it: whom it authorises, who sold, how far each partner is. */
import type { Work } from '../../../platform/work.ts';
import { readOffer } from '../../offers/index.ts';
import { partnerProfilesOf, type PartnerProfile } from '../../partners/index.ts';
import { writtenDocument, type Authorisation, type PrivateOfferDocument } from '../domain/document.ts';
import { partnersThatSold } from '../store/margins.ts';
import type { PrivateOfferRow } from '../store/private-offers.ts';
import { ownPrivateOffer, pricedVersions } from './drafts.ts';

/** Where it stands for one partner; null while it is a draft. */
export type PartnerProgress = 'authorisation' | 'pricePublishing' | 'live' | 'ended' | 'withdrawn' | null;

export interface PrivateOfferDetail {
  readonly row: PrivateOfferRow;
  readonly sold: boolean;
  readonly partners: readonly {
    readonly partner: PartnerProfile;
    readonly progress: PartnerProgress;
    readonly sold: boolean;
  }[];
  readonly offers: readonly {
    readonly offerId: string;
    readonly productId: string;
    readonly name: string;
    readonly plans: readonly { readonly planId: string; readonly name: string }[];
  }[];
  readonly document: PrivateOfferDocument;
  /** Of a draft: whom its submission will authorise. Afterwards: whom it authorised. */
  readonly authorises: readonly Authorisation[];
}

/** Faults: PrivateOfferUnknown. */
export async function readPrivateOffer(work: Work, id: string): Promise<PrivateOfferDetail> {
  const row = await ownPrivateOffer(work, id, false);
  const { document } = row;
  const missing = await missingAuthorisations(work, document);
  const unauthorised = new Set(missing.map((one) => one.partnerTenantId));
  const sellers = await partnersThatSold(work, id);
  const named = document.beneficiaries.map((one) => one.partnerTenantId);
  const profiles = await partnerProfilesOf(work, [...new Set(named)]);
  const versions = await pricedVersions(work, document);
  return {
    row,
    sold: sellers.size > 0,
    partners: profiles
      .filter((partner) => partner.kind !== 'reseller')
      .map((partner) => ({
        partner,
        progress: progressOf(row, unauthorised.has(partner.tenantId)),
        sold: sellers.has(partner.tenantId),
      })),
    offers: [...versions].map(([offerId, { version }]) => ({
      offerId,
      productId: version.productId,
      name: (version.document.listings.en ?? version.document.listings.fr)!.title,
      plans: version.document.plans.map(({ planId, name }) => ({ planId, name })),
    })),
    document: writtenDocument(document),
    authorises: document.authorised ?? missing,
  };
}

function progressOf({ state }: PrivateOfferRow, unauthorised: boolean): PartnerProgress {
  if (state === 'draft') return null;
  if (state === 'inProgress') return unauthorised ? 'authorisation' : 'pricePublishing';
  return state === 'live' && unauthorised ? 'authorisation' : state;
}

/** Partners that may not resell an offer that is priced for them, by offer in order of id (rule A30). */
export async function missingAuthorisations(work: Work, document: PrivateOfferDocument): Promise<Authorisation[]> {
  const named = [...new Set(document.beneficiaries.map((one) => one.partnerTenantId))];
  const found: Authorisation[] = [];
  for (const [offerId] of await pricedVersions(work, document)) {
    const { liveAudience } = await readOffer(work, offerId);
    // Under option 1 everybody may; where there is no audience, plans are resold by default (rule A3).
    if (!liveAudience || liveAudience.option === 'any') continue;
    const listed = new Set(liveAudience.option === 'selected' ? liveAudience.partnerTenantIds : []);
    const missing = named.filter((partner) => !listed.has(partner));
    found.push(...missing.map((partnerTenantId) => ({ offerId, partnerTenantId })));
  }
  return found;
}
