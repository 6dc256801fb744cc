/** Support requests of publishers, and the transitions between audience options they are for. */
import {
  audienceTransitions,
  publisherRequest,
  publisherRequestForm,
  deskRequestList,
  ownRequestList,
  type NewPublisherRequest,
} from '@comptoir/contracts/comptoir/publisher-requests';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1/support/publisher-requests';
const desk = '/comptoir/v1/operator/publisher-requests';

/** What can be done with the audience in force of an own offer, and who has sold (rules A15 to A22). */
export const transitionsQuery = (offerId: string) =>
  queryOptions({
    queryKey: ['offers', offerId, 'transitions'],
    queryFn: () => ask(`/comptoir/v1/offers/${encodeURIComponent(offerId)}/audience/transitions`, audienceTransitions),
  });

export const requestFormQuery = (offerId: string) =>
  queryOptions({
    queryKey: ['support', 'form', offerId],
    queryFn: () => ask(`${root}/form`, publisherRequestForm, { query: { offerId } }),
  });

export const ownRequestSource = { path: root, list: ownRequestList, key: ['support', 'requests', 'list'] };

export const ownRequestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['support', 'requests', requestId],
    queryFn: () => ask(`${root}/${encodeURIComponent(requestId)}`, publisherRequest),
  });

export function sendRequest(body: NewPublisherRequest) {
  return ask(root, publisherRequest, { method: 'POST', body });
}

export function withdrawRequest(requestId: string) {
  return ask(`${root}/${encodeURIComponent(requestId)}/withdraw`, publisherRequest, {
    method: 'POST',
  });
}

/** The operator's desk: requests of all publishers. */
export const deskSource = { path: desk, list: deskRequestList, key: ['desk', 'requests', 'list'] };

export const deskRequestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['desk', 'requests', requestId],
    queryFn: () => ask(`${desk}/${encodeURIComponent(requestId)}`, publisherRequest),
  });

export function approveRequest(requestId: string) {
  return ask(`${desk}/${encodeURIComponent(requestId)}/approve`, publisherRequest, {
    method: 'POST',
  });
}

export function refuseRequest(requestId: string, reason: string) {
  return ask(`${desk}/${encodeURIComponent(requestId)}/refuse`, publisherRequest, {
    method: 'POST',
    body: { reason },
  });
}
