/** Registration of a partner's webhook, its test events, and the certificate that signs (wire contract, section 9.4). */
import { STATUS_CODES } from 'node:http';
import {
  registrationAnswer,
  registrationEvents,
  registrationRequest,
  validationEvent,
  validationResult,
  type RegistrationAnswer,
  type ValidationResult,
} from '@comptoir/contracts/partner-center/webhooks';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as webhooks from '../../modules/partner-webhooks/index.ts';
import type { Context } from '../../platform/context.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from './binding.ts';
import { wireTime } from './envelope.ts';
import { oneSubscriptionRoute } from './subscriptions.ts';

const config = { access: { permission: 'webhooks.register' } } as const;
/** Only the system leaves deliveries behind. */
const sends = { access: { permission: 'webhooks.register', asSystem: true } } as const;

export function webhookRoutes(app: FastifyInstance, context: Context): void {
  registrationRoutes(app, context);
  validationRoutes(app, context);
  oneSubscriptionRoute(app);
  const signer = webhooks.signerOf(context.runner, context.secrets);
  const certificate = { response: { 200: fileOf('application/pkix-cert') } };
  app.get('/certificate', { config: { access: { permission: 'public' } }, schema: certificate }, async (_, reply) =>
    reply.type('application/pkix-cert').send((await signer()).certificate),
  );
}

function registrationRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const localToo = context.config.mode === 'sandbox';
  const path = '/registration';
  routes.get(`${path}/events`, { config, schema: { response: { 200: registrationEvents } } }, async () => [
    ...webhooks.webhookEvents,
  ]);
  const answer = { response: { 200: registrationAnswer } };
  routes.get(path, { config, schema: answer }, (request) =>
    request.work(async (work: Work) => toWire(await webhooks.registrationOf(work))),
  );
  const schema = { ...answer, body: bind(registrationRequest) };
  routes.post(path, { config, schema }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      const made = await webhooks.register(work, wishOf(request.body), localToo);
      return { status: 200, body: { SubscriberId: made.subscriberId, ...toWire(made) } };
    }),
  );
  routes.put(path, { config, schema }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      const changed = await webhooks.changeRegistration(work, wishOf(request.body), localToo);
      return { status: 200, body: { SubscriberId: changed.subscriberId, ...toWire(changed) } };
    }),
  );
}

const wishOf = (wire: z.infer<typeof registrationRequest>) => ({
  url: wire.webhookUrl,
  events: wire.webhookEvents,
  msSignature: wire.signatureTokenToMsSignatureHeader ?? false,
});

const toWire = ({ url, events, msSignature }: webhooks.Registration): RegistrationAnswer => ({
  WebhookUrl: url,
  WebhookEvents: [...events],
  SignatureTokenToMsSignatureHeader: msSignature,
});

function validationRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = '/registration/validationEvents';
  routes.post(path, { config: sends, schema: { response: { 200: validationEvent } } }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      const correlationId = await webhooks.sendTest(work, context.origin());
      work.enqueue('run-sweeps', {});
      return { status: 200, body: { correlationId } };
    }),
  );
  const params = z.object({ correlationId: z.string() });
  const one = { params, response: { 200: validationResult } };
  routes.get(`${path}/:correlationId`, { config, schema: one }, (request) =>
    request.work(async (work: Work): Promise<ValidationResult> => {
      const { correlationId } = request.params;
      const { outcome, url, attemptList } = await webhooks.testOf(work, correlationId);
      return {
        correlationId,
        partnerId: work.account,
        status: outcome === undefined ? 'in_progress' : 'completed',
        callbackUrl: url,
        results: attemptList.map(({ status, problem, answer, at }) => ({
          responseCode: (status === undefined ? '' : (STATUS_CODES[status] ?? String(status))).replaceAll(' ', ''),
          responseMessage: problem ?? answer,
          systemError: status === undefined,
          dateTimeUtc: wireTime(at),
        })),
      };
    }),
  );
}
