/**
 * The offer as its publisher writes it. A draft may be unfinished; a published version holds the same shape, complete.
 * Same shape as the wire contract `comptoir/offers`; amounts are decimal text.
 */
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import type { AudienceOption, PricingModel } from '../../../programme/resale.ts';

export type { AudienceOption, OfferKind, OfferState, PricingModel } from '../../../programme/resale.ts';
export type ApplicationType = 'solutionTemplate' | 'managedApplication';
export type ListingLanguage = 'en' | 'fr';

export interface Listing {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly keywords: readonly string[];
}

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

interface SupportContact extends Contact {
  readonly url: string;
}

export interface TermOption {
  readonly term: Term;
  readonly billingCycle: BillingCycle;
}

/** Per seat, or flat, for one billing cycle. */
interface TermPrice extends TermOption {
  readonly currency: string;
  /** Only for this market, before the currency's price. */
  readonly market?: string | undefined;
  readonly amount: string;
}

interface Dimension {
  readonly id: string;
  readonly name: string;
  readonly unitOfMeasure: string;
  /** Units of each term that cost nothing more. */
  readonly includedQuantity: number;
  readonly prices: readonly { readonly currency: string; readonly pricePerUnit: string }[];
}

export interface Plan {
  readonly planId: string;
  readonly name: string;
  readonly description: string;
  readonly pricingModel: PricingModel;
  /** Of an Azure application only. */
  readonly applicationType?: ApplicationType | undefined;
  readonly seats?: { readonly min: number; readonly max: number } | undefined;
  readonly markets: 'all' | readonly string[];
  readonly terms: readonly TermOption[];
  readonly prices: readonly TermPrice[];
  /** `usd`: saving converts a price missing in a market's currency from the one in US dollars, once. */
  readonly priceInput?: 'perMarket' | 'usd' | undefined;
  /** Pay-as-you-go machines: per virtual core and hour. */
  readonly hourlyPrices?: readonly { readonly currency: string; readonly pricePerCoreHour: string }[] | undefined;
  readonly dimensions: readonly Dimension[];
  /** 30 days at no cost before the bought term (rule F25). */
  readonly trial?: boolean | undefined;
  /** A customer has it once at a time (rule F4). */
  readonly onePerCustomer?: boolean | undefined;
  /** Not sold any more; whoever has it keeps it. */
  readonly stopped?: boolean | undefined;
  /** For the named customers only, never through partners (rule A31). */
  readonly private: boolean;
  readonly privateAudience?: readonly { readonly tenantId: string; readonly name: string }[] | undefined;
  readonly package?: Deployable | undefined;
  readonly authorizations?:
    | readonly { readonly principalId: string; readonly role: 'owner' | 'contributor' }[]
    | undefined;
}

/** What is deployed for the customer: a machine's image, an application's package, a container's image. */
interface Deployable {
  readonly version: string;
  readonly address: string;
  readonly operatingSystem?: 'linux' | 'windows' | undefined;
}

export interface OfferDocument {
  readonly setup: {
    readonly sellThroughOperator: boolean;
    /** In the online store, which is apart from the CSP programme (rule A1); true when absent. */
    readonly listInStore?: boolean | undefined;
    readonly callToAction?: { readonly kind: 'contactMe' | 'getItNow' | 'freeTrial'; readonly url: string } | undefined;
  };
  /** User principal names of those who may see the preview. */
  readonly preview?: { readonly audience: readonly string[] } | undefined;
  readonly properties: {
    readonly categories: readonly string[];
    readonly terms: { readonly standardContract: boolean; readonly url: string };
  };
  readonly listings: { readonly en?: Listing | undefined; readonly fr?: Listing | undefined };
  readonly contacts: {
    readonly support: SupportContact;
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
    /** Changes before which the buyer must take a step on the publisher's site; absent: none (rule F17). */
    readonly stepsFirst?: readonly ('cancel' | 'quantity' | 'plan')[] | undefined;
  };
  readonly plans: readonly Plan[];
  readonly audience: { readonly option: AudienceOption | null; readonly partnerTenantIds: readonly string[] };
}

const nobody: Contact = { name: '', email: '', phone: '' };

/** What a fresh offer starts with: nothing is resold before its publisher says so (rule A1). */
export const emptyDocument: OfferDocument = {
  setup: { sellThroughOperator: true },
  properties: { categories: [], terms: { standardContract: true, url: '' } },
  listings: {},
  contacts: { support: { ...nobody, url: '' }, engineering: nobody, cspProgramme: nobody },
  cspMarketingUrl: '',
  privacyUrl: '',
  technical: { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' },
  plans: [],
  audience: { option: null, partnerTenantIds: [] },
};

/** Title, summary and description in the asked language, or in the one there is. */
export function listingIn(document: OfferDocument, language: ListingLanguage): Listing {
  const { en, fr } = document.listings;
  const found = language === 'fr' ? (fr ?? en) : (en ?? fr);
  if (!found) throw new Error('a published offer has a listing');
  return found;
}
