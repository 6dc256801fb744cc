/** The operator's desk: jobs in the queue, what the sweeps have ahead, and what became of mail. */
import { noBody } from '../../platform/declared-answers.ts';
import { type Jobs, type MailDelivery, jobs, mailList } from '@comptoir/contracts/comptoir/operations';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { guid } from '@comptoir/contracts/comptoir/words';
import { Fault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import { listMail, retryMail, type DeliveryState } from '../../platform/mail-delivery.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { code, listRoutes, numeric } from './list-answer.ts';
import { dueWorkRoutes } from './due-work.ts';

const operate = { access: { permission: 'programme.operate' as const } };
const mailPath = z.object({ id: guid });
const jobPath = z.object({ id: z.string().regex(/^\d{1,18}$/) });

export function operationRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/jobs', { config: operate, schema: { response: { 200: jobs } } }, async (): Promise<Jobs> => {
    const [items, sweeps] = await Promise.all([context.jobs().list(), context.clockwork.ahead()]);
    return {
      items: [...items],
      sweeps: sweeps.map(({ name, nextDue }) => ({ name, ...(nextDue ? { nextDue: nextDue.toString() } : {}) })),
    };
  });
  routes.post(
    '/jobs/:id/retry',
    { config: operate, schema: { params: jobPath, response: { 204: noBody } } },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await context.jobs().retry(id))) {
        throw new Fault('JobNotFound', 'notFound', { message: `There is no failed job ${id}. List the jobs again.` });
      }
      return reply.code(204).send(null);
    },
  );
  mailRoutes(app, context);
  dueWorkRoutes(app, context);
}

function mailRoutes(app: FastifyInstance, { config }: Context): void {
  const delivery: 'sandbox' | 'on' | 'off' = config.mode === 'sandbox' ? 'sandbox' : config.mail ? 'on' : 'off';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/mails',
    access: operate.access,
    list: mailList,
    read: async (work, wanted) => {
      const page = await listMail(work, wanted);
      return { ...page, items: page.items.map(mailToWire), delivery };
    },
    columns: {
      At: (row) => code(row.at),
      To: (row) => row.to,
      Subject: (row) => row.subject,
      State: (row) => code(row.state),
      Tries: (row) => numeric(row.tries),
      EndedAt: (row) => code(row.endedAt),
      NextTryAt: (row) => code(row.nextTryAt),
      Problem: (row) => row.problem ?? '',
      MailId: (row) => code(row.id),
    },
  });
  routes.post(
    '/mails/:id/retry',
    { config: operate, schema: { params: mailPath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { id } = request.params;
        if (await retryMail(work, id)) return { status: 204 };
        throw new Fault('MailNotFound', 'notFound', {
          message: `There is no refused mail ${id}. List the mails again.`,
        });
      }),
  );
}

function mailToWire(mail: DeliveryState): MailDelivery {
  const {
    id,
    at,
    to,
    subject,
    state,
    tries,
    sent_at: sentAt,
    refused_at: refusedAt,
    next_try_at: nextTryAt,
    problem,
  } = mail;
  const endedAt = sentAt ?? refusedAt;
  return {
    id,
    at: at.toString(),
    to,
    subject,
    state,
    tries,
    ...(endedAt ? { endedAt: endedAt.toString() } : {}),
    ...(nextTryAt && !endedAt ? { nextTryAt: nextTryAt.toString() } : {}),
    ...(problem ? { problem } : {}),
  };
}
