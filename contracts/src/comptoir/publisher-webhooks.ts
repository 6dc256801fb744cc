/** A publisher's operations: the webhooks that called its site, what came back, another try, and a test. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { guid, instant } from './words.ts';

/** What a publisher's site is told of a purchase. */
export const webhookActions = ['ChangePlan', 'ChangeQuantity', 'Renew', 'Suspend', 'Reinstate', 'Unsubscribe'] as const;
/**
 * `refused`: the site said no. `failed`: it was tried as often as it is. `superseded`: it kept failing while something newer of
 * its subscription waited. `parked`: it could not be sent at all, and its problem says why.
 */
export const webhookStates = ['waiting', 'delivered', 'refused', 'failed', 'superseded', 'parked'] as const;

/** What everybody is told of a webhook that called, or will call; `id` is that of its delivery. */
export const calledWebhook = z.object({
  id: guid,
  event: z.string(),
  test: z.boolean(),
  createdAt: instant,
  state: z.enum(webhookStates),
  /** Ended ones. */
  attempts: z.number().int(),
  nextAttemptAt: instant.optional(),
  endedAt: instant.optional(),
  lastStatus: z.number().int().optional(),
  lastTookMs: z.number().int().optional(),
  lastProblem: z.string().optional(),
  /** First characters of the last answer. */
  lastAnswer: z.string().optional(),
});

export const publisherWebhook = calledWebhook.extend({
  /** Of a test the empty GUID. */
  subscriptionId: guid,
  operationId: guid.optional(),
  url: z.string(),
});
export type PublisherWebhook = z.infer<typeof publisherWebhook>;

/** `GET /comptoir/v1/publisher-webhooks`, `…/export` (permission `offers.manage`): the newest first; kept for 90 days. */
export const publisherWebhookList = listOf({
  item: publisherWebhook,
  sorts: ['created', 'event', 'state', 'attempts'],
  usual: '-created',
  filters: { state: z.enum(webhookStates).optional(), event: z.enum(webhookActions).optional() },
  beside: {},
});

export const webhookAttempt = z.object({
  number: z.number().int(),
  at: instant,
  tookMs: z.number().int(),
  /** Absent: no answer came. */
  status: z.number().int().optional(),
  problem: z.string().optional(),
  /** First characters of the answer. */
  answer: z.string(),
});
export type WebhookAttempt = z.infer<typeof webhookAttempt>;

/** `GET /comptoir/v1/publisher-webhooks/{deliveryId}`: with its body as sent, and its last 100 attempts, the newest first. */
export const publisherWebhookDetail = publisherWebhook.extend({
  body: z.string(),
  attemptList: z.array(webhookAttempt),
});
export type PublisherWebhookDetail = z.infer<typeof publisherWebhookDetail>;

/** `POST /comptoir/v1/offers/{offerId}/webhook-test`: one call to the offer's live webhook, about a purchase that there is not. */
export const webhookTest = z.strictObject({ event: z.enum(webhookActions) });
/** 202: what came back is read at `…/publisher-webhooks/{deliveryId}` once it has ended. */
export const webhookTestSent = z.object({ deliveryId: guid });
