/** What publishers take off their list price for this partner. */
import { margins } from '@comptoir/contracts/partner-center/margins';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { ask, download } from '../../api/client.ts';

const root = '/v1/margins';
const pageSize = 100;

export const marginsQuery = infiniteQueryOptions({
  queryKey: ['margins'],
  initialPageParam: 0,
  queryFn: ({ pageParam }) => ask(root, margins, { query: { size: pageSize, offset: pageParam } }),
  getNextPageParam: ({ totalSize }, pages) => {
    const loaded = pages.reduce((sum, page) => sum + page.results.length, 0);
    return loaded < totalSize ? loaded : undefined;
  },
});

export function downloadMargins(): Promise<void> {
  return download(`${root}/download`, 'Margins.csv', 'text/csv');
}
