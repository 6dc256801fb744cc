/** `PATCH …/orders/{id}`: an order of marketplace plans is changed by its subscriptions, each by itself (wire contract, section 4.4). */
import { orderPath } from '@comptoir/contracts/partner-center/common';
import { order as orderShape } from '@comptoir/contracts/partner-center/orders';
import { orderPatch } from '@comptoir/contracts/partner-center/subscription-features';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from './binding.ts';
import { toWireOrder } from './order-wire.ts';

type OrderPatch = z.infer<typeof orderPatch>;

const { subscriptionFault } = subscriptions;
const access: RouteAccess = { permission: 'subscriptions.buy', asSystem: true };

/** What was read and is sent back unchanged is taken; the sandbox cancels orders, production never does. */
export function orderPatchRoute(app: FastifyInstance, { config }: Context): void {
  const schema = { params: orderPath, body: bind(orderPatch), response: { 200: orderShape } };
  app
    .withTypeProvider<ZodTypeProvider>()
    .patch('/customers/:customerId/orders/:orderId', { config: { access }, schema }, (request, reply) => {
      const { customerId, orderId } = request.params;
      return answerOnce(request, reply, async (work: Work) => {
        await requireCustomer(work, customerId);
        const order = await subscriptions.orderOf(work, customerId, orderId);
        if (wordOf(request.body.status) === 'cancelled' && order.status !== 'cancelled') {
          await cancelOrder(work, order, config.mode === 'sandbox');
        } else {
          requireUnchanged(request.body, order);
        }
        return { status: 200, body: toWireOrder(await subscriptions.orderOf(work, customerId, orderId), false) };
      });
    });
}

/** Each of its subscriptions ends, as far as its window still allows it. */
async function cancelOrder(
  work: Work,
  { customerTenantId, id: orderId }: subscriptions.PlacedOrder,
  sandbox: boolean,
): Promise<void> {
  if (!sandbox) {
    const message = 'Cancel each subscription of this order: PATCH subscription with status deleted.';
    throw subscriptionFault('OrderNotCancellable', message);
  }
  const { items } = await subscriptions.subscriptionsOf(work, customerTenantId, { orderId });
  for (const { id, status } of items) {
    if (status === 'deleted') continue;
    await subscriptions.changeSubscription(work, customerTenantId, id, () => ({ status: 'deleted' }));
  }
}

function requireUnchanged(
  { status, billingCycle, lineItems = [] }: OrderPatch,
  order: subscriptions.PlacedOrder,
): void {
  if (lineItems.some(({ parentSubscriptionId }) => parentSubscriptionId))
    throw subscriptionFault('AddOnUnrelated', 'Marketplace plans have no add-ons.', { target: 'lineItems' });
  const cycle = wordOf(billingCycle);
  if (cycle && !['unknown', 'none', order.billingCycle].includes(cycle)) {
    const message = 'The billing cycle changes at the renewal: PATCH subscription with scheduledNextTermInstructions.';
    throw subscriptionFault('BillingCycleNotOffered', message);
  }
  const otherStatus = status && ![order.status, 'unknown'].includes(wordOf(status));
  if (otherStatus || lineItems.some((line) => !isLineOf(order, line)))
    throw subscriptionFault('FeatureNotServed', 'An order is not changed here: change its subscriptions.');
}

const wordOf = (written: string | undefined) => (written ?? '').toLowerCase().replaceAll('_', '');

/** Whether a line says of itself what stands, as far as it says anything. */
function isLineOf({ lines }: subscriptions.PlacedOrder, sent: NonNullable<OrderPatch['lineItems']>[number]): boolean {
  const line = lines.find(({ lineNumber }) => lineNumber === (sent.lineItemNumber ?? 0));
  if (!line) return false;
  const stands = [
    [sent.offerId?.toUpperCase(), line.catalogItemId],
    [sent.quantity, line.quantity],
    [sent.friendlyName, line.friendlyName],
    [sent.termDuration?.toUpperCase(), line.trial ? 'P1M' : line.term],
    [sent.partnerIdOnRecord, line.resellerMpnId ?? ''],
  ];
  return stands.every(([said, stood]) => said === undefined || said === '' || said === stood);
}
