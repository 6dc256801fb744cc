/** SQL on the licences that people of a tenant hold. The first argument is the open work. System only. */
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

/** SKU ids of a person, in their order. */
export async function selectLicences(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
  userId: string,
): Promise<string[]> {
  const text = 'select sku_id from user_licence where tenant_id = $1 and user_id = $2 order by sku_id collate "C"';
  const rows = await work.prepared<{ sku_id: string }>('licences-of-person', text, [tenantId, userId]);
  return rows.map((row) => row.sku_id);
}

/** How many people of a tenant hold each SKU. */
export async function countLicences(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
): Promise<{ readonly skuId: string; readonly count: number }[]> {
  const text = `select sku_id as "skuId", count(*)::int as count from user_licence where tenant_id = $1 group by sku_id`;
  return work.prepared('licences-of-tenant', text, [tenantId]);
}

/** Of two that give licences of a tenant at once, one waits: both could have given the last. */
export async function lockLicences(work: Pick<Work, 'prepared'>, tenantId: string): Promise<void> {
  await work.prepared('lock-licences', 'select pg_advisory_xact_lock(hashtextextended($1, 438114))', [tenantId]);
}

export async function insertLicences(
  work: IdentityWork,
  { id, tenantId }: { readonly id: string; readonly tenantId: string },
  skuIds: readonly string[],
): Promise<void> {
  if (skuIds.length === 0) return;
  const rows = skuIds.map((skuId) => ({ tenant_id: tenantId, user_id: id, sku_id: skuId, assigned_at: work.now }));
  await work.db.insertInto('user_licence').values(rows).execute();
}

export async function deleteLicences(
  work: IdentityWork,
  { id, tenantId }: { readonly id: string; readonly tenantId: string },
  skuIds: readonly string[],
): Promise<void> {
  if (skuIds.length === 0) return;
  await work.db
    .deleteFrom('user_licence')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', id)
    .where('sku_id', 'in', skuIds)
    .execute();
}
