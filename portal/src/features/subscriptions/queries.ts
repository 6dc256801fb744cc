/** A customer's subscriptions, orders and activation links over Partner Center v1. */
import { activationLinks, order } from '@comptoir/contracts/partner-center/orders';
import { transition } from '@comptoir/contracts/partner-center/subscription-features';
import { subscription, type SubscriptionPatch } from '@comptoir/contracts/partner-center/subscriptions';
import {
  changeChoices,
  changePreview,
  subscriptionList,
  subscriptionPrice,
  type PlanWish,
} from '@comptoir/contracts/comptoir/subscriptions';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { customerPath } from '../customers/queries.ts';

export const subscriptionSource = (customerId: string) => ({
  path: `/comptoir/v1/customers/${encodeURIComponent(customerId)}/subscriptions`,
  list: subscriptionList,
  key: ['customers', customerId, 'subscriptions', 'found'],
  // Publishers activate elsewhere.
  refreshMs: 15_000,
});

export const subscriptionQuery = (customerId: string, subscriptionId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'subscriptions', subscriptionId],
    queryFn: () => ask(`${customerPath(customerId)}/subscriptions/${encodeURIComponent(subscriptionId)}`, subscription),
    // Until its publisher has answered.
    refetchInterval: ({ state }) => (state.data?.pendingOperation ? pendingEveryMs : false),
  });

const pendingEveryMs = 5_000;

/** Changes what the patch names; nothing is changed when somebody else did since it was read. */
export const changeSubscription = (customerId: string, subscriptionId: string, body: SubscriptionPatch) =>
  ask(`${customerPath(customerId)}/subscriptions/${encodeURIComponent(subscriptionId)}`, subscription, {
    method: 'PATCH',
    body,
  });

/** What it costs in the term that runs, and from its renewal on. */
export const priceQuery = (customerId: string, subscriptionId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'subscriptions', subscriptionId, 'price'],
    queryFn: () =>
      ask(`${subscriptionSource(customerId).path}/${encodeURIComponent(subscriptionId)}/price`, subscriptionPrice),
  });

/** Plans of its offer that it may be changed to. */
export const choicesQuery = (customerId: string, subscriptionId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'subscriptions', subscriptionId, 'choices'],
    queryFn: () =>
      ask(`${subscriptionSource(customerId).path}/${encodeURIComponent(subscriptionId)}/choices`, changeChoices),
  });

/** Another plan of its offer, from now on: how far that is once its publisher had time to answer. */
export const makeTransition = (
  customerId: string,
  subscriptionId: string,
  productId: string,
  { skuId, quantity }: PlanWish,
) =>
  ask(`${customerPath(customerId)}/subscriptions/${encodeURIComponent(subscriptionId)}/transitions`, transition, {
    method: 'POST',
    body: { toCatalogItemId: `${productId}:${skuId}`, ...(quantity === undefined ? {} : { quantity }) },
  });

/** What another quantity or plan, or its cancellation, costs and gives back; nothing is changed by asking. */
export const previewChange = (
  customerId: string,
  subscriptionId: string,
  body: { readonly quantity: number } | { readonly plan: PlanWish } | { readonly status: 'deleted' },
) =>
  ask(`${subscriptionSource(customerId).path}/${encodeURIComponent(subscriptionId)}/preview`, changePreview, {
    method: 'POST',
    body,
  });

export const orderQuery = (customerId: string, orderId: string) =>
  queryOptions({
    queryKey: ['customers', customerId, 'orders', orderId],
    queryFn: () =>
      ask(`${customerPath(customerId)}/orders/${encodeURIComponent(orderId)}`, order, {
        query: { include_price: true },
      }),
  });

/** `uri` is what a resource's `links.activationLinks` says: relative to `/v1`. */
export const activationLinkQuery = (uri: string | undefined) =>
  queryOptions({
    queryKey: ['activation', uri],
    queryFn: async () => (await ask(`/v1${uri}`, activationLinks)).items[0]?.link.uri ?? null,
    enabled: uri !== undefined,
  });
