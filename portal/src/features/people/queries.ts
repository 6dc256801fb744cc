/** People of the own organisation and their groups. */
import {
  addedUser,
  groups,
  madePassword,
  userDetail,
  userList,
  type AddUserRequest,
  type ChangeUserRequest,
} from '@comptoir/contracts/comptoir/people';
import {
  acceptedUserInvitation,
  madeUserInvitation,
  readUserInvitation,
  userInvitationList,
  type AcceptUserInvitation,
  type NewUserInvitation,
} from '@comptoir/contracts/comptoir/user-invitations';
import type { Me } from '@comptoir/contracts/comptoir/account';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const root = '/comptoir/v1/users';
const userPath = (userId: string) => `${root}/${encodeURIComponent(userId)}`;

export const peopleKey = ['people'];
export const userSource = { path: root, list: userList, key: [...peopleKey, 'list'] };

export const userQuery = (userId: string) =>
  queryOptions({ queryKey: [...peopleKey, userId], queryFn: () => ask(userPath(userId), userDetail) });

export const groupsQuery = queryOptions({
  queryKey: [...peopleKey, 'groups'],
  queryFn: () => ask('/comptoir/v1/groups', groups),
});

export const addUser = (body: AddUserRequest) => ask(root, addedUser, { method: 'POST', body });

export const changeUser = (userId: string, body: ChangeUserRequest) =>
  ask(userPath(userId), userDetail, { method: 'PATCH', body });

export const changeRoles = (userId: string, roles: Me['roles']) =>
  ask(`${userPath(userId)}/roles`, userDetail, { method: 'PUT', body: { roles } });

export const setActive = (userId: string, active: boolean) =>
  askRaw(`${userPath(userId)}/state`, { method: 'PUT', body: { active } });

export const deleteUser = (userId: string) => askRaw(userPath(userId), { method: 'DELETE' });

export const restoreUser = (userId: string) => ask(`${userPath(userId)}/restore`, userDetail, { method: 'POST' });

export const resetPassword = (userId: string) => ask(`${userPath(userId)}/password`, madePassword, { method: 'POST' });

export const resetSecondFactors = (userId: string) =>
  askRaw(`${userPath(userId)}/second-factors`, { method: 'DELETE' });

const invitations = '/comptoir/v1/user-invitations';
export const userInvitationSource = { path: invitations, list: userInvitationList, key: [...peopleKey, 'invitations'] };

export const inviteUser = (body: NewUserInvitation) => ask(invitations, madeUserInvitation, { method: 'POST', body });

export const moveInvitation = (invitationId: string, move: 'resend' | 'withdraw') =>
  askRaw(`${invitations}/${encodeURIComponent(invitationId)}/${move}`, { method: 'POST' });

const linkPath = '/comptoir/v1/user-invitation';

/** Whom the link of a mail is for. */
export const userInvitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['user-invitation', token],
    queryFn: () => ask(`${linkPath}/read`, readUserInvitation, { method: 'POST', body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const acceptUserInvitation = (body: AcceptUserInvitation) =>
  ask(`${linkPath}/accept`, acceptedUserInvitation, { method: 'POST', body });
