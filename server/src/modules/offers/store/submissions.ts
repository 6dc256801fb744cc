/** SQL of submissions: drafts frozen for their preview audience. */
import type { Work } from '../../../platform/work.ts';
import type { OfferDocument, OfferKind } from '../domain/document.ts';
import type { OfferTables, SubmissionState } from '../tables.ts';

type OfferWork = Work<OfferTables>;

export interface SubmissionRow {
  readonly number: number;
  readonly state: SubmissionState;
  readonly submittedAt: Temporal.Instant;
  readonly submittedBy: string;
  /** When it went live, was withdrawn or replaced. */
  readonly decidedAt: Temporal.Instant | null;
  /** Number of the version it went live as. */
  readonly version: number | null;
}

/** A list of submissions shows at most so many. */
const mostSubmissions = 1000;

function selectSubmissions(work: OfferWork, offerId: string) {
  return work.db
    .selectFrom('offer_submission as s')
    .leftJoin('offer_version as v', 'v.id', 's.version_id')
    .where('s.offer_id', '=', offerId)
    .select([
      's.number as number',
      's.state as state',
      's.submitted_at as submittedAt',
      's.submitted_by as submittedBy',
      's.decided_at as decidedAt',
      'v.number as version',
    ]);
}

export async function submissionsOf(work: OfferWork, offerId: string): Promise<SubmissionRow[]> {
  return selectSubmissions(work, offerId).orderBy('s.number', 'desc').limit(mostSubmissions).execute();
}

export async function submissionOf(
  work: OfferWork,
  offerId: string,
  number: number,
): Promise<(SubmissionRow & { readonly document: OfferDocument }) | undefined> {
  return selectSubmissions(work, offerId).select('s.document').where('s.number', '=', number).executeTakeFirst();
}

export async function lastSubmissionNumber(work: OfferWork, offerId: string): Promise<number> {
  const row = await work.db
    .selectFrom('offer_submission')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('offer_id', '=', offerId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

export interface NewSubmission {
  readonly offerId: string;
  readonly number: number;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly document: OfferDocument;
}

/** Writes a preview; the one before it must be decided already. */
export async function insertSubmission(work: OfferWork, submission: NewSubmission): Promise<void> {
  await work.db
    .insertInto('offer_submission')
    .values({
      offer_id: submission.offerId,
      number: submission.number,
      publisher_tenant_id: submission.publisherTenantId,
      publisher_name: submission.publisherName,
      state: 'preview',
      document: JSON.stringify(submission.document),
      submitted_at: work.now,
      submitted_by: work.actor.name,
      decided_at: null,
      version_id: null,
    })
    .execute();
}

/** Ends the preview of an offer, if it has one. */
export async function decidePreview(
  work: OfferWork,
  offerId: string,
  state: Exclude<SubmissionState, 'preview'>,
  versionId: string | null = null,
): Promise<void> {
  await work.db
    .updateTable('offer_submission')
    .set({ state, decided_at: work.now, version_id: versionId })
    .where('offer_id', '=', offerId)
    .where('state', '=', 'preview')
    .execute();
}

/** The document in preview, for a publisher's own eyes. */
export async function previewDocumentOf(work: OfferWork, offerId: string): Promise<OfferDocument | undefined> {
  const row = await work.db
    .selectFrom('offer_submission')
    .select('document')
    .where('offer_id', '=', offerId)
    .where('state', '=', 'preview')
    .executeTakeFirst();
  return row?.document;
}

/** Changes what waits in preview, under the same number. */
export async function rewritePreview(work: OfferWork, offerId: string, document: OfferDocument): Promise<void> {
  await work.db
    .updateTable('offer_submission')
    .set({ document: JSON.stringify(document) })
    .where('offer_id', '=', offerId)
    .where('state', '=', 'preview')
    .execute();
}

export interface PreviewRow {
  readonly productId: string;
  readonly kind: OfferKind;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly number: number;
  readonly submittedAt: Temporal.Instant;
  readonly document: OfferDocument;
}

/** The preview of a product, whoever asks: past row security, so the use case must say who may have it. */
export async function previewOfProduct(work: OfferWork, productId: string): Promise<PreviewRow | undefined> {
  return work.db
    .selectFrom('offer_submission as s')
    .innerJoin('offer as o', 'o.id', 's.offer_id')
    .where('o.product_id', '=', productId)
    .where('s.state', '=', 'preview')
    .select([
      'o.product_id as productId',
      'o.kind as kind',
      's.publisher_tenant_id as publisherTenantId',
      's.publisher_name as publisherName',
      's.number as number',
      's.submitted_at as submittedAt',
      's.document as document',
    ])
    .executeTakeFirst();
}
