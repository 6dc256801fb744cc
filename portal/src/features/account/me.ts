/** Who is signed in, and what this server is. */
import { me, type Me } from '@comptoir/contracts/comptoir/account';
import { health } from '@comptoir/contracts/comptoir/operations';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => ask('/comptoir/v1/me', me),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The signed-in person; the frame renders pages only once it is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe outside of the signed-in frame');
  return data;
}

export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => ask('/healthz', health),
  staleTime: 5_000,
  // Business time passes, and in the sandbox others move it too.
  refetchInterval: 30_000,
});
