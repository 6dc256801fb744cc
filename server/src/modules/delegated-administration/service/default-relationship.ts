/** The relationship that a customer begins with, when its partner creates it with enableGDAPByDefault (wire contract, 2.3). */
import type { Work } from '../../../platform/work.ts';
import { rolesByDefault } from '../../../programme/directory-roles.ts';
import { after, leftOut, statusAfter } from '../domain/states.ts';
import { updateRelationship } from '../store/relationships.ts';
import { createDelegation } from './relationships.ts';
import { say, timed } from './shared.ts';

/**
 * Grants the acting partner the usual roles for two years, without anybody's approval: the customer has nobody yet, and its
 * administrator ends it at will. System only. Faults: CustomerNotFound.
 */
export async function grantByDefault(work: Work, customerTenantId: string): Promise<void> {
  const made = await createDelegation(work, {
    displayName: `Default_${customerTenantId}`,
    duration: 'P2Y',
    autoExtendDuration: 'P0D',
    customerTenantId,
    roleIds: rolesByDefault,
  });
  const endsAt = after(work.now, made.durationDays);
  const active = {
    status: statusAfter.approve,
    activated_at: work.now,
    ends_at: endsAt,
    noticed_days: leftOut(made.durationDays) ?? null,
  };
  await updateRelationship(work, made, timed(work, made, active));
  const { displayName, roleIds } = made;
  say(work, made, 'DelegatedAdminApproved', { displayName, roleIds, endsAt: endsAt.toString() });
}
