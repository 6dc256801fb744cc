/**
 * Microsoft Graph's delegated administration, `/v1.0/tenantRelationships/…` and `/beta/…` (wire contract 8.5, decision
 * 0069): relationships, requests, access assignments, operations, customers.
 */
import { graphFault } from '@comptoir/contracts/graph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import { tokenAuthenticator } from '../../modules/identity/index.ts';
import { tooManyRequests } from '../../platform/busy.ts';
import type { Context } from '../../platform/context.ts';
import type { Surface } from '../../platform/http.ts';
import { assignmentRoutes } from './assignments.ts';
import { customerRoutes } from './customers.ts';
import { graphBody, graphErrorOf } from './errors.ts';
import { relationshipRoutes } from './relationships.ts';

export function graphSurface(context: Context): Surface {
  const authenticate = tokenAuthenticator(context, { audiences: ['https://graph.microsoft.com'] });
  return {
    name: 'graph',
    correlationHeader: 'client-request-id',
    idempotencyHeader: 'ms-requestid',
    async authenticate(request) {
      const actor = await authenticate(request);
      // As many as on Partner Center's paths, and counted with those.
      const seconds = context.throttle.take(actor.tenantId);
      if (seconds !== undefined) throw tooManyRequests('Too many requests.', seconds);
      return actor;
    },
    sendFault,
    faultShape: graphFault,
    routes(app) {
      app.addHook('onSend', async (request, reply) => {
        reply.headers({ 'request-id': request.id, 'client-request-id': request.correlationId });
      });
      for (const version of ['v1.0', 'beta']) {
        void app.register(
          async (graph) => {
            notFound(graph);
            graph.addHook('preValidation', async (request) => refuseUnknownOptions(request));
            relationshipRoutes(graph, context);
            assignmentRoutes(graph, context);
            customerRoutes(graph, context);
          },
          { prefix: `/${version}/tenantRelationships` },
        );
      }
    },
  };
}

/** Query options are obeyed or refused: who asked for an order or a part must not be given another. */
function refuseUnknownOptions(request: FastifyRequest): void {
  const declared = request.routeOptions.schema?.querystring as { readonly shape?: object } | undefined;
  const known = Object.keys(declared?.shape ?? {});
  const unknown = Object.keys(request.query as object).find((name) => name.startsWith('$') && !known.includes(name));
  if (unknown === undefined) return;
  const taken = known.length > 0 ? ` It takes ${known.join(', ')}.` : '';
  throw new Fault('InvalidInput', 'invalid', {
    message: `This request does not take the query option ${unknown.slice(0, 50)}.${taken}`,
    target: unknown.slice(0, 50),
  });
}

function notFound(app: FastifyInstance): void {
  app.setNotFoundHandler((request) => {
    throw new Fault('RouteNotFound', 'notFound', {
      message: `There is no ${request.method} ${request.url.split('?')[0]} in this API. Check path and method.`,
    });
  });
}

function sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code } = graphErrorOf(fault);
  if (status === 429) reply.header('Retry-After', String(fault.details.values!['seconds']));
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer error="invalid_token"');
  return reply.code(status).send(graphBody(fault, code, { request: request.id, client: request.correlationId }));
}
