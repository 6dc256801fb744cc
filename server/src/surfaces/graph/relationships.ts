/** `/delegatedAdminRelationships` and their requests. */
import * as wire from '@comptoir/contracts/graph';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as delegation from '../../modules/delegated-administration/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { requireFewMails } from '../../platform/mail-limit.ts';
import { addressOf, contextOf } from './address.ts';
import { filtersOf, relationshipToWire, versionOf } from './wire.ts';

const read: RouteAccess = { permission: 'relationships.read' };
const manage: RouteAccess = { permission: 'delegatedAdmin.manage', asSystem: true };
const act: RouteAccess = { permission: 'delegatedAdmin.act', asSystem: true, refusedEvent: 'DelegatedAdminRefused' };
const root = 'delegatedAdminRelationships';
const params = wire.relationshipPath;

export function relationshipRoutes(app: FastifyInstance, context: Context): void {
  readRoutes(app, context);
  writeRoutes(app, context);
  requestRoutes(app, context);
}

function readRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `/${root}`,
    {
      config: { access: read },
      schema: { querystring: wire.relationshipQuery, response: { 200: wire.relationships } },
    },
    async (request) => {
      const { $top, $skiptoken, $filter } = request.query;
      const filters = filtersOf(request.query);
      const page = await request.work((work) =>
        delegation.listDelegations(work, { size: $top, after: $skiptoken, filters }),
      );
      const next = new URLSearchParams({
        $top: String($top),
        ...($filter ? { $filter } : {}),
        $skiptoken: page.next ?? '',
      });
      return {
        '@odata.context': contextOf(context, request, root),
        ...(page.next ? { '@odata.nextLink': `${addressOf(context, request, root)}?${next.toString()}` } : {}),
        value: page.items.map(relationshipToWire),
      };
    },
  );
  routes.get(
    `/${root}/:relationshipId`,
    { config: { access: read }, schema: { params, response: { 200: wire.relationship } } },
    async (request, reply) => {
      const found = await request.work((work) => delegation.delegationOf(work, request.params.relationshipId));
      const body = relationshipToWire(found);
      reply.header('ETag', body['@odata.etag']);
      return { '@odata.context': contextOf(context, request, root, true), ...body };
    },
  );
}

function writeRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: manage };
  routes.post(
    `/${root}`,
    { config, schema: { body: wire.newRelationship, response: { 201: wire.relationship } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { customer, accessDetails, ...wish } = request.body;
        const made = await delegation.createDelegation(work, {
          ...wish,
          customerTenantId: customer?.tenantId,
          roleIds: rolesOf(accessDetails),
        });
        return {
          status: 201,
          headers: { Location: addressOf(context, request, `${root}/${made.id}`) },
          body: { '@odata.context': contextOf(context, request, root, true), ...relationshipToWire(made) },
        };
      }),
  );
  routes.patch(
    `/${root}/:relationshipId`,
    { config, schema: { params, body: wire.changedRelationship, response: { 200: wire.relationship } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { relationshipId: id } = request.params;
        const version = versionOf(request, id);
        const changed = await delegation.changeDelegation(work, id, changeOf(request.body), version);
        const body = { '@odata.context': contextOf(context, request, root, true), ...relationshipToWire(changed) };
        return { status: 200, body };
      }),
  );
  routes.delete(
    `/${root}/:relationshipId`,
    { config, schema: { params, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { relationshipId: id } = request.params;
        await delegation.deleteDelegation(work, id, versionOf(request, id));
        return { status: 204 };
      }),
  );
}

type Change = ReturnType<typeof wire.changedRelationship.parse>;

function changeOf({ customer, accessDetails, ...rest }: Change): delegation.DelegationChange {
  const { displayName, duration, autoExtendDuration } = rest;
  return {
    ...(displayName === undefined ? {} : { displayName }),
    ...(duration === undefined ? {} : { duration }),
    ...(autoExtendDuration === undefined ? {} : { autoExtendDuration }),
    ...(customer ? { customerTenantId: customer.tenantId } : {}),
    ...(accessDetails ? { roleIds: rolesOf(accessDetails) } : {}),
  };
}

function rolesOf({ unifiedRoles }: { readonly unifiedRoles: readonly { readonly roleDefinitionId: string }[] }) {
  return unifiedRoles.map((role) => role.roleDefinitionId);
}

function requestRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = (id: string) => `${root}('${id}')/requests`;
  routes.post(
    `/${root}/:relationshipId/requests`,
    { config: { access: act }, schema: { params, body: wire.newRequest, response: { 201: wire.request } } },
    (request, reply) => {
      const { action } = request.body;
      if (action === 'lockForApproval') requireFewMails(context, request.actor);
      return answerOnce(request, reply, async (work) => {
        const { relationshipId: id } = request.params;
        const done = await delegation.actOnDelegation(work, { id, action, portal: context.origin() });
        return {
          status: 201,
          headers: { Location: addressOf(context, request, `${root}/${id}/requests/${done.id}`) },
          body: { '@odata.context': contextOf(context, request, path(id), true), ...requestToWire(done) },
        };
      });
    },
  );
  routes.get(
    `/${root}/:relationshipId/requests`,
    { config: { access: read }, schema: { params, response: { 200: wire.requests } } },
    async (request) => {
      const { relationshipId: id } = request.params;
      const found = await request.work((work) => delegation.delegationRequests(work, id));
      return { '@odata.context': contextOf(context, request, path(id)), value: found.map(requestToWire) };
    },
  );
  routes.get(
    `/${root}/:relationshipId/requests/:requestId`,
    { config: { access: read }, schema: { params: wire.requestPath, response: { 200: wire.request } } },
    async (request) => {
      const { relationshipId: id, requestId } = request.params;
      const found = await request.work((work) => delegation.delegationRequests(work, id));
      const one = found.find((asked) => asked.id === requestId.toLowerCase());
      if (!one) {
        throw delegation.delegationFault(
          'DelegationRequestNotFound',
          `There is no request ${requestId.slice(0, 100)}.`,
        );
      }
      return { '@odata.context': contextOf(context, request, path(id), true), ...requestToWire(one) };
    },
  );
}

function requestToWire({ id, action, status, createdAt, modifiedAt }: delegation.DelegatedRequest) {
  return {
    id,
    action,
    status,
    createdDateTime: createdAt.toString(),
    lastModifiedDateTime: modifiedAt.toString(),
  };
}
