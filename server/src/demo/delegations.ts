/** Delegated administration of the demo world: one that is active, with roles in a group, and one that waits. */
import { actOnDelegation, assignRoles, createDelegation } from '../modules/delegated-administration/index.ts';
import { namedGroups } from '../modules/identity/index.ts';
import type { Work } from '../platform/work.ts';

const directoryReaders = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const licenceAdministrator = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const exchangeAdministrator = '29232cdf-9323-42fd-ade2-1d097af3e4de';

interface Sides {
  readonly asPartner: Work;
  /** The administrators of the customer that has granted it, and the id of the one that has not answered yet. */
  readonly asGranting: Work;
  readonly waitingTenantId: string;
  readonly portal: string;
}

export async function makeDelegations({ asPartner, asGranting, waitingTenantId, portal }: Sides): Promise<void> {
  const { id } = await createDelegation(asPartner, {
    displayName: 'Support des utilisateurs',
    duration: 'P730D',
    autoExtendDuration: 'P180D',
    customerTenantId: asGranting.actor.tenantId,
    roleIds: [directoryReaders, licenceAdministrator, userAdministrator],
  });
  await actOnDelegation(asPartner, { id, action: 'lockForApproval', portal });
  await actOnDelegation(asGranting, { id, action: 'approve', portal });
  const groups = await namedGroups(asPartner, asPartner.account);
  const helpdesk = groups.find((group) => group.role === 'helpdesk_agent')!;
  await assignRoles(asPartner, id, { groupId: helpdesk.id, roleIds: [directoryReaders, userAdministrator] });
  const waiting = await createDelegation(asPartner, {
    displayName: 'Migration de messagerie',
    duration: 'P90D',
    autoExtendDuration: 'P0D',
    customerTenantId: waitingTenantId,
    roleIds: [exchangeAdministrator, userAdministrator],
  });
  await actOnDelegation(asPartner, { id: waiting.id, action: 'lockForApproval', portal });
}
