/** What the operator suspends because it is not paid (permission `programme.operate`). */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { ownSubscription } from './own-subscriptions.ts';
import { subscriptionStatuses } from './subscriptions.ts';
import { guid } from './words.ts';

export const customerSubscriptionsPath = z.strictObject({ customerId: guid });
export const customerSubscriptionPath = z.strictObject({ customerId: guid, subscriptionId: guid });

/** GET /operator/customer-accounts/{customerId}/subscriptions, …/export: whoever sold them. */
export const customerSubscriptionList = listOf({
  item: ownSubscription,
  sorts: ['bought', 'product', 'publisher', 'partner', 'quantity', 'status', 'end'],
  usual: '-bought',
  filters: { status: z.enum(subscriptionStatuses).optional() },
  /** Whose they are. */
  beside: { companyName: z.string() },
});

/** `POST` and `DELETE …/{subscriptionId}/suspension`: how it stands then, and whether its publisher is asked first. */
export const suspension = z.object({ status: z.enum(['suspended', 'active']), waits: z.boolean() });
