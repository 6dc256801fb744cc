/** People of a customer over Partner Center v1. */
import {
  customerUser,
  customerUsers,
  type CustomerUser,
  type newCustomerUser,
} from '@comptoir/contracts/partner-center/customer-users';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { ask, askRaw } from '../../api/client.ts';
import { customerPath } from './queries.ts';

const most = 500;
const deletedOnly = JSON.stringify({ Field: 'UserState', Value: 'Inactive', Operator: 'equals' });
const usersOf = (customerId: string) => `${customerPath(customerId)}/users`;
const userOf = (customerId: string, userId: string) => `${usersOf(customerId)}/${encodeURIComponent(userId)}`;

export const usersKey = (customerId: string) => ['customers', customerId, 'users'] as const;

/** Those that are there, and those that were deleted within 30 days. */
export const usersQuery = (customerId: string) =>
  queryOptions({
    queryKey: usersKey(customerId),
    queryFn: async (): Promise<{ users: CustomerUser[]; deleted: CustomerUser[] }> => {
      const [users, deleted] = await Promise.all([
        ask(usersOf(customerId), customerUsers, { query: { size: most, sortField: 'DisplayName' } }),
        ask(usersOf(customerId), customerUsers, { query: { size: most, filter: deletedOnly } }),
      ]);
      return { users: users.items, deleted: deleted.items };
    },
  });

export const addUser = (customerId: string, body: z.input<typeof newCustomerUser>) =>
  ask(usersOf(customerId), customerUser, { method: 'POST', body });
export const resetPassword = (customerId: string, userId: string, password: string) =>
  ask(`${userOf(customerId, userId)}/resetpassword`, customerUser, {
    method: 'PATCH',
    body: { passwordProfile: { password, forceChangePassword: true } },
  });
export const restoreUser = (customerId: string, userId: string) =>
  ask(userOf(customerId, userId), customerUser, { method: 'PATCH', body: { state: 'active' } });
export const deleteUser = (customerId: string, userId: string) =>
  askRaw(userOf(customerId, userId), { method: 'DELETE' });
