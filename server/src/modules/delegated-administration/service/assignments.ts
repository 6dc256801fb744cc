/** Which groups of the partner hold which of the delegated roles. Nobody has a role before a group of his has it (rule D8). */
import { isGuid, newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { namedGroups } from '../../identity/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import { delegationFault } from '../faults.ts';
import * as store from '../store/assignments.ts';
import type { DelegatedRelationship } from '../store/relationships.ts';
import { ownRelationship, requireVersion, say } from './shared.ts';

export interface AssignmentWish {
  readonly groupId: string;
  /** A subset of the relationship's. */
  readonly roleIds: readonly string[];
}

/** Those of a relationship of the acting partner. Faults: DelegationNotFound. */
export async function assignmentsOf(work: Work, id: string): Promise<store.Assignment[]> {
  return store.selectAssignments(work, await ownRelationship(work, id));
}

/** What was ever done to them, for the list of operations. Faults: DelegationNotFound. */
export async function assignmentsEverOf(work: Work, id: string): Promise<store.Assignment[]> {
  return store.selectAllAssignments(work, await ownRelationship(work, id));
}

/** Faults: DelegationNotFound, DelegationAssignmentNotFound. */
export async function assignmentOf(work: Work, id: string, assignmentId: string): Promise<store.Assignment> {
  const found = (await assignmentsOf(work, id)).find((one) => one.id === assignmentId.toLowerCase());
  if (!found) {
    const message = `The relationship has no access assignment ${assignmentId.slice(0, 100)}.`;
    throw delegationFault('DelegationAssignmentNotFound', message);
  }
  return found;
}

/**
 * Gives roles to a group. System only. Faults: DelegationNotFound, DelegationStateWrong, DelegationGroupUnknown,
 * DelegationRoleNotGranted, DelegationAssignmentExists, CustomerNotFound when the reseller relationship ended.
 */
export async function assignRoles(work: Work, id: string, wish: AssignmentWish): Promise<store.Assignment> {
  const relationship = await activeRelationship(work, id);
  const roleIds = checkedRoles(relationship, wish.roleIds);
  const groupId = await checkedGroup(work, wish.groupId);
  const before = await store.selectAssignments(work, relationship);
  if (before.some((one) => one.groupId === groupId)) {
    const message = 'This group has an access assignment of this relationship already. Change that one.';
    throw delegationFault('DelegationAssignmentExists', message, { target: 'accessContainer.accessContainerId' });
  }
  const assignmentId = newId();
  await store.insertAssignment(work, relationship, { id: assignmentId, groupId, roleIds });
  say(work, relationship, 'DelegatedAdminAssigned', { displayName: relationship.displayName, groupId, roleIds });
  return assignmentOf(work, id, assignmentId);
}

interface Wanted {
  readonly id: string;
  readonly assignmentId: string;
  /** The version that was read; undefined: any. */
  readonly version: number | undefined;
}

/** Other roles for the same group. System only. Faults: as `assignRoles`, DelegationAssignmentNotFound, DelegationChanged. */
export async function changeAssignment(
  work: Work,
  { id, assignmentId, version }: Wanted,
  wanted: readonly string[],
): Promise<store.Assignment> {
  const relationship = await activeRelationship(work, id);
  const found = await assignmentOf(work, id, assignmentId);
  requireVersion(found, version);
  const roleIds = checkedRoles(relationship, wanted);
  await store.updateAssignment(work, relationship.partnerTenantId, found.id, { role_ids: roleIds });
  const { displayName } = relationship;
  say(work, relationship, 'DelegatedAdminAssignmentChanged', { displayName, groupId: found.groupId, roleIds });
  return assignmentOf(work, id, assignmentId);
}

/** Takes the roles from the group. System only. Faults: DelegationNotFound, DelegationAssignmentNotFound, DelegationChanged. */
export async function removeAssignment(work: Work, { id, assignmentId, version }: Wanted): Promise<void> {
  const relationship = await ownRelationship(work, id, { lock: true });
  const found = await assignmentOf(work, id, assignmentId);
  requireVersion(found, version);
  await store.updateAssignment(work, relationship.partnerTenantId, found.id, { status: 'deleted' });
  const { displayName } = relationship;
  say(work, relationship, 'DelegatedAdminAssignmentRemoved', { displayName, groupId: found.groupId });
}

/** Locked: of two assignments of a group at once the second sees the first. */
async function activeRelationship(work: Work, id: string): Promise<DelegatedRelationship> {
  const found = await ownRelationship(work, id, { lock: true });
  const ended = found.endsAt !== null && Temporal.Instant.compare(found.endsAt, work.now) <= 0;
  if (found.status !== 'active' || ended) {
    const message = `The relationship is ${ended ? 'expired' : found.status}. Roles are given to groups once the customer has approved it.`;
    throw delegationFault('DelegationStateWrong', message, { rule: rules.D8 });
  }
  await requireCustomer(work, found.customerTenantId!);
  return found;
}

function checkedRoles({ roleIds }: DelegatedRelationship, wanted: readonly string[]): string[] {
  const ids = [...new Set(wanted.map((id) => id.toLowerCase()))];
  const foreign = ids.find((id) => !roleIds.includes(id));
  if (foreign === undefined) return ids;
  const message = `The customer did not grant the role ${foreign.slice(0, 50)} in this relationship. Ask for it by a new one.`;
  throw delegationFault('DelegationRoleNotGranted', message, { target: 'accessDetails.unifiedRoles', rule: rules.D8 });
}

async function checkedGroup(work: Work, groupId: string): Promise<string> {
  const wanted = groupId.toLowerCase();
  const groups = isGuid(wanted) ? await namedGroups(work, work.account) : [];
  if (groups.some((group) => group.id === wanted)) return wanted;
  const message = `Your tenant has no group ${groupId.slice(0, 100)}.`;
  throw delegationFault('DelegationGroupUnknown', message, {
    target: 'accessContainer.accessContainerId',
    rule: rules.D8,
  });
}
