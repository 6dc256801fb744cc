/** The marketplace as one partner sees it: found by words and category, with the reasons why something cannot be sold. */
import { allowed, dayOf, decodeCursor, encodeCursor, refused, type Page, type Verdict } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf, maySellMarketplaceIn, sameRegion } from '../../../programme/markets.ts';
import { maySell, partnerAccountOf, type PartnerAccount } from '../../partners/index.ts';
import { listingIn, type Listing, type ListingLanguage, type Plan } from '../domain/document.ts';
import { countryNotListed, offerFault } from '../faults.ts';
import type { OfferVersion, PurchasableItem } from '../types.ts';
import { catalogueEntry, catalogueForPartner, type CatalogueEntry } from './catalogue.ts';

export interface MarketplaceRequest {
  /** ISO2 of the customers to sell to; the partner's own country when absent. */
  readonly country?: string | undefined;
  readonly language: ListingLanguage;
}

export interface MarketplaceSearch extends MarketplaceRequest {
  /** Words, all of which are in title, summary, keywords or publisher; without regard to case and accents. */
  readonly search?: string | undefined;
  readonly category?: string | undefined;
  readonly size: number;
  readonly after?: string | undefined;
}

type Refusal = Extract<Verdict, { allowed: false }>;

export interface MarketplacePlan {
  readonly plan: Plan;
  readonly skuId: string;
  /** Countries the plan is sold in. */
  readonly markets: readonly string[];
  /** The plan's availability in the asked country. */
  readonly item: PurchasableItem | undefined;
  /** Every reason why this partner cannot sell it there; empty when it can. */
  readonly hindrances: readonly Refusal[];
}

export interface MarketplaceOffer {
  readonly version: OfferVersion;
  readonly listing: Listing;
  readonly country: string;
  /** Open to selected partners only (rule A28). */
  readonly exclusive: boolean;
  /** Whether this partner may resell it at all. */
  readonly admitted: boolean;
  /** Whether this partner may sell at least one plan in the asked country. */
  readonly purchasable: boolean;
  readonly plans: readonly MarketplacePlan[];
}

/** Offers the acting partner may see, by title. Faults: PartnerNotFound, CountryNotListed. */
export async function marketplaceOffers(
  work: Work,
  request: MarketplaceSearch,
): Promise<Page<MarketplaceOffer> & { readonly country: string }> {
  const view = await viewOf(work, request);
  const words = fold(request.search ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const found = (await catalogueForPartner(work, work.actor.tenantId))
    .filter(({ version }) => !request.category || version.document.properties.categories.includes(request.category))
    .filter(({ version }) => holdsWords(version, words))
    .map((entry) => offerFor(entry, view))
    .toSorted(byTitle(request.language));
  const cursor = request.after === undefined ? undefined : decodeCursor(request.after);
  const rest = cursor ? found.filter((offer) => isAfter(offer, cursor, request.language)) : found;
  const items = rest.slice(0, request.size);
  const last = rest.length > items.length ? items.at(-1) : undefined;
  return {
    country: view.country,
    items,
    total: found.length,
    ...(last ? { next: encodeCursor([last.listing.title, last.version.productId]) } : {}),
  };
}

/** One of them by product id. Faults: PartnerNotFound, CountryNotListed, ProductUnknown. */
export async function marketplaceOffer(
  work: Work,
  productId: string,
  request: MarketplaceRequest,
): Promise<MarketplaceOffer> {
  const view = await viewOf(work, request);
  const entry = await catalogueEntry(work, work.actor.tenantId, productId);
  if (!entry)
    throw offerFault('ProductUnknown', `There is no product ${productId} in your marketplace. Search it again.`);
  return offerFor(entry, view);
}

interface View {
  readonly partner: PartnerAccount;
  readonly country: string;
  readonly countryName: string;
  readonly language: ListingLanguage;
  /** Verdicts that hold for every offer alike. */
  readonly common: readonly Verdict[];
}

async function viewOf(work: Work, { country: asked, language }: MarketplaceRequest): Promise<View> {
  const today = dayOf(work.now);
  const partner = await partnerAccountOf(work, work.actor.tenantId);
  const market = marketOf(asked ?? partner.country, today);
  if (!market) throw countryNotListed(asked ?? partner.country, today);
  const { country } = market;
  const common = [maySell(partner), maySellMarketplaceIn(country, today), sameRegion(partner.country, country, today)];
  return { partner, country, countryName: market.name, language, common };
}

function offerFor(entry: CatalogueEntry, view: View): MarketplaceOffer {
  const { version, exclusive, resale } = entry;
  const plans = version.document.plans.map((plan) => planFor(plan, entry, view));
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

function planFor(plan: Plan, { version, resale }: CatalogueEntry, view: View): MarketplacePlan {
  const items = version.items.filter((item) => item.planId === plan.planId);
  const item = items.find((one) => one.market === view.country);
  const verdicts = [resale, ...view.common, soldThere(item, view)];
  return {
    plan,
    skuId: items[0]!.skuId,
    markets: items.map((one) => one.market),
    item,
    hindrances: verdicts.filter((verdict) => !verdict.allowed),
  };
}

function soldThere(item: PurchasableItem | undefined, view: View): Verdict {
  if (item) return allowed;
  const rule = { id: 'A32', source: 'MS marketplace-geo-availability-currencies 2023-05-31' };
  return refused(rule, `The publisher does not sell this plan in ${view.countryName}.`);
}

/** Lower case without accents, so that `equipes` finds `Équipes`. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function holdsWords({ document, publisherName }: OfferVersion, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { en, fr } = document.listings;
  const texts = [en, fr].flatMap((one) => (one ? [one.title, one.summary, ...one.keywords] : []));
  const folded = fold([publisherName, ...texts].join(' '));
  return words.every((word) => folded.includes(word));
}

const collators = { en: new Intl.Collator('en'), fr: new Intl.Collator('fr') } as const;

function byTitle(language: ListingLanguage) {
  return (left: MarketplaceOffer, right: MarketplaceOffer) =>
    compareTitles(language, left, right.listing.title, right.version.productId);
}

function isAfter(
  offer: MarketplaceOffer,
  [title = '', productId = '']: readonly string[],
  language: ListingLanguage,
): boolean {
  return compareTitles(language, offer, title, productId) > 0;
}

function compareTitles(language: ListingLanguage, offer: MarketplaceOffer, title: string, productId: string): number {
  const byName = collators[language].compare(offer.listing.title, title);
  if (byName !== 0) return byName;
  return offer.version.productId < productId ? -1 : Number(offer.version.productId > productId);
}
