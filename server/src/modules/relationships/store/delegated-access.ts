/** SQL on the older delegated access (rule D7). The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { RelationshipTables } from '../tables.ts';

export interface OlderAccess {
  readonly partnerTenantId: string;
  readonly partnerName: string;
  readonly since: Temporal.Instant;
}

/** Partners that have it at a customer, by name; 300 at most. */
export async function selectOlderAccess(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
): Promise<OlderAccess[]> {
  const text = `select r.partner_tenant_id as "partnerTenantId", r.partner_name as "partnerName", r.since
    from customer_relationship r
    where r.customer_tenant_id = $1 and r.state = 'reseller' and r.delegated_access
    order by comptoir_fold(r.partner_name) collate "C", r.partner_tenant_id limit 300`;
  return work.prepared('older-access', text, [customerTenantId]);
}

/** False when there was none. */
export async function clearOlderAccess(
  work: Work<RelationshipTables>,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<boolean> {
  const result = await work.db
    .updateTable('customer_relationship')
    .set({ delegated_access: false, delegated_access_ended_at: work.now })
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('customer_tenant_id', '=', customerTenantId)
    .where('delegated_access', '=', true)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
