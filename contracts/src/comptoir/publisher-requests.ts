/**
 * Transitions between the options of an audience, and the support request for those a publisher may not make alone (rules A15
 * to A22): `/comptoir/v1/offers/{offerId}/audience/transitions`, `/comptoir/v1/support/publisher-requests…` (permission
 * `offers.manage`), `/comptoir/v1/operator/publisher-requests…` (permission `programme.operate`).
 */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { audienceOption, mostAudiencePartners, offerKind, offerState } from './offers.ts';
import { guid, instant, lineText, plainText } from './words.ts';
import { ruleWords } from './rules.ts';

/** `selfService`: the publisher does it alone; `request`: the operator decides; `refused`: it cannot be done now. */
export const transitionWay = z.enum(['selfService', 'request', 'refused']);

/** One cell of the transition table, from the option in force, with the rule that decides it. */
export const audienceTransition = z.object({
  kind: z.enum(['changeOption', 'addPartners', 'removePartners']),
  /** Of `changeOption`. */
  to: audienceOption.optional(),
  how: transitionWay,
  rule: ruleWords,
  reason: z.string(),
});
export type AudienceTransition = z.infer<typeof audienceTransition>;

/** A partner that resold the offer: it can never be taken off (rule A15). */
export const soldPartner = z.object({
  tenantId: guid,
  name: z.string(),
  firstSoldAt: instant,
  /** Customers it sold the offer to. */
  customers: z.number().int(),
});
export type SoldPartner = z.infer<typeof soldPartner>;

const partnersOfChange = z
  .array(guid)
  .max(mostAudiencePartners, `must name at most ${mostAudiencePartners} partners`)
  .transform((ids) => [...new Set(ids)]);

export const audienceChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('removePartners'), partnerTenantIds: partnersOfChange }),
  z.strictObject({
    kind: z.literal('changeOption'),
    to: audienceOption,
    /** For `selected`: who may resell; partners who sold are added whether named or not (rule A18). */
    partnerTenantIds: partnersOfChange.default([]),
  }),
]);
export type AudienceChange = z.infer<typeof audienceChange>;

/** Each state once: waiting for the operator, decided by it, or taken back by the publisher. */
export const publisherRequestStates = ['submitted', 'approved', 'refused', 'withdrawn'] as const;
export const publisherRequestState = z.enum(publisherRequestStates);

// GET /offers/{offerId}/audience/transitions
export const audienceTransitions = z.object({
  /** The option in force; null while the offer was never published. */
  from: audienceOption.nullable(),
  transitions: z.array(audienceTransition),
  /** The first to sell first. */
  soldPartners: z.array(soldPartner),
  /** The request about this offer that waits for the operator; a second one is not taken. */
  openRequest: z.object({ requestId: guid, submittedAt: instant, change: audienceChange }).nullable(),
});
export type AudienceTransitions = z.infer<typeof audienceTransitions>;

/** A drop-down of the form: what it offers, and what is selected for the offer and not to be changed (rule A16). */
const choice = <Choice extends z.ZodType>(of: Choice) => z.object({ choices: z.array(of), selected: of });

export const requestProductVersion = z.enum(['liveOfferManagement']);
export const requestProblem = z.enum(['updateExistingOffer']);

// GET /support/publisher-requests/form?offerId=
export const publisherRequestFormQuery = z.strictObject({
  offerId: guid,
  problem: requestProblem.default('updateExistingOffer'),
});
export const publisherRequestForm = z.object({
  offerId: guid,
  offerName: z.string(),
  productVersion: choice(requestProductVersion),
  category: choice(offerKind),
  problem: choice(requestProblem),
  /** The title the source prescribes, by language; either is taken. */
  titles: z.object({ en: z.string(), fr: z.string() }),
  /** Paths of the sections that must be filled in. */
  required: z.array(z.string()),
});
export type PublisherRequestForm = z.infer<typeof publisherRequestForm>;

export const requestContact = z.strictObject({
  name: lineText(255),
  email: lineText(255),
  phone: lineText(20).default(''),
});

// POST /support/publisher-requests → 201 publisherRequest; 400 PublisherRequestInvalid with every problem;
// 409 AudienceChangeRefused with the rule, AudienceChangeIsFree, PublisherRequestOpen
export const newPublisherRequest = z.strictObject({
  offerId: guid,
  productVersion: lineText(50),
  category: lineText(50),
  problem: lineText(50),
  title: lineText(200),
  description: plainText(5000),
  contact: requestContact,
  change: audienceChange,
});
export type NewPublisherRequest = z.input<typeof newPublisherRequest>;

const namedPartner = z.object({ tenantId: guid, name: z.string() });

export const publisherRequestSummary = z.object({
  requestId: guid,
  publisherTenantId: guid,
  publisherName: z.string(),
  offerId: guid,
  offerName: z.string(),
  state: publisherRequestState,
  title: z.string(),
  /** The option in force when it was asked for. */
  from: audienceOption,
  change: audienceChange,
  submittedAt: instant,
  submittedBy: z.string(),
  /** When it was approved, refused or withdrawn, by whom, and why. */
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
const requestSorts = ['submitted', 'offer', 'publisher', 'state'] as const;
const requestList = {
  item: publisherRequestSummary,
  usual: '-submitted',
  filters: { state: publisherRequestState.optional() },
  beside: {},
} as const;
/** GET /support/publisher-requests, …/export: the newest first. */
export const ownRequestList = listOf({ ...requestList, sorts: ['submitted', 'offer', 'state'] });
/** GET /operator/publisher-requests, …/export: those of all publishers. */
export const deskRequestList = listOf({ ...requestList, sorts: [...requestSorts] });
export type PublisherRequestSummary = z.infer<typeof publisherRequestSummary>;

// GET /support/publisher-requests/{requestId}, GET /operator/publisher-requests/{requestId}
// POST …/withdraw, …/approve, …/refuse answer it too; 409 PublisherRequestDecided
export const publisherRequest = publisherRequestSummary.extend({
  productVersion: requestProductVersion,
  category: offerKind,
  problem: requestProblem,
  description: z.string(),
  contact: requestContact,
  /** The partners the change names. */
  partners: z.array(namedPartner),
  /** As things stand: the option in force, who sold, and what approving would do; null once decided. */
  now: z
    .object({
      offerState,
      from: audienceOption.nullable(),
      how: transitionWay,
      rule: ruleWords,
      reason: z.string(),
      soldPartners: z.array(soldPartner),
      /** Partners kept or added because they sold (rules A15, A18). */
      keptPartners: z.array(namedPartner),
    })
    .nullable(),
});
export type PublisherRequest = z.infer<typeof publisherRequest>;

// POST /operator/publisher-requests/{requestId}/refuse
export const refusePublisherRequest = z.strictObject({
  reason: plainText(2000).refine((text) => text !== '', 'must say why'),
});
