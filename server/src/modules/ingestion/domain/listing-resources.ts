/** A listing with its contacts and addresses, from a draft and onto it. */
import type { Contact, Draft, DraftListing, OfferFacts } from './draft.ts';
import { languageIds, languageOf, listingId, productIdOf, type Language } from './ids.ts';
import { wireKinds } from './product-resources.ts';
import type { ListingResource, Notes } from './resources.ts';

export function listingFrom(draft: Draft, offer: OfferFacts, language: Language): ListingResource | undefined {
  const listing = draft.listings[language];
  if (!listing) return undefined;
  const { support, engineering, cspProgramme } = draft.contacts;
  return {
    type: 'listing',
    id: listingId(offer.offerId, language),
    product: productIdOf(offer.offerId),
    kind: wireKinds[offer.kind],
    languageId: languageIds[language],
    title: listing.title,
    description: listing.description,
    searchResultSummary: listing.summary,
    shortDescription: listing.summary,
    searchKeywords: listing.keywords,
    privacyPolicyLink: draft.privacyUrl,
    cloudSolutionProviderMarketingMaterials: draft.cspMarketingUrl,
    supportContact: support,
    engineeringContact: engineering,
    cloudSolutionProviderContact: cspProgramme,
    globalSupportWebsite: support.url,
  };
}

const emptyListing: DraftListing = { title: '', summary: '', description: '', keywords: [] };

/** Contacts and addresses are the offer's here, and each listing that tells them sets them. */
export function applyListing(draft: Draft, listing: ListingResource, notes: Notes): Draft {
  const language = languageOf(listing.languageId);
  if (!language) {
    notes.refuse('notSupported', `Listings are in English or French (en-us, fr-fr), not in '${listing.languageId}'.`);
    return draft;
  }
  const { [language]: before = emptyListing, ...others } = draft.listings;
  if (listing.lifecycleState === 'deleted') return { ...draft, listings: others };
  const { contacts } = draft;
  const support = contactOf(contacts.support, listing.supportContact);
  const url = listing.supportContact?.url ?? listing.globalSupportWebsite ?? contacts.support.url;
  const changed: Draft = {
    ...draft,
    listings: {
      ...others,
      [language]: {
        title: listing.title ?? before.title,
        summary: listing.searchResultSummary ?? listing.shortDescription ?? before.summary,
        description: listing.description ?? before.description,
        keywords: listing.searchKeywords ?? before.keywords,
      },
    },
    contacts: {
      support: { ...support, url },
      engineering: contactOf(contacts.engineering, listing.engineeringContact),
      cspProgramme: contactOf(contacts.cspProgramme, listing.cloudSolutionProviderContact),
    },
    cspMarketingUrl: listing.cloudSolutionProviderMarketingMaterials ?? draft.cspMarketingUrl,
    privacyUrl: listing.privacyPolicyLink ?? draft.privacyUrl,
  };
  const replaced = replacedOf(draft, changed, language);
  if (replaced.length > 0) {
    notes.warn(
      `An offer has these once, for every language; those of ${languageIds[otherThan(language)]} were replaced: ${replaced.join(', ')}.`,
    );
  }
  return changed;
}

const otherThan = (language: Language): Language => (language === 'en' ? 'fr' : 'en');

/** Members that the listing in the other language told, and now tells as this one does. */
function replacedOf(before: Draft, after: Draft, language: Language): string[] {
  if (!before.listings[otherThan(language)]) return [];
  const line = ({ name, email, phone }: Contact, url = '') => [name, email, phone, url].join('\n');
  const said = ({ contacts, privacyUrl, cspMarketingUrl }: Draft): Readonly<Record<string, string>> => ({
    supportContact: line(contacts.support, contacts.support.url),
    engineeringContact: line(contacts.engineering),
    cloudSolutionProviderContact: line(contacts.cspProgramme),
    privacyPolicyLink: privacyUrl,
    cloudSolutionProviderMarketingMaterials: cspMarketingUrl,
  });
  const now = said(after);
  return Object.entries(said(before)).flatMap(([name, text]) =>
    text.trim() !== '' && now[name] !== text ? [name] : [],
  );
}

function contactOf(before: Contact, given: ListingResource['supportContact']): Contact {
  const { name, email, phone } = before;
  if (!given) return { name, email, phone };
  return { name: given.name ?? '', email: given.email ?? '', phone: given.phone ?? '' };
}
