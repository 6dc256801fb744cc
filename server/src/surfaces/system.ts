/** For whoever runs the server: `GET /healthz` and `GET /metrics`. Both without a token. */
import type { Health } from '@comptoir/contracts/comptoir/operations';
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
    },
  };
}
