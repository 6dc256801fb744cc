/**
 * Webhooks of our own API: addresses at which an account is told of what concerns it, signed as Standard Webhooks
 * (standardwebhooks.com). All of it needs permission `webhooks.manage`.
 */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { calledWebhook, webhookAttempt, webhookStates } from './publisher-webhooks.ts';
import { guid, instant } from './words.ts';

const url = z.string().min(1).max(2000);
const description = z.string().max(200);
const events = z.array(z.string().min(1).max(60)).min(1).max(50);

/** `POST /comptoir/v1/webhooks`. Types of events are those of `GET …/webhooks/events`. */
export const newWebhook = z.strictObject({ url, description: description.default(''), events });

/** `PATCH /comptoir/v1/webhooks/{webhookId}`: what is absent stays. */
export const webhookChange = z.strictObject({
  url: url.optional(),
  description: description.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});

export const webhook = z.object({
  id: guid,
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  createdAt: instant,
  enabled: z.boolean(),
  /** `receiver`: it answered 410, that it is gone. */
  disabledBy: z.enum(['owner', 'receiver']).optional(),
  /** Until then the secret before the present one signs too. */
  previousSecretUntil: instant.optional(),
});
export type Webhook = z.infer<typeof webhook>;

/** `GET /comptoir/v1/webhooks`: ten at most, the oldest first. */
export const webhookList = z.object({ items: z.array(webhook) });

/** `GET /comptoir/v1/webhooks/events`: the types that the asking account may be told of. */
export const webhookEventTypes = z.object({ items: z.array(z.string()) });

/** 201: the only answer that tells the secret, `whsec_` and base64. */
export const webhookMade = webhook.extend({ secret: z.string() });

/** `POST /comptoir/v1/webhooks/{webhookId}/secret`: a new one; the one before signs too until then. */
export const webhookSecret = z.object({ secret: z.string(), previousSecretUntil: instant });

/** Its `id` is the `webhook-id` of the message. */
export const webhookDelivery = calledWebhook.extend({ subjectId: z.string() });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** `GET /comptoir/v1/webhooks/{webhookId}/deliveries`, `…/export`: the newest first; kept for 90 days. */
export const webhookDeliveryList = listOf({
  item: webhookDelivery,
  sorts: ['created', 'event', 'state', 'attempts'],
  usual: '-created',
  filters: { state: z.enum(webhookStates).optional() },
  beside: {},
});

/** `GET …/deliveries/{deliveryId}`: with its body and its last 100 attempts, the newest first. */
export const webhookDeliveryDetail = webhookDelivery.extend({
  url: z.string(),
  body: z.string(),
  attemptList: z.array(webhookAttempt),
});
export type WebhookDeliveryDetail = z.infer<typeof webhookDeliveryDetail>;

/** `POST …/webhooks/{webhookId}/test`, 202: one call of type `webhook.test`, whose answer is read among the deliveries. */
export const webhookTested = z.object({ deliveryId: guid });
