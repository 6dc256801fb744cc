/** Delegated administration: the partner's side, and the customer's. */
import {
  administration,
  delegableRoles,
  delegation,
  delegationGroups,
  delegationList,
  delegationRow,
  grantedAccess,
  type NewDelegation,
} from '@comptoir/contracts/comptoir/delegated-administration';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const root = '/comptoir/v1';
const id = encodeURIComponent;
const relationships = `${root}/delegated-relationships`;
const relationship = (relationshipId: string) => `${relationships}/${id(relationshipId)}`;

export const delegationsKey = ['delegations'] as const;
const most = 100;

/** A partner's with one customer, the newest first. */
export const delegationsQuery = (customerTenantId: string) =>
  queryOptions({
    queryKey: [...delegationsKey, customerTenantId],
    queryFn: () => ask(relationships, delegationList.answer, { query: { customerTenantId, size: most } }),
  });

export const delegationQuery = (relationshipId: string) =>
  queryOptions({
    queryKey: [...delegationsKey, 'one', relationshipId],
    queryFn: () => ask(relationship(relationshipId), delegation),
  });

export const rolesQuery = queryOptions({
  queryKey: ['directory-roles'],
  queryFn: () => ask(`${root}/directory-roles`, delegableRoles),
  staleTime: Number.POSITIVE_INFINITY,
});

export const groupsQuery = queryOptions({
  queryKey: ['delegation-groups'],
  queryFn: () => ask(`${root}/delegated-administration/groups`, delegationGroups),
});

/** Makes the request and sends it for approval; should the second fail, the draft can be sent from its card. */
export async function requestDelegation(body: NewDelegation) {
  const made = await ask(relationships, delegation, { method: 'POST', body });
  return sendDelegation(made.relationshipId);
}

export const sendDelegation = (relationshipId: string) =>
  ask(`${relationship(relationshipId)}/send`, delegation, { method: 'POST' });
export const terminateDelegation = (relationshipId: string) =>
  ask(`${relationship(relationshipId)}/terminate`, delegation, { method: 'POST' });
export const deleteDelegation = (relationshipId: string) => askRaw(relationship(relationshipId), { method: 'DELETE' });
export const setAutoExtend = (relationshipId: string, autoExtend: boolean) =>
  ask(`${relationship(relationshipId)}/auto-extend`, delegation, { method: 'PUT', body: { autoExtend } });

export const assignRoles = (relationshipId: string, body: { groupId: string; roleIds: string[] }) =>
  ask(`${relationship(relationshipId)}/assignments`, delegation, { method: 'POST', body });
export const removeAssignment = (relationshipId: string, assignmentId: string) =>
  ask(`${relationship(relationshipId)}/assignments/${id(assignmentId)}`, delegation, { method: 'DELETE' });

/** What the person may at a customer; refused where nothing is delegated. */
export const administrationQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...delegationsKey, 'administration', customerId],
    queryFn: () => ask(`${root}/customers/${id(customerId)}/administration`, administration),
    retry: false,
  });
export const beginAdministering = (customerId: string) =>
  ask(`${root}/customers/${id(customerId)}/administration`, administration, { method: 'POST' });

const granted = `${root}/granted-relationships`;
export const grantedKey = ['granted'] as const;

export const grantedQuery = queryOptions({ queryKey: [...grantedKey], queryFn: () => ask(granted, grantedAccess) });
export const grantQuery = (relationshipId: string) =>
  queryOptions({
    queryKey: [...grantedKey, relationshipId],
    queryFn: () => ask(`${granted}/${id(relationshipId)}`, delegationRow),
  });

export type GrantAction = 'approve' | 'reject' | 'terminate';
export const answerGrant = (action: GrantAction, relationshipId: string, version: number) =>
  askRaw(`${granted}/${id(relationshipId)}/${action}`, { method: 'POST', body: { version } });
