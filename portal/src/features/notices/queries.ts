/** Service notices: what a publisher posts, and what its partners read. */
import {
  partnerNotices,
  publisherNotice,
  publisherNotices,
  type NewNotice,
  type NoticeUpdate,
  type PublisherNotice,
} from '@comptoir/contracts/comptoir/material';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1';
const rows = 20;

/** `open`: those that are not over; `all`: every one. */
export type NoticesAsked = 'open' | 'all';

export const partnerNoticesQuery = (state: NoticesAsked) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'partner', state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(`${root}/notices`, partnerNotices, { query: { state, size: rows, after: pageParam } }),
    getNextPageParam: (page) => page.next,
  });

export const publisherNoticesQuery = (state: NoticesAsked) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'publisher', state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(`${root}/offer-notices`, publisherNotices, { query: { state, size: rows, after: pageParam } }),
    getNextPageParam: (page) => page.next,
  });

const ofOffer = (offerId: string) => `${root}/offers/${encodeURIComponent(offerId)}/notices`;

export function postNotice(offerId: string, body: NewNotice): Promise<PublisherNotice> {
  return ask(ofOffer(offerId), publisherNotice, { method: 'POST', body });
}

export function updateNotice(
  { offerId, id }: Pick<PublisherNotice, 'offerId' | 'id'>,
  body: NoticeUpdate,
): Promise<PublisherNotice> {
  return ask(`${ofOffer(offerId)}/${id}/updates`, publisherNotice, { method: 'POST', body });
}
