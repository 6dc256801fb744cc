/**
 * SQL of who sold what. A partner's first sale of an offer and the end of an authorisation exclude each other by a lock
 * on the offer: whoever comes second sees what the first one wrote (docs/decisions/0013).
 */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { OfferTables } from '../tables.ts';

/** One number per offer, apart from other locks of the database by its first part. */
const lockNumber = 'hashtextextended($1::uuid::text, 438013)';

/** Held in share until the work ends by those who sell an offer for the first time. */
const shareText = `select pg_advisory_xact_lock_shared(hashtextextended(id::text, 438013))
  from unnest($1::uuid[]) as id`;

/** Not awaited by whoever reads next: statements of a work run in order, and the next one sees what it waited for. */
export function shareOffers(work: Pick<Work, 'prepared'>, offerIds: readonly string[]): Promise<unknown> {
  return work.prepared('share-offers-for-sale', shareText, [offerIds]);
}

/** Held alone until the work ends by whoever takes partners off an offer: no first sale of it is under way then. */
export async function lockSales(work: Pick<Work, 'prepared'>, offerId: string): Promise<void> {
  await work.prepared('lock-offer-for-removal', `select pg_advisory_xact_lock(${lockNumber})`, [offerId]);
}

/** In the order of the offers, so that two orders of the same offers never wait for each other. */
const recordText = `insert into offer_sale (partner_tenant_id, offer_id, publisher_tenant_id, customer_tenant_id, first_sold_at)
  select $1, id, publisher_tenant_id, $3, $4 from offer where id = any($2::uuid[]) order by id
  on conflict do nothing`;

/** Travels with the commit. */
export function insertSales(work: Work, customerTenantId: string, offerIds: readonly string[]): void {
  work.defer('record-sales', recordText, [work.account, offerIds, customerTenantId, work.now]);
}

export interface SaleRow {
  readonly tenantId: string;
  readonly firstSoldAt: Temporal.Instant;
  readonly customers: number;
}

/** Partners that sold an offer, the first to sell first; no more than a list of partners can hold. */
export async function salesOf(work: Work<OfferTables>, offerId: string, limit: number): Promise<SaleRow[]> {
  return work.db
    .selectFrom('offer_sale')
    .select([
      'partner_tenant_id as tenantId',
      sql<Temporal.Instant>`min(first_sold_at)`.as('firstSoldAt'),
      sql<number>`count(*)`.as('customers'),
    ])
    .where('offer_id', '=', offerId)
    .groupBy('partner_tenant_id')
    .orderBy(sql`min(first_sold_at)`)
    .orderBy('partner_tenant_id')
    .limit(limit)
    .execute();
}

/** Of the named offers those the partner has sold. */
export async function selectSoldOffers(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  offerIds: readonly string[],
): Promise<string[]> {
  const text = 'select distinct offer_id from offer_sale where partner_tenant_id = $1 and offer_id = any($2::uuid[])';
  const rows = await work.prepared<{ offer_id: string }>('sold-offers', text, [partnerTenantId, offerIds]);
  return rows.map((row) => row.offer_id);
}
