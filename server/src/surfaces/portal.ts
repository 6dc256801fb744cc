/**
 * The portal's files at `/`: built by `npm run build` into `portal/dist`. Every address that is no API's and that a
 * browser asks for as a page is the portal's, which finds the page itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault, systemActor } from '../kernel/index.ts';
import type { Surface } from '../platform/http.ts';
import { sendFault } from './comptoir/surface.ts';

const defaultFolder = join(import.meta.dirname, '../../../portal/dist');

/** The build compresses what is worth it. */
const asBuilt = { config: { access: { permission: 'public' as const } }, compress: false as const };

/** First words of addresses that belong to an API: a mistyped one must not be answered with a page. */
const apiWords = new Set(
  'v1 v1.0 comptoir sandbox api rp webhooks subscriptions common organizations interaction healthz metrics openapi assets'.split(
    ' ',
  ),
);

/** Scripts only from here; Fluent writes its styles into the page, so styles may be inline. */
const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

export function portalSurface(folder: string = defaultFolder): Surface {
  return {
    name: 'portal',
    correlationHeader: 'ms-correlationid',
    idempotencyHeader: 'ms-requestid',
    authenticate: () => Promise.resolve(systemActor),
    // What is missing now may be there after the next build.
    sendFault: (fault, request, reply) => sendFault(fault, request, reply.header('cache-control', 'no-store')),
    routes: async (app) => {
      await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, preCompressed: true });
      fileRoutes(app);
      app.setNotFoundHandler((request, reply) => {
        if (!asksForPage(request)) {
          const path = request.url.split('?')[0];
          throw new Fault('RouteNotFound', 'notFound', {
            message: `There is nothing at ${request.method} ${path}. Check path and method.`,
          });
        }
        return sendPage(reply, folder);
      });
      app.get('/', asBuilt, (_request, reply) => sendPage(reply, folder));
    },
  };
}

function fileRoutes(app: FastifyInstance): void {
  // File names carry a hash of their content: what has been fetched once stays right for ever.
  app.get('/assets/*', asBuilt, (request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .sendFile(`assets/${(request.params as { '*': string })['*']}`),
  );
  for (const name of ['icon.svg', 'boot.js']) {
    app.get(`/${name}`, asBuilt, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').sendFile(name),
    );
  }
}

function asksForPage(request: FastifyRequest): boolean {
  const first = request.url.split(/[/?]/)[1] ?? '';
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && wantsPage && !apiWords.has(first.toLowerCase());
}

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  if (!existsSync(join(folder, 'index.html'))) {
    return reply.code(503).type('text/plain').send('The portal is not built yet. Run: npm run build\n');
  }
  return reply.code(200).headers(pageHeaders).sendFile('index.html');
}
