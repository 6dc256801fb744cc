/**
 * The publisher's offers, `/comptoir/v1/offers…` (permission `offers.manage`).
 *
 * A draft may be saved unfinished: these shapes hold only types and limits. What is missing for publication is what
 * `GET /offers/{offerId}/problems` lists. Amounts are decimal text, never JSON numbers.
 */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { billingCycleName, countryCode, currencyCode, guid, instant, lineText, plainText, termName } from './words.ts';
import { ruleWords } from './rules.ts';

/** Categories an offer is found under. */
export const offerCategories = [
  'analytics',
  'artificial-intelligence',
  'collaboration',
  'commerce',
  'compliance',
  'customer-service',
  'developer-tools',
  'finance',
  'human-resources',
  'it-management',
  'marketing',
  'operations',
  'productivity',
  'sales',
  'security',
  'storage',
] as const;
export const offerCategory = z.enum(offerCategories);

/**
 * What kind of thing is sold. Each plan of an Azure application is a solution template or a managed application, as in
 * Microsoft's marketplace; a container is no eligible kind of rule A2, its plans are resold by default (A3).
 */
export const offerKinds = ['saas', 'virtualMachine', 'azureApplication', 'container'] as const;
export const offerKind = z.enum(offerKinds);
export type OfferKind = z.infer<typeof offerKind>;

/** The three options of the CSP reseller audience (rule A5): any partner, partners I select, no partner. */
export const audienceOption = z.enum(['any', 'selected', 'none']);

/** Most partners the list of an offer holds. */
export const mostAudiencePartners = 20_000;

const amountText = (digits: number) =>
  z
    .string()
    .regex(
      new RegExp(String.raw`^(0|[1-9]\d{0,11})(\.\d{1,${digits}})?$`),
      `must be a decimal text such as "12.50", without sign, with at most ${digits} digits after the point`,
    );

/** A term price: no currency has more than three decimals; whether they fit this one is told by the problems. */
export const termAmount = amountText(3);
/** A price per metered unit may be finer than the currency's smallest coin. */
export const meterAmount = amountText(6);

export const listing = z.strictObject({
  title: lineText(200),
  summary: lineText(100),
  description: plainText(5000),
  keywords: z.array(lineText(50).refine((text) => text !== '', 'must not be empty')).max(3),
});

export const contact = z.strictObject({ name: lineText(255), email: lineText(255), phone: lineText(20) });
export const supportContact = contact.extend({ url: lineText(2048) });

export const termPrice = z.strictObject({
  term: termName,
  billingCycle: billingCycleName,
  currency: currencyCode,
  /** Only for this market, before the currency's price; absent: for every market priced in the currency. */
  market: countryCode.optional(),
  amount: termAmount,
});

/** A metered dimension of a flat plan. `includedQuantity`: units of each term that cost nothing more. */
export const dimension = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,50}$/, 'must be 1 to 50 letters, digits, - or _'),
  name: lineText(100),
  unitOfMeasure: lineText(100),
  includedQuantity: z.number().int().min(0).max(1_000_000_000),
  prices: z.array(z.strictObject({ currency: currencyCode, pricePerUnit: meterAmount })).max(60),
});

/** `perSeat`, `flat`: SaaS; `flat`: managed applications; `hourly`, `byol`: virtual machines; `byol`, `free`: containers; `free`: solution templates. */
export const pricingModel = z.enum(['perSeat', 'flat', 'hourly', 'byol', 'free']);
export const applicationType = z.enum(['solutionTemplate', 'managedApplication']);

export const deployable = z.strictObject({
  /** e.g. `1.0.2`. */
  version: lineText(20),
  /** Where the operator fetches it: an https address, or `registry/repository:tag` of a container's image. */
  address: lineText(2048),
  /** Of a virtual machine's image. */
  operatingSystem: z.enum(['linux', 'windows']).optional(),
});

export const plan = z.strictObject({
  planId: z.string().regex(/^[a-z0-9_-]{1,50}$/, 'must be 1 to 50 lower-case letters, digits, - or _'),
  name: lineText(200),
  description: plainText(3000),
  pricingModel: pricingModel,
  /** What a plan of an Azure application is; absent for every other kind. */
  applicationType: applicationType.optional(),
  /** Seats one purchase may have; for a per-seat plan. */
  seats: z
    .strictObject({ min: z.number().int().min(1).max(1_000_000), max: z.number().int().min(1).max(1_000_000) })
    .optional(),
  /** `all`: every country the marketplace sells in on the day of publication. */
  markets: z.union([z.literal('all'), z.array(countryCode).max(250)]),
  terms: z.array(z.strictObject({ term: termName, billingCycle: billingCycleName })).max(16),
  /** One price per term, billing cycle and currency of the chosen markets: per seat, or flat, for one billing cycle. */
  prices: z.array(termPrice).max(500),
  /** `usd`: on saving, a price missing in a market's currency is converted from the one in US dollars, once. */
  priceInput: z.enum(['perMarket', 'usd']).optional(),
  /** Of a pay-as-you-go virtual machine: per virtual core and hour. */
  hourlyPrices: z
    .array(z.strictObject({ currency: currencyCode, pricePerCoreHour: meterAmount }))
    .max(60)
    .optional(),
  dimensions: z.array(dimension).max(30),
  /** A first term of 30 days costs nothing, then the bought term begins (rule F25); never with dimensions. */
  trial: z.boolean().optional(),
  /** A customer has it once at a time (rule F4); of SaaS plans. */
  onePerCustomer: z.boolean().optional(),
  /** Not sold any more; whoever has it keeps it. */
  stopped: z.boolean().optional(),
  /** Private plans are for the named customers only and cannot be sold through partners (rule A31). */
  private: z.boolean(),
  privateAudience: z
    .array(z.strictObject({ tenantId: guid, name: lineText(200) }))
    .max(200)
    .optional(),
  /** What is deployed: the machine's image, the application's package or the container's image; never with SaaS. */
  package: deployable.optional(),
  /** Who of the publisher's tenant manages a managed application at the customer's. */
  authorizations: z
    .array(z.strictObject({ principalId: guid, role: z.enum(['owner', 'contributor']) }))
    .max(20)
    .optional(),
});

export const callToActionKind = z.enum(['contactMe', 'getItNow', 'freeTrial']);

/** Changes of a purchase before which a publisher may ask for a step on its site. */
export const stepsFirst = ['cancel', 'quantity', 'plan'] as const;

export const offerDocument = z.strictObject({
  setup: z.strictObject({
    /** False: only listed in the store, with a call to action; such an offer has no plans and no audience (rule A2). */
    sellThroughOperator: z.boolean(),
    /** Whether customers find it in the online store (rule A1); true when absent. */
    listInStore: z.boolean().optional(),
    callToAction: z.strictObject({ kind: callToActionKind, url: lineText(2048) }).optional(),
  }),
  /** User principal names of those who may see the preview before it goes live. */
  preview: z.strictObject({ audience: z.array(lineText(255)).max(50) }).optional(),
  properties: z.strictObject({
    categories: z.array(offerCategory).max(2),
    /** The publisher's customer agreement: the standard contract, or terms of its own at an address. */
    terms: z.strictObject({ standardContract: z.boolean(), url: lineText(2048) }),
  }),
  listings: z.strictObject({ en: listing.optional(), fr: listing.optional() }),
  contacts: z.strictObject({
    /** Public. */
    support: supportContact,
    engineering: contact,
    /** Seen by partners only (rules A23, A25). */
    cspProgramme: contact,
  }),
  /** Where partners find marketing material; never shown to customers (rule A23). */
  cspMarketingUrl: lineText(2048),
  privacyUrl: lineText(2048),
  technical: z.strictObject({
    landingPageUrl: lineText(2048),
    connectionWebhook: lineText(2048),
    /** Tenant and application the publisher calls the SaaS fulfillment API with; empty while not chosen. */
    tenantId: z.union([guid, z.literal('')]),
    applicationId: z.union([guid, z.literal('')]),
    /** Changes before which the buyer must take a step on the publisher’s site; absent: none (rule F17). */
    stepsFirst: z.array(z.enum(stepsFirst)).max(stepsFirst.length).optional(),
  }),
  plans: z.array(plan).max(100),
  audience: z.strictObject({
    /** Null until the publisher chooses: opting in is its own act (rule A1). */
    option: audienceOption.nullable(),
    partnerTenantIds: z.array(guid).max(mostAudiencePartners, `must name at most ${mostAudiencePartners} partners`),
  }),
});
export type OfferDocument = z.infer<typeof offerDocument>;
export type OfferPlan = z.infer<typeof plan>;
export type OfferListing = z.infer<typeof listing>;
export type AudienceOption = z.infer<typeof audienceOption>;
export type OfferCategory = z.infer<typeof offerCategory>;

export const offerState = z.enum(['draft', 'live', 'stopped']);

// GET /comptoir/v1/offers
export const offerSummary = z.object({
  offerId: guid,
  productId: z.string(),
  externalId: z.string(),
  name: z.string(),
  kind: offerKind,
  state: offerState,
  /** Audience in force once published, the draft's before. */
  audience: audienceOption.nullable(),
  /** Whether the offer has the page "CSP reseller audience" (rule A2): false for containers and for what is only listed. */
  audienceModule: z.boolean(),
  /** Whether customers find it in the online store, once it is live; apart from the CSP programme (rule A1). */
  listInStore: z.boolean(),
  /** Whether a plan of what is live is resold by every partner, whatever the audience (rule A3). */
  resoldByDefault: z.boolean(),
  revision: z.number().int(),
  liveVersion: z.number().int().nullable(),
  updatedAt: instant,
});
// GET /comptoir/v1/offers, …/export; words are parts of the name, the offer id or the product id
export const offerList = listOf({
  item: offerSummary,
  sorts: ['name', 'id', 'kind', 'state', 'updated'],
  /** `published`: live or stopped. */
  filters: { state: z.enum([...offerState.options, 'published']).optional(), kind: offerKind.optional() },
  beside: {},
});
export type OfferSummary = z.infer<typeof offerSummary>;

// POST /comptoir/v1/offers → 201 offer
export const newOffer = z.strictObject({
  externalId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{2,49}$/, 'must be 3 to 50 lower-case letters, digits, - or _, a letter or digit first'),
  kind: offerKind,
  name: lineText(120).refine((text) => text !== '', 'must not be empty'),
});
export type NewOffer = z.infer<typeof newOffer>;

/** A partner as the audience picker and table show it. */
export const audiencePartner = z.object({
  tenantId: guid,
  name: z.string(),
  kind: z.enum(['direct', 'provider']),
  /** Street, postal code and town in one line, or empty. */
  address: z.string(),
  country: z.string(),
  /** Name of the CSP region, e.g. `Europe` (rule A24). */
  region: z.string(),
});
export type AudiencePartner = z.infer<typeof audiencePartner>;

// GET /comptoir/v1/offers/{offerId}; also the answer of POST /offers and PUT /offers/{offerId}/draft
export const offer = offerSummary.extend({
  createdAt: instant,
  document: offerDocument,
  /** Company, kind, country and region of each partner the draft names. */
  audiencePartners: z.array(audiencePartner),
  live: z.object({ number: z.number().int(), publishedAt: instant }).nullable(),
  /** The audience in force; null while the offer was never published. */
  liveAudience: z.object({ option: audienceOption, partnerTenantIds: z.array(guid), changedAt: instant }).nullable(),
});
export type Offer = z.infer<typeof offer>;

// PUT /comptoir/v1/offers/{offerId}/draft; 409 OfferDraftChanged: `values.revision` is the stored one, `problems` the paths that differ
export const saveDraft = z.strictObject({ revision: z.number().int().min(1), document: offerDocument });

/** Pages of the offer's menu, in its order (rule A24). */
export const offerPages = ['setup', 'properties', 'listing', 'preview', 'technical', 'plans', 'audience'] as const;

// GET /comptoir/v1/offers/{offerId}/problems
export const offerProblem = z.object({
  /** Path in the document, e.g. `plans[0].prices[2].amount`. */
  path: z.string(),
  page: z.enum(offerPages),
  code: z.string(),
  message: z.string(),
  rule: ruleWords.optional(),
});
export const offerProblems = z.object({
  revision: z.number().int(),
  problems: z.array(offerProblem),
  /** The draft says what is live, its audience and markets included: publishing it would change nothing. */
  unchanged: z.boolean(),
});
export type OfferProblem = z.infer<typeof offerProblem>;
export type OfferPage = (typeof offerPages)[number];

// POST /comptoir/v1/offers/{offerId}/publish → 201 offerVersion; 400 OfferNotReady with all problems
export const publishOffer = z.strictObject({ revision: z.number().int().min(1) });

// GET /comptoir/v1/offers/{offerId}/versions
export const offerVersion = z.object({
  versionId: guid,
  number: z.number().int(),
  publishedAt: instant,
  publishedBy: z.string(),
  live: z.boolean(),
});
export const offerVersionList = z.object({ items: z.array(offerVersion) });
export type OfferVersionSummary = z.infer<typeof offerVersion>;

// GET /comptoir/v1/offers/{offerId}/versions/{number}
export const offerVersionDetail = offerVersion.extend({ document: offerDocument });
