/**
 * A publisher's private offers to partners, `/comptoir/v1/private-offers…` (permission `offers.manage`; rules F26, F27,
 * A30). Partners never see them: they read their margins at `GET /v1/margins`.
 *
 * A draft may be saved unfinished: these shapes hold only types and generous limits. What keeps it from being submitted
 * is what `GET /private-offers/{privateOfferId}/problems` lists. Percentages are decimal text, never JSON numbers.
 */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { audiencePartner } from './offers.ts';
import { dayText, guid, instant, lineText } from './words.ts';
import { ruleWords } from './rules.ts';

/** Limits of rule F26, which the problems tell. */
export const privateOfferLimits = { partners: 400, customers: 25, prices: 10, contacts: 5 } as const;

export const privateOfferDocument = z.strictObject({
  /** For the publisher's own eyes (rule F26). */
  name: lineText(100),
  preparedBy: lineText(255),
  /** `asSoonAsPossible`, or the first day of a month; null while not chosen. */
  start: z.union([z.literal('asSoonAsPossible'), dayText]).nullable(),
  /** Last day, included: the last of a month; null while not chosen. */
  end: dayText.nullable(),
  /** Mail addresses told when it is live. */
  notificationContacts: z.array(lineText(255)).max(20),
  beneficiaries: z
    .array(
      z.strictObject({
        partnerTenantId: guid,
        /** Only for these customers of the partner; empty: for every one. */
        customerTenantIds: z.array(guid).max(100),
      }),
    )
    .max(1000),
  pricing: z
    .array(
      z.strictObject({
        offerId: guid,
        /** Absent: every plan of the offer, later ones too. */
        planId: z.string().min(1).max(50).optional(),
        /** Off the list price, e.g. `"12.5"`; empty while not chosen. */
        discountPercentage: z.string().regex(/^(\d{1,4}(\.\d{1,6})?)?$/, 'must be a percentage such as "12.5"'),
      }),
    )
    .max(50),
});
export type PrivateOfferDocument = z.infer<typeof privateOfferDocument>;

export const privateOfferState = z.enum(['draft', 'inProgress', 'live', 'ended', 'withdrawn']);
export type PrivateOfferState = z.infer<typeof privateOfferState>;

// GET /private-offers, newest first
export const privateOfferSummary = z.object({
  privateOfferId: guid,
  name: z.string(),
  state: privateOfferState,
  revision: z.number().int(),
  partners: z.number().int(),
  start: privateOfferDocument.shape.start,
  end: privateOfferDocument.shape.end,
  createdAt: instant,
  updatedAt: instant,
  submittedAt: instant.nullable(),
});
export type PrivateOfferSummary = z.infer<typeof privateOfferSummary>;
/** GET /private-offers, …/export: the newest first. */
export const privateOfferList = listOf({
  item: privateOfferSummary,
  sorts: ['created', 'name', 'state', 'partners', 'start', 'end', 'updated'],
  usual: '-created',
  filters: { state: privateOfferState.optional() },
  beside: {},
});

/**
 * Where a submitted private offer stands for one partner: not authorised for one of the offers, authorised and waiting
 * for the start, live, over.
 */
export const partnerProgress = z.enum(['authorisation', 'pricePublishing', 'live', 'ended', 'withdrawn']);

// GET /private-offers/{privateOfferId}; also the answer of every write
export const privateOffer = privateOfferSummary.extend({
  document: privateOfferDocument,
  submittedBy: z.string().nullable(),
  /** First and last moment it counts, once submitted; `endsAt` is exclusive. */
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  /** Somebody sold with one of its margins: it cannot be withdrawn any more (rule F26). */
  sold: z.boolean(),
  /** Partners it names, with their progress once submitted. */
  partnerStates: z.array(audiencePartner.extend({ progress: partnerProgress.nullable(), sold: z.boolean() })),
  /** Offers it prices. */
  offers: z.array(
    z.object({
      offerId: guid,
      productId: z.string(),
      name: z.string(),
      plans: z.array(z.object({ planId: z.string(), name: z.string() })),
    }),
  ),
  /** Partners that its submission authorises, or authorised, for an offer they may not resell (rule A30). */
  authorises: z.array(z.object({ offerId: guid, partnerTenantId: guid })),
});
export type PrivateOffer = z.infer<typeof privateOffer>;

// POST /private-offers → 201 privateOffer
export const newPrivateOffer = z.strictObject({
  name: lineText(100).refine((text) => text !== '', 'must not be empty'),
});

// PUT /private-offers/{privateOfferId}/draft; 409 PrivateOfferChanged: `problems` are the paths that differ
export const savePrivateOffer = z.strictObject({ revision: z.number().int().min(1), document: privateOfferDocument });

// GET /private-offers/{privateOfferId}/problems
export const privateOfferProblem = z.object({
  /** Path in the document, e.g. `pricing[0].discountPercentage`. */
  path: z.string(),
  code: z.string(),
  message: z.string(),
  rule: ruleWords,
});
export type PrivateOfferProblem = z.infer<typeof privateOfferProblem>;
export const privateOfferProblems = z.object({
  revision: z.number().int(),
  problems: z.array(privateOfferProblem),
});

// POST /private-offers/{privateOfferId}/submit → 200; 400 PrivateOfferNotReady with all problems
export const submitPrivateOffer = z.strictObject({ revision: z.number().int().min(1) });
// POST /private-offers/{privateOfferId}/withdraw → 200; 409 PrivateOfferNotWithdrawable
// POST /private-offers/{privateOfferId}/clone → 201, a draft
// DELETE /private-offers/{privateOfferId} → 204, drafts only; 409 PrivateOfferFixed
