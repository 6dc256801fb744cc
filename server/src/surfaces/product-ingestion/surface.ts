/**
 * Product Ingestion API on the Graph paths, `/rp/product-ingestion/…`: a publisher's pipeline creates, audiences and
 * publishes offers without the portal (wire contract `saas-fulfillment.md`, section 7; decision 0017). Beside it the older
 * `/v1.0/ingestion/products/{id}/resellerConfiguration` (rule A27).
 */
import { configureBytes, ingestionFault } from '@comptoir/contracts/product-ingestion/configure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import { tokenAuthenticator } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Surface } from '../../platform/http.ts';
import { parseJson, textOf } from '../../platform/json.ts';
import { configureRoutes } from './configure.ts';
import { errorOf } from './errors.ts';
import { legacyRoutes } from './legacy.ts';
import { queryRoutes } from './query.ts';
import { wrongInput } from './wrong-input.ts';

/** Audiences of tokens this API takes: Graph's, and that of the older ingestion API. */
const ingestionAudiences = ['https://graph.microsoft.com', 'https://api.partner.microsoft.com'] as const;

export function productIngestionSurface(context: Context): Surface {
  return {
    name: 'product-ingestion',
    correlationHeader: 'client-request-id',
    idempotencyHeader: 'ms-requestid',
    authenticate: tokenAuthenticator(context, { audiences: ingestionAudiences }),
    sendFault,
    faultShape: ingestionFault,
    routes(app) {
      app.setSchemaErrorFormatter(wrongInput);
      readExactNumbers(app);
      app.addHook('onSend', async (request, reply) => {
        reply.headers({ 'request-id': request.id, 'client-request-id': request.correlationId });
      });
      void app.register(
        async (graph) => {
          notFound(graph);
          configureRoutes(graph, context);
          queryRoutes(graph, context);
        },
        { prefix: '/rp/product-ingestion' },
      );
      void app.register(
        async (older) => {
          notFound(older);
          legacyRoutes(older);
        },
        { prefix: '/v1.0/ingestion' },
      );
    },
  };
}

/** Prices are JSON numbers on this wire: their digits are kept as they were written. */
function readExactNumbers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: configureBytes }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    if (!/^(?:application|text)\/(?:[\w.+-]+\+)?json/i.test(request.headers['content-type'] ?? '')) {
      return done(new Fault('UnsupportedMediaType', 'invalid', { message: 'Send the body as application/json.' }));
    }
    try {
      done(null, parseJson(textOf(body as Buffer), { exactNumbers: true }));
    } catch (error) {
      done(error as Error);
    }
  });
}

function notFound(app: FastifyInstance): void {
  app.setNotFoundHandler((request) => {
    throw new Fault('RouteNotFound', 'notFound', {
      message: `There is no ${request.method} ${request.url.split('?')[0]} in this API. Check path and method.`,
    });
  });
}

function sendFault(fault: Fault, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = errorOf(fault);
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer error="invalid_token"');
  return reply.code(status).send(body);
}
