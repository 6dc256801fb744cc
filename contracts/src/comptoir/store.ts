/**
 * The online store, `/comptoir/v1/store/…`: what customers find without signing in. It is apart from the CSP programme
 * (rule A1) and never shows what is for partners only: programme contact, marketing URL and material, audience,
 * technical configuration, engineering contact, private plans (rules A23, A31, H9). Answers may be kept for a minute.
 */
import { z } from 'zod';
import { foundPage, listedPlan, listPrice, offerSearch } from './marketplace.ts';
import { callToActionKind, offerCategory, offerKind, supportContact } from './offers.ts';
import { competency, skill } from './partners.ts';
import { countryCode, guid, searchText } from './words.ts';

// GET /comptoir/v1/store/countries: those customers are sold to today, by code
export const storeCountries = z.object({ items: z.array(z.object({ country: z.string() })) });

// GET /comptoir/v1/store/offers?search=&kind=&category=&publisher=&country=&size=&after=
export const storeQuery = offerSearch.extend({
  /** Only what is sold to customers there, and what is listed without being sold here. */
  country: countryCode.optional(),
  size: z.coerce.number().int().min(1).max(50).default(24),
});

export const storeItem = z.object({
  productId: z.string(),
  kind: offerKind,
  title: z.string(),
  summary: z.string(),
  publisherTenantId: guid,
  publisherName: z.string(),
  categories: z.array(offerCategory),
  trial: z.boolean(),
  /** False: only listed, with a call to action. */
  transactable: z.boolean(),
});
export const storeList = z.object({ items: z.array(storeItem), ...foundPage });
export type StoreItem = z.infer<typeof storeItem>;

export const storePlan = listedPlan.extend({
  /** In the asked country: null when the plan is not sold there, or no country was asked. */
  offeredAs: z.object({ currency: z.string(), prices: z.array(listPrice) }).nullable(),
});
export type StorePlan = z.infer<typeof storePlan>;

// GET /comptoir/v1/store/offers/{productId}?country=
export const storeDetailQuery = z.strictObject({ country: countryCode.optional() });
export const storeOffer = storeItem.extend({
  country: z.string().nullable(),
  description: z.string(),
  support: supportContact,
  privacyUrl: z.string(),
  terms: z.object({ standardContract: z.boolean(), url: z.string() }),
  /** Of an offer that is only listed: where the publisher takes over. */
  callToAction: z.object({ kind: callToActionKind, url: z.string() }).nullable(),
  plans: z.array(storePlan),
});
export type StoreOffer = z.infer<typeof storeOffer>;

export const storePartner = z.object({
  tenantId: guid,
  name: z.string(),
  kind: z.enum(['direct', 'provider']),
  /** Street, postal code and town in one line, or empty. */
  address: z.string(),
  country: z.string(),
  /** Address on the web, or empty. */
  website: z.string(),
  competency: competency.nullable(),
  skills: z.array(skill),
});
export type StorePartner = z.infer<typeof storePartner>;

// GET /comptoir/v1/store/partners?country=&skill=&search=&size=&after=
export const storePartnersQuery = z.strictObject({
  /** Country of the customer: partners sell in their whole CSP region (rule C4). */
  country: countryCode.optional(),
  skill: skill.optional(),
  /** Words of the company's name. */
  search: searchText(100).default(''),
  size: z.coerce.number().int().min(1).max(50).default(24),
  after: z.string().max(1000).optional(),
});
const partnerPage = {
  /** By name. */
  items: z.array(storePartner),
  total: z.number().int(),
  /** True when no name holds the words and these are written alike. */
  alike: z.boolean(),
  next: z.string().optional(),
};
export const storePartnerList = z.object(partnerPage);

// GET /comptoir/v1/store/offers/{productId}/partners?country=&size=&after=
export const offerPartnersQuery = z.strictObject({
  /** Country of the customer. */
  country: countryCode,
  size: z.coerce.number().int().min(1).max(50).default(24),
  after: z.string().max(1000).optional(),
});
export const offerPartnerList = z.object({
  ...partnerPage,
  /**
   * `everyPartner`: those listed sell it. `askPublisher`: its publisher chose who sells it, and the list is the
   * publisher's alone. `nobody`: partners do not sell it, or not in this country. Of the last two no partner is listed.
   */
  sold: z.enum(['everyPartner', 'askPublisher', 'nobody']),
  /** Whom to ask. */
  support: supportContact,
});
export type OfferPartnerList = z.infer<typeof offerPartnerList>;
