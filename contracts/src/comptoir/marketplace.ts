/** The marketplace as a partner sees it, `/comptoir/v1/marketplace/offers…` (permission `catalogue.read`). */
import { z } from 'zod';
import { contact, offerCategory, supportContact, pricingModel } from './offers.ts';
import { billingCycleName, countryCode, guid, plainText, termName } from './words.ts';

// GET /comptoir/v1/marketplace/offers?country=&search=&category=&size=&after=
export const marketplaceQuery = z.strictObject({
  /** Country of the customer that prices are for; the partner's own when absent. */
  country: countryCode.optional(),
  /** Words in title, summary, publisher or keywords. */
  search: plainText(100).optional(),
  category: offerCategory.optional(),
  size: z.coerce.number().int().min(1).max(100).default(50),
  /** `next` of the page before. */
  after: z.string().max(1000).optional(),
});

/** Why something cannot be bought: the rule that decided and a sentence. */
export const hindrance = z.object({
  rule: z.object({ id: z.string(), source: z.string(), since: z.string().optional() }),
  reason: z.string(),
});
export type Hindrance = z.infer<typeof hindrance>;

export const marketplaceItem = z.object({
  productId: z.string(),
  title: z.string(),
  summary: z.string(),
  publisherName: z.string(),
  categories: z.array(offerCategory),
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
  total: z.number().int(),
  next: z.string().optional(),
});
export type MarketplaceItem = z.infer<typeof marketplaceItem>;

export const marketplacePlan = z.object({
  planId: z.string(),
  skuId: z.string(),
  name: z.string(),
  description: z.string(),
  pricingModel,
  seats: z.object({ min: z.number().int(), max: z.number().int() }).nullable(),
  /** Countries the plan is sold in. */
  markets: z.array(z.string()),
  /** In the asked country: null when the plan is not sold there. */
  offeredAs: z
    .object({
      /** `product:sku:availability`, what a cart line names. */
      catalogItemId: z.string(),
      currency: z.string(),
      /** Per seat, or flat, for one billing cycle; decimal text. */
      prices: z.array(z.object({ term: termName, billingCycle: billingCycleName, amount: z.string() })),
    })
    .nullable(),
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
  purchasable: z.boolean(),
  /** Every reason why this partner cannot buy it for a customer of this country; empty when it can. */
  hindrances: z.array(hindrance),
});
export type MarketplacePlan = z.infer<typeof marketplacePlan>;

// GET /comptoir/v1/marketplace/offers/{productId}?country=
export const marketplaceDetailQuery = z.strictObject({ country: countryCode.optional() });
export const marketplaceOffer = marketplaceItem.extend({
  country: z.string(),
  description: z.string(),
  publisherTenantId: guid,
  contacts: z.object({ support: supportContact, engineering: contact, cspProgramme: contact }),
  cspMarketingUrl: z.string(),
  privacyUrl: z.string(),
  terms: z.object({ standardContract: z.boolean(), url: z.string() }),
  plans: z.array(marketplacePlan),
});
export type MarketplaceOffer = z.infer<typeof marketplaceOffer>;
