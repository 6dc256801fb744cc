/** Service notices: a publisher posts and updates them, the partners that deal in the offer read them (rule H4, SUP-08). */
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  listingIn,
  markNoticed,
  noticedOffers,
  offerVersionOf,
  publisherOffer,
  publisherOfferNames,
  offersOfPartner,
} from '../../offers/index.ts';
import { noticeLimits, noticeState, whyNoSpan, type NoticeKind, type NoticeState } from '../domain/notice.ts';
import type { MaterialEvents } from '../events.ts';
import { noticeEnded, noticesFull, noticeUnknown, offerHasNoPartners, spanRefused } from '../faults.ts';
import * as store from '../store/notices.ts';
import { lockMaterial, showOffers } from '../store/material.ts';

export interface Notice extends store.NoticeRow {
  readonly state: NoticeState;
  /** The oldest first. */
  readonly updates: readonly store.NoticeUpdateRow[];
}

export interface NoticePage<Item> {
  /** Newest first. */
  readonly items: readonly Item[];
  /** Id of the last one; absent on the last page. */
  readonly next?: string;
}

export interface PublisherNotice extends Notice {
  readonly offerName: string;
}

/** Notices of all offers of the acting publisher. */
export async function publisherNotices(
  work: Work,
  request: store.NoticePageRequest,
): Promise<NoticePage<PublisherNotice>> {
  const rows = await store.noticesOfPublisher(work, work.account, request);
  const { items, ...next } = await pageOf(work, rows, request.size);
  const names = await publisherOfferNames(
    work,
    items.map((notice) => notice.offerId),
  );
  return { items: items.map((notice) => ({ ...notice, offerName: names.get(notice.offerId) ?? '' })), ...next };
}

export interface PartnerNotice extends Notice {
  /** Title of the listing in the asked language. */
  readonly offerName: string;
  readonly publisherName: string;
  /** Product in the marketplace; null when the partner may no longer resell it. */
  readonly productId: string | null;
}

export interface PartnerNoticeRequest extends store.NoticePageRequest {
  readonly language: 'en' | 'fr';
}

/** Notices of the offers the acting partner may resell, or has sold; of no other. */
export async function partnerNotices(work: Work, request: PartnerNoticeRequest): Promise<NoticePage<PartnerNotice>> {
  const partnerOffers = await offersOfPartner(work, work.account, await noticedOffers(work));
  await showOffers(work, [...partnerOffers.keys()]);
  const rows = await store.noticesOfOffers(work, [...partnerOffers.keys()], request);
  const { items, ...next } = await pageOf(work, rows, request.size);
  const told: PartnerNotice[] = [];
  for (const notice of items) {
    const { versionId, admitted } = partnerOffers.get(notice.offerId)!;
    const { document, publisherName, productId } = await offerVersionOf(work, versionId);
    const offerName = listingIn(document, request.language).title;
    told.push({ ...notice, offerName, publisherName, productId: admitted ? productId : null });
  }
  return { items: told, ...next };
}

export interface NewNotice {
  readonly offerId: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  /** Now when absent. */
  readonly startsAt?: Temporal.Instant | undefined;
  readonly endsAt?: Temporal.Instant | undefined;
}

/** Posts a notice on a published offer. Faults: OfferUnknown, OfferHasNoPartners, NoticeSpanRefused, NoticesFull. */
export async function postNotice(work: Work, input: NewNotice): Promise<PublisherNotice> {
  const { offerId, kind, title, text } = input;
  const { publisherTenantId, name, liveVersionId } = await publisherOffer(work, offerId);
  if (liveVersionId === null) throw offerHasNoPartners();
  const span = { startsAt: input.startsAt ?? work.now, endsAt: input.endsAt ?? null };
  requireSpan(span);
  await lockMaterial(work, offerId);
  if ((await store.openNotices(work, offerId)) >= noticeLimits.open) {
    throw noticesFull(`This offer has ${noticeLimits.open} notices that are not over. Resolve some of them first.`);
  }
  const row = { id: newId(), offerId, kind, title, text, ...span, postedAt: work.now, postedBy: work.actor.name };
  await store.insertNotice(work, publisherTenantId, row);
  await markNoticed(work, offerId);
  const newValue: MaterialEvents['NoticePosted'] = { noticeId: row.id, kind, title };
  work.publish({ name: 'NoticePosted', aggregateType: 'offer', aggregateId: offerId, publisherTenantId, newValue });
  return { ...row, offerName: name, state: noticeState(row, work.now), updates: [] };
}

export interface NoticeUpdate {
  readonly offerId: string;
  readonly noticeId: string;
  readonly text: string;
  /** Sets or moves the planned end. */
  readonly endsAt?: Temporal.Instant | undefined;
  /** It is over now. */
  readonly resolved?: boolean | undefined;
}

/**
 * Adds a text to a notice, and with it an end. One that is over takes texts only.
 * Faults: OfferUnknown, NoticeUnknown, NoticeEnded, NoticeSpanRefused, NoticesFull (too many updates).
 */
export async function updateNotice(work: Work, input: NoticeUpdate): Promise<PublisherNotice> {
  const { offerId, noticeId, text } = input;
  const { publisherTenantId, name } = await publisherOffer(work, offerId);
  const notice = await store.lockedNotice(work, publisherTenantId, offerId, noticeId);
  if (!notice) throw noticeUnknown(noticeId);
  const before = (await store.updatesOf(work, [noticeId])).get(noticeId) ?? [];
  // Of two works at once the one that began first may come second: what it finds written was before it.
  const now = latest(work.now, before.at(-1)?.at);
  const endsAt = newEnd(notice, input, now);
  if (before.length >= noticeLimits.updates) {
    throw noticesFull(`This notice has ${noticeLimits.updates} updates, the most there can be. Post a new one.`);
  }
  await store.insertUpdate(work, { id: noticeId, offerId, publisherTenantId }, text);
  if (endsAt) await store.setEnd(work, noticeId, endsAt);
  const changed = { ...notice, endsAt: endsAt ?? notice.endsAt };
  const newValue: MaterialEvents['NoticeUpdated'] = { noticeId, text, endsAt: changed.endsAt?.toString() ?? null };
  work.publish({ name: 'NoticeUpdated', aggregateType: 'offer', aggregateId: offerId, publisherTenantId, newValue });
  const updates = [...before, { text, at: work.now }];
  return { ...changed, offerName: name, state: noticeState(changed, now), updates };
}

/** The end an update sets, if it sets one. */
function newEnd(
  notice: store.NoticeRow,
  { endsAt, resolved }: NoticeUpdate,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if (!endsAt && !resolved) return undefined;
  if (noticeState(notice, now) === 'ended') throw noticeEnded();
  if (resolved) return now;
  requireSpan({ startsAt: notice.startsAt, endsAt: endsAt! });
  return endsAt;
}

function latest(one: Temporal.Instant, other: Temporal.Instant | undefined): Temporal.Instant {
  return other && Temporal.Instant.compare(other, one) > 0 ? other : one;
}

function requireSpan(span: { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant | null }): void {
  const why = whyNoSpan(span);
  if (why) throw spanRefused(why);
}

/** Rows are read one more than shown. */
async function pageOf(work: Work, rows: readonly store.NoticeRow[], size: number): Promise<NoticePage<Notice>> {
  const shown = rows.slice(0, size);
  const updates = await store.updatesOf(
    work,
    shown.map(({ id }) => id),
  );
  const items = shown.map((row) => ({
    ...row,
    state: noticeState(row, work.now),
    updates: updates.get(row.id) ?? [],
  }));
  return { items, ...(rows.length > size ? { next: shown.at(-1)!.id } : {}) };
}
