/** Publication: a draft without problems becomes an immutable version, the audience comes into force, in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import { dayOf, newCatalogueId, newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantOf } from '../../identity/index.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import { audienceInForce, writeAudience } from '../store/audience.ts';
import type { Audience } from '../domain/audience.ts';
import type { OfferDocument } from '../domain/document.ts';
import type { OfferProblem } from '../domain/problem.ts';
import { availabilitiesOf, type PublishedPlans } from '../domain/availabilities.ts';
import { problemsOf } from '../domain/validate.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import { offerVersionOf } from './catalogue.ts';
import { publisherOffer, requireRevision } from './drafts.ts';
import { isSelectable } from './selectable.ts';

export interface PublicationRules {
  /** Sandbox: addresses on this machine without a certificate are fine. */
  readonly localAddresses: boolean;
}

export interface DraftReview {
  readonly revision: number;
  readonly problems: OfferProblem[];
  /** Publishing it would answer what is live: document, audience and markets are the same. */
  readonly unchanged: boolean;
}

/** What keeps the stored draft of an own offer from being published. Faults: OfferUnknown. */
export async function draftProblems(work: Work, offerId: string, rules: PublicationRules): Promise<DraftReview> {
  const row = await publisherOffer(work, offerId);
  const document = await store.draftOf(work, offerId);
  const problems = await problemsNow(work, row, document, rules);
  return { revision: row.revision, problems, unchanged: await isLive(work, row, document) };
}

/**
 * Publishes the draft as the next version. Faults: OfferUnknown, OfferDraftChanged, OfferNotReady with every problem,
 * AudienceChangeNeedsRequest when the only problem is a change of audience that needs a support request (A16–A20).
 */
export async function publishOffer(
  work: Work,
  input: { readonly offerId: string; readonly revision: number },
  rules: PublicationRules,
): Promise<store.VersionRow> {
  await store.lockDraft(work, work.account, input.offerId);
  const row = await publisherOffer(work, input.offerId);
  requireRevision(row, input.revision);
  return publishDocument(work, row, await store.draftOf(work, input.offerId), rules);
}

/**
 * Publishes a document as an offer's next version. The draft must be locked. What is live already stays as it is, with the
 * catalogue ids that buyers hold: published again, or twice at once, it is answered. Faults: as `requireReady`.
 */
export async function publishDocument(
  work: Work,
  row: store.OfferRow,
  document: OfferDocument,
  rules: PublicationRules,
): Promise<store.VersionRow> {
  await store.lockTechnicalPair(work, document.technical);
  await requireReady(work, row, document, rules);
  const known = await store.skuIdsOf(work, row.offerId);
  const published = availabilitiesOf(row.kind, document, dayOf(work.now), known, newCatalogueId);
  const live = await liveUnchanged(work, row, document, published);
  if (live) {
    await bringIntoForce(work, row, document);
    return live;
  }
  const number = (row.liveVersion ?? 0) + 1;
  const versionId = newId();
  const publisher = await tenantOf(work, row.publisherTenantId);
  const version = { ...row, versionId, number, document, published, publisherName: publisher.name };
  await store.insertVersion(work, version, work.actor.name);
  await bringIntoForce(work, row, document);
  const newValue: OfferEvents['OfferPublished'] = { offerId: row.offerId, versionId, number, productId: row.productId };
  work.publish({
    name: 'OfferPublished',
    aggregateType: 'offer',
    aggregateId: row.offerId,
    publisherTenantId: row.publisherTenantId,
    oldValue: { number: row.liveVersion, versionId: row.liveVersionId },
    newValue,
  });
  return { versionId, number, publishedAt: work.now, publishedBy: work.actor.name, live: true };
}

/** Whether publishing a document would answer what is live. Faults: OfferUnknown. */
export async function saysWhatIsLive(work: Work, offerId: string, document: OfferDocument): Promise<boolean> {
  return isLive(work, await publisherOffer(work, offerId), document);
}

async function isLive(work: Work, row: store.OfferRow, document: OfferDocument): Promise<boolean> {
  if (row.state !== 'live') return false;
  const known = await store.skuIdsOf(work, row.offerId);
  const published = availabilitiesOf(row.kind, document, dayOf(work.now), known, newCatalogueId);
  return (await liveUnchanged(work, row, document, published)) !== undefined;
}

/** What is live, when it says the same and would be sold in the same markets. Whom a sync added is in force already. */
async function liveUnchanged(
  work: Work,
  row: store.OfferRow,
  document: OfferDocument,
  published: PublishedPlans,
): Promise<store.VersionRow | undefined> {
  if (row.state !== 'live' || row.liveVersion === null) return undefined;
  const live = await store.versionByNumber(work, row.offerId, row.liveVersion);
  if (!live) return undefined;
  const inForce = await audienceInForce(work, row.offerId);
  const isInForce = inForce !== undefined && sameAudience(inForce, document.audience);
  const wished = isInForce ? { ...document, audience: live.document.audience } : document;
  if (!isDeepStrictEqual(live.document, wished)) return undefined;
  const { items } = await offerVersionOf(work, live.versionId);
  const sold = new Set(items.map(({ planId, market, currency }) => `${planId} ${market} ${currency}`));
  const wanted = published.availabilities.map(({ plan_id, market, currency }) => `${plan_id} ${market} ${currency}`);
  if (wanted.length !== sold.size || wanted.some((one) => !sold.has(one))) return undefined;
  const { document: _same, ...version } = live;
  return version;
}

/** The versions of an own offer, newest first. Faults: OfferUnknown. */
export async function offerVersions(work: Work, offerId: string): Promise<store.VersionRow[]> {
  await publisherOffer(work, offerId);
  return store.versionsOf(work, offerId);
}

/** One version with its document. Faults: OfferUnknown, OfferVersionUnknown. */
export async function offerVersionNumber(
  work: Work,
  offerId: string,
  number: number,
): Promise<store.VersionRow & { document: OfferDocument }> {
  await publisherOffer(work, offerId);
  const version = await store.versionByNumber(work, offerId, number);
  if (!version) throw offerFault('OfferVersionUnknown', `This offer has no version ${number}. List its versions.`);
  return version;
}

async function problemsNow(
  work: Work,
  row: store.OfferRow,
  document: OfferDocument,
  rules: PublicationRules,
): Promise<OfferProblem[]> {
  const named = await partnerAccountsOf(work, document.audience.partnerTenantIds);
  const live = row.liveVersion === null ? undefined : await store.versionByNumber(work, row.offerId, row.liveVersion);
  return problemsOf(document, {
    kind: row.kind,
    on: dayOf(work.now),
    localAddresses: rules.localAddresses,
    selectablePartners: new Set(named.filter(isSelectable).map((partner) => partner.tenantId)),
    technicalPairTaken: await store.technicalPairTaken(work, row.publisherTenantId, document.technical),
    live: live?.document,
    audienceInForce: await audienceInForce(work, row.offerId),
  });
}

/** Faults: OfferNotReady with every problem, AudienceChangeNeedsRequest when that is the only one. */
export async function requireReady(
  work: Work,
  row: store.OfferRow,
  document: OfferDocument,
  rules: PublicationRules,
): Promise<void> {
  const problems = await problemsNow(work, row, document, rules);
  if (problems.length === 0) return;
  const request = problems.find((problem) => problem.code === 'AudienceChangeNeedsRequest');
  if (request && problems.length === 1) {
    throw offerFault('AudienceChangeNeedsRequest', request.message, {
      target: request.path,
      ...(request.rule ? { rule: request.rule } : {}),
    });
  }
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  throw offerFault(
    'OfferNotReady',
    `The draft has ${count} and was not published. Correct what is listed and publish again.`,
    {
      problems,
    },
  );
}

/** The published audience, where the offer has one (A2). The list counts for option 2 only. */
async function bringIntoForce(work: Work, row: store.OfferRow, document: OfferDocument): Promise<void> {
  const { option } = document.audience;
  if (option === null) return;
  const wanted: Audience = {
    option,
    partnerTenantIds: option === 'selected' ? [...new Set(document.audience.partnerTenantIds)] : [],
  };
  const before = await audienceInForce(work, row.offerId);
  if (before && sameAudience(before, wanted)) return;
  await writeAudience(work, row.offerId, wanted);
  const newValue: OfferEvents['OfferAudienceChanged'] = wanted;
  work.publish({
    name: 'OfferAudienceChanged',
    aggregateType: 'offer',
    aggregateId: row.offerId,
    publisherTenantId: row.publisherTenantId,
    ...(before ? { oldValue: before } : {}),
    newValue,
  });
}

function sameAudience(left: Audience, right: OfferDocument['audience']): boolean {
  const partners = new Set(left.partnerTenantIds);
  return (
    left.option === right.option &&
    partners.size === right.partnerTenantIds.length &&
    right.partnerTenantIds.every((partner) => partners.has(partner))
  );
}
