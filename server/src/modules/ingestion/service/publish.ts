/** The last steps of a job: private audiences, previews, going live, the end of a sale, and private offers. */
import { isDeepStrictEqual } from 'node:util';
import {
  goLive,
  previewedOffer,
  previewOffer,
  saysWhatIsLive,
  stopOffer,
  syncAudience,
  syncPrivateAudience,
  type OfferDocument,
} from '../../offers/index.ts';
import { applyPrivateAudience } from '../domain/plan-resources.ts';
import { applyResource, notes, planOf } from '../domain/apply.ts';
import { planResourceId } from '../domain/ids.ts';
import { tenantsOf } from '../domain/product-resources.ts';
import type { PrivateAudienceUpdate, SubmissionResource } from '../domain/resources.ts';
import {
  inPreview,
  liveKey,
  submissionFrom,
  submissionId,
  submissionKeyOf,
  type SubmissionKey,
} from '../domain/submissions.ts';
import { applyFacts, keep, plain } from './edit.ts';
import { submissionFacts } from './read.ts';
import { isProblem, noteError, offerOf, type OpenOffer, type Session } from './session.ts';

/** Acts at once on the draft, the preview and what is live. */
export async function takePrivateAudience(
  session: Session,
  given: PrivateAudienceUpdate,
  index: number,
): Promise<void> {
  const offer = await offerOf(session, given.product);
  if (isProblem(offer)) return noteError(session, given, offer);
  const found = notes();
  const plan = planOf(offer.document, given.plan, applyFacts(session, offer), found);
  if (plan) applyPrivateAudience(offer.document, plan, given, found);
  if (!plan || found.problems.length > 0) {
    return found.problems.forEach((problem) => noteError(session, given, problem));
  }
  const { add = [], remove = [] } = given.privateAudiences;
  const { offerId } = offer.facts;
  const names = new Map(add.map(({ id, label = '' }) => [id.toLowerCase(), label]));
  const change = {
    offerId,
    planId: plan.planId,
    add: tenantsOf(add, 'Customers', found).map((tenantId) => ({ tenantId, name: names.get(tenantId) ?? '' })),
    remove: tenantsOf(remove, 'Customers', found),
  };
  const { document, revision } = await syncPrivateAudience(session.work, change, session.rules);
  offer.document = document;
  offer.revision = revision;
  session.done.set(index, { id: planResourceId('price-and-availability-plan', offerId, plan.planId), warnings: [] });
}

/** Publishes to preview or live, or ends the sale, as a submission says. */
export async function takeSubmission(session: Session, given: SubmissionResource, index: number): Promise<void> {
  const offer = await offerOf(session, given.product);
  if (isProblem(offer)) return noteError(session, given, offer);
  const { offerId } = offer.facts;
  const key = given.id === undefined ? undefined : keyOf(given.id, offerId);
  if (given.id !== undefined && key === undefined) {
    const message = `${given.id} is no submission of product/${offerId}. List its submissions.`;
    return noteError(session, given, { code: 'invalidId', message });
  }
  const refused = await carriedOut(session, offer, given, key);
  if (refused) return noteError(session, given, refused);
  const { targetType } = given.target;
  const done = submissionFrom(await submissionFacts(session.work, offerId), targetType);
  session.done.set(index, { id: done?.id ?? submissionId(offerId, 'draft'), warnings: [] });
}

function keyOf(id: string, offerId: string): SubmissionKey | undefined {
  const [type, product, last = '', ...rest] = id.toLowerCase().split('/');
  return type === 'submission' && product === offerId && rest.length === 0 ? submissionKeyOf(last) : undefined;
}

type Refused = { readonly code: 'invalidRequest' | 'invalidState'; readonly message: string } | undefined;

async function carriedOut(
  session: Session,
  offer: OpenOffer,
  given: SubmissionResource,
  key: SubmissionKey | undefined,
): Promise<Refused> {
  const facts = await submissionFacts(session.work, offer.facts.offerId);
  const isLive = key !== undefined && isDeepStrictEqual(key, liveKey(facts));
  if (given.lifecycleState === 'deprecated') {
    if (given.target.targetType !== 'live' || !isLive) {
      return {
        code: 'invalidRequest',
        message: 'A product is deprecated on its live submission: send its id, and target live.',
      };
    }
    if (!facts.stopped) await stopOffer(session.work, offer.facts.offerId);
    offer.facts = { ...offer.facts, stopped: true };
    return undefined;
  }
  if (given.target.targetType === 'draft') {
    return { code: 'invalidRequest', message: 'A draft is not published. Use targetType preview or live.' };
  }
  if (given.target.targetType === 'preview') return toPreview(session, offer);
  if (key === undefined || key === 'draft') {
    return { code: 'invalidRequest', message: 'Nothing goes live directly: send the id of the preview submission.' };
  }
  if (isLive && facts.stopped) {
    return {
      code: 'invalidState',
      message: 'A deprecated product is sold again by publishing it to preview and live.',
    };
  }
  if (!isLive) {
    if (!('number' in key)) return { code: 'invalidState', message: 'This submission is no longer in preview.' };
    await goLive(session.work, { offerId: offer.facts.offerId, number: key.number }, session.rules);
    offer.facts = { ...offer.facts, stopped: false };
  }
  await syncListed(session, offer);
  return undefined;
}

/** A list that is sent together with what is live comes into force by a sync: it adds, nobody leaves (rule A12). */
async function syncListed(session: Session, offer: OpenOffer): Promise<void> {
  const sent = offer.edits.findLast((edit) => edit.type === 'reseller');
  if (sent?.resellerChannelState !== 'some') return;
  const { offerId } = offer.facts;
  const { partnerTenantIds } = offer.document.audience;
  const { revision } = await syncAudience(session.work, { offerId, partnerTenantIds });
  offer.revision = revision;
}

/**
 * Puts the draft in preview; when resources came along and the offer is live, what is live with those resources only
 * (modular publication). Doing it again with nothing changed keeps the preview there is, and where that went live already,
 * what is live: it counts as the preview.
 */
async function toPreview(session: Session, offer: OpenOffer): Promise<undefined> {
  const { work, rules } = session;
  const { offerId } = offer.facts;
  const draft = offer.document;
  const wanted = previewDocument(session, offer);
  const before = inPreview(await submissionFacts(work, offerId))
    ? (await previewedOffer(work, offer.before.productId)).document
    : undefined;
  if (before ? isSame(before, wanted) : await saysWhatIsLive(work, offerId, plain(wanted))) return undefined;
  const modular = !isSame(wanted, draft);
  // Saving converts prices in dollars, so the stored draft is what the preview takes.
  if (modular) await keep(work, offer, wanted);
  if (!before || !isSame(before, offer.document))
    await previewOffer(work, { offerId, revision: offer.revision }, rules);
  if (modular) await keep(work, offer, draft);
  return undefined;
}

function isSame(left: OfferDocument, right: OfferDocument): boolean {
  return isDeepStrictEqual(plain(left), plain(right));
}

function previewDocument(session: Session, offer: OpenOffer): OfferDocument {
  if (!offer.live || offer.edits.length === 0) return offer.document;
  const facts = applyFacts(session, offer);
  const base: OfferDocument = { ...offer.live, audience: audienceNow(offer) };
  return offer.edits.reduce<OfferDocument>((document, edit) => applyResource(document, edit, facts, notes()), base);
}

/** The audience in force, in the draft's own order where both have the same partners. */
function audienceNow({ before, live }: OpenOffer): OfferDocument['audience'] {
  const { audience: drafted } = before.document;
  const inForce = before.liveAudience ?? live!.audience;
  const listed = new Set(inForce.partnerTenantIds);
  const same =
    drafted.option === inForce.option && new Set(drafted.partnerTenantIds).symmetricDifference(listed).size === 0;
  return same ? drafted : { option: inForce.option, partnerTenantIds: inForce.partnerTenantIds };
}
