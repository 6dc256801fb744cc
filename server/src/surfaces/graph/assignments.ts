/** `/delegatedAdminRelationships/{id}/accessAssignments` and `/operations`. */
import * as wire from '@comptoir/contracts/graph';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as delegation from '../../modules/delegated-administration/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { addressOf, contextOf } from './address.ts';
import { assignmentToWire, operationToWire, versionOf } from './wire.ts';

const read: RouteAccess = { permission: 'relationships.read' };
const manage: RouteAccess = { permission: 'delegatedAdmin.manage', asSystem: true };
const root = '/delegatedAdminRelationships/:relationshipId';
const pathOf = (id: string, what: string) => `delegatedAdminRelationships('${id}')/${what}`;
const roleIdsOf = (details: { unifiedRoles: { roleDefinitionId: string }[] }) =>
  details.unifiedRoles.map((role) => role.roleDefinitionId);

export function assignmentRoutes(app: FastifyInstance, context: Context): void {
  readRoutes(app, context);
  createRoute(app, context);
  changeRoutes(app, context);
  operationRoutes(app, context);
}

function readRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: read };
  routes.get(
    `${root}/accessAssignments`,
    { config, schema: { params: wire.relationshipPath, response: { 200: wire.assignments } } },
    async (request) => {
      const { relationshipId: id } = request.params;
      const found = await request.work((work) => delegation.assignmentsOf(work, id));
      const where = contextOf(context, request, pathOf(id, 'accessAssignments'));
      return { '@odata.context': where, value: found.map(assignmentToWire) };
    },
  );
  routes.get(
    `${root}/accessAssignments/:assignmentId`,
    { config, schema: { params: wire.assignmentPath, response: { 200: wire.assignment } } },
    async (request, reply) => {
      const { relationshipId: id, assignmentId } = request.params;
      const found = await request.work((work) => delegation.assignmentOf(work, id, assignmentId));
      const body = assignmentToWire(found);
      reply.header('ETag', body['@odata.etag']);
      return { '@odata.context': contextOf(context, request, pathOf(id, 'accessAssignments'), true), ...body };
    },
  );
}

function createRoute(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: wire.relationshipPath, body: wire.newAssignment, response: { 201: wire.assignment } };
  routes.post(`${root}/accessAssignments`, { config: { access: manage }, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { relationshipId: id } = request.params;
      const { accessContainer, accessDetails } = request.body;
      const wish = { groupId: accessContainer.accessContainerId, roleIds: roleIdsOf(accessDetails) };
      const made = await delegation.assignRoles(work, id, wish);
      const where = contextOf(context, request, pathOf(id, 'accessAssignments'), true);
      const address = `delegatedAdminRelationships/${id}/accessAssignments/${made.id}`;
      return {
        status: 201,
        headers: { Location: addressOf(context, request, address) },
        body: { '@odata.context': where, ...assignmentToWire(made) },
      };
    }),
  );
}

function changeRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: manage };
  const params = wire.assignmentPath;
  const url = `${root}/accessAssignments/:assignmentId`;
  // The contract's 202: the change is an operation, which has succeeded when it is asked for.
  const change = { params, body: wire.changedAssignment, response: { 202: noBody } };
  routes.patch(url, { config, schema: change }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { relationshipId: id, assignmentId } = request.params;
      const version = versionOf(request, assignmentId);
      const roleIds = roleIdsOf(request.body.accessDetails);
      const changed = await delegation.changeAssignment(work, { id, assignmentId, version }, roleIds);
      const address = `delegatedAdminRelationships/${id}/operations/${changed.id}`;
      return { status: 202, headers: { Location: addressOf(context, request, address) } };
    }),
  );
  routes.delete(url, { config, schema: { params, response: { 204: noBody } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { relationshipId: id, assignmentId } = request.params;
      await delegation.removeAssignment(work, { id, assignmentId, version: versionOf(request, assignmentId) });
      return { status: 204 };
    }),
  );
}

function operationRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: read };
  routes.get(
    `${root}/operations`,
    { config, schema: { params: wire.relationshipPath, response: { 200: wire.operations } } },
    async (request) => {
      const { relationshipId: id } = request.params;
      const found = await request.work((work) => delegation.assignmentsEverOf(work, id));
      const where = contextOf(context, request, pathOf(id, 'operations'));
      return { '@odata.context': where, value: found.map(operationToWire) };
    },
  );
  routes.get(
    `${root}/operations/:operationId`,
    { config, schema: { params: wire.operationPath, response: { 200: wire.operation } } },
    async (request) => {
      const { relationshipId: id, operationId } = request.params;
      const found = await request.work((work) => delegation.assignmentsEverOf(work, id));
      const one = found.find((assignment) => assignment.id === operationId.toLowerCase());
      if (!one) {
        throw delegation.delegationFault(
          'DelegationAssignmentNotFound',
          `There is no operation ${operationId.slice(0, 100)}.`,
        );
      }
      return { '@odata.context': contextOf(context, request, pathOf(id, 'operations'), true), ...operationToWire(one) };
    },
  );
}
