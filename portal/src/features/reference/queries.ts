import { marketList } from '@comptoir/contracts/comptoir/reference';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

/** Countries and regions with their currencies on the business date. */
export const marketsQuery = queryOptions({
  queryKey: ['markets'],
  queryFn: () => ask('/comptoir/v1/markets', marketList),
  staleTime: Number.POSITIVE_INFINITY,
});
