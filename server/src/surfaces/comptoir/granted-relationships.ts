/** `/comptoir/v1/granted-relationships`: what partners ask the customer for, what they have, and its end (rules D6 to D8). */
import {
  delegationPath,
  delegationRow,
  grantAnswer,
  grantedAccess,
} from '@comptoir/contracts/comptoir/delegated-administration';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { actOnDelegation, grantedDelegations, openedDelegation } from '../../modules/delegated-administration/index.ts';
import { olderAccessOf } from '../../modules/relationships/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { delegationToWire } from './delegated-administration.ts';

const refusedEvent = 'DelegatedAdminRefused';
const read: RouteAccess = { permission: 'ownPartners.read', asSystem: true, refusedEvent };
const answer: RouteAccess = { permission: 'ownPartners.manage', userOnly: true, asSystem: true, refusedEvent };
const params = delegationPath;
const one = '/granted-relationships/:relationshipId';

export function grantedRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/granted-relationships',
    { config: { access: read }, schema: { response: { 200: grantedAccess } } },
    (request) =>
      request.work(async (work) => {
        const page = await grantedDelegations(work, { sort: 'createdAt', descending: true, search: '', size: 300 });
        const older = await olderAccessOf(work);
        return {
          items: page.items.map(delegationToWire),
          older: older.map(({ since, ...partner }) => ({ ...partner, since: since.toString() })),
        };
      }),
  );
  // What a mail's link leads to: looking at it answers nothing.
  routes.get(one, { config: { access: read }, schema: { params, response: { 200: delegationRow } } }, (request) =>
    request.work(async (work) => delegationToWire(await openedDelegation(work, request.params.relationshipId))),
  );
  for (const action of ['approve', 'reject', 'terminate'] as const) {
    const schema = { params, body: grantAnswer, response: { 204: noBody } };
    routes.post(`${one}/${action}`, { config: { access: answer }, schema }, (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { relationshipId: id } = request.params;
        await actOnDelegation(work, { id, action, version: request.body.version, portal: context.origin() });
        return { status: 204 };
      }),
    );
  }
}
