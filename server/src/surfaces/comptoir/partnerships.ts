/** `/comptoir/v1/partnership-invitations`, `/invitations`, `/indirect-resellers`, `/indirect-providers` (rules D2, D3, D14). */
import {
  acceptedInvitation,
  acceptInvitation,
  connectedList,
  declineInvitation,
  invitationDraft,
  invitationDraftQuery,
  invitationList,
  madeInvitation,
  newInvitation,
  openedInvitation,
  readInvitation,
  type ConnectedPartner,
} from '@comptoir/contracts/comptoir/partnerships';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as partnerships from '../../modules/partnerships/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { linkRoutes, linkToWire } from './link-routes.ts';
import { code, listRoutes } from './list-answer.ts';

const read: RouteAccess = { permission: 'partnerships.read' };
const bind = { asSystem: true, userOnly: true, refusedEvent: 'PartnershipRefused' } as const;
const accept: RouteAccess = { permission: 'partnerships.accept', ...bind };
const params = z.strictObject({ invitationId: guid });

export function partnershipRoutes(app: FastifyInstance, context: Context): void {
  ownInvitationRoutes(app, context);
  answerRoutes(app, context);
  providerRoutes(app);
  resellerRoutes(app);
}

function ownInvitationRoutes(app: FastifyInstance, context: Context): void {
  listRoutes(app, {
    path: '/partnership-invitations',
    access: read,
    list: invitationList,
    read: async (work, wanted) => {
      const page = await partnerships.invitationsOf(work, wanted);
      return { ...page, items: page.items.map(linkToWire) };
    },
    columns: {
      Email: ({ email }) => email ?? '',
      State: ({ state }) => code(state),
      MadeAt: ({ madeAt }) => code(madeAt),
      ExpiresAt: ({ expiresAt }) => code(expiresAt),
      EndedAt: ({ endedAt }) => code(endedAt),
      Reseller: ({ resellerName }) => resellerName ?? '',
      InvitationId: ({ id }) => code(id),
    },
  });
  linkRoutes(app, context, {
    path: '/partnership-invitations',
    id: 'invitationId',
    access: { permission: 'partnerships.invite' },
    refusedEvent: bind.refusedEvent,
    query: invitationDraftQuery,
    draft: invitationDraft,
    body: newInvitation,
    made: madeInvitation,
    proposed: (work, { language }) => partnerships.invitationDraft(work, language),
    make: partnerships.inviteReseller,
    withdraw: partnerships.withdrawInvitation,
  });
}

/** The page behind the link, and what is pressed there. */
function answerRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const open: RouteAccess = { permission: 'account.read', inPerson: true, ...bind };
  routes.post(
    '/invitations/:invitationId/read',
    { config: { access: open }, schema: { params, body: readInvitation, response: { 200: openedInvitation } } },
    (request) =>
      request.work(async (work) => {
        const link = { id: request.params.invitationId, secret: request.body.secret };
        const { provider, expiresAt, refusal } = await partnerships.openInvitation(work, link);
        const { tenantId, name, mpnId, country } = provider;
        return {
          provider: { tenantId, name, mpnId, country },
          expiresAt: expiresAt.toString(),
          ...(refusal ? { refusal: { code: refusal.code, message: refusal.reason } } : {}),
        };
      }),
  );
  routes.post(
    '/invitations/:invitationId/accept',
    { config: { access: accept }, schema: { params, body: acceptInvitation, response: { 200: acceptedInvitation } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const link = { id: request.params.invitationId, secret: request.body.secret };
        const { provider } = await partnerships.acceptInvitation(work, link, context.origin());
        return { status: 200, body: { providerTenantId: provider.tenantId, providerName: provider.name } };
      }),
  );
  routes.post(
    '/invitations/:invitationId/decline',
    { config: { access: accept }, schema: { params, body: declineInvitation, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const link = { id: request.params.invitationId, secret: request.body.secret };
        await partnerships.declineInvitation(work, link, context.origin());
        return { status: 204 };
      }),
  );
}

const columns = {
  Name: ({ name }: ConnectedPartner) => name,
  PartnerId: ({ mpnId }: ConnectedPartner) => code(mpnId),
  Country: ({ country }: ConnectedPartner) => code(country),
  Since: ({ since }: ConnectedPartner) => code(since),
  AdministratorAccess: ({ administratorAccess }: ConnectedPartner) => code(String(administratorAccess)),
  TenantId: ({ tenantId }: ConnectedPartner) => code(tenantId),
};

const partnerToWire = (partner: partnerships.ConnectedPartner): ConnectedPartner => ({
  ...partner,
  since: partner.since.toString(),
});

function providerRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/indirect-resellers',
    access: read,
    list: connectedList,
    read: async (work, wanted) => {
      const page = await partnerships.resellersOf(work, wanted);
      return { ...page, items: page.items.map(partnerToWire) };
    },
    columns,
  });
  routes.delete(
    '/indirect-resellers/:resellerTenantId',
    {
      config: { access: { permission: 'partnerships.invite', ...bind } },
      schema: { params: z.strictObject({ resellerTenantId: guid }), response: { 204: noBody } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await partnerships.endPartnership(work, { other: request.params.resellerTenantId, as: 'provider' });
        return { status: 204 };
      }),
  );
}

function resellerRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const provider = z.strictObject({ providerTenantId: guid });
  const schema = { params: provider, response: { 204: noBody } };
  listRoutes(app, {
    path: '/indirect-providers',
    access: read,
    list: connectedList,
    read: async (work, wanted) => {
      const page = await partnerships.providersOf(work, wanted);
      return { ...page, items: page.items.map(partnerToWire) };
    },
    columns,
  });
  routes.delete('/indirect-providers/:providerTenantId', { config: { access: accept }, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      await partnerships.endPartnership(work, { other: request.params.providerTenantId, as: 'reseller' });
      return { status: 204 };
    }),
  );
  routes.delete(
    '/indirect-providers/:providerTenantId/administrator-access',
    { config: { access: accept }, schema },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await partnerships.removeAdministratorAccess(work, request.params.providerTenantId);
        return { status: 204 };
      }),
  );
}
