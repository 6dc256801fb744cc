/** The partner's own prices, what its customers pay. */
import { price, prices, type PriceRequest } from '@comptoir/contracts/comptoir/billing';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1/prices';

export const pricesQuery = infiniteQueryOptions({
  queryKey: ['prices'],
  initialPageParam: '',
  queryFn: ({ pageParam }) => ask(root, prices, { query: { size: 100, after: pageParam } }),
  getNextPageParam: (page) => page.next,
});

export function setPrice(body: PriceRequest) {
  return ask(root, price, { method: 'POST', body });
}
