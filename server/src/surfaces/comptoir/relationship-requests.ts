/** `/comptoir/v1/relationship-requests`: what a partner asks customers for (rules D4, D6). */
import {
  madeRelationshipRequest,
  newRelationshipRequest,
  relationshipRequestList,
  requestDraft,
  requestDraftQuery,
} from '@comptoir/contracts/comptoir/relationships';
import type { FastifyInstance } from 'fastify';
import * as relationships from '../../modules/relationships/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { linkRoutes, linkToWire } from './link-routes.ts';
import { code, listRoutes } from './list-answer.ts';

const ask: RouteAccess = { permission: 'relationships.request' };

export function relationshipRequestRoutes(app: FastifyInstance, context: Context): void {
  listRoutes(app, {
    path: '/relationship-requests',
    access: ask,
    list: relationshipRequestList,
    read: async (work, wanted) => {
      const page = await relationships.requestsOf(work, wanted);
      return { ...page, items: page.items.map(linkToWire) };
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
  linkRoutes(app, context, {
    path: '/relationship-requests',
    id: 'requestId',
    access: ask,
    refusedEvent: 'RelationshipRefused',
    query: requestDraftQuery,
    draft: requestDraft,
    body: newRelationshipRequest,
    made: madeRelationshipRequest,
    proposed: (work, { language, delegatedAccess, provider }) =>
      relationships.requestDraft(work, language, {
        delegatedAccess: delegatedAccess === 'true',
        providerTenantId: provider,
      }),
    make: relationships.requestRelationship,
    withdraw: relationships.withdrawRequest,
  });
}
