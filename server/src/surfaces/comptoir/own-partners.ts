/** `/comptoir/v1/partner-requests`, `/partner-link`, `/own-partners`: the customer's side of relationships (rules D6, D7, D15). */
import {
  acceptPartner,
  askedPartner,
  declinePartner,
  ownPartnerList,
  partnerLinkQuery,
  readPartnerRequest,
  type AcceptPartner,
  type AskedPartner,
  type OwnPartner,
} from '@comptoir/contracts/comptoir/relationships';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { nobody } from '../../kernel/index.ts';
import { grantedDelegations } from '../../modules/delegated-administration/index.ts';
import * as relationships from '../../modules/relationships/index.ts';
import { releaseCustomer } from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { invalidInput } from '../../platform/invalid-input.ts';
import { createThrottle } from '../../platform/throttle.ts';
import { code, listRoutes } from './list-answer.ts';
import { requireRoom } from './sign-up.ts';

const bind = { asSystem: true, userOnly: true, refusedEvent: 'RelationshipRefused' } as const;
const manage: RouteAccess = { permission: 'ownPartners.manage', ...bind };
const open = { access: { permission: 'public' } } as const;
const params = z.strictObject({ requestId: guid });
/** From one address, in a minute. An office shares one. */
const linksAMinute = 30;

export function ownPartnerRoutes(app: FastifyInstance, context: Context): void {
  askedRoutes(app, context);
  answerRoutes(app, context);
  listRoutes(app, {
    path: '/own-partners',
    // What was granted is of both sides.
    access: { permission: 'ownPartners.read', asSystem: true },
    list: ownPartnerList,
    read: async (work, wanted) => {
      const page = await relationships.ownPartners(work, wanted);
      const granted = await activeGrants(work);
      const items = page.items.map((partner) => ({
        ...partner,
        since: partner.since.toString(),
        granted: granted.get(partner.tenantId) ?? [],
      }));
      return { ...page, items };
    },
    columns: {
      Name: ({ name }) => name,
      Kind: ({ kind }) => code(kind),
      Country: ({ country }) => code(country),
      Since: ({ since }) => code(since),
      Orders: ({ orders }) => code(String(orders)),
      DelegatedAccess: ({ delegatedAccess }) => code(String(delegatedAccess)),
      GrantedRoles: ({ granted }) => code(granted.flatMap(({ roleIds }) => roleIds).join(' ')),
      TenantId: ({ tenantId }) => code(tenantId),
    },
  });
  endingRoutes(app);
}

/** By partner, what the acting customer granted it and runs. */
async function activeGrants(work: Work): Promise<ReadonlyMap<string, OwnPartner['granted']>> {
  const { items } = await grantedDelegations(work, { sort: 'createdAt', descending: true, search: '', size: 300 });
  const active = items.filter(({ status, endsAt }) => status === 'active' && endsAt !== null);
  const byPartner = Map.groupBy(active, ({ partnerTenantId }) => partnerTenantId);
  const toWire = ({ roleIds, endsAt }: (typeof items)[number]) => ({
    roleIds: [...roleIds],
    until: endsAt!.toString(),
  });
  return new Map(Array.from(byPartner, ([partner, found]) => [partner, found.map(toWire)]));
}

/** Anybody who holds a link reads who asks, before signing in: a company may have no tenant yet. */
function askedRoutes(app: FastifyInstance, { runner }: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const followed = createThrottle(linksAMinute);
  const read = async (request: FastifyRequest, by: relationships.AskedBy): Promise<AskedPartner> => {
    requireRoom(followed, request);
    const { correlationId } = request;
    return runner.run({ actor: nobody, system: true, correlationId }, async (work) =>
      askedToWire(await relationships.openRequest(work, by)),
    );
  };
  const response = { 200: askedPartner };
  routes.post(
    '/partner-requests/:requestId/read',
    { config: open, schema: { params, body: readPartnerRequest, response } },
    (request) => read(request as FastifyRequest, { ...request.params, ...request.body }),
  );
  routes.get('/partner-link', { config: open, schema: { querystring: partnerLinkQuery, response } }, (request) => {
    const { partnerId, msppId, indirectCSPId, DAP } = request.query;
    const link = {
      partnerTenantId: partnerId,
      msppId,
      delegatedAccess: DAP === 'true',
      providerTenantId: indirectCSPId,
    };
    return read(request as FastifyRequest, link);
  });
}

function askedToWire({ partner, provider, delegatedAccess, refusal }: relationships.Asked): AskedPartner {
  const named = ({ tenantId, name, kind, country }: relationships.Asked['partner']) => ({
    tenantId,
    name,
    kind,
    country,
  });
  return {
    partner: named(partner),
    ...(provider ? { provider: named(provider) } : {}),
    delegatedAccess,
    ...(refusal ? { refusal: { code: refusal.code, message: refusal.reason } } : {}),
  };
}

function answerRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/own-partners',
    { config: { access: manage }, schema: { body: acceptPartner, response: { 201: askedPartner } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => ({
        status: 201,
        body: askedToWire(
          await relationships.acceptRequest(work, askedBy(request.body), {
            portal: context.origin(),
            company: request.body.company,
          }),
        ),
      })),
  );
  routes.post(
    '/partner-requests/:requestId/decline',
    { config: { access: manage }, schema: { params, body: declinePartner, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await relationships.declineRequest(work, { ...request.params, ...request.body }, context.origin());
        return { status: 204 };
      }),
  );
}

function askedBy({ request, link }: AcceptPartner): relationships.AskedBy {
  if (request && !link) return request;
  if (link && !request) return { ...link, msppId: link.msppId ?? '0', delegatedAccess: link.delegatedAccess ?? false };
  throw invalidInput([{ path: 'request', code: 'Required', message: 'send either request or link' }]);
}

function endingRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: z.strictObject({ partnerTenantId: guid }), response: { 204: noBody } };
  routes.delete('/own-partners/:partnerTenantId', { config: { access: manage }, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      await releaseCustomer(work, { ...request.params, customerTenantId: work.account });
      return { status: 204 };
    }),
  );
  routes.delete(
    '/own-partners/:partnerTenantId/delegated-access',
    { config: { access: manage }, schema },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await relationships.endDelegatedAccess(work, { ...request.params, customerTenantId: work.account });
        return { status: 204 };
      }),
  );
}
