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
