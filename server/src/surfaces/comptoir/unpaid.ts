/** `/comptoir/v1/operator/customer-accounts/{id}/subscriptions`: the operator suspends what is not paid to it (rule F20). */
import {
  customerSubscriptionList,
  customerSubscriptionPath,
  customerSubscriptionsPath,
  suspension,
} from '@comptoir/contracts/comptoir/unpaid';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { tenantNames } from '../../modules/identity/index.ts';
import { reinstatePaid, soldToCustomer, suspendUnpaid } from '../../modules/subscriptions/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { code, listRoutes, numeric } from './list-answer.ts';
import { toOwnSubscription } from './own-subscriptions.ts';

/** They are of the accounts of those who sold them. */
const config = { access: { permission: 'programme.operate', asSystem: true } } as const;

export function unpaidRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/operator/customer-accounts/:customerId/subscriptions',
    access: config.access,
    list: customerSubscriptionList,
    params: customerSubscriptionsPath,
    read: async (work, wanted, request) => {
      const { customerId } = customerSubscriptionsPath.parse(request.params);
      const page = await soldToCustomer(work, customerId, wanted);
      const companyName = (await tenantNames(work, [customerId])).get(customerId) ?? '';
      return { ...page, items: page.items.map((row) => toOwnSubscription(row, customerId)), companyName };
    },
    columns: {
      Product: ({ product }) => product,
      Publisher: ({ publisherName }) => publisherName,
      Partner: ({ partnerName }) => partnerName,
      Quantity: ({ quantity }) => numeric(quantity),
      Status: ({ status }) => code(status),
      SuspendedBy: ({ suspendedBy }) => code(suspendedBy),
      TermEnd: ({ termEnd }) => code(termEnd),
      SubscriptionId: ({ id }) => code(id),
    },
  });
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = '/operator/customer-accounts/:customerId/subscriptions/:subscriptionId/suspension';
  const schema = { params: customerSubscriptionPath, response: { 200: suspension } };
  routes.post(path, { config, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      await suspendUnpaid(work, request.params.customerId, request.params.subscriptionId);
      return { status: 200, body: { status: 'suspended', waits: false } };
    }),
  );
  routes.delete(path, { config, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const waits = await reinstatePaid(work, request.params.customerId, request.params.subscriptionId);
      return { status: 200, body: { status: waits ? 'suspended' : 'active', waits } };
    }),
  );
}
