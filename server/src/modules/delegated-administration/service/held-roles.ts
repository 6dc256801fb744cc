/** Which roles a person of a partner has in a customer's tenant at this moment (rules D7, D8). */
import { isFault } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { globalAdministrator, helpdeskAdministrator } from '../../../programme/directory-roles.ts';
import { groupsOfPerson } from '../../identity/index.ts';
import { administersReseller } from '../../partnerships/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import { selectHeldRoles } from '../store/assignments.ts';

export interface Administrator {
  readonly partnerTenantId: string;
  readonly userId: string;
  readonly customerTenantId: string;
}

/** What the older, all-or-nothing access gives to whom (rule D7). */
const ofOlderAccess: Readonly<Partial<Record<string, string>>> = {
  admin_agent: globalAdministrator,
  helpdesk_agent: helpdeskAdministrator,
};

/**
 * Ids of directory roles: of the older delegated access by the person's agent groups, and of every active relationship by
 * the assignments of the person's groups. Empty without a reseller relationship, and for who has none. System only.
 */
export async function delegatedRolesOf(work: Work, who: Administrator): Promise<readonly string[]> {
  const { partnerTenantId, customerTenantId } = who;
  const access = await olderAccess(work, partnerTenantId, customerTenantId);
  if (access === undefined) return [];
  const groups = await groupsOfPerson(work, partnerTenantId, who.userId);
  const ids = groups.map((group) => group.id);
  const granular = await selectHeldRoles(work, partnerTenantId, customerTenantId, ids);
  const older = access ? groups.flatMap(({ role }) => (role && ofOlderAccess[role]) ?? []) : [];
  return [...new Set([...older, ...granular])].toSorted();
}

/**
 * Ids of directory roles that a person of a provider has in the account of a reseller, by the administrator access that came
 * with the partnership and that the reseller may take away (rule D3): by the person's agent groups, as with the older access.
 * System only.
 */
export async function partnershipRolesOf(
  work: Work,
  who: { readonly providerTenantId: string; readonly userId: string; readonly resellerTenantId: string },
): Promise<readonly string[]> {
  if (!(await administersReseller(work, who))) return [];
  const groups = await groupsOfPerson(work, who.providerTenantId, who.userId);
  return groups.flatMap(({ role }) => (role && ofOlderAccess[role]) ?? []).toSorted();
}

/** Whether the two have the older access; undefined: they have no reseller relationship (any more). */
async function olderAccess(
  work: Work,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<boolean | undefined> {
  try {
    const ofPartner: Parameters<typeof requireCustomer>[0] = {
      prepared: (...statement) => work.prepared(...statement),
      account: partnerTenantId,
    };
    return (await requireCustomer(ofPartner, customerTenantId)).relationship.delegatedAccess;
  } catch (error) {
    if (isFault(error) && error.code === 'CustomerNotFound') return undefined;
    throw error;
  }
}
