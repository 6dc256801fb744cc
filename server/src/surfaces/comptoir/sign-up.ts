/** `/comptoir/v1/sign-up…`, `/enrolment-confirmation…`: links of mails, for people who are not signed in. */
import {
  confirmedAddress,
  confirmedSignUp,
  confirmSignUp,
  linkRequest,
  newSignUp,
  readConfirmation,
  readSignUp,
  signUpAsked,
  signUpCountries,
} from '@comptoir/contracts/comptoir/enrolment';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { systemActor } from '../../kernel/index.ts';
import * as enrolments from '../../modules/enrolment/index.ts';
import { tooManyRequests } from '../../platform/busy.ts';
import type { Context } from '../../platform/context.ts';
import { sourceOf } from '../../platform/sign-in-limits.ts';
import { createThrottle, type Throttle } from '../../platform/throttle.ts';
import type { Work } from '../../platform/work.ts';

const config = { access: { permission: 'public' } } as const;

/** From one address, in a minute. An office shares one. */
const signUpsAMinute = 5;
const linksAMinute = 30;

/** Nobody is signed in here: what is read and written is what the secret of a link, or nothing but a mail, allows. */
export function signUpRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { runner } = context;
  const [asked, followed] = [createThrottle(signUpsAMinute), createThrottle(linksAMinute)];
  const asSystem = <Result>(request: FastifyRequest, body: (work: Work) => Promise<Result>) =>
    runner.run<Result, unknown>({ actor: systemActor, system: true, correlationId: request.correlationId }, body);
  routes.post(
    '/sign-up',
    { config, schema: { body: newSignUp, response: { 202: signUpAsked } } },
    async (request, reply) => {
      requireRoom(asked, request);
      await asSystem(request, (work) => enrolments.signUp(work, request.body, context.origin()));
      return reply.code(202).send({});
    },
  );
  routes.get(
    '/sign-up/countries',
    { config, schema: { response: { 200: signUpCountries } } },
    async (request, reply) => {
      const countries = await asSystem(request, async (work) => enrolments.programmeCountries(work));
      void reply.header('Cache-Control', 'public, max-age=60');
      return { items: countries.map(({ country, regionCode, region }) => ({ country, regionCode, region })) };
    },
  );
  routes.post(
    '/sign-up/read',
    { config, schema: { body: linkRequest, response: { 200: readSignUp } } },
    async (request) => {
      requireRoom(followed, request);
      const found = await asSystem(request, (work) => enrolments.readSignUp(work, request.body.token));
      const { companyName, country, email, firstName, lastName } = found;
      return { companyName, country, email, firstName, lastName };
    },
  );
  routes.post(
    '/sign-up/confirm',
    { config, schema: { body: confirmSignUp, response: { 200: confirmedSignUp } } },
    (request) => {
      requireRoom(followed, request);
      return enrolments.confirmSignUp(runner, request.body.token, request.body.password);
    },
  );
  routes.post(
    '/enrolment-confirmation/read',
    { config, schema: { body: linkRequest, response: { 200: readConfirmation } } },
    (request) => {
      requireRoom(followed, request);
      return asSystem(request, (work) => enrolments.readConfirmation(work, request.body.token));
    },
  );
  routes.post(
    '/enrolment-confirmation/confirm',
    { config, schema: { body: linkRequest, response: { 200: confirmedAddress } } },
    (request) => {
      requireRoom(followed, request);
      return enrolments.confirmEmail(runner, request.body.token, context.origin());
    },
  );
}

/** Refuses the one too many of an address with 429 and Retry-After. */
export function requireRoom(throttle: Throttle, request: FastifyRequest): void {
  const seconds = throttle.take(sourceOf(request));
  if (seconds !== undefined) throw tooManyRequests('Too many requests come from your network.', seconds);
}
