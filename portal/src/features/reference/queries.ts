import { marketList, planChoices } from '@comptoir/contracts/comptoir/reference';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

/** Countries and regions with their currencies on the business date. */
export const marketsQuery = queryOptions({
  queryKey: ['markets'],
  queryFn: () => ask('/comptoir/v1/markets', marketList),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What a publisher may choose for a plan, on the business date. */
export const planChoicesQuery = queryOptions({
  queryKey: ['plan-choices'],
  queryFn: () => ask('/comptoir/v1/plan-choices', planChoices),
  staleTime: Number.POSITIVE_INFINITY,
});
