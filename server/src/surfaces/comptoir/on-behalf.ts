/** `Comptoir-On-Behalf-Of: {customer tenant}`: the request is done in that customer's tenant (decision 0070). */
import { administration, customerOfPath } from '@comptoir/contracts/comptoir/delegated-administration';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { systemActor, type Actor } from '../../kernel/index.ts';
import { administering, beginAdministering, type Administering } from '../../modules/delegated-administration/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';

const onBehalfHeader = 'comptoir-on-behalf-of';

/** The actor of a request: the token's, or its person in the tenant that the header names. Faults: DelegationMissing. */
export async function actingFor({ runner }: Context, request: FastifyRequest, actor: Actor): Promise<Actor> {
  const named = request.headers[onBehalfHeader];
  if (named === undefined) return actor;
  const customer = String(named).trim();
  const found = await runner.run<Administering, unknown>({ actor: systemActor, system: true }, (work) =>
    administering(work, actor, customer),
  );
  return found.actor;
}

const access: RouteAccess = {
  permission: 'customerUsers.manage',
  userOnly: true,
  asSystem: true,
  refusedEvent: 'AdministrationRefused',
};

export function onBehalfRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const url = '/customers/:customerId/administration';
  const schema = { params: customerOfPath };
  const { refusedEvent: _none, ...look } = access;
  routes.get(url, { config: { access: look }, schema: { ...schema, response: { 200: administration } } }, (request) =>
    request.work(async (work) => toWire(await administering(work, work.actor, request.params.customerId))),
  );
  routes.post(url, { config: { access }, schema: { ...schema, response: { 201: administration } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => ({
      status: 201,
      body: toWire(await beginAdministering(work, request.params.customerId)),
    })),
  );
}

function toWire({ actor, customer, roleIds }: Administering) {
  return { customer, roleIds: [...roleIds], roles: [...actor.roles] };
}
