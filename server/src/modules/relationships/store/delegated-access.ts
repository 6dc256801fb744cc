/** SQL on the older delegated access (rule D7). The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';

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
  const text = `select r.partner_tenant_id as "partnerTenantId", a.name as "partnerName", r.since
    from customer_relationship r join partner_account a on a.tenant_id = r.partner_tenant_id
    where r.customer_tenant_id = $1 and r.state = 'reseller' and r.delegated_access
    order by comptoir_fold(a.name) collate "C", r.partner_tenant_id limit 300`;
  return work.prepared('older-access', text, [customerTenantId]);
}
