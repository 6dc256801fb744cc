/** Activation links: by order line item, by order and by subscription (wire contract, sections 4.1 and 4.5). */
import { orderLinePath, orderPath, subscriptionPath } from '@comptoir/contracts/partner-center/common';
import { activationLinks, type ActivationLinks } from '@comptoir/contracts/partner-center/orders';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { activationLink } from '../../modules/fulfillment/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { collection, link, linkToItself } from './envelope.ts';

const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
const response = { 200: activationLinks };

/** The publisher's landing page for each line of an order (ACT-07, rule F11). */
export function activationLinkRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const ofOrder = '/customers/:customerId/orders/:orderId';
  routes.get(
    `${ofOrder}/lineitems/:lineNumber/activationlinks`,
    { config: read, schema: { params: orderLinePath, response } },
    (request) => {
      const { customerId, orderId, lineNumber } = request.params;
      return orderLinks(context, request, customerId, orderId, lineNumber);
    },
  );
  const schema = { params: orderPath, response };
  routes.get(`${ofOrder}/activationlinks`, { config: read, schema }, (request) => {
    const { customerId, orderId } = request.params;
    return orderLinks(context, request, customerId, orderId);
  });
  routes.get(
    '/customers/:customerId/subscriptions/:subscriptionId/activationlinks',
    { config: read, schema: { params: subscriptionPath, response } },
    (request): Promise<ActivationLinks> => {
      const { customerId, subscriptionId } = request.params;
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        return linksOf(context, request, work, [await subscriptions.subscriptionOf(work, customerId, subscriptionId)]);
      });
    },
  );
}

function orderLinks(
  context: Context,
  request: FastifyRequest,
  customerId: string,
  orderId: string,
  lineNumber?: number,
): Promise<ActivationLinks> {
  return request.work(async (work: Work) => {
    await requireCustomer(work, customerId);
    await subscriptions.orderOf(work, customerId, orderId);
    const { items: made } = await subscriptions.subscriptionsOf(work, customerId, { orderId });
    const wanted = lineNumber === undefined ? made : made.filter((one) => one.lineNumber === lineNumber);
    if (wanted.length === 0)
      throw subscriptions.subscriptionFault('OrderNotFound', `Order '${orderId}' has no line ${lineNumber}.`);
    return linksOf(context, request, work, wanted);
  });
}

async function linksOf(
  context: Context,
  request: FastifyRequest,
  work: Work,
  wanted: readonly subscriptions.Subscription[],
): Promise<ActivationLinks> {
  const items = [];
  // A link is the publisher's own address, outside this API: absolute, unlike every other link.
  for (const one of wanted.toSorted((a, b) => a.lineNumber - b.lineNumber)) {
    items.push({ lineItemNumber: one.lineNumber, link: link(reachable(context, await activationLink(work, one))) });
  }
  return collection(items, { self: linkToItself(request) }) as ActivationLinks;
}

/** The demo world's landing pages are on this server, whose address may have changed since they were published. */
export function reachable(context: Context, address: string): string {
  const url = new URL(address);
  if (context.config.mode !== 'sandbox' || !url.pathname.startsWith('/sandbox/isv/')) return address;
  return `${context.origin()}${url.pathname}${url.search}`;
}
