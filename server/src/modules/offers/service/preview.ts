/**
 * From a draft to a preview and live: what a preview freezes is what goes live, whatever happens to the draft meanwhile.
 * Offer and draft follow each other by the draft's lock, as saving and publishing do.
 */
import type { Work } from '../../../platform/work.ts';
import { tenantOf } from '../../identity/index.ts';
import { audienceInForce } from '../store/audience.ts';
import { missingIn } from '../domain/audience.ts';
import type { OfferDocument } from '../domain/document.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import * as submissions from '../store/submissions.ts';
import { publisherOffer, requireRevision } from './drafts.ts';
import { publishDocument, requireReady, type PublicationRules } from './publish.ts';

/**
 * Freezes the draft for its preview audience; an earlier preview is replaced. Faults: OfferUnknown, OfferDraftChanged,
 * OfferNotReady, AudienceChangeNeedsRequest, as a publication.
 */
export async function previewOffer(
  work: Work,
  input: { readonly offerId: string; readonly revision: number },
  rules: PublicationRules,
): Promise<submissions.SubmissionRow> {
  const row = await lockedOffer(work, input.offerId);
  requireRevision(row, input.revision);
  const document = await store.draftOf(work, row.offerId);
  await requireReady(work, row, document, rules);
  const { offerId, publisherTenantId } = row;
  const publisher = await tenantOf(work, publisherTenantId);
  const number = (await submissions.lastSubmissionNumber(work, offerId)) + 1;
  await submissions.decidePreview(work, offerId, 'replaced');
  await submissions.insertSubmission(work, {
    offerId,
    number,
    publisherTenantId,
    publisherName: publisher.name,
    document,
  });
  const newValue: OfferEvents['OfferPreviewed'] = { number, revision: row.revision };
  work.publish({ name: 'OfferPreviewed', aggregateType: 'offer', aggregateId: offerId, publisherTenantId, newValue });
  return submissionNumber(work, offerId, number);
}

/**
 * Publishes what a preview froze as the next version; the draft stays as it is. Everything is checked once more, because
 * markets, partners and the audience in force may have changed. Faults: OfferUnknown, SubmissionUnknown,
 * SubmissionDecided, OfferNotReady, AudienceChangeNeedsRequest.
 */
export async function goLive(
  work: Work,
  input: { readonly offerId: string; readonly number: number },
  rules: PublicationRules,
): Promise<store.VersionRow> {
  const row = await lockedOffer(work, input.offerId);
  const { document } = await requireInPreview(work, row.offerId, input.number);
  const version = await publishDocument(work, row, await withSyncedPartners(work, row.offerId, document), rules);
  await submissions.decidePreview(work, row.offerId, 'live', version.versionId);
  return version;
}

/** Ends a preview without publishing it. Faults: OfferUnknown, SubmissionUnknown, SubmissionDecided. */
export async function withdrawPreview(
  work: Work,
  input: { readonly offerId: string; readonly number: number },
): Promise<submissions.SubmissionRow> {
  const { offerId, publisherTenantId } = await lockedOffer(work, input.offerId);
  await requireInPreview(work, offerId, input.number);
  await submissions.decidePreview(work, offerId, 'withdrawn');
  const newValue: OfferEvents['OfferPreviewWithdrawn'] = { number: input.number };
  work.publish({
    name: 'OfferPreviewWithdrawn',
    aggregateType: 'offer',
    aggregateId: offerId,
    publisherTenantId,
    newValue,
  });
  return submissionNumber(work, offerId, input.number);
}

/** The submissions of an own offer, newest first. Faults: OfferUnknown. */
export async function submissionsOf(work: Work, offerId: string): Promise<submissions.SubmissionRow[]> {
  await publisherOffer(work, offerId);
  return submissions.submissionsOf(work, offerId);
}

/**
 * A product's preview for the acting person: of the preview audience, by user principal name in any case, or of the
 * publisher's tenant. The work must see all tenants' rows, because the audience is of other tenants. Faults:
 * PreviewUnknown, the same for everybody else as where nothing is in preview.
 */
export async function previewedOffer(work: Work, productId: string): Promise<submissions.PreviewRow> {
  const found = await submissions.previewOfProduct(work, productId.toUpperCase());
  if (!found || !maySee(work, found)) {
    throw offerFault('PreviewUnknown', `There is no preview of ${productId} for you. Ask its publisher to name you.`);
  }
  return found;
}

function maySee({ actor, account }: Work, { publisherTenantId, document }: submissions.PreviewRow): boolean {
  if (account === publisherTenantId) return true;
  const name = actor.name.toLowerCase();
  return actor.kind === 'user' && (document.preview?.audience ?? []).some((one) => one.toLowerCase() === name);
}

async function lockedOffer(work: Work, offerId: string): Promise<store.OfferRow> {
  await store.lockDraft(work, work.account, offerId);
  return publisherOffer(work, offerId);
}

async function submissionNumber(work: Work, offerId: string, number: number) {
  const found = await submissions.submissionOf(work, offerId, number);
  if (!found) throw offerFault('SubmissionUnknown', `This offer has no submission ${number}. List its submissions.`);
  return found;
}

async function requireInPreview(work: Work, offerId: string, number: number) {
  const found = await submissionNumber(work, offerId, number);
  if (found.state === 'preview') return found;
  throw offerFault(
    'SubmissionDecided',
    `Submission ${number} is ${found.state} and not in preview any more. List the submissions, or preview the draft again.`,
    { target: 'number', values: { state: found.state } },
  );
}

/** Partners that a sync brought into force after the preview froze its list stay: nobody leaves by going live (A12, A16). */
async function withSyncedPartners(work: Work, offerId: string, document: OfferDocument): Promise<OfferDocument> {
  const { audience } = document;
  const inForce = await audienceInForce(work, offerId);
  if (audience.option !== 'selected' || inForce?.option !== 'selected') return document;
  const synced = missingIn(audience.partnerTenantIds, inForce.partnerTenantIds);
  return { ...document, audience: { ...audience, partnerTenantIds: [...audience.partnerTenantIds, ...synced] } };
}
