/** Shapes that leave this module. */
import type { BillingCycle, Term } from '../../kernel/index.ts';
import type { AudienceOption, OfferDocument, OfferState } from './domain/document.ts';

/** What an availability (one plan of one version in one market) is. Nothing of it ever changes. */
export interface PurchasableItem {
  readonly availabilityId: string;
  readonly offerId: string;
  readonly versionId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly planId: string;
  /** Title of the listing; plan name as published. */
  readonly offerName: string;
  readonly planName: string;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  /** ISO2. */
  readonly market: string;
  readonly currency: string;
  readonly perSeat: boolean;
  /** A purchase begins with 30 days that cost nothing (rule F25). */
  readonly trial: boolean;
  readonly seats: { readonly min: number; readonly max: number };
  /** Per seat, or flat, for one billing cycle; decimal text. */
  readonly prices: readonly { readonly term: Term; readonly billingCycle: BillingCycle; readonly amount: string }[];
}

/** What decides whether a partner may sell an offer now; read fresh for each decision. */
export interface ResaleFacts {
  readonly offerId: string;
  readonly offerState: OfferState;
  readonly liveVersionId: string | null;
  /** Null while the offer was never published. */
  readonly option: AudienceOption | null;
  /** Whether the asking partner is on the offer's list. */
  readonly listed: boolean;
}

/** A published version with everything it offers. Nothing of it ever changes. */
export interface OfferVersion {
  readonly versionId: string;
  readonly offerId: string;
  readonly productId: string;
  readonly externalId: string;
  readonly number: number;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly publishedAt: Temporal.Instant;
  readonly document: OfferDocument;
  readonly items: readonly PurchasableItem[];
}
