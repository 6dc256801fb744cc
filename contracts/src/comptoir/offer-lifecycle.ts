/**
 * From a draft to the preview and live, what changed between two states of an offer, and the end of its sale:
 * `/comptoir/v1/offers/{offerId}/…` (permission `offers.manage`), `/comptoir/v1/previews/{productId}` (any signed-in
 * person of the preview audience).
 */
import { z } from 'zod';
import { offerDocument, offerKind, offerPages, plan, supportContact } from './offers.ts';
import { guid, instant } from './words.ts';

// POST /offers/{offerId}/preview → 201 submission; 400 OfferNotReady; an earlier preview is replaced
export const previewOffer = z.strictObject({ revision: z.number().int().min(1) });

export const submissionState = z.enum(['preview', 'live', 'withdrawn', 'replaced']);
export const submission = z.object({
  number: z.number().int(),
  state: submissionState,
  submittedAt: instant,
  submittedBy: z.string(),
  /** When it went live, was withdrawn or replaced. */
  decidedAt: instant.nullable(),
  /** Number of the version it went live as. */
  version: z.number().int().nullable(),
});
export type Submission = z.infer<typeof submission>;

// GET /offers/{offerId}/submissions, newest first
export const submissionList = z.object({ items: z.array(submission) });
// POST /offers/{offerId}/submissions/{number}/go-live → 201 offerVersion; 409 SubmissionDecided; 400 OfferNotReady
// POST /offers/{offerId}/submissions/{number}/withdraw → 200 submission; 409 SubmissionDecided

// GET /previews/{productId}: the preview as its audience sees it; 404 for everybody else. Without what only partners see
// (rule A23), and without the names of those who see it or may buy a private plan.
export const previewedOffer = z.object({
  productId: z.string(),
  kind: offerKind,
  publisherName: z.string(),
  number: z.number().int(),
  submittedAt: instant,
  document: offerDocument
    .omit({ audience: true, technical: true, preview: true, cspMarketingUrl: true, contacts: true, plans: true })
    .extend({
      contacts: z.strictObject({ support: supportContact }),
      plans: z.array(plan.omit({ privateAudience: true, authorizations: true })),
    }),
});
export type PreviewedOffer = z.infer<typeof previewedOffer>;

// GET /offers/{offerId}/compare?from=live&to=draft: versions by number, or `draft`, `preview`, `live`
const comparedState = z.union([z.enum(['draft', 'preview', 'live']), z.coerce.number().int().min(1).max(1_000_000)]);
export const compareQuery = z.strictObject({
  from: comparedState.default('live'),
  to: comparedState.default('draft'),
});
export const comparison = z.object({
  /** In the order of the menu. The audience is not compared (rule A26); list it by its own page. */
  changes: z.array(
    z.object({
      page: z.enum(offerPages),
      /**
       * e.g. `plans[team].prices[P1M monthly EUR].amount`: items of lists by what names them (a plan's id; a price's
       * term, billing cycle, currency and market; a dimension's id), so that an item that only moved is no change.
       */
      path: z.string(),
      /** JSON of the member on either side; null where it is absent. */
      from: z.unknown(),
      to: z.unknown(),
    }),
  ),
  /** More members differ than are listed (200). */
  more: z.boolean(),
});
export type Comparison = z.infer<typeof comparison>;

// POST /offers/{offerId}/stop → 200 offer: not sold from now on; whoever has it keeps it. 409 OfferNotLive.
// A later publication sells it again.
export const offerStopped = z.object({ offerId: guid, state: z.literal('stopped') });
