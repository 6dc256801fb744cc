/** `/comptoir/v1/carts`: the caller's open carts; `DELETE …/customers/{customerId}/carts/{cartId}`: drops one. */
import { cartAddress, openCarts, type OpenCart } from '@comptoir/contracts/comptoir/carts';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

const config = { access: { permission: 'subscriptions.buy' } } as const;

export function cartRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/carts', { config, schema: { response: { 200: openCarts } } }, (request) =>
    request.work(async (work: Work) => ({ items: (await subscriptions.openCarts(work)).map(toWire) })),
  );
  routes.delete(
    '/customers/:customerId/carts/:cartId',
    { config, schema: { params: cartAddress, response: { 204: noBody } } },
    (request, reply) => {
      const { customerId, cartId } = request.params;
      return answerOnce(request, reply, async (work) => {
        await subscriptions.dropCart(work, { customerTenantId: customerId, cartId });
        return { status: 204, body: null };
      });
    },
  );
}

function toWire(cart: subscriptions.ListedCart): OpenCart {
  return {
    cartId: cart.id,
    customerId: cart.customerTenantId,
    customerName: cart.customerName,
    lines: cart.lineCount,
    createdAt: cart.createdAt.toString(),
    modifiedAt: cart.modifiedAt.toString(),
    expiresAt: cart.expiresAt.toString(),
  };
}
