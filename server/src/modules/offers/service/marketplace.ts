/** The marketplace as one partner sees it: found by words and filters, with the reasons why something cannot be sold. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf } from '../../../programme/markets.ts';
import { isOnSale, mayResell } from '../../../programme/resale.ts';
import { decideSale, isSold, refusalsOf, type Refusal, type Seller } from '../../../programme/sale.ts';
import { partnerAccountOf } from '../../partners/index.ts';
import { listingIn, type Contact, type Listing, type ListingLanguage, type Plan } from '../domain/document.ts';
import { countryNotListed, offerFault } from '../faults.ts';
import { selectProgrammeContacts, type FoundListing } from '../store/search.ts';
import type { OfferVersion, PurchasableItem } from '../domain/types.ts';
import { catalogueEntry, type CatalogueEntry } from './catalogue.ts';
import { findOffers, type FoundOffers, type OfferSearch } from './search.ts';

export interface MarketplaceRequest {
  /** ISO2 of the customers to sell to; the partner's own country when absent. */
  readonly country?: string | undefined;
  readonly language: ListingLanguage;
}

export type MarketplaceSearch = MarketplaceRequest & OfferSearch;

/** An offer in the list. */
export interface MarketplaceListing extends Pick<
  FoundListing,
  'productId' | 'kind' | 'title' | 'summary' | 'publisherTenantId' | 'publisherName' | 'categories' | 'trial'
> {
  /** Open to selected partners only (rule A28). */
  readonly exclusive: boolean;
  /** Whether this partner may sell at least one plan of it in the asked country. */
  readonly purchasable: boolean;
  /** Whom to ask, where the offer is exclusive to others. */
  readonly contact: Contact | undefined;
}

export interface MarketplacePlan {
  readonly plan: Plan;
  readonly skuId: string;
  /** Countries the plan is sold in. */
  readonly markets: readonly string[];
  /** The plan's availability in the asked country. */
  readonly item: PurchasableItem | undefined;
  /** Whether this partner may resell it, wherever it is bought: by the publisher's choice or by default (A3). */
  readonly resellable: boolean;
  /** Every reason why this partner cannot buy it there; empty when it can. */
  readonly hindrances: readonly Refusal[];
}

export interface MarketplaceOffer {
  readonly version: OfferVersion;
  readonly listing: Listing;
  readonly country: string;
  readonly exclusive: boolean;
  /** Whether this partner may resell what the publisher's choice decides about. */
  readonly admitted: boolean;
  readonly purchasable: boolean;
  /** Plans for everybody; private and stopped ones are left out (rule A31). */
  readonly plans: readonly MarketplacePlan[];
}

/**
 * Offers the acting partner may see (A28), the best fit first, then by title. Faults: PartnerNotFound,
 * CountryNotListed, InvalidInput for a position of another search.
 */
export async function marketplaceOffers(
  work: Work,
  request: MarketplaceSearch,
): Promise<FoundOffers<MarketplaceListing> & { readonly country: string }> {
  const view = await viewOf(work, request);
  const page = await findOffers(work, { partnerTenantId: work.account }, request);
  const foreign = page.items.filter((one) => one.option === 'selected' && !one.listed);
  const contacts = await selectProgrammeContacts(
    work,
    foreign.map((one) => one.versionId),
  );
  const items = page.items.map((one) => listingFor(one, view, contacts.get(one.versionId)));
  return { ...page, items, country: view.country };
}

/** One of them by product id. Faults: PartnerNotFound, CountryNotListed, ProductUnknown. */
export async function marketplaceOffer(
  work: Work,
  productId: string,
  request: MarketplaceRequest,
): Promise<MarketplaceOffer> {
  const view = await viewOf(work, request);
  const entry = await catalogueEntry(work, work.account, productId);
  if (!entry)
    throw offerFault('ProductUnknown', `There is no product ${productId} in your marketplace. Search it again.`);
  return offerFor(entry, view);
}

interface View {
  readonly today: Temporal.PlainDate;
  readonly country: string;
  readonly language: ListingLanguage;
  readonly seller: Seller;
}

async function viewOf(work: Work, { country: requested, language }: MarketplaceRequest): Promise<View> {
  const today = dayOf(work.now);
  const partner = await partnerAccountOf(work, work.account);
  const market = marketOf(requested ?? partner.country, today);
  if (!market) throw countryNotListed(requested ?? partner.country, today);
  return { today, country: market.country, language, seller: partner };
}

function listingFor(found: FoundListing, view: View, contact: Contact | undefined): MarketplaceListing {
  const { markets, transactable } = found;
  const { today: on, country, seller } = view;
  const offer = { ...found, offerState: 'live', sellThroughOperator: transactable } as const;
  return {
    ...found,
    exclusive: found.option === 'selected',
    purchasable: isSold({ on, country, seller, offer, markets }),
    contact,
  };
}

function offerFor(entry: CatalogueEntry, view: View): MarketplaceOffer {
  const { version, exclusive } = entry;
  const plans = version.document.plans.filter(isOnSale).map((plan) => planFor(plan, entry, view));
  return {
    version,
    listing: listingIn(version.document, view.language),
    country: view.country,
    exclusive,
    admitted: mayResell(entry.offer).allowed,
    purchasable: plans.some((plan) => plan.hindrances.length === 0),
    plans,
  };
}

function planFor(plan: Plan, { version, offer }: CatalogueEntry, view: View): MarketplacePlan {
  const { today: on, country, seller } = view;
  const items = version.items.filter((item) => item.planId === plan.planId);
  const markets = items.map((one) => one.market);
  const verdicts = decideSale({ on, country, seller, offer, plan, markets });
  return {
    plan,
    skuId: items[0]!.skuId,
    markets,
    item: items.find((one) => one.market === country),
    resellable: verdicts.audience.allowed,
    hindrances: refusalsOf(verdicts),
  };
}
