/** The marketplace as a partner sees it, `/comptoir/v1/marketplace/…` (permission `catalogue.read`). */
import { z } from 'zod';
import { applicationType, contact, offerCategory, offerKind, pricingModel, supportContact } from './offers.ts';
import { csvFormat } from './lists.ts';
import { billingCycleName, countryCode, guid, searchText, termName } from './words.ts';
import { ruleWords } from './rules.ts';

/** What offers are found by, in the marketplace and in the store. */
export const offerSearch = z.strictObject({
  /** Words of title, summary, keywords, publisher or offer id, in either language, in any order; accents do not count. */
  search: searchText(100).optional(),
  kind: offerKind.optional(),
  category: offerCategory.optional(),
  /** Tenant id of the publisher. */
  publisher: guid.optional(),
  size: z.coerce.number().int().min(1).max(100).default(50),
  /** `next` of the page before; it belongs to the search and filters it was given for. */
  after: z.string().max(1000).optional(),
});

const counted = { offers: z.number().int() };
/** How many offers each value of a filter would find under the search and the other filters; most first. */
export const searchFilters = z.object({
  kinds: z.array(z.object({ value: offerKind, ...counted })),
  categories: z.array(z.object({ value: offerCategory, ...counted })),
  /** The 50 with most offers; `value` is the tenant id. */
  publishers: z.array(z.object({ value: guid, name: z.string(), ...counted })),
});
export type SearchFilters = z.infer<typeof searchFilters>;

/** A page of found offers, beside its items: the best fit first, then by title. */
export const foundPage = {
  /** Offers that fit, on all pages. */
  total: z.number().int(),
  /** True when no offer has the words and these have words written alike. */
  alike: z.boolean(),
  /** On the first page only. */
  filters: searchFilters.optional(),
  /** Where the next page begins; absent on the last. */
  next: z.string().optional(),
};

// GET /comptoir/v1/marketplace/offers?country=&search=&kind=&category=&publisher=&size=&after=
export const marketplaceQuery = offerSearch.extend({
  /** Country of the customer that prices are for; the partner's own when absent. */
  country: countryCode.optional(),
});

/** Why something cannot be bought: the rule that decided and a sentence. */
export const hindrance = z.object({
  rule: ruleWords,
  reason: z.string(),
});
export type Hindrance = z.infer<typeof hindrance>;

export const marketplaceItem = z.object({
  productId: z.string(),
  kind: offerKind,
  title: z.string(),
  summary: z.string(),
  publisherTenantId: guid,
  publisherName: z.string(),
  categories: z.array(offerCategory),
  /** Whether a plan begins with a free trial (rule F25). */
  trial: z.boolean(),
  /** `exclusive`: open to selected partners only (rule A28). */
  label: z.literal('exclusive').nullable(),
  /** Whether this partner may sell at least one plan of it in this country. */
  purchasable: z.boolean(),
  /** Whom to ask, when the offer is exclusive and this partner not selected. */
  contact: contact.nullable(),
});
export const marketplaceList = z.object({
  country: z.string(),
  items: z.array(marketplaceItem),
  ...foundPage,
});
export type MarketplaceItem = z.infer<typeof marketplaceItem>;

/** What a term costs: per seat, or flat, for one billing cycle; decimal text. */
export const listPrice = z.object({
  term: termName,
  billingCycle: billingCycleName,
  amount: z.string(),
  /** Days this price holds before the next row's; a free trial is a row of its own that costs 0 (rule F2). */
  trialDays: z.number().int().nullable(),
});
export type ListPrice = z.infer<typeof listPrice>;

/** A plan as partners and customers see it. */
export const listedPlan = z.object({
  planId: z.string(),
  skuId: z.string(),
  name: z.string(),
  description: z.string(),
  pricingModel,
  applicationType: applicationType.nullable(),
  seats: z.object({ min: z.number().int(), max: z.number().int() }).nullable(),
  /** Countries the plan is sold in. */
  markets: z.array(z.string()),
  /** In the currency of the asked country, for a virtual core and an hour; null when it is not sold so, or not there. */
  hourlyPrice: z.string().nullable(),
  dimensions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      unitOfMeasure: z.string(),
      includedQuantity: z.number().int(),
      /** In the currency of the asked country; null when the plan is not sold there. */
      pricePerUnit: z.string().nullable(),
    }),
  ),
});

export type ListedPlan = z.infer<typeof listedPlan>;

export const marketplacePlan = listedPlan.extend({
  /** In the asked country: null when the plan is not sold there. */
  offeredAs: z
    .object({
      /** `product:sku:availability`, what a cart line names. */
      catalogItemId: z.string(),
      currency: z.string(),
      prices: z.array(listPrice),
    })
    .nullable(),
  /** What the publisher takes off for this partner now; null: it pays the list price (rules F27, H9). */
  margin: z
    .object({
      /** Of the list price, decimal text. */
      percentage: z.string(),
      /** Last day, included. */
      until: z.string(),
      /** What the partner pays instead of each of `prices`, in their order. */
      wholesale: z.array(z.string()),
    })
    .nullable(),
  /** Whether this partner may resell it, wherever it is bought: by the publisher's choice, or by default (rule A3). */
  resellable: z.boolean(),
  purchasable: z.boolean(),
  /**
   * Every reason why this partner cannot buy it for a customer of this country, or for the customer that was asked for
   * (rule F4); empty when it can.
   */
  hindrances: z.array(hindrance),
});
export type MarketplacePlan = z.infer<typeof marketplacePlan>;

// GET /comptoir/v1/marketplace/offers/{productId}?country=&customerTenantId=
export const marketplaceDetailQuery = z.strictObject({
  country: countryCode.optional(),
  /** Customer it is for: margins may be for some customers only, and plans be sold once to each. */
  customerTenantId: guid.optional(),
});
export const marketplaceOffer = marketplaceItem.extend({
  country: z.string(),
  description: z.string(),
  contacts: z.object({ support: supportContact, engineering: contact, cspProgramme: contact }),
  cspMarketingUrl: z.string(),
  privacyUrl: z.string(),
  terms: z.object({ standardContract: z.boolean(), url: z.string() }),
  plans: z.array(marketplacePlan),
});
export type MarketplaceOffer = z.infer<typeof marketplaceOffer>;

// GET /comptoir/v1/marketplace/prices?country=FR → text/csv, every offer the partner sees (rule F2): one row per plan, term
// and billing cycle, a free trial as a row of its own, one row per metered dimension and per hourly price
export const marketplacePricesQuery = z.strictObject({ country: countryCode.optional(), format: csvFormat });
