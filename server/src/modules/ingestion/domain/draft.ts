/** The offer document in the words of this module, and what an offer is beside it. The shape is the offers module's own. */
import type { OfferDocument, OfferKind } from '../../offers/index.ts';

export type { OfferKind } from '../../offers/index.ts';
export type Draft = OfferDocument;
export type DraftPlan = Draft['plans'][number];
export type DraftPrice = DraftPlan['prices'][number];
export type DraftDimension = DraftPlan['dimensions'][number];
export type DraftListing = NonNullable<Draft['listings']['en']>;
export type Contact = Draft['contacts']['engineering'];

/** What an offer is beside its document. */
export interface OfferFacts {
  readonly offerId: string;
  readonly externalId: string;
  readonly kind: OfferKind;
  readonly name: string;
  readonly stopped: boolean;
}
