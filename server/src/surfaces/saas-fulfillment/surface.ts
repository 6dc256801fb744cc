/** SaaS fulfillment API v2: what a publisher's site calls to set up a purchase (wire contract `saas-fulfillment.md`). */
import {
  apiVersion,
  availablePlans,
  resolvedSubscription,
  saasFault,
  saasSubscription,
  saasSubscriptions,
  subscriptionPath,
  tokenHeader,
} from '@comptoir/contracts/saas-fulfillment';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { dayOf, Fault, isFault, systemActor, type Actor } from '../../kernel/index.ts';
import {
  activatePurchase,
  purchaseForeign,
  purchaseOf,
  purchasesOf,
  resolveToken,
} from '../../modules/fulfillment/index.ts';
import { tokenAuthenticator } from '../../modules/identity/index.ts';
import { findTechnicalOwner, liveVersions } from '../../modules/offers/index.ts';
import { isSubscription } from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess, Surface } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { meteringRoutes } from './metering.ts';
import { saasErrorBody, saasErrorOf } from './errors.ts';
import { operationRoutes } from './operations.ts';
import { activation, listQuery, planQuery, versionQuery } from './requests.ts';
import { toAvailablePlans, toResolved, toSaasSubscription } from './wire.ts';

/** The marketplace's resource id, and the older one some SDKs still ask for (contract, section 1). */
export const marketplaceAudiences = [
  '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
  '62d94f6c-d599-489b-a797-3e10e42fbe22',
] as const;

const config: { access: RouteAccess } = { access: { permission: 'fulfillment.act' } };
const pageSize = 100;

export function saasFulfillmentSurface(context: Context): Surface {
  const authenticate = tokenAuthenticator(context, { audiences: marketplaceAudiences });
  return {
    name: 'saas-fulfillment',
    correlationHeader: 'x-ms-correlationid',
    idempotencyHeader: 'x-ms-requestid',
    authenticate: async (request) => actAsPublisher(context, await authenticate(request)),
    sendFault,
    faultShape: saasFault,
    routes(app) {
      void app.register(
        async (saas) => {
          asMarketplace(saas);
          saas.setNotFoundHandler((request) => {
            throw new Fault('RouteNotFound', 'notFound', {
              message: `There is no ${request.method} ${request.url.split('?')[0]} in this API. Check path and method.`,
            });
          });
          routes(saas, context);
        },
        { prefix: '/api/saas/subscriptions' },
      );
      void app.register(
        async (metering) => {
          asMarketplace(metering);
          meteringRoutes(metering);
        },
        { prefix: '/api' },
      );
    },
  };
}

/** What all of the marketplace's APIs have in common: ids that come back, and a version that every call names. */
function asMarketplace(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.headers({
      'x-ms-requestid': request.idempotencyKey ?? request.id,
      'x-ms-correlationid': request.correlationId,
    });
  });
  app.addHook('preValidation', async (request) => requireVersion(request));
}

/** The caller is the application that an offer's technical configuration names; it acts as that offer's publisher. */
async function actAsPublisher(context: Context, actor: Actor): Promise<Actor> {
  const { tenantId, applicationId } = actor;
  if (actor.kind !== 'application') {
    throw new Fault('Forbidden', 'forbidden', {
      message: "This API takes an application's own token (client credentials), not that of a person.",
    });
  }
  const publisherTenantId = applicationId && (await findTechnicalOwner(context.runner, { tenantId, applicationId }));
  if (!publisherTenantId) {
    throw new Fault('Forbidden', 'forbidden', {
      message: 'No published offer names this tenant and application in its technical configuration.',
    });
  }
  return { ...actor, tenantId: publisherTenantId, parts: new Set(['publisher']) };
}

function requireVersion(request: FastifyRequest): void {
  const query = Object.entries(request.query as Readonly<Record<string, string>>);
  const version = query.find(([name]) => name.toLowerCase() === 'api-version')?.[1];
  if (version === apiVersion) return;
  const message =
    version === undefined
      ? `The api-version query parameter is required: api-version=${apiVersion}.`
      : `The api-version '${version}' is not supported. Use ${apiVersion}.`;
  throw new Fault('InvalidInput', 'invalid', { message, target: 'api-version' });
}

function sendFault(fault: Fault, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = saasErrorOf(fault);
  return reply.code(error.status).send(saasErrorBody(fault, error));
}

/** Row security shows a publisher its own purchases only; here another's is 403, and 404 what nobody has (section 1). */
async function ofPurchase<Result>(
  context: Context,
  request: FastifyRequest,
  id: string,
  body: (work: Work) => Promise<Result>,
): Promise<Result> {
  try {
    return await request.work(body);
  } catch (error) {
    if (!isFault(error) || error.code !== 'SubscriptionNotFound') throw error;
    const known = await context.runner.run({ actor: systemActor, system: true }, (work) => isSubscription(work, id));
    throw known ? purchaseForeign() : error;
  }
}

function routes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const onePurchase = { params: subscriptionPath, querystring: versionQuery };
  typed.post(
    '/resolve',
    { config, schema: { querystring: versionQuery, response: { 200: resolvedSubscription } } },
    (request) => {
      const token = request.headers[tokenHeader];
      return request.work(async (work: Work) =>
        toResolved(await resolveToken(work, typeof token === 'string' ? token : undefined)),
      );
    },
  );
  typed.post(
    '/:id/activate',
    { config, schema: { ...onePurchase, body: activation, response: { 200: noBody } } },
    async (request, reply) => {
      const { id } = request.params;
      const { planId, quantity: said } = request.body ?? {};
      // Flat plans have no quantity: clients say so by nothing, null or an empty text.
      const quantity = (said ?? '') === '' ? undefined : Number(said);
      await ofPurchase(context, request, id, (work) =>
        activatePurchase(work, id, {
          ...(planId ? { planId } : {}),
          ...(quantity === undefined ? {} : { quantity }),
        }),
      );
      return (reply as FastifyReply).code(200).send(); // nothing, where a null would be written
    },
  );
  readRoutes(app, context);
  operationRoutes(
    app,
    (request, id, body) => ofPurchase(context, request, id, body),
    () => context.origin(),
  );
}

function readRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get('/', { config, schema: { querystring: listQuery, response: { 200: saasSubscriptions } } }, (request) =>
    request.work(async (work: Work) => {
      const purchases = await purchasesOf(work, request.query.continuationToken || undefined, pageSize + 1);
      const page = purchases.slice(0, pageSize);
      const next =
        purchases.length > pageSize
          ? `${context.origin()}/api/saas/subscriptions?api-version=${apiVersion}&continuationToken=${page.at(-1)!.subscription.id}`
          : undefined;
      return { subscriptions: page.map(toSaasSubscription), ...(next ? { '@nextLink': next } : {}) };
    }),
  );
  const onePurchase = { params: subscriptionPath, querystring: versionQuery };
  typed.get('/:id', { config, schema: { ...onePurchase, response: { 200: saasSubscription } } }, (request) => {
    const { id } = request.params;
    return ofPurchase(context, request, id, async (work) => toSaasSubscription(await purchaseOf(work, id)));
  });
  typed.get(
    '/:id/listAvailablePlans',
    { config, schema: { ...onePurchase, querystring: planQuery, response: { 200: availablePlans } } },
    (request) => {
      const { id } = request.params;
      return ofPurchase(context, request, id, async (work) => {
        const purchase = await purchaseOf(work, id);
        const { offerId } = purchase.version;
        const live = (await liveVersions(work, [offerId])).get(offerId);
        return { plans: toAvailablePlans(purchase, live, request.query.planId || undefined, dayOf(work.now)) };
      });
    },
  );
}
