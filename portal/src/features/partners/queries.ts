/** Partners a publisher may name in an audience (rules A7, A8). */
import { partnerFilters, partnerPage, type PickerPartner } from '@comptoir/contracts/comptoir/partners';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1/partners';
const pageRows = 20;

export interface PartnerFilterChoice {
  readonly country: readonly string[];
  readonly competency: readonly NonNullable<PickerPartner['competency']>[];
  readonly skill: readonly PickerPartner['skills'][number][];
}

export const noFilters: PartnerFilterChoice = { country: [], competency: [], skill: [] };

export const partnersQuery = (search: string, filters: PartnerFilterChoice) =>
  infiniteQueryOptions({
    queryKey: ['partners', search, filters],
    queryFn: ({ pageParam }) =>
      ask(root, partnerPage, {
        query: {
          search,
          country: filters.country.join(','),
          competency: filters.competency.join(','),
          skill: filters.skill.join(','),
          size: String(pageRows),
          ...(pageParam === '' ? {} : { after: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** The values of the filters that partners have. */
export const partnerFiltersQuery = queryOptions({
  queryKey: ['partners', 'filters'],
  queryFn: () => ask(`${root}/filters`, partnerFilters),
  staleTime: 60_000,
});
