/** `/comptoir/v1/licences`, `…/users/{userId}/licences`: licences of the caller's own people. */
import { heldLicences, ownLicences, setLicences } from '@comptoir/contracts/comptoir/licences';
import { userPath } from '@comptoir/contracts/comptoir/people';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as licences from '../../modules/licences/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';

/** Seats are of the accounts of those who sold them. */
const read: RouteAccess = { permission: 'users.read', asSystem: true };
const manage: RouteAccess = { permission: 'users.manage', userOnly: true, asSystem: true };

export function licenceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: read };
  routes.get('/licences', { config, schema: { response: { 200: ownLicences } } }, (request) =>
    request.work(async (work) => ({
      items: (await licences.ownLicences(work)).map(({ planId: _none, ...sku }) => sku),
    })),
  );
  const response = { 200: heldLicences };
  routes.get('/users/:userId/licences', { config, schema: { params: userPath, response } }, (request) =>
    request.work(async (work) => heldToWire(await licences.ownLicencesOf(work, request.params.userId))),
  );
  routes.put(
    '/users/:userId/licences',
    { config: { access: manage }, schema: { params: userPath, body: setLicences, response } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const held = await licences.setOwnLicences(work, request.params.userId, request.body.skuIds);
        return { status: 200, body: heldToWire(held) };
      }),
  );
}

const heldToWire = (held: readonly licences.Licence[]) => ({
  items: held.map(({ skuId, name }) => ({ skuId, name })),
});
