/** For whoever runs the server: `GET /healthz` and `GET /metrics`. Both without a token. */
import { Fault, systemActor } from '../kernel/index.ts';
import type { Context } from '../platform/context.ts';
import type { Surface } from '../platform/http.ts';
import { sendFault } from './comptoir/surface.ts';

const open = { access: { permission: 'public' as const } };

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
        return { status: 'ok', mode: context.config.mode, now: (await context.clockwork.now()).toString() };
      });
      app.get('/metrics', { config: open }, async (_request, reply) => {
        const { contentType, text } = await context.metrics.render();
        return reply.header('content-type', contentType).send(text);
      });
    },
  };
}
