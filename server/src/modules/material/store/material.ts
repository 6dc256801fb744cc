/** SQL of the material: entries, and apart from them their files. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { MaterialKind, MaterialLanguage } from '../domain/entry.ts';
import type { MaterialTables } from '../tables.ts';

type MaterialWork = Work<MaterialTables>;

export interface MaterialFile {
  readonly name: string;
  /** What the content is. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A document or a link: one of `link` and `file` is null. */
export interface MaterialEntry {
  readonly id: string;
  readonly offerId: string;
  readonly kind: MaterialKind;
  readonly title: string;
  readonly language: MaterialLanguage;
  readonly link: string | null;
  readonly file: MaterialFile | null;
  readonly addedAt: Temporal.Instant;
}

/** Holds an offer's material until the work ends, so that two additions cannot pass its limits together. */
export async function lockMaterial(work: MaterialWork, offerId: string): Promise<void> {
  await work.prepared('lock-material', 'select pg_advisory_xact_lock(hashtextextended($1, 438014))', [offerId]);
}

function selectEntries(work: MaterialWork, offerId: string) {
  return work.db
    .selectFrom('offer_material')
    .selectAll()
    .where('offer_id', '=', offerId)
    .where('removed_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>;

/** Opens the rows of these offers to the work: a partner sees of no other offer, and of none before. */
export async function showOffers(work: MaterialWork, offerIds: readonly string[]): Promise<void> {
  await work.prepared('show-offers', `select set_config('comptoir.offers', $1::uuid[]::text, true)`, [offerIds]);
}

/** What is there, the oldest first. */
export async function entriesOf(work: MaterialWork, offerId: string): Promise<MaterialEntry[]> {
  const rows = await selectEntries(work, offerId).orderBy('added_at').orderBy('id').execute();
  return rows.map(fromRow);
}

export async function entryOf(work: MaterialWork, offerId: string, id: string): Promise<MaterialEntry | undefined> {
  const row = await selectEntries(work, offerId).where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/** Undefined when the entry has no file (any more). */
export async function contentOf(work: MaterialWork, offerId: string, id: string): Promise<Buffer | undefined> {
  const row = await work.db
    .selectFrom('offer_material_file')
    .select('content')
    .where('offer_id', '=', offerId)
    .where('material_id', '=', id)
    .executeTakeFirst();
  return row?.content;
}

export async function insertEntry(
  work: MaterialWork,
  publisherTenantId: string,
  entry: MaterialEntry,
  content?: Buffer,
): Promise<void> {
  const { offerId, id, kind, title, language, link, file, addedAt } = entry;
  await work.db
    .insertInto('offer_material')
    .values({
      offer_id: offerId,
      id,
      publisher_tenant_id: publisherTenantId,
      kind,
      title,
      language,
      url: link,
      file_name: file?.name ?? null,
      media_type: file?.mediaType ?? null,
      size_bytes: file?.sizeBytes ?? null,
      sha256: file?.sha256 ?? null,
      added_at: addedAt,
      added_by: work.actor.name,
      removed_at: null,
      removed_by: null,
    })
    .execute();
  if (content) {
    await work.db
      .insertInto('offer_material_file')
      .values({ offer_id: offerId, material_id: id, publisher_tenant_id: publisherTenantId, content })
      .execute();
  }
}

export async function updateEntry(
  work: MaterialWork,
  { offerId, id, kind, title, language }: MaterialEntry,
): Promise<void> {
  await work.db
    .updateTable('offer_material')
    .set({ kind, title, language })
    .where('offer_id', '=', offerId)
    .where('id', '=', id)
    .execute();
}

/** Marks an entry removed and drops its bytes; false when somebody did before. */
export async function removeEntry(work: MaterialWork, offerId: string, id: string): Promise<boolean> {
  const removed = await work.db
    .updateTable('offer_material')
    .set({ removed_at: work.now, removed_by: work.actor.name })
    .where('offer_id', '=', offerId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  await sql`delete from offer_material_file where offer_id = ${offerId} and material_id = ${id}`.execute(work.db);
  return removed.numUpdatedRows > 0n;
}

function fromRow(row: Row): MaterialEntry {
  return {
    id: row.id,
    offerId: row.offer_id,
    kind: row.kind,
    title: row.title,
    language: row.language,
    link: row.url,
    file:
      row.url === null
        ? { name: row.file_name!, mediaType: row.media_type!, sizeBytes: row.size_bytes!, sha256: row.sha256! }
        : null,
    addedAt: row.added_at,
  };
}
