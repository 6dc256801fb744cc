/** `/comptoir/v1/due-work…`: what is due for which account, what fails of it, and another try. The operator's. */
import { noBody } from '../../platform/declared-answers.ts';
import { dueWorkList, type DueWorkItem } from '@comptoir/contracts/comptoir/due-work';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import { earlierRates } from '../../modules/exchange-rates/index.ts';
import { tenantNames, tenantsNamed } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { listDue, type DueListRow } from '../../platform/due-list.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

const config = { access: { permission: 'programme.operate' as const } };
const path = z.object({ account: guid, kind: z.string().max(40) });

function requireKind({ clockwork }: Context, kind: unknown): void {
  if (kind === undefined || clockwork.kinds.some((known) => known === kind)) return;
  const message = `There is no due work of this kind. Choose among ${clockwork.kinds.join(', ')}.`;
  throw new Fault('InvalidInput', 'invalid', { message, target: 'kind' });
}

export function dueWorkRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/due-work',
    access: config.access,
    list: dueWorkList,
    read: async (work, { search, ...wanted }) => {
      requireKind(context, wanted.filters?.['kind']);
      const accounts = search === '' ? undefined : await tenantsNamed(work, search);
      const filters = { ...wanted.filters, accounts };
      const page = await listDue(work, { ...wanted, search: '', filters });
      const names = await tenantNames(work, [...new Set(page.items.map(({ account }) => account))]);
      const items = page.items.map((row) => toWire(row, names.get(row.account) ?? row.account));
      return { ...page, items, kinds: [...context.clockwork.kinds], earlierRates: await earlierRates(work) };
    },
    columns: {
      Account: (row) => row.account.name,
      AccountId: (row) => code(row.account.id),
      Kind: (row) => code(row.kind),
      DueAt: (row) => code(row.dueAt),
      State: (row) => code(row.state),
      Tries: (row) => numeric(row.tries),
      FailingSince: (row) => code(row.failingSince),
      NextTryAt: (row) => code(row.nextTryAt),
      Problem: (row) => row.problem ?? '',
      WaitsFor: (row) => code(row.waitsFor?.code),
    },
  });
  routes.post(
    '/due-work/:account/:kind/retry',
    { config, schema: { params: path, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { account, kind } = request.params;
        if (!(await context.clockwork.retry(work, account, kind))) {
          const message = 'Nothing of this kind has failed or is waiting for this account. List the due work again.';
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
