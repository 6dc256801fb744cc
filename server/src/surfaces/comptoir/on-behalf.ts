/** `Comptoir-On-Behalf-Of: {customer tenant}`: the request is done in that customer's tenant (decision 0070). */
import { administration, customerOfPath } from '@comptoir/contracts/comptoir/delegated-administration';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Fault, systemActor, type Actor } from '../../kernel/index.ts';
import { consentOf, withConsent } from '../../modules/identity/index.ts';
import { administering, beginAdministering, type Administering } from '../../modules/delegated-administration/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

const onBehalfHeader = 'comptoir-on-behalf-of';

/**
 * The actor of a request: the token's, or its person in the tenant that the header names; there another tenant's application
 * may what that tenant consented to (decision 0075). Faults: DelegationMissing, Forbidden.
 */
export async function actingFor({ runner }: Context, request: FastifyRequest, actor: Actor): Promise<Actor> {
  const named = request.headers[onBehalfHeader];
  if (named === undefined) return actor;
  const customer = String(named).trim();
  return runner.run<Actor, unknown>({ actor: systemActor, system: true }, async (work) => {
    const found = (await administering(work, actor, customer)).actor;
    return found.consent ? consentedThere(work, found) : found;
  });
}

async function consentedThere(work: Work, actor: Actor): Promise<Actor> {
  const consent = await consentOf(work, actor.tenantId, actor.applicationId ?? '');
  if (consent) return withConsent(actor, consent);
  const message = `The customer has not consented to ${actor.consent!.applicationName}. Ask it to, or consent for it with POST /v1/customers/{id}/applicationconsents.`;
  throw new Fault('Forbidden', 'forbidden', { message });
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
