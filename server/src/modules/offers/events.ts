/** What this module tells the rest of the house. */
interface OfferPublished {
  readonly offerId: string;
  readonly versionId: string;
  readonly number: number;
  readonly productId: string;
}

export interface OfferEvents {
  OfferCreated: { readonly offerId: string; readonly externalId: string; readonly name: string };
  OfferDraftSaved: { readonly revision: number };
  OfferPublished: OfferPublished;
  /** The draft of this revision was frozen for its preview audience as a submission of this number. */
  OfferPreviewed: { readonly number: number; readonly revision: number };
  OfferPreviewWithdrawn: { readonly number: number };
  /** Not sold from now on; the number is of the version that was live. */
  OfferStopped: { readonly offerId: string; readonly productId: string; readonly number: number };
  OfferAudienceChanged: {
    readonly option: string;
    readonly partnerTenantIds: readonly string[];
    /** The support request that asked for it. */
    readonly requestId?: string;
  };
  /** Partners in force before (old value) and after (new value) a sync. */
  AudienceSynced: { readonly partnerTenantIds: readonly string[] };
}
