/** `/comptoir/v1/me/second-factors…`, `/sign-in-policy`, `/second-factor-demand`, `/users/{userId}/second-factors` (decision 0073, rule B30). */
import { userPath } from '@comptoir/contracts/comptoir/people';
import {
  begunApp,
  begunPasskey,
  changeSecondFactorDemand,
  changeSignInPolicy,
  confirmedSecondFactor,
  confirmSecondFactor,
  madeRecoveryCodes,
  newSecondFactor,
  secondFactorDemand,
  secondFactorPath,
  secondFactors,
  signInPolicy,
  type SignInPolicy as WirePolicy,
} from '@comptoir/contracts/comptoir/second-factors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as identity from '../../modules/identity/index.ts';
import { tooManyRequests } from '../../platform/busy.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { originOf } from '../../platform/origins.ts';
import { createThrottle } from '../../platform/throttle.ts';
import type { Work } from '../../platform/work.ts';

/** What proves a person is the system's; the use cases reach the caller's own. */
const own: RouteAccess = { permission: 'account.read', userOnly: true, inPerson: true, asSystem: true };
const policy: RouteAccess = { permission: 'signInPolicy.manage', userOnly: true, asSystem: true };
const demand: RouteAccess = { permission: 'signIn.demand', userOnly: true, asSystem: true };
const reset: RouteAccess = { permission: 'users.manage', userOnly: true, asSystem: true };

/** Codes that a person tries in a minute while an app is set up. */
const confirmsAMinute = 20;

export function secondFactorRoutes(app: FastifyInstance, context: Context): void {
  ownRoutes(app);
  beginRoutes(app, context);
  policyRoutes(app);
  demandRoutes(app);
}

function ownRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: own };
  routes.get('/me/second-factors', { config, schema: { response: { 200: secondFactors } } }, (request) =>
    request.work(async (work: Work) => {
      const { items, ...rest } = await identity.secondFactorsOf(work);
      return { ...rest, items: items.map(factorToWire), proved: request.actor.secondFactor === true };
    }),
  );
  routes.delete(
    '/me/second-factors/:factorId',
    { config, schema: { params: secondFactorPath, response: { 204: noBody } } },
    async (request, reply) => {
      await request.work((work: Work) => identity.removeSecondFactor(work, request.params.factorId));
      return reply.code(204).send(null);
    },
  );
  routes.post(
    '/me/second-factors/recovery-codes',
    { config, schema: { response: { 200: madeRecoveryCodes } } },
    async (request) => ({
      recoveryCodes: [...(await request.work((work: Work) => identity.renewRecoveryCodes(work)))],
    }),
  );
}

function beginRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { secrets } = context;
  const config = { access: own };
  const throttle = createThrottle(confirmsAMinute);
  const placeOf = (request: FastifyRequest) => originOf(context, request.headers.host);
  routes.post(
    '/me/second-factors/totp',
    { config, schema: { body: newSecondFactor, response: { 201: begunApp } } },
    async (request, reply) => {
      const begun = await request.work((work: Work) => identity.beginApp(work, secrets, request.body.name));
      return reply.code(201).send(begun);
    },
  );
  routes.post(
    '/me/second-factors/passkey',
    { config, schema: { body: newSecondFactor, response: { 201: begunPasskey } } },
    async (request, reply) => {
      const place = placeOf(request);
      const begun = await request.work((work: Work) => identity.beginPasskey(work, place, request.body.name));
      return reply.code(201).send({ id: begun.id, options: { ...begun.options } });
    },
  );
  routes.post(
    '/me/second-factors/:factorId/confirm',
    {
      config,
      schema: { params: secondFactorPath, body: confirmSecondFactor, response: { 200: confirmedSecondFactor } },
    },
    async (request) => {
      const seconds = throttle.take(request.actor.userId!);
      if (seconds !== undefined) throw tooManyRequests('Too many codes were tried.', seconds);
      const at = { secrets, place: placeOf(request) };
      const codes = await request.work((work: Work) =>
        identity.confirmSecondFactor(work, at, request.params.factorId, request.body),
      );
      return codes ? { recoveryCodes: [...codes] } : {};
    },
  );
}

function policyRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const answer = { response: { 200: signInPolicy } };
  routes.get('/sign-in-policy', { config: { access: { permission: 'users.read' } }, schema: answer }, (request) =>
    request.work(async (work: Work) => policyToWire(await identity.signInPolicyOf(work, work.actor.tenantId))),
  );
  routes.put(
    '/sign-in-policy',
    { config: { access: policy }, schema: { body: changeSignInPolicy, ...answer } },
    (request) =>
      request.work(async (work: Work) =>
        policyToWire(await identity.requireSecondFactor(work, request.body.secondFactorRequired)),
      ),
  );
  routes.delete(
    '/users/:userId/second-factors',
    { config: { access: reset }, schema: { params: userPath, response: { 204: noBody } } },
    async (request, reply) => {
      await request.work((work: Work) => identity.resetSecondFactors(work, request.params.userId));
      return reply.code(204).send(null);
    },
  );
}

function demandRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const [path, config, answer] = [
    '/second-factor-demand',
    { access: demand },
    { response: { 200: secondFactorDemand } },
  ];
  routes.get(path, { config, schema: answer }, (request) => request.work(identity.secondFactorDemand));
  routes.put(path, { config, schema: { body: changeSecondFactorDemand, ...answer } }, (request) =>
    request.work((work: Work) => identity.demandSecondFactor(work, request.body.askedOf)),
  );
}

function factorToWire({ madeAt, usedAt, ...factor }: identity.SecondFactors['items'][number]) {
  return { ...factor, madeAt: madeAt.toString(), usedAt: usedAt?.toString() ?? null };
}

function policyToWire({ required, ...policy }: identity.SignInPolicy): WirePolicy {
  return { secondFactorRequired: required, ...policy };
}
