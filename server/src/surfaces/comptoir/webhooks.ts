/** `/comptoir/v1/webhooks…`: addresses at which an account is told of what concerns it, signed as Standard Webhooks. */
import {
  newWebhook,
  webhook,
  webhookChange,
  webhookDeliveryDetail,
  webhookDeliveryList,
  webhookEventTypes,
  webhookList,
  webhookMade,
  webhookSecret,
  webhookTested,
  type Webhook,
} from '@comptoir/contracts/comptoir/webhooks';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as own from '../../modules/event-webhooks/index.ts';
import type { DeliveryItem } from '../../modules/webhooks/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { deliveryColumns, deliveryToWire, wholeDelivery } from './delivery-wire.ts';
import { code, listRoutes } from './list-answer.ts';

type OwnWork = Work<own.EventWebhookTables>;

/** Its secrets are no request's to see: the rows are the system's, of the tenant that asks. */
const access: RouteAccess = { permission: 'webhooks.manage', asSystem: true };
const config = { access };
const root = '/webhooks';
const one = z.object({ webhookId: guid });
const delivery = one.extend({ deliveryId: guid });
const at = `${root}/:webhookId`;

export function webhookRoutes(app: FastifyInstance, context: Context): void {
  const means = { secrets: context.secrets, localToo: context.config.mode === 'sandbox' };
  readRoutes(app);
  writeRoutes(app, means);
  secretRoute(app, means);
  deliveryRoutes(app);
}

type Means = Parameters<typeof own.addEndpoint>[2];

function readRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(root, { config, schema: { response: { 200: webhookList } } }, (request) =>
    request.work(async (work: OwnWork) => ({ items: (await own.endpointsOf(work)).map(toWire) })),
  );
  routes.get(`${root}/events`, { config, schema: { response: { 200: webhookEventTypes } } }, (request) =>
    request.work(async (work: OwnWork) => ({ items: [...own.typesOf(work)] })),
  );
  routes.get(at, { config, schema: { params: one, response: { 200: webhook } } }, (request) =>
    request.work(async (work: OwnWork) => toWire(await own.endpointOf(work, request.params.webhookId))),
  );
}

function writeRoutes(app: FastifyInstance, means: Means): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(root, { config, schema: { body: newWebhook, response: { 201: webhookMade } } }, (request, reply) =>
    answerOnce(
      request,
      reply,
      async (work: OwnWork) => {
        const { endpoint, secret } = await own.addEndpoint(work, request.body, means);
        return { status: 201, body: { ...toWire(endpoint), secret } };
      },
      { secret: true },
    ),
  );
  const changed = { params: one, body: webhookChange, response: { 200: webhook } };
  routes.patch(at, { config, schema: changed }, (request, reply) =>
    answerOnce(request, reply, async (work: OwnWork) => {
      const { url, description, events, enabled } = request.body;
      const said = { ...(url ? { url } : {}), ...(description === undefined ? {} : { description }) };
      const wish = { ...said, ...(events ? { events } : {}), enabled };
      return { status: 200, body: toWire(await own.changeEndpoint(work, request.params.webhookId, wish, means)) };
    }),
  );
  routes.delete(at, { config, schema: { params: one, response: { 204: noBody } } }, (request, reply) =>
    answerOnce(request, reply, async (work: OwnWork) => {
      await own.removeEndpoint(work, request.params.webhookId);
      return { status: 204 };
    }),
  );
  const tested = { params: one, response: { 202: webhookTested } };
  routes.post(`${at}/test`, { config, schema: tested }, (request, reply) =>
    answerOnce(request, reply, async (work: OwnWork) => {
      return { status: 202, body: { deliveryId: await own.testEndpoint(work, request.params.webhookId) } };
    }),
  );
}

function secretRoute(app: FastifyInstance, means: Means): void {
  const schema = { params: one, response: { 200: webhookSecret } };
  app.withTypeProvider<ZodTypeProvider>().post(`${at}/secret`, { config, schema }, (request, reply) =>
    answerOnce(
      request,
      reply,
      async (work: OwnWork) => {
        const { secret, previousUntil } = await own.rotateSecret(work, request.params.webhookId, means);
        return { status: 200, body: { secret, previousSecretUntil: previousUntil.toString() } };
      },
      { secret: true },
    ),
  );
}

function deliveryRoutes(app: FastifyInstance): void {
  const path = `${at}/deliveries`;
  listRoutes(app, {
    path,
    access,
    list: webhookDeliveryList,
    params: one,
    read: async (work, wanted, request: FastifyRequest) => {
      const { webhookId } = request.params as z.infer<typeof one>;
      const page = await own.searchOwnDeliveries(work as OwnWork, webhookId, wanted);
      return { ...page, items: page.items.map(itemToWire) };
    },
    columns: {
      CreatedAt: (row) => code(row.createdAt),
      Event: (row) => code(row.event),
      SubjectId: (row) => code(row.subjectId),
      ...deliveryColumns,
    },
  });
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const detail = { params: delivery, response: { 200: webhookDeliveryDetail } };
  routes.get(`${path}/:deliveryId`, { config, schema: detail }, (request) =>
    request.work(async (work: OwnWork) => {
      const { webhookId, deliveryId } = request.params;
      const { item, told } = wholeDelivery(await own.ownDeliveryOf(work, webhookId, deliveryId));
      return { ...itemToWire(item), ...told };
    }),
  );
  const replayed = { params: delivery, response: { 204: noBody } };
  routes.post(`${path}/:deliveryId/replay`, { config, schema: replayed }, (request, reply) =>
    answerOnce(request, reply, async (work: OwnWork) => {
      await own.replayOwnDelivery(work, request.params.webhookId, request.params.deliveryId);
      return { status: 204 };
    }),
  );
}

const itemToWire = (row: DeliveryItem) => ({ ...deliveryToWire(row), subjectId: row.subjectId });

function toWire({ createdAt, disabledBy, previousUntil, events, ...told }: own.Endpoint): Webhook {
  return {
    ...told,
    events: [...events],
    createdAt: createdAt.toString(),
    enabled: disabledBy === undefined,
    ...(disabledBy ? { disabledBy } : {}),
    ...(previousUntil ? { previousSecretUntil: previousUntil.toString() } : {}),
  };
}
