/** SQL of the service notices and of what was added to them. */
import type { SelectQueryBuilder } from 'kysely';
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { NoticeKind } from '../domain/notice.ts';
import type { MaterialTables } from '../tables.ts';

type NoticeWork = Work<MaterialTables>;

export interface NoticeRow {
  readonly id: string;
  readonly offerId: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant | null;
  readonly postedAt: Temporal.Instant;
  readonly postedBy: string;
}

export interface NoticeUpdateRow {
  readonly text: string;
  readonly at: Temporal.Instant;
}

export interface NoticePageRequest {
  /** Only those that are not over. */
  readonly open: boolean;
  readonly size: number;
  /** Id of the last notice of the page before. */
  readonly after?: string | undefined;
}

function selectNotices(work: NoticeWork) {
  return work.db
    .selectFrom('service_notice as n')
    .select([
      'n.id as id',
      'n.offer_id as offerId',
      'n.kind as kind',
      'n.title as title',
      'n.text as text',
      'n.starts_at as startsAt',
      'n.ends_at as endsAt',
      'n.posted_at as postedAt',
      'n.posted_by as postedBy',
    ]);
}

type Tables = MaterialTables & { n: MaterialTables['service_notice'] };

function stillOpen<Row>(work: NoticeWork, query: SelectQueryBuilder<Tables, 'n', Row>) {
  return query.where((is) => is.or([is('n.ends_at', 'is', null), is('n.ends_at', '>', work.now)]));
}

/** One more than asked for, so that the caller sees whether there is a next page; newest first. */
async function page(
  work: NoticeWork,
  query: SelectQueryBuilder<Tables, 'n', NoticeRow>,
  { open, size, after }: NoticePageRequest,
): Promise<NoticeRow[]> {
  const wanted = open ? stillOpen(work, query) : query;
  const rest = after === undefined ? wanted : wanted.where('n.id', '<', after);
  return rest
    .orderBy('n.id', 'desc')
    .limit(size + 1)
    .execute();
}

export async function noticesOfPublisher(
  work: NoticeWork,
  publisherTenantId: string,
  request: NoticePageRequest,
): Promise<NoticeRow[]> {
  return page(work, selectNotices(work).where('n.publisher_tenant_id', '=', publisherTenantId), request);
}

export async function noticesOfOffers(
  work: NoticeWork,
  offerIds: readonly string[],
  request: NoticePageRequest,
): Promise<NoticeRow[]> {
  if (offerIds.length === 0) return [];
  return page(work, selectNotices(work).where('n.offer_id', 'in', offerIds), request);
}

/** Held until the work ends: of two who resolve it one comes second. */
export async function lockedNotice(
  work: NoticeWork,
  publisherTenantId: string,
  offerId: string,
  id: string,
): Promise<NoticeRow | undefined> {
  return selectNotices(work)
    .where('n.id', '=', id)
    .where('n.offer_id', '=', offerId)
    .where('n.publisher_tenant_id', '=', publisherTenantId)
    .forUpdate()
    .executeTakeFirst();
}

export async function openNotices(work: NoticeWork, offerId: string): Promise<number> {
  const all = work.db
    .selectFrom('service_notice as n')
    .where('n.offer_id', '=', offerId)
    .select((is) => is.fn.countAll<number>().as('count'));
  return (await stillOpen(work, all).executeTakeFirstOrThrow()).count;
}

export async function insertNotice(work: NoticeWork, publisherTenantId: string, notice: NoticeRow): Promise<void> {
  await work.db
    .insertInto('service_notice')
    .values({
      id: notice.id,
      offer_id: notice.offerId,
      publisher_tenant_id: publisherTenantId,
      kind: notice.kind,
      title: notice.title,
      text: notice.text,
      starts_at: notice.startsAt,
      ends_at: notice.endsAt,
      posted_at: notice.postedAt,
      posted_by: notice.postedBy,
    })
    .execute();
}

export async function setEnd(work: NoticeWork, id: string, endsAt: Temporal.Instant): Promise<void> {
  await work.db.updateTable('service_notice').set({ ends_at: endsAt }).where('id', '=', id).execute();
}

export async function insertUpdate(
  work: NoticeWork,
  notice: { readonly id: string; readonly offerId: string; readonly publisherTenantId: string },
  text: string,
): Promise<void> {
  const { id: notice_id, offerId: offer_id, publisherTenantId: publisher_tenant_id } = notice;
  await work.db
    .insertInto('service_notice_update')
    .values({ notice_id, offer_id, publisher_tenant_id, id: newId(), text, at: work.now, by: work.actor.name })
    .execute();
}

/** By notice, the oldest first. */
export async function updatesOf(
  work: NoticeWork,
  noticeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly NoticeUpdateRow[]>> {
  if (noticeIds.length === 0) return new Map();
  const rows = await work.db
    .selectFrom('service_notice_update')
    .select(['notice_id', 'text', 'at'])
    .where('notice_id', 'in', noticeIds)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, (row) => row.notice_id);
}
