/** The marketplace as one partner sees it: found by words and filters, with the reasons why something cannot be sold. */
import { allowed, dayOf, refused, type Verdict } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf, maySellMarketplaceIn, sameRegion } from '../../../programme/markets.ts';
import { maySell, partnerAccountOf } from '../../partners/index.ts';
import { mayResell } from '../domain/audience.ts';
import { listingIn, type Contact, type Listing, type ListingLanguage, type Plan } from '../domain/document.ts';
import { isOnSale, mayBuyInPartnerCenter, maySellInMarket } from '../domain/resale.ts';
import { countryNotListed, offerFault } from '../faults.ts';
import { selectProgrammeContacts, type FoundListing } from '../store/search.ts';
import type { OfferVersion, PurchasableItem } from '../domain/types.ts';
import { catalogueEntry, type CatalogueEntry } from './catalogue.ts';
import { findOffers, type FoundOffers, type OfferSearch } from './search.ts';
import { rules } from '../../../programme/rules/index.ts';

export interface MarketplaceRequest {
  /** ISO2 of the customers to sell to; the partner's own country when absent. */
  readonly country?: string | undefined;
  readonly language: ListingLanguage;
}

export type MarketplaceSearch = MarketplaceRequest & OfferSearch;

type Refusal = Extract<Verdict, { allowed: false }>;

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
  readonly countryName: string;
  readonly language: ListingLanguage;
  /** Whether the partner sells at all, and in the country's region: for every offer alike. */
  readonly seller: Verdict;
  readonly inRegion: Verdict;
}

async function viewOf(work: Work, { country: asked, language }: MarketplaceRequest): Promise<View> {
  const today = dayOf(work.now);
  const partner = await partnerAccountOf(work, work.account);
  const market = marketOf(asked ?? partner.country, today);
  if (!market) throw countryNotListed(asked ?? partner.country, today);
  const { country } = market;
  const inRegion = sameRegion(partner.country, country, today);
  return { today, country, countryName: market.name, language, seller: maySell(partner), inRegion };
}

function listingFor(found: FoundListing, view: View, contact: Contact | undefined): MarketplaceListing {
  const { option, listed, markets, kind } = found;
  const { country, today, seller, inRegion } = view;
  const resale = mayResell({ offerState: 'live', option, listed });
  const verdicts = [resale, mayBuyInPartnerCenter(kind), maySellMarketplaceIn(country, today), seller, inRegion];
  return {
    ...found,
    exclusive: option === 'selected',
    purchasable: markets.includes(country) && verdicts.every((verdict) => verdict.allowed),
    contact,
  };
}

function offerFor(entry: CatalogueEntry, view: View): MarketplaceOffer {
  const { version, exclusive, resale } = entry;
  const plans = version.document.plans.filter(isOnSale).map((plan) => planFor(plan, entry, view));
  return {
    version,
    listing: listingIn(version.document, view.language),
    country: view.country,
    exclusive,
    admitted: resale.allowed,
    purchasable: plans.some((plan) => plan.hindrances.length === 0),
    plans,
  };
}

function planFor(plan: Plan, { version, planResale }: CatalogueEntry, view: View): MarketplacePlan {
  const { kind } = version;
  const items = version.items.filter((item) => item.planId === plan.planId);
  const item = items.find((one) => one.market === view.country);
  const resale = planResale.get(plan.planId)!;
  const verdicts = [
    resale,
    view.seller,
    maySellInMarket(kind, plan, view.country, view.today),
    view.inRegion,
    soldThere(item, view),
    mayBuyInPartnerCenter(kind),
  ];
  return {
    plan,
    skuId: items[0]!.skuId,
    markets: items.map((one) => one.market),
    item,
    resellable: resale.allowed,
    hindrances: verdicts.filter((verdict) => !verdict.allowed),
  };
}

function soldThere(item: PurchasableItem | undefined, view: View): Verdict {
  if (item) return allowed;
  const rule = rules.A32;
  return refused(rule, `The publisher does not sell this plan in ${view.countryName}.`);
}
