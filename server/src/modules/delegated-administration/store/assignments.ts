/** SQL on which groups of a partner hold which delegated roles. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { DelegatedAdministrationTables } from '../tables.ts';
import type { DelegatedRelationship } from './relationships.ts';

type OwnWork = Work<DelegatedAdministrationTables>;
type Statements = Pick<Work, 'prepared'>;

export interface Assignment {
  readonly id: string;
  readonly relationshipId: string;
  readonly groupId: string;
  readonly roleIds: readonly string[];
  readonly status: 'pending' | 'active' | 'deleting' | 'deleted' | 'error';
  readonly createdAt: Temporal.Instant;
  readonly modifiedAt: Temporal.Instant;
  readonly version: number;
}

const columns = `id, relationship_id as "relationshipId", group_id as "groupId", role_ids as "roleIds", status,
  created_at as "createdAt", modified_at as "modifiedAt", version`;

const mostAssignments = 300;

export async function selectAssignments(
  work: Statements,
  { partnerTenantId, id }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
): Promise<Assignment[]> {
  const text = `select ${columns} from delegated_admin_assignment
    where partner_tenant_id = $1 and relationship_id = $2 and status <> 'deleted' order by created_at, id limit ${mostAssignments}`;
  return work.prepared('delegation-assignments', text, [partnerTenantId, id]);
}

/** Those that were taken away too: what was done and when. */
export async function selectAllAssignments(
  work: Statements,
  { partnerTenantId, id }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
): Promise<Assignment[]> {
  const text = `select ${columns} from delegated_admin_assignment
    where partner_tenant_id = $1 and relationship_id = $2 order by created_at, id limit ${mostAssignments}`;
  return work.prepared('delegation-assignments-ever', text, [partnerTenantId, id]);
}

export async function insertAssignment(
  work: OwnWork,
  relationship: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
  wish: { readonly id: string; readonly groupId: string; readonly roleIds: readonly string[] },
): Promise<void> {
  await work.db
    .insertInto('delegated_admin_assignment')
    .values({
      partner_tenant_id: relationship.partnerTenantId,
      relationship_id: relationship.id,
      id: wish.id,
      group_id: wish.groupId,
      role_ids: [...wish.roleIds],
      status: 'active',
      created_at: work.now,
      modified_at: work.now,
    })
    .execute();
}

export async function updateAssignment(
  work: OwnWork,
  partnerTenantId: string,
  id: string,
  change: { readonly role_ids?: string[]; readonly status?: Assignment['status'] },
): Promise<void> {
  await work.db
    .updateTable('delegated_admin_assignment')
    .set({ ...change, modified_at: work.now })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('id', '=', id)
    .execute();
}

/** All of a relationship that is over. */
export async function endAssignments(
  work: OwnWork,
  { partnerTenantId, id }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
): Promise<void> {
  await work.db
    .updateTable('delegated_admin_assignment')
    .set({ status: 'deleted', modified_at: work.now })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('relationship_id', '=', id)
    .where('status', '<>', 'deleted')
    .execute();
}

/** Roles that groups of a partner hold in a customer's tenant at this moment. */
export async function selectHeldRoles(
  work: Statements & Pick<Work, 'now'>,
  partnerTenantId: string,
  customerTenantId: string,
  groupIds: readonly string[],
): Promise<string[]> {
  const text = `select distinct r.role_id from delegated_admin_relationship d
      join delegated_admin_assignment a on a.partner_tenant_id = d.partner_tenant_id and a.relationship_id = d.id
        and a.status = 'active' and a.group_id = any($3::uuid[])
      cross join lateral unnest(a.role_ids) as r(role_id)
    where d.partner_tenant_id = $1 and d.customer_tenant_id = $2 and d.status = 'active' and d.ends_at > $4
      and r.role_id = any(d.role_ids)
    order by r.role_id`;
  const values = [partnerTenantId, customerTenantId, groupIds, work.now];
  return (await work.prepared<{ role_id: string }>('delegated-roles', text, values)).map((row) => row.role_id);
}

export interface DelegatedCustomer {
  readonly tenantId: string;
  readonly displayName: string;
}

/** Customers whose delegated administration is active, by name; 1,000 at most. */
export async function selectDelegatedCustomers(
  work: Statements & Pick<Work, 'now'>,
  partnerTenantId: string,
): Promise<DelegatedCustomer[]> {
  const text = `select distinct on (comptoir_fold(customer_name) collate "C", customer_tenant_id)
      customer_tenant_id as "tenantId", customer_name as "displayName" from delegated_admin_relationship
    where partner_tenant_id = $1 and status = 'active' and ends_at > $2
    order by comptoir_fold(customer_name) collate "C", customer_tenant_id limit 1000`;
  return work.prepared('delegated-customers', text, [partnerTenantId, work.now]);
}
