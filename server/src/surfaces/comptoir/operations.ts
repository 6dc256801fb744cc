/** The operator's desk: jobs in the queue and what the sweeps have ahead. */
import type { Jobs } from '@comptoir/contracts/comptoir/operations';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';

const operate = { access: { permission: 'programme.operate' as const } };
const jobPath = z.object({ id: z.string().regex(/^\d{1,18}$/) });

export function operationRoutes(app: FastifyInstance, context: Context): void {
  app.get('/jobs', { config: operate }, async (): Promise<Jobs> => {
    const [items, sweeps] = await Promise.all([context.jobs().list(), context.clockwork.ahead()]);
    return {
      items: [...items],
      sweeps: sweeps.map(({ name, nextDue }) => ({ name, ...(nextDue ? { nextDue: nextDue.toString() } : {}) })),
    };
  });
  app.post('/jobs/:id/retry', { config: operate }, async (request, reply) => {
    const { id } = jobPath.parse(request.params);
    if (!(await context.jobs().retry(id))) {
      throw new Fault('JobNotFound', 'notFound', { message: `There is no failed job ${id}. List the jobs again.` });
    }
    return reply.code(204).send();
  });
}
