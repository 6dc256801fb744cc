/**
 * The online store: what anybody finds without signing in (rule A1). What leaves here holds only what is public: support
 * contact, list prices, privacy and terms. Nothing for partners is in it (rules A23, H9), and no private plan (A31).
 */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf } from '../../../programme/markets.ts';
import { isOnSale } from '../../../programme/resale.ts';
import { decideSale, refusalsOf } from '../../../programme/sale.ts';
import { findPartners, type FoundPartners } from '../../partners/index.ts';
import { selectLiveFacts } from '../store/catalogue.ts';
import { listingIn, type Listing, type ListingLanguage, type OfferDocument, type Plan } from '../domain/document.ts';
import { countryNotListed, offerFault } from '../faults.ts';
import type { FoundListing } from '../store/search.ts';
import type { OfferVersion, PurchasableItem, ResaleFacts } from '../domain/types.ts';
import { offerForSale, offerVersionOf } from './catalogue.ts';
import { findOffers, type FoundOffers, type OfferSearch } from './search.ts';

export interface StorePlan {
  readonly plan: Plan;
  readonly skuId: string;
  readonly markets: readonly string[];
  /** In the asked country; undefined when the plan is not sold there. */
  readonly item: Pick<PurchasableItem, 'availabilityId' | 'currency' | 'prices'> | undefined;
}

export type StoreListing = Pick<
  FoundListing,
  | 'productId'
  | 'kind'
  | 'title'
  | 'summary'
  | 'publisherTenantId'
  | 'publisherName'
  | 'categories'
  | 'trial'
  | 'transactable'
>;

export interface StoreOffer extends StoreListing, Pick<OfferDocument, 'privacyUrl'> {
  readonly country: string | undefined;
  readonly description: Listing['description'];
  readonly support: OfferDocument['contacts']['support'];
  readonly terms: OfferDocument['properties']['terms'];
  readonly callToAction: OfferDocument['setup']['callToAction'];
  readonly plans: readonly StorePlan[];
}

interface StoreRequest {
  /** ISO2 of the customer; no prices without it. */
  readonly country?: string | undefined;
  readonly language: ListingLanguage;
}

/** Faults: CountryNotListed, InvalidInput for a position of another search. */
export async function storeOffers(work: Work, request: StoreRequest & OfferSearch): Promise<FoundOffers<StoreListing>> {
  return findOffers(work, 'store', request, listedCountry(work, request.country));
}

/** One of them by product id. Faults: CountryNotListed, ProductUnknown. */
export async function storeOffer(work: Work, productId: string, request: StoreRequest): Promise<StoreOffer> {
  const country = listedCountry(work, request.country);
  const { version } = await storeVersion(work, productId);
  const { document } = version;
  const { title, summary, description } = listingIn(document, request.language);
  const plans = document.plans.filter(isOnSale).map((plan) => planOf(plan, version, country));
  return {
    productId: version.productId,
    kind: version.kind,
    title,
    summary,
    description,
    country,
    publisherTenantId: version.publisherTenantId,
    publisherName: version.publisherName,
    categories: document.properties.categories,
    trial: plans.some(({ plan }) => plan.trial === true),
    transactable: document.setup.sellThroughOperator,
    support: document.contacts.support,
    privacyUrl: document.privacyUrl,
    terms: document.properties.terms,
    callToAction: document.setup.sellThroughOperator ? undefined : document.setup.callToAction,
    plans,
  };
}

/** Who sells an offer to a customer: everybody of the region, those its publisher chose, or nobody. */
export interface OfferPartners extends FoundPartners {
  readonly sold: 'everyPartner' | 'askPublisher' | 'nobody';
  readonly support: OfferDocument['contacts']['support'];
}

/**
 * The partners that sell an offer to customers of a country. Whom a publisher selected is told to nobody: the list is
 * its own (decision 0015). Faults: CountryNotListed, ProductUnknown, InvalidInput.
 */
export async function storeOfferPartners(
  work: Work,
  productId: string,
  request: { readonly country: string; readonly size: number; readonly after?: string | undefined },
): Promise<OfferPartners> {
  const country = listedCountry(work, request.country)!;
  const { version, facts } = await storeVersion(work, productId);
  const { support } = version.document.contacts;
  const sold = soldBy(version, facts, country, dayOf(work.now));
  if (sold !== 'everyPartner') return { sold, support, items: [], total: 0, similar: false };
  return { sold, support, ...(await findPartners(work, { text: '', ...request, country })) };
}

/** By any partner of the region, wherever it is bought; where only the publisher's choice stands against it, by those chosen. */
function soldBy(version: OfferVersion, facts: ResaleFacts, country: string, on: Temporal.PlainDate) {
  const offer = offerForSale(version, facts);
  const refusals = version.items
    .filter((item) => item.market === country)
    .map(({ plan, market }) =>
      refusalsOf(decideSale({ on, country, offer, plan, markets: [market] }), 'place').map((one) => one.condition),
    );
  if (refusals.some((conditions) => conditions.length === 0)) return 'everyPartner';
  const chosen = refusals.some((conditions) => conditions.every((condition) => condition === 'audience'));
  return chosen && offer.option === 'selected' ? 'askPublisher' : 'nobody';
}

async function storeVersion(work: Work, productId: string): Promise<{ version: OfferVersion; facts: ResaleFacts }> {
  const [facts] = await selectLiveFacts(work, undefined, productId.toUpperCase());
  if (facts?.offerState === 'live') {
    const version = await offerVersionOf(work, facts.liveVersionId!);
    if (version.document.setup.listInStore !== false) return { version, facts };
  }
  throw offerFault('ProductUnknown', `There is no product ${productId} in the store. Search it again.`);
}

function planOf(plan: Plan, { items }: OfferVersion, country: string | undefined): StorePlan {
  const own = items.filter((item) => item.planId === plan.planId);
  return {
    plan,
    skuId: own[0]!.skuId,
    markets: own.map((item) => item.market),
    item: own.find((item) => item.market === country),
  };
}

function listedCountry(work: Work, country: string | undefined): string | undefined {
  if (country === undefined) return undefined;
  const today = dayOf(work.now);
  const market = marketOf(country, today);
  if (!market) throw countryNotListed(country, today);
  return market.country;
}
