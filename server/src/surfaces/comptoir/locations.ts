/** `/comptoir/v1/locations…`: identifiers of a company, and codes by which another account of it uses one. */
import {
  associationCode,
  location,
  locationPath,
  locations,
  newLocation,
} from '@comptoir/contracts/comptoir/enrolment';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as enrolments from '../../modules/enrolment/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { locationToWire } from './enrolment-wire.ts';

const read = { access: { permission: 'profiles.read' } } as const;
const locate: RouteAccess = { permission: 'enrolment.manage', asSystem: true };
/** A code is shown to a person, who hands it on. */
const showCode: RouteAccess = { ...locate, userOnly: true };

export function locationRoutes(app: FastifyInstance): void {
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
        return { status: 201, body: locationToWire(work.account, { ...added, associated: false }) };
      }),
  );
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
}
