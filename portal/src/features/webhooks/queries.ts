/** A publisher's operations: reads and commands over `/comptoir/v1/publisher-webhooks`. */
import {
  publisherWebhookDetail,
  publisherWebhookList,
  webhookTestSent,
  type PublisherWebhookDetail,
} from '@comptoir/contracts/comptoir/publisher-webhooks';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const root = '/comptoir/v1/publisher-webhooks';
const at = (id: string) => `${root}/${encodeURIComponent(id)}`;

export const operationsKey = ['publisher-webhooks'];
export const operationSource = { path: root, list: publisherWebhookList, key: operationsKey, refreshMs: 10_000 };

/** Looked at again while an attempt is awaited. */
const soonMs = 1_000;
const laterMs = 10_000;

export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: [...operationsKey, id],
    queryFn: () => ask(at(id), publisherWebhookDetail),
    refetchInterval: ({ state: { data } }) => againMs(data),
  });

export function againMs(shown: Pick<PublisherWebhookDetail, 'state' | 'attempts'> | undefined): number | false {
  if (shown?.state !== 'waiting') return false;
  return shown.attempts === 0 ? soonMs : laterMs;
}

export const replayOperation = (id: string) => askRaw(`${at(id)}/replay`, { method: 'POST' });

export const testWebhook = (offerId: string, event: string) =>
  ask(`/comptoir/v1/offers/${encodeURIComponent(offerId)}/webhook-test`, webhookTestSent, {
    method: 'POST',
    body: { event },
  });
