/** `/comptoir/v1/user-invitations…`, `/user-invitation/…`: people are invited by mail, and answer (decision 0072). */
import { linkRequest } from '@comptoir/contracts/comptoir/enrolment';
import {
  acceptedUserInvitation,
  acceptUserInvitation,
  madeUserInvitation,
  newUserInvitation,
  readUserInvitation,
  userInvitationList,
  userInvitationPath,
  type UserInvitationRow,
} from '@comptoir/contracts/comptoir/user-invitations';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { systemActor } from '../../kernel/index.ts';
import * as identity from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { createThrottle } from '../../platform/throttle.ts';
import { code, listRoutes } from './list-answer.ts';
import { requireFewer } from './link-routes.ts';
import { requireRoom } from './sign-up.ts';

/** User names are unique in the house, so these look beyond the tenant. */
const invite: RouteAccess = {
  permission: 'users.manage',
  userOnly: true,
  asSystem: true,
  refusedEvent: 'UserInvitationRefused',
};
/** Mails that an organisation sends in a minute. */
const invitationsAMinute = 20;
/** Links that are followed from one address in a minute. An office shares one. */
const linksAMinute = 30;

export function userInvitationRoutes(app: FastifyInstance, context: Context): void {
  listRoutes(app, {
    path: '/user-invitations',
    access: { permission: 'users.read' },
    list: userInvitationList,
    read: async (work, wanted) => {
      const page = await identity.userInvitationsOf(work, work.actor.tenantId, wanted);
      return { ...page, items: page.items.map(rowToWire) };
    },
    columns: {
      Email: ({ email }) => email,
      DisplayName: ({ displayName }) => displayName,
      Roles: ({ roles }) => code(roles.join(' ')),
      Language: ({ language }) => code(language),
      State: ({ state }) => code(state),
      SentAt: ({ madeAt }) => code(madeAt),
      ExpiresAt: ({ expiresAt }) => code(expiresAt),
      EndedAt: ({ endedAt }) => code(endedAt),
      InvitationId: ({ id }) => code(id),
    },
  });
  inviteRoutes(app, context);
  linkRoutes(app, context);
}

function inviteRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const throttle = createThrottle(invitationsAMinute);
  const config = { access: invite };
  const onRow = { config, schema: { params: userInvitationPath, response: { 204: noBody } } };
  routes.post(
    '/user-invitations',
    { config, schema: { body: newUserInvitation, response: { 201: madeUserInvitation } } },
    (request, reply) => {
      requireFewer(throttle, request.actor.tenantId);
      return answerOnce(request, reply, async (work) => {
        const { displayName = '', ...wish } = request.body;
        return {
          status: 201,
          body: { id: await identity.inviteUser(work, { ...wish, displayName }, context.origin()) },
        };
      });
    },
  );
  routes.post('/user-invitations/:invitationId/resend', onRow, (request, reply) => {
    requireFewer(throttle, request.actor.tenantId);
    return answerOnce(request, reply, async (work) => {
      await identity.sendInvitationAgain(work, request.params.invitationId, context.origin());
      return { status: 204 };
    });
  });
  routes.post('/user-invitations/:invitationId/withdraw', onRow, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      await identity.withdrawUserInvitation(work, request.params.invitationId);
      return { status: 204 };
    }),
  );
}

/** The page behind the link: who follows it has no account yet. */
function linkRoutes(app: FastifyInstance, { runner }: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const followed = createThrottle(linksAMinute);
  const config = { access: { permission: 'public' } } as const;
  routes.post(
    '/user-invitation/read',
    { config, schema: { body: linkRequest, response: { 200: readUserInvitation } } },
    (request) => {
      requireRoom(followed, request);
      return runner.run({ actor: systemActor, system: true }, (work) =>
        identity.readUserInvitation(work, request.body.token),
      );
    },
  );
  routes.post(
    '/user-invitation/accept',
    { config, schema: { body: acceptUserInvitation, response: { 200: acceptedUserInvitation } } },
    (request) => {
      requireRoom(followed, request);
      const { token, displayName, password } = request.body;
      return identity.acceptUserInvitation(runner, token, { displayName, password });
    },
  );
}

function rowToWire({ madeAt, expiresAt, endedAt, ...row }: identity.ListedUserInvitation): UserInvitationRow {
  return {
    ...row,
    roles: [...row.roles],
    madeAt: madeAt.toString(),
    expiresAt: expiresAt.toString(),
    endedAt: endedAt?.toString() ?? null,
  };
}
