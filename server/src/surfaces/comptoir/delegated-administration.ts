/** `/comptoir/v1/delegated-relationships`: what a partner asks customers for, and which of its groups hold it (rule D8). */
import {
  autoExtension,
  delegation,
  delegationAssignmentPath,
  delegationGroups,
  delegationList,
  delegationPath,
  delegableRoles,
  newDelegation,
  newDelegationAssignment,
  type Delegation,
  type DelegationRow,
} from '@comptoir/contracts/comptoir/delegated-administration';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as delegations from '../../modules/delegated-administration/index.ts';
import { namedGroups } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { requireFewMails } from '../../platform/mail-limit.ts';
import type { Work } from '../../platform/work.ts';
import { directoryRoles, directoryRolesAsOf } from '../../programme/directory-roles.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

const read: RouteAccess = { permission: 'relationships.read' };
const manage: RouteAccess = {
  permission: 'delegatedAdmin.manage',
  asSystem: true,
  refusedEvent: 'DelegatedAdminRefused',
};
const params = delegationPath;
const one = '/delegated-relationships/:relationshipId';

export function delegationRoutes(app: FastifyInstance, context: Context): void {
  const origin = () => context.origin();
  readRoutes(app, origin);
  listRoutes(app, {
    path: '/delegated-relationships',
    access: read,
    list: delegationList,
    read: async (work, wanted) => {
      const page = await delegations.searchDelegations(work, wanted);
      return { ...page, items: page.items.map(delegationToWire) };
    },
    columns: {
      Name: ({ displayName }) => displayName,
      Customer: ({ customerName }) => customerName ?? '',
      CustomerTenantId: ({ customerTenantId }) => code(customerTenantId),
      Status: ({ status }) => code(status),
      Days: ({ durationDays }) => numeric(durationDays),
      AutoExtend: ({ autoExtend }) => code(String(autoExtend)),
      CreatedAt: ({ createdAt }) => code(createdAt),
      EndsAt: ({ endsAt }) => code(endsAt),
      EndedAt: ({ endedAt }) => code(endedAt),
      RelationshipId: ({ relationshipId }) => code(relationshipId),
    },
  });
  changeRoutes(app, origin);
  actionRoutes(app, context);
  assignmentRoutes(app, origin);
}

function readRoutes(app: FastifyInstance, origin: () => string): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const anybody: RouteAccess = { permission: 'account.read' };
  routes.get(
    '/directory-roles',
    { config: { access: anybody }, schema: { response: { 200: delegableRoles } } },
    () => ({
      asOf: directoryRolesAsOf.toString(),
      items: directoryRoles.map(({ id, name, frenchName, privileged }) => ({
        id,
        name: { en: name, fr: frenchName },
        privileged,
      })),
    }),
  );
  routes.get(
    '/delegated-administration/groups',
    { config: { access: read }, schema: { response: { 200: delegationGroups } } },
    async (request) => {
      const groups = await request.work((work) => namedGroups(work, work.actor.tenantId));
      return { items: groups.map(({ id, name }) => ({ id, name })) };
    },
  );
  routes.get(one, { config: { access: read }, schema: { params, response: { 200: delegation } } }, (request) =>
    request.work((work) => wholeOf(work, request.params.relationshipId, origin())),
  );
}

function changeRoutes(app: FastifyInstance, origin: () => string): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: manage };
  routes.post(
    '/delegated-relationships',
    { config, schema: { body: newDelegation, response: { 201: delegation } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { durationDays, autoExtend, ...wish } = request.body;
        const terms = { duration: `P${durationDays}D`, autoExtendDuration: extensionOf(autoExtend) };
        const made = await delegations.createDelegation(work, { ...wish, ...terms });
        return { status: 201, body: await wholeOf(work, made.id, origin()) };
      }),
  );
  routes.put(
    `${one}/auto-extend`,
    { config, schema: { params, body: autoExtension, response: { 200: delegation } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { relationshipId: id } = request.params;
        const autoExtendDuration = extensionOf(request.body.autoExtend);
        await delegations.changeDelegation(work, id, { autoExtendDuration }, undefined);
        return { status: 200, body: await wholeOf(work, id, origin()) };
      }),
  );
  routes.delete(one, { config, schema: { params, response: { 204: noBody } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      await delegations.deleteDelegation(work, request.params.relationshipId, undefined);
      return { status: 204 };
    }),
  );
}

function actionRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const actions = { send: 'lockForApproval', terminate: 'terminate' } as const;
  for (const [name, action] of Object.entries(actions)) {
    routes.post(
      `${one}/${name}`,
      { config: { access: manage }, schema: { params, response: { 200: delegation } } },
      (request, reply) => {
        if (action === 'lockForApproval') requireFewMails(context, request.actor);
        return answerOnce(request, reply, async (work) => {
          const { relationshipId: id } = request.params;
          const portal = context.origin();
          await delegations.delegationOf(work, id);
          await delegations.actOnDelegation(work, { id, action, portal });
          return { status: 200, body: await wholeOf(work, id, portal) };
        });
      },
    );
  }
}

function assignmentRoutes(app: FastifyInstance, origin: () => string): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: manage };
  routes.post(
    `${one}/assignments`,
    { config, schema: { params, body: newDelegationAssignment, response: { 201: delegation } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { relationshipId: id } = request.params;
        await delegations.assignRoles(work, id, request.body);
        return { status: 201, body: await wholeOf(work, id, origin()) };
      }),
  );
  routes.delete(
    `${one}/assignments/:assignmentId`,
    { config, schema: { params: delegationAssignmentPath, response: { 200: delegation } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { relationshipId: id, assignmentId } = request.params;
        await delegations.removeAssignment(work, { id, assignmentId, version: undefined });
        return { status: 200, body: await wholeOf(work, id, origin()) };
      }),
  );
}

const extensionOf = (autoExtend: boolean) => (autoExtend ? 'P180D' : 'P0D');

async function wholeOf(work: Work, id: string, origin: string): Promise<Delegation> {
  const found = await delegations.delegationOf(work, id);
  const assignments = await delegations.assignmentsOf(work, id);
  const groups = new Map((await namedGroups(work, work.account)).map((group) => [group.id, group.name]));
  return {
    ...delegationToWire(found),
    assignments: assignments.map((assignment) => ({
      assignmentId: assignment.id,
      groupId: assignment.groupId,
      groupName: groups.get(assignment.groupId) ?? assignment.groupId,
      roleIds: [...assignment.roleIds],
      since: assignment.createdAt.toString(),
    })),
    link: delegations.approvalLink(origin, id),
  };
}

export function delegationToWire(found: delegations.DelegatedRelationship): DelegationRow {
  const { endedByTenantId, partnerTenantId } = found;
  return {
    relationshipId: found.id,
    displayName: found.displayName,
    status: found.status,
    partnerTenantId,
    partnerName: found.partnerName,
    customerTenantId: found.customerTenantId,
    customerName: found.customerName,
    durationDays: found.durationDays,
    autoExtend: found.autoExtendDays > 0,
    roleIds: [...found.roleIds],
    createdAt: found.createdAt.toString(),
    requestExpiresAt: found.requestExpiresAt?.toString() ?? null,
    activatedAt: found.activatedAt?.toString() ?? null,
    endsAt: found.endsAt?.toString() ?? null,
    endedAt: found.endedAt?.toString() ?? null,
    endedBy: endedByTenantId === null ? null : endedByTenantId === partnerTenantId ? 'partner' : 'customer',
    version: found.version,
  };
}
