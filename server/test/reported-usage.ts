/** Usage of a metered plan that a customer has: accepted, sent twice, and refused. */
import type { World } from '@comptoir/contracts/sandbox';
import { applicationToken, client, resources, tenantOf } from '../../scripts/story/client.ts';
import { callServer } from './http.ts';

/** What a metered plan of the customer's used, and what was refused. */
export async function reportUsage(origin: string, world: World, customerId: string): Promise<void> {
  const azur = client(origin, await applicationToken(origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter));
  const { productId } = world.offers.find(({ name }) => name === 'Relevé')!;
  const path = `/v1/products/${productId}/skus/0001/availabilities?country=FR`;
  const [item] = (await azur.get<{ items: { catalogItemId: string }[] }>(path)).items;
  const lineItems = [{ lineItemNumber: 0, offerId: item!.catalogItemId, quantity: 1, termDuration: 'P1M' }];
  const body = { referenceCustomerId: customerId, billingCycle: 'monthly', lineItems };
  const order = await azur.send<{ lineItems: { subscriptionId: string }[] }>(
    'POST',
    `/v1/customers/${customerId}/orders`,
    body,
  );
  const resourceId = order.lineItems[0]!.subscriptionId;
  const token = await applicationToken(origin, tenantOf(world, 'publisher', 'FR'), resources.marketplace);
  const send = (to: string, sent: unknown) =>
    callServer(origin, 'POST', `/api/${to}?api-version=2018-08-31`, { token, body: sent });
  await send(`saas/subscriptions/${resourceId}/activate`, {});
  const { now } = (await callServer(origin, 'GET', '/sandbox/v1/clock')).body as { now: string };
  const event = { resourceId, quantity: 3.5, dimension: 'readings', planId: 'capteurs', effectiveStartTime: now };
  await send('batchUsageEvent', { request: [event, event, { ...event, dimension: 'unknown' }] });
}
