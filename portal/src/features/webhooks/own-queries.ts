/** Webhooks of the account: reads and commands over `/comptoir/v1/webhooks`. */
import {
  webhook,
  webhookDeliveryDetail,
  webhookDeliveryList,
  webhookEventTypes,
  webhookList,
  webhookMade,
  webhookSecret,
  webhookTested,
  type newWebhook,
  type webhookChange,
} from '@comptoir/contracts/comptoir/webhooks';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { ask, askRaw } from '../../api/client.ts';
import { againMs } from './queries.ts';

const root = '/comptoir/v1/webhooks';
const at = (id: string) => `${root}/${encodeURIComponent(id)}`;
const deliveryAt = (id: string, deliveryId: string) => `${at(id)}/deliveries/${encodeURIComponent(deliveryId)}`;

export const webhooksKey = ['webhooks'];

export const webhooksQuery = queryOptions({ queryKey: webhooksKey, queryFn: () => ask(root, webhookList) });
export const webhookTypesQuery = queryOptions({
  queryKey: [...webhooksKey, 'events'],
  queryFn: () => ask(`${root}/events`, webhookEventTypes),
});
export const webhookQuery = (id: string) =>
  queryOptions({ queryKey: [...webhooksKey, id], queryFn: () => ask(at(id), webhook) });
export const ownDeliveries = (id: string) => ({
  path: `${at(id)}/deliveries`,
  list: webhookDeliveryList,
  key: [...webhooksKey, id, 'deliveries'],
  refreshMs: 10_000,
});
export const ownDeliveryQuery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: [...webhooksKey, id, 'deliveries', 'one', deliveryId],
    queryFn: () => ask(deliveryAt(id, deliveryId), webhookDeliveryDetail),
    refetchInterval: ({ state: { data } }) => againMs(data),
  });

export const addWebhook = (body: z.input<typeof newWebhook>) => ask(root, webhookMade, { method: 'POST', body });
export const changeWebhook = (id: string, body: z.input<typeof webhookChange>) =>
  ask(at(id), webhook, { method: 'PATCH', body });
export const rotateWebhookSecret = (id: string) => ask(`${at(id)}/secret`, webhookSecret, { method: 'POST' });
export const removeWebhook = (id: string) => askRaw(at(id), { method: 'DELETE' });
export const testOwnWebhook = (id: string) => ask(`${at(id)}/test`, webhookTested, { method: 'POST' });
export const replayOwnDelivery = (id: string, deliveryId: string) =>
  askRaw(`${deliveryAt(id, deliveryId)}/replay`, { method: 'POST' });
