/** `/comptoir/v1/due-work…`: what is due for which account, what fails of it, and another try. The operator's. */
import { noBody } from '../../platform/declared-answers.ts';
import { dueWorkQuery, type DueWork, type DueWorkItem, dueWork } from '@comptoir/contracts/comptoir/due-work';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import { tenantNames, tenantsNamed } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { listDue, type DueListRow } from '../../platform/due-list.ts';
import { answerOnce } from '../../platform/idempotency.ts';

const config = { access: { permission: 'programme.operate' as const } };
const path = z.object({ account: guid, kind: z.string().max(40) });

export function dueWorkRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/due-work', { config, schema: { querystring: dueWorkQuery, response: { 200: dueWork } } }, (request) =>
    request.work(async (work): Promise<DueWork> => {
      const { search, kind, state, size, after } = request.query;
      const accounts = search === undefined ? undefined : await tenantsNamed(work, search);
      const { items, total, next } = await listDue(work, { accounts, kind, state }, { size, after });
      const names = await tenantNames(work, [...new Set(items.map(({ account }) => account))]);
      return {
        items: items.map((row) => toWire(row, names.get(row.account) ?? row.account)),
        total,
        next: next ?? null,
        kinds: context.clockwork.kinds,
      };
    }),
  );
  routes.post(
    '/due-work/:account/:kind/retry',
    { config, schema: { params: path, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { account, kind } = request.params;
        if (!(await context.clockwork.retry(work, account, kind))) {
          const message = 'Nothing of this kind fails or waits for this account. List the due work again.';
          throw new Fault('DueWorkNotFound', 'notFound', { message });
        }
        work.enqueue('run-sweeps', {});
        return { status: 204 };
      }),
  );
}

function toWire(row: DueListRow, name: string): DueWorkItem {
  return {
    account: { id: row.account, name },
    kind: row.kind,
    dueAt: row.dueAt.toString(),
    state: row.state,
    tries: row.tries,
    ...(row.failingSince ? { failingSince: row.failingSince.toString() } : {}),
    ...(row.retryAt ? { nextTryAt: row.retryAt.toString() } : {}),
    ...(row.problem === null ? {} : { problem: row.problem }),
    ...(row.waitsFor === null ? {} : { waitsFor: row.waitsFor }),
  };
}
