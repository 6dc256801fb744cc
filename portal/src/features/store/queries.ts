/** The online store as anybody sees it. */
import {
  offerPartnerList,
  storeCountries,
  storeList,
  storeOffer,
  storePartnerList,
} from '@comptoir/contracts/comptoir/store';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1/store';

/** Countries customers are sold to, by code. */
export const countriesQuery = queryOptions({
  queryKey: ['store', 'countries'],
  queryFn: async () => (await ask(`${root}/countries`, storeCountries)).items.map((one) => one.country),
  staleTime: Number.POSITIVE_INFINITY,
});

type Wish = Readonly<Record<string, string | undefined>>;

export const storeQuery = (wish: Wish) =>
  infiniteQueryOptions({
    queryKey: ['store', 'offers', wish],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask(`${root}/offers`, storeList, { query: { ...wish, after: pageParam } }),
    getNextPageParam: (page) => page.next,
  });

export const storeOfferQuery = (productId: string, country: string | undefined) =>
  queryOptions({
    queryKey: ['store', 'offer', productId, country],
    queryFn: () => ask(`${root}/offers/${encodeURIComponent(productId)}`, storeOffer, { query: { country } }),
  });

export const offerPartnersQuery = (productId: string, country: string) =>
  infiniteQueryOptions({
    queryKey: ['store', 'offer', productId, 'partners', country],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(`${root}/offers/${encodeURIComponent(productId)}/partners`, offerPartnerList, {
        query: { country, size: 6, after: pageParam },
      }),
    getNextPageParam: (page) => page.next,
  });

export const partnersQuery = (wish: Wish) =>
  infiniteQueryOptions({
    queryKey: ['store', 'partners', wish],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask(`${root}/partners`, storePartnerList, { query: { ...wish, after: pageParam } }),
    getNextPageParam: (page) => page.next,
  });
