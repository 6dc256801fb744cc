/** A customer's subscriptions, orders and activation links over Partner Center v1. */
import { activationLinks, order } from '@comptoir/contracts/partner-center/orders';
import { transition } from '@comptoir/contracts/partner-center/subscription-features';
import {
  subscription,
  type Subscription,
  type SubscriptionPatch,
} from '@comptoir/contracts/partner-center/subscriptions';
import {
  changeChoices,
  changePreview,
  subscriptionList,
  subscriptionPrice,
  type PlanWish,
} from '@comptoir/contracts/comptoir/subscriptions';
import { queryOptions, type QueryKey } from '@tanstack/react-query';
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

/** What follows from a subscription is asked again whenever that has changed; the page shows the last answer meanwhile. */
function ofSubscription(customerId: string, { id, attributes }: Subscription, what: 'price' | 'choices') {
  const queryKey = ['customers', customerId, 'subscriptions', id, what, attributes.etag] as const;
  const path = `${subscriptionSource(customerId).path}/${encodeURIComponent(id)}/${what}`;
  const isSame = (other: QueryKey | undefined) => other?.[3] === id;
  return { queryKey, path, isSame };
}

/** What it costs in the term that runs, and from its renewal on. */
export function priceQuery(customerId: string, of: Subscription) {
  const { queryKey, path, isSame } = ofSubscription(customerId, of, 'price');
  return queryOptions({
    queryKey,
    queryFn: () => ask(path, subscriptionPrice),
    placeholderData: (last, query) => (isSame(query?.queryKey) ? last : undefined),
  });
}

/** Plans of its offer that it may be changed to. */
export function choicesQuery(customerId: string, of: Subscription) {
  const { queryKey, path, isSame } = ofSubscription(customerId, of, 'choices');
  return queryOptions({
    queryKey,
    queryFn: () => ask(path, changeChoices),
    placeholderData: (last, query) => (isSame(query?.queryKey) ? last : undefined),
  });
}

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
