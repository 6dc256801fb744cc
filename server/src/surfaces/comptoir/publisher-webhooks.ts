/** `/comptoir/v1/publisher-webhooks…`: a publisher's operations. It reads what called its site, has it sent again, and tests. */
import {
  publisherWebhookDetail,
  publisherWebhookList,
  webhookTest,
  webhookTestSent,
  type PublisherWebhook,
} from '@comptoir/contracts/comptoir/publisher-webhooks';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  publisherWebhookOf,
  replayPublisherWebhook,
  searchPublisherWebhooks,
  testPublisherWebhook,
  type SubscriptionTables,
} from '../../modules/subscriptions/index.ts';
import type { DeliveryItem } from '../../modules/webhooks/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { deliveryColumns, deliveryToWire, wholeDelivery } from './delivery-wire.ts';
import { code, listRoutes } from './list-answer.ts';

const access: RouteAccess = { permission: 'offers.manage' };
/** Only the system leaves deliveries behind. */
const sends: RouteAccess = { ...access, asSystem: true };
const root = '/publisher-webhooks';
const one = z.object({ deliveryId: guid });

export function publisherWebhookRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: root,
    access,
    list: publisherWebhookList,
    read: async (work, wanted) => {
      const page = await searchPublisherWebhooks(work, wanted);
      return { ...page, items: page.items.map(toWire) };
    },
    columns: {
      CreatedAt: (row) => code(row.createdAt),
      Event: (row) => code(row.event),
      SubscriptionId: (row) => code(row.subscriptionId),
      OperationId: (row) => code(row.operationId),
      Url: (row) => row.url,
      ...deliveryColumns,
    },
  });
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const detail = { params: one, response: { 200: publisherWebhookDetail } };
  routes.get(`${root}/:deliveryId`, { config: { access }, schema: detail }, (request) =>
    request.work(async (work: Work) => {
      const { item, told } = wholeDelivery(await publisherWebhookOf(work, request.params.deliveryId));
      return { ...toWire(item), ...told };
    }),
  );
  const replayed = { params: one, response: { 204: noBody } };
  routes.post(`${root}/:deliveryId/replay`, { config: { access: sends }, schema: replayed }, (request, reply) =>
    answerOnce(request, reply, async (work: Work<SubscriptionTables>) => {
      await replayPublisherWebhook(work, request.params.deliveryId);
      return { status: 204 };
    }),
  );
  const tested = { params: z.object({ offerId: guid }), body: webhookTest, response: { 202: webhookTestSent } };
  routes.post('/offers/:offerId/webhook-test', { config: { access: sends }, schema: tested }, (request, reply) =>
    answerOnce(request, reply, async (work: Work<SubscriptionTables>) => {
      const wish = { offerId: request.params.offerId, event: request.body.event };
      return { status: 202, body: { deliveryId: await testPublisherWebhook(work, wish) } };
    }),
  );
}

function toWire(row: DeliveryItem): PublisherWebhook {
  const { subjectId: subscriptionId, sourceId, url } = row;
  return { ...deliveryToWire(row), subscriptionId, url, ...(sourceId ? { operationId: sourceId } : {}) };
}
