/** The operator's desk: jobs in the queue, what the sweeps have ahead, and what became of mail. */
import { noBody } from '../../platform/declared-answers.ts';
import { type Jobs, type Mails, jobs, mails } from '@comptoir/contracts/comptoir/operations';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { guid } from '@comptoir/contracts/comptoir/words';
import { Fault } from '../../kernel/index.ts';
import type { Context } from '../../platform/context.ts';
import { listMail, retryMail, type DeliveryState } from '../../platform/mail-delivery.ts';
import { answerOnce } from '../../platform/idempotency.ts';
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
  const delivery = config.mode === 'sandbox' ? 'sandbox' : config.mail ? 'on' : 'off';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/mails', { config: operate, schema: { response: { 200: mails } } }, async (request): Promise<Mails> => ({
    delivery,
    items: (await request.work(listMail)).map(mailToWire),
  }));
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

function mailToWire(mail: DeliveryState): Mails['items'][number] {
  const { id, at, to, subject, tries, sent_at: sentAt, refused_at: refusedAt, next_try_at: nextTryAt, problem } = mail;
  const endedAt = sentAt ?? refusedAt;
  return {
    id,
    at: at.toString(),
    to,
    subject,
    state: sentAt ? 'sent' : refusedAt ? 'refused' : 'queued',
    tries,
    ...(endedAt ? { endedAt: endedAt.toString() } : {}),
    ...(nextTryAt && !endedAt ? { nextTryAt: nextTryAt.toString() } : {}),
    ...(problem ? { problem } : {}),
  };
}
