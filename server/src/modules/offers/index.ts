/** Offers' only door: what publishers write, what partners may sell. */
export type { OfferEvents } from './events.ts';
export type { AudienceChange } from './domain/audience-transitions.ts';
export { mayChangeAudience } from './domain/audience.ts';
export { hourlyPrice, listPrices, pricePerUnit } from './domain/list-prices.ts';
export { listingIn, type OfferDocument, type OfferKind } from './domain/document.ts';
export { pricesIn } from './domain/availabilities.ts';
export { offerFault, type OfferFaultCode } from './faults.ts';
export { authorisePartners } from './service/authorise.ts';
export { exportAudience, importAudience, type AudienceImportReport } from './service/audience-file.ts';
export {
  catalogueEntry,
  catalogueItem,
  findTechnicalOwner,
  knownItems,
  offerVersionOf,
  offerVersionsOf,
  purchasable,
  requireProduct,
} from './service/catalogue.ts';
export { offersOfPartner } from './service/partner-offers.ts';
export { markNoticed, noticedOffers } from './store/notice-marks.ts';
export {
  createOffer,
  holdDraft,
  publisherOffer,
  readOffer,
  saveDraft,
  type NewOffer,
  type OfferDetail,
  type OfferSummary,
} from './service/drafts.ts';
export { publisherOfferId, publisherOfferNames, publisherOffers } from './service/publisher-offers.ts';
export {
  marketplaceOffer,
  marketplaceOffers,
  type MarketplaceListing,
  type MarketplaceOffer,
  type MarketplacePlan,
} from './service/marketplace.ts';
export {
  applyAudience,
  audienceFacts,
  transitionsOf,
  requireNameable,
  weighChange,
  type AudienceFacts,
  type WeighedChange,
} from './service/audience-transitions.ts';
export { calledOffers, liveVersions, type LiveVersion } from './service/live-versions.ts';
export type { CalledOffer } from './store/catalogue.ts';
export { listedMarkets, type ListedMarket } from './service/markets.ts';
export { metersOf, type Meter } from './service/meters.ts';
export { planChoices } from './service/plan-sorts.ts';
export {
  storeOffer,
  storeOfferPartners,
  storeOffers,
  type StoreListing,
  type StoreOffer,
  type StorePlan,
} from './service/online-store.ts';
export { selectVersionAfter, type ListedProduct, type PublishedVersion } from './store/catalogue.ts';
export { pricesSince, type PublishedPrice } from './service/prices-since.ts';
export { exportPrices } from './service/price-list.ts';
export { syncPrivateAudience } from './service/private-audience.ts';
export type { FoundOffers } from './service/search.ts';
export {
  skusOf,
  soldAvailability,
  soldProduct,
  soldProducts,
  soldSku,
  type SoldProduct,
  type SoldSku,
} from './service/products.ts';
export { compareOffer } from './service/compare.ts';
export { goLive, previewedOffer, previewOffer, submissionsOf, withdrawPreview } from './service/preview.ts';
export { draftProblems, offerVersionNumber, offerVersions, publishOffer, saysWhatIsLive } from './service/publish.ts';
export { announceFirstSales, recordSales, resaleFactsOf, saleFacts } from './service/sales.ts';
export { readStandardContract } from './service/standard-contract.ts';
export { stopOffer } from './service/stop.ts';
export { syncAudience } from './service/sync.ts';
export type { VersionRow } from './store/offers.ts';
export type { PreviewRow, SubmissionRow } from './store/submissions.ts';
export type { OfferTables } from './tables.ts';
export type { OfferVersion, PurchasableItem, ResaleFacts, SaleFacts } from './domain/types.ts';
