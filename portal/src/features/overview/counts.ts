/** How many there are of what a workspace is about; each is the total of the list that its page shows. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { ask } from '../../api/client.ts';
import { licencesQuery } from '../licences/queries.ts';
import { grantedQuery } from '../delegation/queries.ts';

const root = '/comptoir/v1';

/** Of a list's answer nothing else is read. */
const total = z.object({ total: z.number().int() });

const lists = {
  customers: { path: `${root}/customers`, filters: {} },
  providers: { path: `${root}/indirect-providers`, filters: {} },
  openRequests: { path: `${root}/relationship-requests`, filters: { state: 'open' } },
  ownPartners: { path: `${root}/own-partners`, filters: {} },
  ownActive: { path: `${root}/own-subscriptions`, filters: { status: 'active' } },
  ownPending: { path: `${root}/own-subscriptions`, filters: { status: 'pending' } },
} as const;

/** Undefined while it is not known, and of what the person may not see. */
export function useCount(name: keyof typeof lists, enabled = true): number | undefined {
  const { path, filters } = lists[name];
  const query = useQuery({
    queryKey: ['overview', name],
    queryFn: async () => ask(path, total, { query: { ...filters, size: 1 } }),
    enabled,
  });
  return query.data?.total;
}

/** Requests of partners that wait for the customer's answer. */
export const waitingGrantsQuery = queryOptions({
  ...grantedQuery,
  select: ({ items }) => items.filter(({ status }) => status === 'approvalPending').length,
});

/** Licences that nobody holds. */
export const freeLicencesQuery = queryOptions({
  ...licencesQuery,
  select: ({ items }) => items.reduce((sum, { available }) => sum + available, 0),
});
