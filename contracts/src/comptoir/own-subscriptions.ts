/** What a customer has bought, of whichever partner (permission `ownPartners.read`): no prices, which are between the two. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { subscriptionStatuses } from './subscriptions.ts';
import { guid, instant, termName } from './words.ts';

export const ownSubscription = z.object({
  id: guid,
  /** Offer and plan. */
  product: z.string(),
  publisherName: z.string(),
  partnerTenantId: guid,
  partnerName: z.string(),
  /** Bought in the online store without a partner: the customer changes it itself, at `/own-purchases/{id}`. */
  direct: z.boolean(),
  quantity: z.number().int(),
  perSeat: z.boolean(),
  term: termName,
  status: z.enum(subscriptionStatuses),
  /** Of what is suspended: its partner, or the operator because it is not paid. */
  suspendedBy: z.enum(['partner', 'operator']).optional(),
  boughtAt: instant,
  /** Last day of the term that runs. */
  termEnd: z.string().optional(),
});
export type OwnSubscription = z.infer<typeof ownSubscription>;

/** `GET /comptoir/v1/own-subscriptions`, `…/export`: the newest first. */
export const ownSubscriptionList = listOf({
  item: ownSubscription,
  sorts: ['bought', 'product', 'publisher', 'partner', 'quantity', 'status', 'end'],
  usual: '-bought',
  filters: { status: z.enum(subscriptionStatuses).optional() },
  beside: {},
});
