/** Shapes that leave this module. */
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import type { PlanForSale } from '../../../programme/sale.ts';
import type { AudienceOption, OfferDocument, OfferKind, OfferState } from './document.ts';

/** What an availability (one plan of one version in one market) is. Nothing of it ever changes. */
export interface PurchasableItem {
  readonly availabilityId: string;
  readonly offerId: string;
  readonly versionId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly planId: string;
  readonly kind: OfferKind;
  /** Whether the offer is sold, or only listed (rule A2). */
  readonly sellThroughOperator: boolean;
  /** What the sale of the plan depends on. */
  readonly plan: PlanForSale;
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
  /** A customer has it once at a time (rule F4). */
  readonly onePerCustomer: boolean;
  readonly seats: { readonly min: number; readonly max: number };
  /** Per seat, or flat, for one billing cycle; decimal text. Empty for what has no term prices. */
  readonly prices: readonly { readonly term: Term; readonly billingCycle: BillingCycle; readonly amount: string }[];
}

/** What decides whether a partner may sell an offer now; read fresh for each decision. */
export interface ResaleFacts {
  readonly offerId: string;
  readonly kind: OfferKind;
  readonly offerState: OfferState;
  readonly liveVersionId: string | null;
  /** Null while the offer was never published. */
  readonly option: AudienceOption | null;
  /** Whether the asking partner is on the offer's list. */
  readonly listed: boolean;
}

/** The same with what the partner sold before, for an order that is about to be placed. */
export interface SaleFacts extends ResaleFacts {
  /** The partner sold the offer before, to whomever: it is never taken off again (A15). */
  readonly soldBefore: boolean;
  readonly soldToCustomer: boolean;
}

/** A published version with everything it offers. Nothing of it ever changes. */
export interface OfferVersion {
  readonly versionId: string;
  readonly offerId: string;
  readonly productId: string;
  readonly externalId: string;
  readonly kind: OfferKind;
  readonly number: number;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly publishedAt: Temporal.Instant;
  readonly document: OfferDocument;
  readonly items: readonly PurchasableItem[];
}
