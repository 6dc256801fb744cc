/**
 * The offer as its publisher writes it. A draft may be unfinished; a published version holds the same shape, complete.
 * Same shape as the wire contract `comptoir/offers`; amounts are decimal text.
 */
import type { BillingCycle, Term } from '../../../kernel/index.ts';

export type AudienceOption = 'any' | 'selected' | 'none';
export type OfferState = 'draft' | 'live' | 'stopped';
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
  readonly pricingModel: 'perSeat' | 'flat';
  readonly seats?: { readonly min: number; readonly max: number } | undefined;
  readonly markets: 'all' | readonly string[];
  readonly terms: readonly TermOption[];
  readonly prices: readonly TermPrice[];
  readonly dimensions: readonly Dimension[];
  readonly private: false;
}

export interface OfferDocument {
  readonly setup: { readonly sellThroughOperator: boolean };
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
