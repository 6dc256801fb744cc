/** People of a customer: listed over our own API, changed over Partner Center v1. */
import { customerUserList } from '@comptoir/contracts/comptoir/customers';
import { queryOptions } from '@tanstack/react-query';
import { customerUser, type newCustomerUser } from '@comptoir/contracts/partner-center/customer-users';
import type { z } from 'zod';
import { ask, askRaw } from '../../api/client.ts';
import { customerPath } from './queries.ts';

const usersOf = (customerId: string) => `${customerPath(customerId)}/users`;
export const userPath = (customerId: string, userId: string) => `${usersOf(customerId)}/${encodeURIComponent(userId)}`;

export const usersKey = (customerId: string) => ['customers', customerId, 'users'] as const;

/** As they are looked for; what is done with them is Partner Center's. */
export const userSource = (customerId: string) => ({
  path: `/comptoir/v1/customers/${encodeURIComponent(customerId)}/users`,
  list: customerUserList,
  key: usersKey(customerId),
});

/** What the person may do in the customer's tenant. */
export const actsQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...usersKey(customerId), 'acts'],
    queryFn: async () => {
      const { path, list } = userSource(customerId);
      return (await ask(path, list.answer, { query: { size: 1 } })).acts;
    },
  });

export const addUser = (customerId: string, body: z.input<typeof newCustomerUser>) =>
  ask(usersOf(customerId), customerUser, { method: 'POST', body });
export const resetPassword = (customerId: string, userId: string, password: string) =>
  ask(`${userPath(customerId, userId)}/resetpassword`, customerUser, {
    method: 'PATCH',
    body: { passwordProfile: { password, forceChangePassword: true } },
  });
export const restoreUser = (customerId: string, userId: string) =>
  ask(userPath(customerId, userId), customerUser, { method: 'PATCH', body: { state: 'active' } });
export const deleteUser = (customerId: string, userId: string) =>
  askRaw(userPath(customerId, userId), { method: 'DELETE' });
