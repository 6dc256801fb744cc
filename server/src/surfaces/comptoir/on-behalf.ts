/** `Comptoir-On-Behalf-Of: {customer tenant}`: the request is done in that customer's tenant (decision 0070). */
import { administration, customerOfPath } from '@comptoir/contracts/comptoir/delegated-administration';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { LRUCache } from 'lru-cache';
import { Fault, isFault, systemActor, type Actor } from '../../kernel/index.ts';
import { consentOf, withConsent } from '../../modules/identity/index.ts';
import { administering, beginAdministering, type Administering } from '../../modules/delegated-administration/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { publishRefusal } from '../../platform/refusals.ts';
import type { Work } from '../../platform/work.ts';

const onBehalfHeader = 'comptoir-on-behalf-of';
const refusedEvent = 'AdministrationRefused';

/**
 * Who was told of as being in which customer's tenant, for an hour: each of many requests in there is no going in of its own.
 * Of each process by itself, in wall-clock time: after a restart it is told once more.
 */
type Visits = LRUCache<string, true>;
const visitMs = 60 * 60 * 1000;
const visitsOfContexts = new WeakMap<Context, Visits>();

function visitsOf(context: Context): Visits {
  const known = visitsOfContexts.get(context);
  if (known) return known;
  const visits: Visits = new LRUCache({ max: 10_000, ttl: visitMs });
  visitsOfContexts.set(context, visits);
  return visits;
}

const visitOf = (actor: Actor, customer: string) => `${actor.tenantId} ${actor.userId} ${customer.toLowerCase()}`;

/**
 * The actor of a request: the token's, or its person in the tenant that the header names; there another tenant's application
 * may what that tenant consented to (decision 0075). Going in leaves an event, also when it is refused.
 * Faults: DelegationMissing, Forbidden.
 */
export async function actingFor(context: Context, request: FastifyRequest, actor: Actor): Promise<Actor> {
  const named = request.headers[onBehalfHeader];
  if (named === undefined) return actor;
  const customer = String(named).trim();
  const { runner } = context;
  const { correlationId } = request;
  const visits = visitsOf(context);
  const visit = visitOf(actor, customer);
  const isNew = !visits.has(visit);
  if (isNew) visits.set(visit, true);
  try {
    return await runner.run<Actor, unknown>({ actor: systemActor, system: true, correlationId }, async (work) => {
      const entered = isNew
        ? await beginAdministering(work.inNameOf(actor), customer)
        : await administering(work, actor, customer);
      return entered.actor.consent ? consentedThere(work, entered.actor) : entered.actor;
    });
  } catch (error) {
    visits.delete(visit);
    if (!isFault(error)) throw error;
    const onBehalfOf = customer.slice(0, 100);
    await publishRefusal(runner, request, { actor, name: refusedEvent, fault: error, named: { onBehalfOf } });
    throw error;
  }
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
  refusedEvent,
};

export function onBehalfRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const url = '/customers/:customerId/administration';
  const schema = { params: customerOfPath };
  const { refusedEvent: _none, ...look } = access;
  routes.get(url, { config: { access: look }, schema: { ...schema, response: { 200: administration } } }, (request) =>
    request.work(async (work) => toWire(await administering(work, work.actor, request.params.customerId))),
  );
  routes.post(url, { config: { access }, schema: { ...schema, response: { 201: administration } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { customerId } = request.params;
      const begun = await beginAdministering(work, customerId);
      visitsOf(context).set(visitOf(request.actor, customerId), true);
      return { status: 201, body: toWire(begun) };
    }),
  );
}

function toWire({ actor, customer, roleIds }: Administering) {
  return { customer, roleIds: [...roleIds], roles: [...actor.roles] };
}
