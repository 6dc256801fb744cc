/**
 * The offer document as this module reads and writes it. Same shape as the offers module's own, which decisions may not
 * look into; the service passes one as the other, so that a difference does not compile.
 */
import type { BillingCycle, Term } from '../../../kernel/index.ts';

export type OfferKind = 'saas' | 'virtualMachine' | 'azureApplication' | 'container';

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export interface DraftListing {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly keywords: readonly string[];
}

export interface DraftPrice {
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  readonly market?: string | undefined;
  /** Decimal text. */
  readonly amount: string;
}

export interface DraftDimension {
  readonly id: string;
  readonly name: string;
  readonly unitOfMeasure: string;
  readonly includedQuantity: number;
  readonly prices: readonly { readonly currency: string; readonly pricePerUnit: string }[];
}

export interface DraftPlan {
  readonly planId: string;
  readonly name: string;
  readonly description: string;
  readonly pricingModel: 'perSeat' | 'flat' | 'hourly' | 'byol' | 'free';
  readonly applicationType?: 'solutionTemplate' | 'managedApplication' | undefined;
  readonly seats?: { readonly min: number; readonly max: number } | undefined;
  readonly markets: 'all' | readonly string[];
  readonly terms: readonly { readonly term: Term; readonly billingCycle: BillingCycle }[];
  readonly prices: readonly DraftPrice[];
  readonly priceInput?: 'perMarket' | 'usd' | undefined;
  readonly hourlyPrices?: readonly { readonly currency: string; readonly pricePerCoreHour: string }[] | undefined;
  readonly dimensions: readonly DraftDimension[];
  readonly trial?: boolean | undefined;
  readonly stopped?: boolean | undefined;
  readonly private: boolean;
  readonly privateAudience?: readonly { readonly tenantId: string; readonly name: string }[] | undefined;
  readonly package?:
    | {
        readonly version: string;
        readonly address: string;
        readonly operatingSystem?: 'linux' | 'windows' | undefined;
      }
    | undefined;
  readonly authorizations?:
    | readonly { readonly principalId: string; readonly role: 'owner' | 'contributor' }[]
    | undefined;
}

export interface Draft {
  readonly setup: {
    readonly sellThroughOperator: boolean;
    readonly listInStore?: boolean | undefined;
    readonly callToAction?: { readonly kind: 'contactMe' | 'getItNow' | 'freeTrial'; readonly url: string } | undefined;
  };
  readonly preview?: { readonly audience: readonly string[] } | undefined;
  readonly properties: {
    readonly categories: readonly string[];
    readonly terms: { readonly standardContract: boolean; readonly url: string };
  };
  readonly listings: { readonly en?: DraftListing | undefined; readonly fr?: DraftListing | undefined };
  readonly contacts: {
    readonly support: Contact & { readonly url: string };
    readonly engineering: Contact;
    readonly cspProgramme: Contact;
  };
  readonly cspMarketingUrl: string;
  readonly privacyUrl: string;
  readonly technical: {
    readonly landingPageUrl: string;
    readonly connectionWebhook: string;
    readonly tenantId: string;
    readonly applicationId: string;
  };
  readonly plans: readonly DraftPlan[];
  readonly audience: {
    readonly option: 'any' | 'selected' | 'none' | null;
    readonly partnerTenantIds: readonly string[];
  };
}

/** What an offer is beside its document. */
export interface OfferFacts {
  readonly offerId: string;
  readonly externalId: string;
  readonly kind: OfferKind;
  readonly name: string;
  readonly stopped: boolean;
}
