/** `/comptoir/v1/password-reset…`: a forgotten password is set anew by a link in a mail (decision 0072). */
import { linkRequest } from '@comptoir/contracts/comptoir/enrolment';
import {
  confirmedPasswordReset,
  confirmPasswordReset,
  forgottenPassword,
  forgottenPasswordTaken,
  readPasswordReset,
} from '@comptoir/contracts/comptoir/password-reset';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { systemActor } from '../../kernel/index.ts';
import * as identity from '../../modules/identity/index.ts';
import { boundedQueue } from '../../platform/bounded-queue.ts';
import type { Context } from '../../platform/context.ts';
import { sourceOf } from '../../platform/sign-in-limits.ts';
import { createThrottle } from '../../platform/throttle.ts';
import { requireRoom } from './sign-up.ts';

const config = { access: { permission: 'public' } } as const;

/** From one address, in a minute. An office shares one. */
const asksAMinute = 10;
const linksAMinute = 30;

export function passwordResetRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { runner } = context;
  const [asked, followed] = [createThrottle(asksAMinute), createThrottle(linksAMinute)];
  const later = boundedQueue({ atOnce: 2, mostWaiting: 500 });
  routes.post(
    '/password-reset',
    { config, schema: { body: forgottenPassword, response: { 202: forgottenPasswordTaken } } },
    async (request, reply) => {
      requireRoom(asked, request);
      const { userName: name } = request.body;
      // Nobody waits for it: how long it takes would tell whether there is such a person.
      void later
        .run(() => identity.askPasswordReset(runner, { name, source: sourceOf(request), portal: context.origin() }))
        .then((outcome) => (outcome === 'busy' ? request.log.warn('too many forgotten passwords at once') : undefined))
        .catch((error: unknown) => request.log.error({ err: error }, 'forgotten password'));
      return reply.code(202).send({});
    },
  );
  routes.post(
    '/password-reset/read',
    { config, schema: { body: linkRequest, response: { 200: readPasswordReset } } },
    (request) => {
      requireRoom(followed, request);
      return runner.run({ actor: systemActor, system: true }, (work) =>
        identity.readPasswordReset(work, request.body.token),
      );
    },
  );
  routes.post(
    '/password-reset/confirm',
    { config, schema: { body: confirmPasswordReset, response: { 200: confirmedPasswordReset } } },
    (request) => {
      requireRoom(followed, request);
      return identity.confirmPasswordReset(runner, request.body.token, request.body.password);
    },
  );
}
