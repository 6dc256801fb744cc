/** SQL of the audience in force: the option, and the partners of option 2. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { Audience } from '../domain/audience.ts';
import type { OfferDocument } from '../domain/document.ts';
import { relist } from './search.ts';
import type { OfferTables } from '../tables.ts';

type OfferWork = Work<OfferTables>;

export async function audienceInForce(work: OfferWork, offerId: string): Promise<Audience | undefined> {
  const row = await work.db
    .selectFrom('offer_audience')
    .select('option')
    .where('offer_id', '=', offerId)
    .executeTakeFirst();
  if (!row) return undefined;
  const partners = await work.db
    .selectFrom('offer_audience_partner')
    .select('partner_tenant_id')
    .where('offer_id', '=', offerId)
    .orderBy('added_at')
    .orderBy('partner_tenant_id')
    .execute();
  return { option: row.option, partnerTenantIds: partners.map((partner) => partner.partner_tenant_id) };
}

/** Brings the audience in force to what was published; partners that stay keep the day they were added. */
export async function writeAudience(work: OfferWork, offerId: string, audience: Audience): Promise<void> {
  await sql`insert into offer_audience (offer_id, publisher_tenant_id, option, changed_at)
    select id, publisher_tenant_id, ${audience.option}, ${work.now}::timestamptz from offer where id = ${offerId}
    on conflict (offer_id) do update set option = excluded.option, changed_at = excluded.changed_at`.execute(work.db);
  await sql`delete from offer_audience_partner
    where offer_id = ${offerId} and not partner_tenant_id = any(${audience.partnerTenantIds}::uuid[])`.execute(work.db);
  await addToAudience(work, offerId, audience.partnerTenantIds);
  await relist(work, offerId);
}

/** Brings further partners into force; those that are keep the day they were added. */
export async function addToAudience(
  work: OfferWork,
  offerId: string,
  partnerTenantIds: readonly string[],
): Promise<void> {
  await sql`insert into offer_audience_partner (offer_id, publisher_tenant_id, partner_tenant_id, added_at)
    select id, publisher_tenant_id, partner, ${work.now}::timestamptz
    from offer, unnest(${partnerTenantIds}::uuid[]) as partner where id = ${offerId}
    on conflict do nothing`.execute(work.db);
}

/** Changes the audience that waits in a preview, so that going live does not undo what came into force meanwhile. */
export async function changePreviewAudience(
  work: OfferWork,
  offerId: string,
  change: (audience: OfferDocument['audience']) => OfferDocument['audience'],
): Promise<void> {
  const waiting = await work.db
    .selectFrom('offer_submission')
    .select(['number', 'document'])
    .where('offer_id', '=', offerId)
    .where('state', '=', 'preview')
    .executeTakeFirst();
  if (!waiting) return;
  const document = { ...waiting.document, audience: change(waiting.document.audience) };
  await work.db
    .updateTable('offer_submission')
    .set({ document: JSON.stringify(document) })
    .where('offer_id', '=', offerId)
    .where('number', '=', waiting.number)
    .execute();
}
