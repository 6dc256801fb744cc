/** SQL by which relationships and delegated access end. System only: each statement names both sides. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { RelationshipTables } from '../tables.ts';
import type { Statements } from './relationships.ts';

export interface Sides {
  readonly partnerTenantId: string;
  readonly customerTenantId: string;
}

/** Holds the relationship until the work ends: no order is placed meanwhile. Undefined when there is none that stands. */
export async function lockRelationship(
  work: Statements,
  { partnerTenantId, customerTenantId }: Sides,
): Promise<{ readonly delegatedAccess: boolean; readonly customerName: string } | undefined> {
  const text = `select delegated_access as "delegatedAccess", customer_name as "customerName" from customer_relationship
    where partner_tenant_id = $1 and customer_tenant_id = $2 and state = 'reseller' for update`;
  const rows = await work.prepared<{ delegatedAccess: boolean; customerName: string }>('relationship-locked', text, [
    partnerTenantId,
    customerTenantId,
  ]);
  return rows[0];
}

/** The relationship ends, and no other partner of the customer shares it any more. */
export async function markRelationshipEnded(work: Work<RelationshipTables>, sides: Sides): Promise<void> {
  const { partnerTenantId, customerTenantId } = sides;
  await work.db
    .updateTable('customer_relationship')
    .set({
      state: 'none',
      ended_at: work.now,
      ended_by_tenant_id: work.account,
      delegated_access: false,
      delegated_access_ended_at: work.now,
      provider_tenant_ids: [],
      reseller_tenant_ids: [],
    })
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .execute();
  await work.db
    .updateTable('customer_relationship')
    .set({
      provider_tenant_ids: sql`array_remove(provider_tenant_ids, ${partnerTenantId}::uuid)`,
      reseller_tenant_ids: sql`array_remove(reseller_tenant_ids, ${partnerTenantId}::uuid)`,
    })
    .where('customer_tenant_id', '=', customerTenantId)
    .where(sql<boolean>`${partnerTenantId}::uuid = any(provider_tenant_ids || reseller_tenant_ids)`)
    .execute();
}

/** How many customers a partner has. */
export async function countCustomers(work: Statements, partnerTenantId: string): Promise<number> {
  const text = `select count(*)::int as count from customer_relationship where partner_tenant_id = $1 and state = 'reseller'`;
  return (await work.prepared<{ count: number }>('count-customers', text, [partnerTenantId]))[0]!.count;
}

export async function markDelegatedAccessEnded(work: Work<RelationshipTables>, sides: Sides): Promise<void> {
  await work.db
    .updateTable('customer_relationship')
    .set({ delegated_access: false, delegated_access_ended_at: work.now })
    .where('partner_tenant_id', '=', sides.partnerTenantId)
    .where('customer_tenant_id', '=', sides.customerTenantId)
    .execute();
}
