/** `/comptoir/v1/relationship-requests`: what a partner asks customers for (rules D4, D6). */
import {
  madeRelationshipRequest,
  newRelationshipRequest,
  relationshipRequestList,
  requestDraft,
  requestDraftQuery,
  type RelationshipRequestRow,
} from '@comptoir/contracts/comptoir/relationships';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as relationships from '../../modules/relationships/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { createThrottle } from '../../platform/throttle.ts';
import { code, listRoutes } from './list-answer.ts';
import { requireFewer } from './partnerships.ts';

const ask: RouteAccess = { permission: 'relationships.request' };
/** Links that an account makes in a minute: each is a mail to somebody who did not ask for it. */
const requestsAMinute = 20;

export function relationshipRequestRoutes(app: FastifyInstance, context: Context): void {
  listRoute(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const throttle = createThrottle(requestsAMinute);
  routes.get(
    '/relationship-requests/draft',
    { config: { access: ask }, schema: { querystring: requestDraftQuery, response: { 200: requestDraft } } },
    (request) =>
      request.work((work) => {
        const { language, delegatedAccess, provider } = request.query;
        const asked = { delegatedAccess: delegatedAccess === 'true', providerTenantId: provider };
        return relationships.requestDraft(work, language, asked);
      }),
  );
  routes.post(
    '/relationship-requests',
    { config: { access: ask }, schema: { body: newRelationshipRequest, response: { 201: madeRelationshipRequest } } },
    (request, reply) => {
      requireFewer(throttle, request.actor.tenantId);
      return answerOnce(
        request,
        reply,
        async (work) => {
          const made = await relationships.requestRelationship(work, { ...request.body, portal: context.origin() });
          return { status: 201, body: { ...made, expiresAt: made.expiresAt.toString() } };
        },
        { secret: true },
      );
    },
  );
  routes.post(
    '/relationship-requests/:requestId/withdraw',
    {
      config: { access: { ...ask, refusedEvent: 'RelationshipRefused' } },
      schema: { params: z.strictObject({ requestId: guid }), response: { 204: noBody } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await relationships.withdrawRequest(work, request.params.requestId);
        return { status: 204 };
      }),
  );
}

function listRoute(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/relationship-requests',
    access: ask,
    list: relationshipRequestList,
    read: async (work, wanted) => {
      const page = await relationships.requestsOf(work, wanted);
      return { ...page, items: page.items.map(rowToWire) };
    },
    columns: {
      Email: ({ email }) => email ?? '',
      Provider: ({ providerName }) => providerName ?? '',
      DelegatedAccess: ({ delegatedAccess }) => code(String(delegatedAccess)),
      State: ({ state }) => code(state),
      MadeAt: ({ madeAt }) => code(madeAt),
      ExpiresAt: ({ expiresAt }) => code(expiresAt),
      EndedAt: ({ endedAt }) => code(endedAt),
      RequestId: ({ id }) => code(id),
    },
  });
}

function rowToWire({ madeAt, expiresAt, endedAt, ...row }: relationships.ListedRequest): RelationshipRequestRow {
  return {
    ...row,
    madeAt: madeAt.toString(),
    expiresAt: expiresAt.toString(),
    endedAt: endedAt?.toString() ?? null,
  };
}
