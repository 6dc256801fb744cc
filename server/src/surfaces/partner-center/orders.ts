/** Carts, checkout and orders (wire contract, section 4). */
import { cartPath, customerPath, orderPath, type Link } from '@comptoir/contracts/partner-center/common';
import {
  billingCycles,
  cart,
  cartRequest,
  checkoutResult,
  order as orderShape,
  orderRequest,
  orders as orderList,
  provisioningStatuses,
  type CartRequest,
  type CheckoutResult,
  type OrderRequest,
} from '@comptoir/contracts/partner-center/orders';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import { Fault, isFault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce, type Answer } from '../../platform/idempotency.ts';
import type { Asking, Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { collection, linkToItself } from './envelope.ts';
import { wireErrorNamed } from './errors.ts';
import { toWireCart, toWireOrder } from './order-wire.ts';
import { bareEtag } from './etag.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
/** Who may not order, or names a reseller that it may not name, is in the audit trail. */
const buy: { access: RouteAccess } = { access: { permission: 'subscriptions.buy', refusedEvent: 'OrderRefused' } };

/** As the SDKs spell them; an empty one filters nothing. */
const billingTypes = ['', 'unknown', 'none', 'one_time', 'monthly', 'annual', 'biennial', 'triennial'] as const;
const price = { include_price: z.string().optional(), billingtype: wireEnum(billingTypes, billingCycles).optional() };
const orderQuery = bind(z.object(price));
const orderListQuery = bind(z.object({ ...price, ...seekQuery }));

export function orderRoutes(app: FastifyInstance, _context: Context): void {
  cartRoutes(app);
  checkoutRoute(app);
  placingRoute(app);
  orderReadRoutes(app);
}

function cartRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const body = bind(cartRequest);
  const making = { params: customerPath, body, response: { 201: cart } };
  routes.post('/customers/:customerId/carts', { config: buy, schema: making }, (request, reply) => {
    const lines = request.body.lineItems.map(toCartRequest);
    return answerOnce(request, reply, async (work) => {
      const input = { customerTenantId: request.params.customerId, lines };
      return { status: 201, body: toWireCart(await subscriptions.createCart(work, input)) };
    });
  });
  const response = { 200: cart };
  const path = '/customers/:customerId/carts/:cartId';
  routes.put(path, { config: buy, schema: { params: cartPath, body, response } }, (request, reply) => {
    const { customerId, cartId } = request.params;
    const lines = request.body.lineItems.map(toCartRequest);
    return answerOnce(request, reply, async (work) => {
      const input = { customerTenantId: customerId, cartId, lines, etag: ifMatch(request) };
      return { status: 200, body: toWireCart(await subscriptions.updateCart(work, input)) };
    });
  });
  routes.get(path, { config: read, schema: { params: cartPath, response } }, (request) => {
    const { customerId, cartId } = request.params;
    return request.work(async (work: Work) => toWireCart(await subscriptions.cartOf(work, customerId, cartId)));
  });
}

/** The etag of the cart that the caller has read; SDKs send none. */
function ifMatch(request: FastifyRequest): string | undefined {
  const named = request.headers['if-match'] && bareEtag(request.headers['if-match']);
  return named === '*' ? undefined : named;
}

type CartLineIn = CartRequest['lineItems'][number];

function toCartRequest(line: CartLineIn): subscriptions.LineRequest {
  const reseller = subscriptions.resellerAmong(line.participants);
  return {
    ...commonMembers(line),
    catalogItemId: line.catalogItemId,
    ...(reseller ? { resellerMpnId: reseller } : {}),
  };
}

type LineIn = CartLineIn | OrderRequest['lineItems'][number];

/** What lines of carts and orders have in common; the line itself is `more`, of which the use case reads what it may refuse. */
function commonMembers(line: LineIn & { billingCycle?: string | undefined; currencyCode?: string | undefined }) {
  return {
    quantity: line.quantity,
    more: line,
    additionalResellerMpnIds: subscriptions.additionalResellersAmong(line),
    ...(line.billingCycle ? { billingCycle: line.billingCycle } : {}),
    ...(line.termDuration ? { term: line.termDuration } : {}),
    ...(line.renewsTo ? { renewsTo: line.renewsTo } : {}),
    ...(line.currencyCode ? { currency: line.currencyCode } : {}),
    ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
  };
}

/** SDKs post the string "success" or nothing: the body is not looked at. `If-Match` says what was reviewed. */
function checkoutRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: cartPath, response: { 201: checkoutResult } };
  routes.post('/customers/:customerId/carts/:cartId/checkout', { config: buy, schema }, (request, reply) => {
    const { customerId, cartId } = request.params;
    return answerOnce(request, reply, async (work) => {
      const done = await subscriptions.checkout(work, customerId, cartId, ifMatch(request));
      const body: CheckoutResult = {
        orders: done.orders.map((order) => toWireOrder(order, true)),
        ...(done.errors.length > 0
          ? {
              orderErrors: done.errors.map((error) => ({
                orderGroupId: error.orderGroup,
                code: wireErrorNamed(error.code).code,
                description: error.message,
                errorName: error.code,
                lineItemIds: [...(error.lines ?? [])],
                parameters: error.values ?? {},
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
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, body: bind(orderRequest), response: { 201: orderShape } };
  routes.post('/customers/:customerId/orders', { config: buy, schema }, (request, reply) => {
    const { customerId } = request.params;
    const wanted = request.body;
    requireOwnReference(wanted, customerId);
    const lines = wanted.lineItems
      .toSorted((one, other) => one.lineItemNumber - other.lineItemNumber)
      .map((line) => toOrderRequest(line, wanted));
    const place = async (work: Work): Promise<Answer> => {
      const placed = subscriptions.placeOrder(work, { customerTenantId: customerId, lines });
      const order = await placed.catch((error: unknown) => {
        throw inOrderNames(error);
      });
      return { status: 201, body: toWireOrder(order, true) };
    };
    const foresee = (asking: Asking) => subscriptions.foreseeLines(asking, customerId, lines);
    return answerOnce(request, reply, place, { foresee });
  });
}

function requireOwnReference(wanted: OrderRequest, customerId: string): void {
  const named = wanted.referenceCustomerId || customerId;
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
    throw subscriptions.subscriptionFault(
      'LineNumbersWrong',
      'Number the lines 0, 1, 2 … without gaps or repetitions.',
      {
        target: 'lineItems',
      },
    );
}

function toOrderRequest(line: OrderRequest['lineItems'][number], wanted: OrderRequest): subscriptions.LineRequest {
  const { billingCycle, currencyCode } = wanted;
  return {
    ...commonMembers({ ...line, billingCycle, currencyCode }),
    catalogItemId: line.offerId,
    ...(line.partnerIdOnRecord ? { resellerMpnId: line.partnerIdOnRecord } : {}),
  };
}

/** Members that an order calls otherwise than a cart, at the end of a fault's target. */
const orderNames = [
  [/\.catalogItemId$/, '.offerId'],
  [/\.participants$/, '.additionalPartnerIdsOnRecord'],
  [/^lineItems\[\d+\]\.currencyCode$/, 'currencyCode'],
] as const;

/** A refusal of a line with the names that its order has them by. */
function inOrderNames(error: unknown): unknown {
  if (!isFault(error) || !error.details.target) return error;
  const target = orderNames.reduce((name, [from, to]) => name.replace(from, to), error.details.target);
  return new Fault(error.code, error.kind, { ...error.details, target });
}

function orderReadRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const list = { params: customerPath, querystring: orderListQuery, response: { 200: orderList } };
  routes.get('/customers/:customerId/orders', { config: read, schema: list }, (request) => {
    const { customerId } = request.params;
    const { query } = request;
    const seek = seekOf(request, query);
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const billingCycle = query.billingtype?.toLowerCase().replaceAll('_', '') || undefined;
      const orders = await subscriptions.ordersOf(work, customerId, { billingCycle }, seek);
      const items = orders.items.map((order) => toWireOrder(order, wantsPrice(query)));
      const { include_price, billingtype } = query;
      const sent = { size: seek.size?.toString(), include_price, billingtype };
      return seekCollection(request, `/customers/${customerId}/orders`, { ...orders, items }, sent);
    });
  });
  const path = '/customers/:customerId/orders/:orderId';
  const one = { params: orderPath, querystring: orderQuery, response: { 200: orderShape } };
  routes.get(path, { config: read, schema: one }, (request) => {
    const { customerId, orderId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      return toWireOrder(await subscriptions.orderOf(work, customerId, orderId), wantsPrice(request.query));
    });
  });
  const asUser = { access: { ...read.access, userOnly: true } };
  const statuses = { params: orderPath, response: { 200: provisioningStatuses } };
  routes.get(`${path}/provisioningstatus`, { config: asUser, schema: statuses }, (request) => {
    const { customerId, orderId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      return provisioningOf(work, await subscriptions.orderOf(work, customerId, orderId), linkToItself(request));
    });
  });
}

async function provisioningOf(
  work: Work,
  { customerTenantId, id: orderId, lines }: subscriptions.PlacedOrder,
  self: Link,
) {
  const { items } = await subscriptions.subscriptionsOf(work, customerTenantId, { orderId });
  const made = new Map(items.map((one) => [one.lineNumber, one]));
  return collection(
    lines.map((line) => {
      const status = fulfilmentOf(made.get(line.lineNumber));
      return {
        lineItemNumber: line.lineNumber,
        orderLineItemId: line.subscriptionId,
        status,
        quantityProvisioningInformation: [{ quantity: line.quantity, status }],
      };
    }),
    { self },
  );
}

/** What ended before it was set up was never fulfilled (section 4.4). */
function fulfilmentOf(one: Pick<subscriptions.Subscription, 'status' | 'activatedAt'> | undefined) {
  if (one?.status === 'pending') return 'prefulfillmentpending' as const;
  return one?.activatedAt ? ('fulfilled' as const) : ('unfulfilled' as const);
}

function wantsPrice(query: { readonly include_price?: string | undefined }): boolean {
  return query.include_price?.toLowerCase() === 'true';
}
