/** Groups of a tenant's people: what delegated roles are given to. */
import type { Work } from '../../../platform/work.ts';
import { selectGroupsOfPerson, selectNamedGroups, type NamedGroup } from '../store/groups.ts';

type Statements = Pick<Work, 'prepared'>;

/** Groups of a tenant by name, 1,000 at most. */
export function namedGroups(work: Statements, tenantId: string): Promise<NamedGroup[]> {
  return selectNamedGroups(work, tenantId);
}

/** Groups that a person is in at this moment; none when the account is disabled. System, or the tenant itself. */
export function groupsOfPerson(work: Statements, tenantId: string, userId: string): Promise<NamedGroup[]> {
  return selectGroupsOfPerson(work, tenantId, userId);
}
