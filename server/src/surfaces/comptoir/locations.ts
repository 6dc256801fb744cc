/** `/comptoir/v1/locations…`: identifiers of a company, and codes by which another account of it uses one. */
import {
  associationCode,
  associationCodePath,
  associationCodes,
  location,
  locationPath,
  locations,
  newLocation,
} from '@comptoir/contracts/comptoir/enrolment';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as enrolments from '../../modules/enrolment/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { locationToWire } from './enrolment-wire.ts';

/** Who uses a location stands with another account. */
const read = { access: { permission: 'profiles.read', asSystem: true } } as const;
const locate: RouteAccess = { permission: 'enrolment.manage', asSystem: true };
/** A code is shown to a person, who hands it on. */
const showCode: RouteAccess = { ...locate, userOnly: true };

export function locationRoutes(app: FastifyInstance): void {
  codeRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/locations', { config: read, schema: { response: { 200: locations } } }, (request) =>
    request.work(async (work) => {
      const own = await enrolments.identifiersOf(work);
      return { items: own.map((row) => locationToWire(work.account, row)) };
    }),
  );
  routes.post(
    '/locations',
    { config: { access: locate }, schema: { body: newLocation, response: { 201: location } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const added = await enrolments.addOwnLocation(work, request.body);
        return { status: 201, body: locationToWire(work.account, { ...added, associated: false, usedBy: undefined }) };
      }),
  );
}

/** Codes are made, listed and taken back (rule B8). */
function codeRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/locations/:mpnId/association-code',
    { config: { access: showCode }, schema: { params: locationPath, response: { 201: associationCode } } },
    (request, reply) =>
      answerOnce(
        request,
        reply,
        async (work) => {
          const { expiresAt, ...made } = await enrolments.makeAssociationCode(work, request.params.mpnId);
          return { status: 201, body: { ...made, expiresAt: expiresAt.toString() } };
        },
        { secret: true },
      ),
  );
  routes.get(
    '/association-codes',
    { config: { access: locate }, schema: { response: { 200: associationCodes } } },
    (request) =>
      request.work(async (work) => ({
        items: (await enrolments.associationCodes(work)).map(({ madeAt, expiresAt, usedAt, usedBy, ...row }) => ({
          ...row,
          madeAt: madeAt.toString(),
          expiresAt: expiresAt.toString(),
          usedAt: usedAt?.toString() ?? null,
          usedBy: usedBy?.name ?? null,
        })),
      })),
  );
  routes.delete(
    '/association-codes/:codeId',
    { config: { access: locate }, schema: { params: associationCodePath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await enrolments.withdrawAssociationCode(work, request.params.codeId);
        return { status: 204 };
      }),
  );
}
