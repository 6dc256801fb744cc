/** `/comptoir/v1/sign-ins`, `/me/password`: where a person is signed in, ending that, another password. */
import {
  changePasswordRequest,
  signInPath,
  signIns,
  type SignIn as WireSignIn,
} from '@comptoir/contracts/comptoir/account';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { changePassword, endOtherSignIns, endSignIn, signInsOf, type SignIn } from '../../modules/identity/index.ts';
import { tooManyRequests } from '../../platform/busy.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { signInLimits, signInWaitSeconds, sourceOf } from '../../platform/sign-in-limits.ts';

const access: RouteAccess = { permission: 'account.read', userOnly: true, inPerson: true };
const config = { access };

/** What the token service remembers is the system's; the use cases reach what the caller has, by its own id. */
export function signInRoutes(app: FastifyInstance, { runner }: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const limits = signInLimits();
  const past = ({ actor, correlationId }: FastifyRequest) => ({ actor, correlationId, system: true });
  routes.get('/sign-ins', { config, schema: { response: { 200: signIns } } }, async (request) => ({
    items: (await runner.run<SignIn[], unknown>(past(request), signInsOf)).map(toWire),
  }));
  routes.delete('/sign-ins', { config, schema: { response: { 204: noBody } } }, async (request, reply) => {
    await runner.run<void, unknown>(past(request), endOtherSignIns);
    return reply.code(204).send(null);
  });
  routes.delete(
    '/sign-ins/:signInId',
    { config, schema: { params: signInPath, response: { 204: noBody } } },
    async (request, reply) => {
      await runner.run<void, unknown>(past(request), (work) => endSignIn(work, request.params.signInId));
      return reply.code(204).send(null);
    },
  );
  routes.put(
    '/me/password',
    { config, schema: { body: changePasswordRequest, response: { 204: noBody } } },
    async (request, reply) => {
      const { currentPassword: current, password: next } = request.body;
      // Whoever holds a token of the person must not find the password by it.
      const giveBack = limits.take(sourceOf(request), request.actor.name);
      if (!giveBack) throw tooManyRequests('Too many wrong passwords.', signInWaitSeconds);
      await changePassword(runner, request.actor, { current, next });
      giveBack();
      return reply.code(204).send(null);
    },
  );
}

function toWire({ since, usedAt, until, agent, applications, ...rest }: SignIn): WireSignIn {
  return {
    ...rest,
    since: since.toString(),
    usedAt: usedAt.toString(),
    until: until.toString(),
    ...(agent ? { agent } : {}),
    applications: [...applications],
  };
}
