/** SQL of the publisher's side: offers, drafts and versions. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { AudienceOption, OfferDocument, OfferKind, OfferState } from '../domain/document.ts';
import type { PublishedPlans } from '../domain/availabilities.ts';
import { relist, writeListing } from './search.ts';
import type { OfferTables } from '../tables.ts';

type OfferWork = Work<OfferTables>;

export interface OfferRow {
  readonly offerId: string;
  readonly publisherTenantId: string;
  readonly productId: string;
  readonly externalId: string;
  readonly name: string;
  readonly kind: OfferKind;
  readonly state: OfferState;
  /** Of what is live; of the draft before the first publication. */
  readonly setup: OfferDocument['setup'];
  /** Whether a plan of what is live is resold by default (rule A3). */
  readonly resoldByDefault: boolean;
  readonly revision: number;
  readonly liveVersionId: string | null;
  readonly liveVersion: number | null;
  readonly livePublishedAt: Temporal.Instant | null;
  readonly draftAudience: AudienceOption | null;
  readonly liveAudience: AudienceOption | null;
  readonly audienceChangedAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
}

export interface VersionRow {
  readonly versionId: string;
  readonly number: number;
  readonly publishedAt: Temporal.Instant;
  readonly publishedBy: string;
  readonly live: boolean;
}

/** Offers of a publisher with their draft, what is live and the audience. */
export function selectOffers(work: OfferWork, publisherTenantId: string) {
  return work.db
    .selectFrom('offer as o')
    .innerJoin('offer_draft as d', 'd.offer_id', 'o.id')
    .leftJoin('offer_version as v', 'v.id', 'o.live_version_id')
    .leftJoin('offer_audience as a', 'a.offer_id', 'o.id')
    .where('o.publisher_tenant_id', '=', publisherTenantId)
    .select([
      'o.id as offerId',
      'o.publisher_tenant_id as publisherTenantId',
      'o.product_id as productId',
      'o.external_id as externalId',
      'o.name as name',
      'o.kind as kind',
      'o.state as state',
      sql<OfferDocument['setup']>`coalesce(v.document, d.document)->'setup'`.as('setup'),
      sql<boolean>`exists (select from offer_listing l where l.offer_id = o.id and l.default_resold)`.as(
        'resoldByDefault',
      ),
      'd.revision as revision',
      'o.live_version_id as liveVersionId',
      'v.number as liveVersion',
      'v.published_at as livePublishedAt',
      sql<AudienceOption | null>`d.document->'audience'->>'option'`.as('draftAudience'),
      'a.option as liveAudience',
      'a.changed_at as audienceChangedAt',
      'o.created_at as createdAt',
      'd.updated_at as updatedAt',
    ]);
}

export async function offerOf(
  work: OfferWork,
  publisherTenantId: string,
  offerId: string,
): Promise<OfferRow | undefined> {
  return selectOffers(work, publisherTenantId).where('o.id', '=', offerId).executeTakeFirst();
}

/** Holds the offer's draft until the work ends, so that publishing and saving follow each other. */
export async function lockDraft(work: OfferWork, publisherTenantId: string, offerId: string): Promise<void> {
  await work.db
    .selectFrom('offer_draft')
    .select('offer_id')
    .where('offer_id', '=', offerId)
    .where('publisher_tenant_id', '=', publisherTenantId)
    .forUpdate()
    .execute();
}

export async function draftOf(work: OfferWork, offerId: string): Promise<OfferDocument> {
  const row = await work.db
    .selectFrom('offer_draft')
    .select('document')
    .where('offer_id', '=', offerId)
    .executeTakeFirstOrThrow();
  return row.document;
}

export interface NewOfferRow {
  readonly offerId: string;
  readonly publisherTenantId: string;
  readonly productId: string;
  readonly externalId: string;
  readonly kind: OfferKind;
  readonly name: string;
  readonly document: OfferDocument;
}

/** False when the publisher already uses the external id. */
export async function insertOffer(work: OfferWork, offer: NewOfferRow): Promise<boolean> {
  const inserted = await work.db
    .insertInto('offer')
    .values({
      id: offer.offerId,
      publisher_tenant_id: offer.publisherTenantId,
      product_id: offer.productId,
      external_id: offer.externalId,
      kind: offer.kind,
      name: offer.name,
      state: 'draft',
      live_version_id: null,
      created_at: work.now,
    })
    .onConflict((conflict) => conflict.columns(['publisher_tenant_id', 'external_id']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return false;
  await work.db
    .insertInto('offer_draft')
    .values({
      offer_id: offer.offerId,
      publisher_tenant_id: offer.publisherTenantId,
      document: JSON.stringify(offer.document),
      revision: 1,
      updated_at: work.now,
    })
    .execute();
  return true;
}

export async function updateDraft(
  work: OfferWork,
  offerId: string,
  revision: number,
  document: OfferDocument,
): Promise<void> {
  await work.db
    .updateTable('offer_draft')
    .set({ document: JSON.stringify(document), revision, updated_at: work.now })
    .where('offer_id', '=', offerId)
    .execute();
}

export async function skuIdsOf(work: OfferWork, offerId: string): Promise<Map<string, string>> {
  const rows = await work.db
    .selectFrom('offer_plan')
    .select(['plan_id', 'sku_id'])
    .where('offer_id', '=', offerId)
    .execute();
  return new Map(rows.map((row) => [row.plan_id, row.sku_id]));
}

export interface NewVersion {
  readonly versionId: string;
  readonly offerId: string;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly kind: OfferKind;
  readonly number: number;
  readonly document: OfferDocument;
  readonly published: PublishedPlans;
}

/** Writes a version with its plans, availabilities and prices, makes it the live one, and lists it for the search. */
export async function insertVersion(work: OfferWork, version: NewVersion, publishedBy: string): Promise<void> {
  const { published, offerId, versionId, publisherTenantId } = version;
  await work.db
    .insertInto('offer_version')
    .values({
      id: versionId,
      offer_id: offerId,
      publisher_tenant_id: publisherTenantId,
      publisher_name: version.publisherName,
      number: version.number,
      document: JSON.stringify(version.document),
      published_at: work.now,
      published_by: publishedBy,
    })
    .execute();
  // As JSON: a plan in all markets has more rows than a statement may have parameters.
  await sql`insert into offer_plan (offer_id, publisher_tenant_id, plan_id, sku_id)
    select ${offerId}::uuid, ${publisherTenantId}::uuid, plan_id, sku_id
    from jsonb_to_recordset(${JSON.stringify(published.plans)}::jsonb) as p(plan_id text, sku_id text)
    on conflict do nothing`.execute(work.db);
  await sql`insert into offer_availability (id, version_id, offer_id, publisher_tenant_id, product_id, sku_id, plan_id, market, currency)
    select id, ${versionId}::uuid, ${offerId}::uuid, ${publisherTenantId}::uuid, o.product_id, sku_id, plan_id, market, currency
    from jsonb_to_recordset(${JSON.stringify(published.availabilities)}::jsonb)
      as a(id text, sku_id text, plan_id text, market text, currency text), (select product_id from offer where id = ${offerId}) o`.execute(
    work.db,
  );
  await sql`insert into offer_price (availability_id, publisher_tenant_id, term, billing_cycle, amount)
    select availability_id, ${publisherTenantId}::uuid, term, billing_cycle, amount
    from jsonb_to_recordset(${JSON.stringify(published.prices)}::jsonb)
      as p(availability_id text, term text, billing_cycle text, amount numeric)`.execute(work.db);
  await work.db
    .updateTable('offer')
    .set({ live_version_id: versionId, state: 'live' })
    .where('id', '=', offerId)
    .execute();
  await writeListing(work, version);
}

/** Ends or resumes the sale of what is live; lists follow. */
export async function writeState(work: OfferWork, offerId: string, state: OfferState): Promise<void> {
  await work.db.updateTable('offer').set({ state }).where('id', '=', offerId).execute();
  await relist(work, offerId);
}

/** A list of versions shows at most so many, the newest. */
const mostVersions = 1000;

export async function versionsOf(work: OfferWork, offerId: string): Promise<VersionRow[]> {
  const rows = await selectVersions(work, offerId).orderBy('v.number', 'desc').limit(mostVersions).execute();
  return rows.map(({ liveVersionId, ...row }) => ({ ...row, live: liveVersionId === row.versionId }));
}

export async function versionByNumber(
  work: OfferWork,
  offerId: string,
  number: number,
): Promise<(VersionRow & { document: OfferDocument }) | undefined> {
  const row = await selectVersions(work, offerId)
    .select('v.document')
    .where('v.number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  const { liveVersionId, ...rest } = row;
  return { ...rest, live: liveVersionId === row.versionId };
}

function selectVersions(work: OfferWork, offerId: string) {
  return work.db
    .selectFrom('offer_version as v')
    .innerJoin('offer as o', 'o.id', 'v.offer_id')
    .where('v.offer_id', '=', offerId)
    .select([
      'v.id as versionId',
      'v.number as number',
      'v.published_at as publishedAt',
      'v.published_by as publishedBy',
      'o.live_version_id as liveVersionId',
    ]);
}

/** Offers that go live with the same pair follow each other, so that each sees those before it. */
export async function lockTechnicalPair(
  work: OfferWork,
  pair: { readonly tenantId: string; readonly applicationId: string },
): Promise<void> {
  if (pair.applicationId === '') return;
  const name = `${pair.tenantId} ${pair.applicationId}`.toLowerCase();
  await work.prepared('lock-technical-pair', 'select pg_advisory_xact_lock(hashtextextended($1, 438036))', [name]);
}

/** Whether a live offer of another publisher uses the pair of tenant and application. */
export async function technicalPairTaken(
  work: OfferWork,
  publisherTenantId: string,
  pair: { readonly tenantId: string; readonly applicationId: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from offer_version v join offer o on o.live_version_id = v.id
    where v.document->'technical'->>'tenantId' = ${pair.tenantId}
      and v.document->'technical'->>'applicationId' = ${pair.applicationId}
      and ${pair.applicationId} <> '' and v.publisher_tenant_id <> ${publisherTenantId} limit 1`.execute(work.db);
  return rows.length > 0;
}
