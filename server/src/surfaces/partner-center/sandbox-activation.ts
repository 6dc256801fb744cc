/** `POST …/subscriptions/{s}/activate`: a partner of the sandbox activates without the publisher (wire contract, section 4.1). */
import { subscriptionPath } from '@comptoir/contracts/partner-center/common';
import { sandboxActivation } from '@comptoir/contracts/partner-center/subscriptions';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import { activateForTrial, type SubscriptionTables } from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

const access: RouteAccess = { permission: 'subscriptions.buy', asSystem: true };

/** Not there in production: who sets up what was bought is its publisher. The body is `null`, or none. */
export function sandboxActivationRoutes(app: FastifyInstance, { config }: Context): void {
  if (config.mode !== 'sandbox') return;
  const schema = { params: subscriptionPath, response: { 200: sandboxActivation } };
  app
    .withTypeProvider<ZodTypeProvider>()
    .post(
      '/customers/:customerId/subscriptions/:subscriptionId/activate',
      { config: { access }, schema },
      (request, reply) =>
        answerOnce(request, reply, async (work: Work<SubscriptionTables>) => {
          const { customerId, subscriptionId } = request.params;
          await requireCustomer(work as Work, customerId);
          const { id } = await activateForTrial(work, customerId, subscriptionId);
          return { status: 200, body: { subscriptionId: id, status: 'Success' } };
        }),
    );
}
