/** What this module tells. None names a partner as concerned: the name of a private offer is hidden from partners (F26). */
export interface PrivateOfferEvents {
  PrivateOfferCreated: { readonly name: string; readonly clonedFrom?: string };
  PrivateOfferDraftSaved: { readonly revision: number };
  PrivateOfferDraftDeleted: { readonly name: string };
  /** As submitted: the margins that follow from it. */
  PrivateOfferSubmitted: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly partnerTenantIds: readonly string[];
    readonly pricing: readonly {
      readonly offerId: string;
      readonly planId?: string | undefined;
      readonly discountPercentage: string;
    }[];
  };
  PrivateOfferLive: { readonly startsAt: string };
  PrivateOfferEnded: { readonly endsAt: string };
  PrivateOfferWithdrawn: { readonly margins: number };
}
