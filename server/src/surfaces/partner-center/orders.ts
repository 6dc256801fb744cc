/** Carts, checkout and orders (wire contract, section 4). */
import {
  cartRequest,
  orderRequest,
  type Cart as WireCart,
  type CartRequest,
  type CheckoutResult,
  type Order,
  type OrderRequest,
} from '@comptoir/contracts/partner-center/orders';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from './binding.ts';
import { collection } from './envelope.ts';
import { wireErrorNamed } from './errors.ts';
import { toWireCart, toWireOrder } from './order-wire.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
const buy: { access: RouteAccess } = { access: { permission: 'subscriptions.buy' } };

const customerPath = z.object({ customerId: z.string() });
const cartPath = customerPath.extend({ cartId: z.string() });
const orderPath = customerPath.extend({ orderId: z.string() });
const orderQuery = z.object({ include_price: z.string().optional(), billingtype: z.string().optional() });
const orderListQuery = orderQuery.extend(seekQuery);

export function orderRoutes(app: FastifyInstance, _context: Context): void {
  cartRoutes(app);
  checkoutRoute(app);
  placingRoute(app);
  orderReadRoutes(app);
}

function cartRoutes(app: FastifyInstance): void {
  const body = bind(cartRequest);
  app.post('/customers/:customerId/carts', { config: buy, schema: { body } }, (request, reply) => {
    const { customerId } = customerPath.parse(request.params);
    const lines = (request.body as CartRequest).lineItems.map(toCartRequest);
    return answerOnce(request, reply, async (work) => {
      const input = { customerTenantId: customerId, lines };
      return { status: 201, body: toWireCart(await subscriptions.createCart(work, input)) };
    });
  });
  app.put('/customers/:customerId/carts/:cartId', { config: buy, schema: { body } }, (request, reply) => {
    const { customerId, cartId } = cartPath.parse(request.params);
    const lines = (request.body as CartRequest).lineItems.map(toCartRequest);
    return answerOnce(request, reply, async (work) => {
      const input = { customerTenantId: customerId, cartId, lines };
      return { status: 200, body: toWireCart(await subscriptions.updateCart(work, input)) };
    });
  });
  app.get('/customers/:customerId/carts/:cartId', { config: read }, (request): Promise<WireCart> => {
    const { customerId, cartId } = cartPath.parse(request.params);
    return request.work(async (work: Work) => toWireCart(await subscriptions.cartOf(work, customerId, cartId)));
  });
}

type CartLineIn = CartRequest['lineItems'][number];

/** The key that names the indirect reseller of a line (rule D10). */
const resellerKey = 'transaction_reseller';

function toCartRequest(line: CartLineIn): subscriptions.LineRequest {
  const reseller = line.participants?.find(
    (one) => one.key.toLowerCase().replaceAll('_', '') === resellerKey.replaceAll('_', ''),
  )?.value;
  return {
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    billingCycle: line.billingCycle,
    ...(line.termDuration ? { term: line.termDuration } : {}),
    ...(line.currencyCode ? { currency: line.currencyCode } : {}),
    ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
    ...(reseller ? { resellerMpnId: reseller } : {}),
  };
}

/** SDKs post the string "success" or nothing: the body is not looked at. */
function checkoutRoute(app: FastifyInstance): void {
  app.post('/customers/:customerId/carts/:cartId/checkout', { config: buy }, (request, reply) => {
    const { customerId, cartId } = cartPath.parse(request.params);
    return answerOnce(request, reply, async (work) => {
      const done = await subscriptions.checkout(work, customerId, cartId);
      const body: CheckoutResult = {
        orders: done.orders.map((order) => toWireOrder(order, true)),
        ...(done.errors.length > 0
          ? {
              orderErrors: done.errors.map((error) => ({
                orderGroupId: error.orderGroup,
                code: wireErrorNamed(error.code).code,
                description: error.message,
              })),
            }
          : {}),
        attributes: { objectType: 'CartCheckoutResult' },
      };
      return { status: 201, body };
    });
  });
}

function placingRoute(app: FastifyInstance): void {
  const body = bind(orderRequest);
  app.post('/customers/:customerId/orders', { config: buy, schema: { body } }, (request, reply) => {
    const customerId = (request.params as { customerId: string }).customerId;
    const wanted = request.body as OrderRequest;
    requireOwnReference(wanted, customerId);
    return answerOnce(request, reply, async (work) => {
      const lines = wanted.lineItems
        .toSorted((one, other) => one.lineItemNumber - other.lineItemNumber)
        .map((line) => toOrderRequest(line, wanted));
      return {
        status: 201,
        body: toWireOrder(await subscriptions.placeOrder(work, { customerTenantId: customerId, lines }), true),
      };
    });
  });
}

function requireOwnReference(wanted: OrderRequest, customerId: string): void {
  const { referenceCustomerId: named = customerId } = wanted;
  if (named.toLowerCase() !== customerId.toLowerCase()) {
    throw subscriptions.subscriptionFault(
      'ReferenceCustomerDiffers',
      'referenceCustomerId must be the customer of the address, or be left out.',
      { target: 'referenceCustomerId' },
    );
  }
  const numbers = new Set(wanted.lineItems.map((line) => line.lineItemNumber));
  const inOrder = wanted.lineItems.every((_, index) => numbers.has(index));
  if (!inOrder)
    throw subscriptions.subscriptionFault('LineNumbersWrong', 'Number the lines 0, 1, 2 … without gap or repetition.', {
      target: 'lineItems',
    });
}

function toOrderRequest(line: OrderRequest['lineItems'][number], wanted: OrderRequest): subscriptions.LineRequest {
  return {
    catalogItemId: line.offerId,
    quantity: line.quantity,
    ...(wanted.billingCycle ? { billingCycle: wanted.billingCycle } : {}),
    ...(line.termDuration ? { term: line.termDuration } : {}),
    ...(wanted.currencyCode ? { currency: wanted.currencyCode } : {}),
    ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
    ...(line.partnerIdOnRecord ? { resellerMpnId: line.partnerIdOnRecord } : {}),
  };
}

function orderReadRoutes(app: FastifyInstance): void {
  const querystring = bind(orderListQuery);
  app.get('/customers/:customerId/orders', { config: read, schema: { querystring } }, (request) => {
    const { customerId } = customerPath.parse(request.params);
    const query = request.query as z.infer<typeof orderListQuery>;
    const seek = seekOf(request, query);
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const billingCycle = query.billingtype?.toLowerCase().replaceAll('_', '') || undefined;
      const orders = await subscriptions.ordersOf(work, customerId, { billingCycle }, seek);
      const items = orders.items.map((order) => toWireOrder(order, wantsPrice(query)));
      const { include_price, billingtype } = query;
      const sent = { size: seek.size?.toString(), include_price, billingtype };
      return seekCollection(`/customers/${customerId}/orders`, { ...orders, items }, sent);
    });
  });
  const orderSchema = { querystring: bind(orderQuery) };
  app.get(
    '/customers/:customerId/orders/:orderId',
    { config: read, schema: orderSchema },
    (request): Promise<Order> => {
      const { customerId, orderId } = orderPath.parse(request.params);
      const query = request.query as z.infer<typeof orderQuery>;
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        return toWireOrder(await subscriptions.orderOf(work, customerId, orderId), wantsPrice(query));
      });
    },
  );
  app.get(
    '/customers/:customerId/orders/:orderId/provisioningstatus',
    { config: { access: { ...read.access, userOnly: true } } },
    (request) => {
      const { customerId, orderId } = orderPath.parse(request.params);
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        const order = await subscriptions.orderOf(work, customerId, orderId);
        const made = new Map(
          (await subscriptions.subscriptionsOf(work, customerId, { orderId })).items.map((one) => [
            one.lineNumber,
            one,
          ]),
        );
        return collection(
          order.lines.map((line) => {
            const status = made.get(line.lineNumber)?.status === 'pending' ? 'prefulfillmentpending' : 'fulfilled';
            return {
              lineItemNumber: line.lineNumber,
              orderLineItemId: line.subscriptionId,
              status,
              quantityProvisioningInformation: [{ quantity: line.quantity, status }],
            };
          }),
        );
      });
    },
  );
}

function wantsPrice(query: z.infer<typeof orderQuery>): boolean {
  return query.include_price?.toLowerCase() === 'true';
}
