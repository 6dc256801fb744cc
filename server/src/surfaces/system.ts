/**
 * For operators and programmers: `GET /healthz`, `GET /metrics`, and what each API takes and answers as OpenAPI 3.1,
 * `GET /openapi/{surface}.json`. All without a token.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health } from '@comptoir/contracts/comptoir/operations';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault, systemActor } from '../kernel/index.ts';
import type { ClockworkState } from '../platform/clockwork.ts';
import type { Context } from '../platform/context.ts';
import type { Surface } from '../platform/http.ts';
import { sendFault } from './comptoir/surface.ts';

const open = { access: { permission: 'public' as const } };

/** What fails is told and answered with 200 all the same: to restart the process would mend none of it. */
function healthOf(mode: Health['mode'], { now, kinds, sweeps }: ClockworkState): Health {
  return {
    status: 'ok',
    mode,
    now: now.toString(),
    due: kinds.map(({ kind, due, failing, blocked, nextDue }) => ({
      kind,
      due,
      failing,
      blocked,
      ...(due > 0 && nextDue ? { oldest: nextDue.toString() } : {}),
    })),
    failingSweeps: sweeps.filter(({ problem }) => problem !== undefined).map(({ sweep }) => sweep),
  };
}

export function systemSurface(context: Context): Surface {
  return {
    name: 'system',
    correlationHeader: 'ms-correlationid',
    idempotencyHeader: 'ms-requestid',
    authenticate: () => Promise.resolve(systemActor),
    sendFault,
    routes: (app) => {
      app.get('/healthz', { config: open }, async () => {
        if (!context.ready()) throw new Fault('Unexpected', 'unavailable', { message: 'Comptoir is still starting.' });
        return healthOf(context.config.mode, await context.health());
      });
      app.get('/metrics', { config: open }, async (_request, reply) => {
        const { contentType, text } = await context.metrics.render();
        return reply.header('content-type', contentType).send(text);
      });
      openApiRoute(app);
    },
  };
}

/** Made by `npm run docs` from what the routes declare. */
const documents = join(import.meta.dirname, '../../../docs/openapi');
const documentPath = z.object({ file: z.string().regex(/^[a-z-]{1,40}\.json$/) });

function openApiRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/openapi/:file', { config: open, schema: { params: documentPath } }, async (request, reply) => {
    const text = await readFile(join(documents, request.params.file)).catch(() => undefined);
    if (!text) {
      const message = `There is no API of the name ${request.params.file}. The README lists them.`;
      throw new Fault('RouteNotFound', 'notFound', { message });
    }
    return reply.type('application/json; charset=utf-8').send(text);
  });
}
