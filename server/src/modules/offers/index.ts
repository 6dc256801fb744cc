/** Offers' only door: what publishers write, what partners may sell, and the exchange rates of a month. */
export { mayChangeAudience, mayResell, type Audience, type ResaleQuestion } from './domain/audience.ts';
export {
  listingIn,
  type AudienceOption,
  type Contact,
  type Dimension,
  type Listing,
  type ListingLanguage,
  type OfferDocument,
  type OfferState,
  type Plan,
} from './domain/document.ts';
export type { OfferProblem } from './domain/problem.ts';
export type { OfferEvents } from './events.ts';
export { offerFault, type OfferFaultCode } from './faults.ts';
export {
  catalogueEntry,
  catalogueForPartner,
  catalogueItem,
  findTechnicalOwner,
  offerVersionOf,
  purchasable,
  resaleFacts,
  type CatalogueEntry,
} from './service/catalogue.ts';
export {
  createOffer,
  listOffers,
  readOffer,
  saveDraft,
  type NewOffer,
  type OfferDetail,
  type OfferSummary,
  type SaveDraft,
} from './service/drafts.ts';
export { listedMarkets, type ListedMarket } from './service/markets.ts';
export { rateOf, ratesOf, recordRates, type ExchangeRate, type MonthRates } from './service/exchange-rates.ts';
export {
  marketplaceOffer,
  marketplaceOffers,
  type MarketplaceOffer,
  type MarketplacePlan,
  type MarketplaceRequest,
  type MarketplaceSearch,
} from './service/marketplace.ts';
export {
  skusOf,
  soldAvailability,
  soldProduct,
  soldProducts,
  soldSku,
  type SoldProduct,
  type SoldSku,
} from './service/products.ts';
export {
  draftProblems,
  offerVersionNumber,
  offerVersions,
  publishOffer,
  type PublicationRules,
} from './service/publish.ts';
export type { VersionRow } from './store.ts';
export type { OfferTables } from './tables.ts';
export type { OfferVersion, PurchasableItem, ResaleFacts } from './types.ts';
