/** SQL on groups of people. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { AgentRole } from '../tables.ts';

type Statements = Pick<Work, 'prepared'>;

export interface NamedGroup {
  readonly id: string;
  readonly name: string;
  /** What its members are; null for a group that gives no role. */
  readonly role: AgentRole | null;
}

/** Up to 1,000 groups of a tenant, by name. */
export async function selectNamedGroups(work: Statements, tenantId: string): Promise<NamedGroup[]> {
  const text =
    'select id, name, role from directory_group where tenant_id = $1 order by name collate "C", id limit 1000';
  return work.prepared('named-groups', text, [tenantId]);
}

/** Groups of a tenant that an active person of it is in. */
export async function selectGroupsOfPerson(work: Statements, tenantId: string, userId: string): Promise<NamedGroup[]> {
  const text = `select g.id, g.name, g.role from group_member m
      join directory_group g on g.id = m.group_id
      join user_account u on u.id = m.user_id and u.tenant_id = g.tenant_id
    where g.tenant_id = $1 and m.user_id = $2 and u.active and u.deleted_at is null order by g.name collate "C", g.id limit 1000`;
  return work.prepared('groups-of-person', text, [tenantId, userId]);
}
