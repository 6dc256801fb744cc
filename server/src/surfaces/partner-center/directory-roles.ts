/** Directory roles of a customer's people, and the services that are administered there (wire contract, section 8.4). */
import * as wire from '@comptoir/contracts/partner-center/customer-users';
import { customerPath } from '@comptoir/contracts/partner-center/common';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { defaultPageSize } from '../../kernel/index.ts';
import * as delegation from '../../modules/delegated-administration/index.ts';
import type { Person } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { originOf } from '../../platform/origins.ts';
import { bind } from './binding.ts';
import { customerUsersAccess } from './customer-users.ts';
import { collection, link, resource } from './envelope.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

const config = { access: customerUsersAccess };
const members = '/customers/:customerId/directoryroles/:roleId/usermembers';

export function directoryRoleRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const all = { params: customerPath, response: { 200: wire.directoryRoles } };
  routes.get('/customers/:customerId/directoryroles', { config, schema: all }, (request) =>
    request.work(async (work) => rolesToWire(await delegation.customerRoles(work, request.params.customerId))),
  );
  const ofUser = { params: wire.customerUserPath, response: { 200: wire.directoryRoles } };
  routes.get('/customers/:customerId/users/:userId/directoryroles', { config, schema: ofUser }, (request) =>
    request.work(async (work) => {
      const { customerId: customerTenantId, userId } = request.params;
      return rolesToWire(await delegation.customerPersonRoles(work, { customerTenantId, userId }));
    }),
  );
  memberRoutes(app);
  managedServiceRoute(app, context);
}

function memberRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = wire.directoryRolePath;
  const query = bind(z.object(seekQuery));
  routes.get(
    members,
    { config, schema: { params, querystring: query, response: { 200: wire.userMembers } } },
    (request) => {
      const { customerId: customerTenantId, roleId } = request.params;
      const { size, after } = seekOf(request, request.query);
      return request.work(async (work) => {
        const page = await delegation.membersOfRole(
          work,
          { customerTenantId, roleId },
          { size: size ?? defaultPageSize, after },
        );
        const items = page.items.map((person) => memberToWire(person, roleId));
        const path = `/customers/${customerTenantId}/directoryroles/${roleId}/usermembers`;
        return seekCollection(request, path, { ...page, items }, { size: size?.toString() });
      });
    },
  );
  const add = { params, body: bind(wire.newUserMember), response: { 201: wire.userMember } };
  routes.post(members, { config, schema: add }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { customerId: customerTenantId, roleId } = request.params;
      const at = { customerTenantId, userId: request.body.id };
      const person = await delegation.setCustomerRole(work, at, roleId, true);
      return { status: 201, body: memberToWire(person, roleId) };
    }),
  );
  const remove = { params: wire.roleMemberPath, response: { 204: noBody } };
  routes.delete(`${members}/:userId`, { config, schema: remove }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { customerId: customerTenantId, roleId, userId } = request.params;
      await delegation.setCustomerRole(work, { customerTenantId, userId }, roleId, false);
      return { status: 204 };
    }),
  );
}

/** Where delegated administration is: one service, this one. */
function managedServiceRoute(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, response: { 200: wire.managedServices } };
  routes.get('/customers/:customerId/managedservices', { config, schema }, (request) =>
    request.work(async (work) => {
      const { customerId } = request.params;
      await delegation.inCustomer(work, customerId, 'readPeople');
      const adminService = link(`${originOf(context, request.headers.host)}/partner/customers/${customerId}/access`);
      const members = { id: 'comptoir', name: 'Comptoir', groupName: 'Comptoir' };
      return collection([resource('ManagedService', members, { links: { adminService } })], {
        self: link(`/customers/${customerId}/managedservices`),
      });
    }),
  );
}

function rolesToWire(roles: readonly { readonly id: string; readonly name: string }[]) {
  return collection(roles.map(({ id, name }) => ({ id, name, attributes: { objectType: 'DirectoryRole' } })));
}

function memberToWire({ id, displayName, userPrincipalName }: Person, roleId: string) {
  return { id, displayName, userPrincipalName, roleId, attributes: { objectType: 'UserMember' } };
}
