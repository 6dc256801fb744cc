/** What the operator suspends because it is not paid (permission `programme.operate`). */
import { z } from 'zod';
import { ownSubscriptionList } from './own-subscriptions.ts';
import { guid } from './words.ts';

export const customerSubscriptionsPath = z.strictObject({ customerId: guid });
export const customerSubscriptionPath = z.strictObject({ customerId: guid, subscriptionId: guid });

/** GET /operator/customer-accounts/{customerId}/subscriptions, …/export: whoever sold them. */
export const customerSubscriptionList = ownSubscriptionList;

/** `POST` and `DELETE …/{subscriptionId}/suspension`: how it stands then, and whether its publisher is asked first. */
export const suspension = z.object({ status: z.enum(['suspended', 'active']), waits: z.boolean() });
