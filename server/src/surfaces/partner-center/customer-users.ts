/** People of a customer (wire contract, section 8.3). */
import * as wire from '@comptoir/contracts/partner-center/customer-users';
import { customerPath } from '@comptoir/contracts/partner-center/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { decodeCursor, defaultPageSize, encodeCursor, Fault } from '../../kernel/index.ts';
import * as delegation from '../../modules/delegated-administration/index.ts';
import { hashNewPassword, type Person } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { requireFewMails } from '../../platform/mail-limit.ts';
import { bind, filterOperators, jsonOf, wireEnum } from './binding.ts';
import { link, resource, wireTime } from './envelope.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

/** The system reads and writes in the customer's tenant what the use case found delegated. */
export const customerUsersAccess: RouteAccess = {
  permission: 'customerUsers.manage',
  userOnly: true,
  asSystem: true,
  refusedEvent: 'CustomerUsersRefused',
};
const config = { access: customerUsersAccess };
const params = wire.customerUserPath;
const one = '/customers/:customerId/users/:userId';

export function customerUserRoutes(app: FastifyInstance, context: Context): void {
  listRoute(app);
  createRoute(app);
  changeRoutes(app, context);
}

const listQuery = bind(
  z.object({
    ...seekQuery,
    filter: z.string().max(2000).optional(),
    sortField: wireEnum(['DisplayName', 'UserPrincipalName']).default('UserPrincipalName'),
    sortDirection: wireEnum(['Ascending', 'Descending']).default('Ascending'),
  }),
);

function listRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, querystring: listQuery, response: { 200: wire.customerUsers } };
  routes.get('/customers/:customerId/users', { config, schema }, (request) => {
    const { customerId } = request.params;
    const { filter, sortField, sortDirection } = request.query;
    const { size, after } = seekOf(request, request.query);
    const before = after === undefined ? undefined : pageBefore(after, customerId);
    const wanted = before ?? {
      size: size ?? defaultPageSize,
      sort: sortField === 'DisplayName' ? ('name' as const) : ('userName' as const),
      descending: sortDirection === 'Descending',
      state: stateOf(filter),
      position: undefined,
    };
    return request.work(async (work) => {
      const page = await delegation.customerPeople(work, customerId, {
        size: wanted.size,
        sort: wanted.sort,
        descending: wanted.descending,
        search: '',
        after: wanted.position,
        filters: wanted.state ? { state: wanted.state } : {},
      });
      const { next: position, items } = page;
      const { sort, descending, state: only } = wanted;
      const next =
        position === undefined
          ? undefined
          : encodeCursor([customerId, String(wanted.size), sort, String(descending), only ?? '', position]);
      const shown = items.map((person) => userToWire(customerId, person));
      const path = `/customers/${customerId}/users`;
      return seekCollection(
        request,
        path,
        { items: shown, ...(next ? { next } : {}) },
        { size: size?.toString(), filter },
      );
    });
  });
}

/** SDKs that seek send neither size nor filter again: the token knows them. */
function pageBefore(token: string, customerId: string) {
  const [customer, size = '', sort, descending, only = '', position] = decodeCursor(token) ?? [];
  const known = customer === customerId && /^\d{1,3}$/.test(size) && position !== undefined;
  if (!known || (sort !== 'name' && sort !== 'userName')) {
    throw new Fault('InvalidInput', 'invalid', {
      message: 'The continuation token does not belong to this list. Send back the token of its last page.',
      target: 'MS-ContinuationToken',
    });
  }
  return {
    size: Number(size),
    sort,
    descending: descending === 'true',
    state: only === '' ? undefined : only,
    position,
  } as const;
}

const filterShape = bind(
  z.object({
    field: wireEnum(['UserState', 'UserStatus']),
    value: wireEnum(['Active', 'Inactive'], ['Active', 'Inactive']),
    operator: wireEnum(['equals'], filterOperators),
  }),
);

/**
 * By the state that the wire shows: `Inactive` lists whoever is disabled or deleted (those with a `softDeletionTime`, which
 * nothing else lists). Throws InvalidInput for every other filter.
 */
function stateOf(filter: string | undefined): 'active' | 'inactive' | undefined {
  if (!filter) return undefined;
  const parsed = filterShape.safeParse(jsonOf(filter));
  if (parsed.success) return parsed.data.value === 'Inactive' ? 'inactive' : 'active';
  throw new Fault('InvalidInput', 'invalid', {
    message: 'Users are filtered by {"Field":"UserState","Value":"Inactive","Operator":"equals"}, URL-encoded.',
    target: 'filter',
  });
}

const state = wireEnum(wire.userStates, wire.userStates);
const userDomainType = wireEnum(wire.userDomainTypes, [...wire.userDomainTypes, 'federated']).optional();
const newUser = bind(wire.newCustomerUser.extend({ state: state.default('active'), userDomainType }));
const changedUser = bind(wire.changedCustomerUser.extend({ state: state.optional(), userDomainType }));

function createRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, body: newUser, response: { 201: wire.customerUser } };
  routes.post('/customers/:customerId/users', { config, schema }, async (request, reply) => {
    const { customerId } = request.params;
    const { passwordProfile, state: wanted, userDomainType: _kept, ...input } = request.body;
    // Hashed before the work opens, for people who may ask at all.
    await request.work((work) => delegation.inCustomer(work, customerId, 'changePeople'));
    const hash = await hashNewPassword(passwordProfile.password, input.userPrincipalName);
    await answerOnce(request, reply, async (work) => {
      const password = { hash, mustChange: passwordProfile.forceChangePassword };
      const { immutableId, ...person } = input;
      const made = await delegation.addCustomerPerson(work, customerId, {
        ...definedOf(person),
        displayName: input.displayName,
        userPrincipalName: input.userPrincipalName,
        ...(immutableId ? { immutableId } : {}),
        active: wanted === 'active',
        password,
      });
      return { status: 201, body: userToWire(customerId, made) };
    });
  });
}

function changeRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const change = changer(context);
  const schema = { params, response: { 200: wire.customerUser } };
  routes.get(one, { config, schema }, (request) =>
    request.work(async (work) => {
      const { customerId, userId } = request.params;
      return userToWire(customerId, await delegation.customerPerson(work, customerId, userId));
    }),
  );
  routes.patch(one, { config, schema: { ...schema, body: changedUser } }, (request, reply) =>
    change(request, reply, request.params, request.body),
  );
  const reset = { ...schema, body: bind(wire.passwordReset) };
  routes.patch(`${one}/resetpassword`, { config, schema: reset }, (request, reply) =>
    change(request, reply, request.params, request.body),
  );
  routes.delete(one, { config, schema: { params, response: { 204: noBody } } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { customerId: customerTenantId, userId } = request.params;
      await delegation.deleteCustomerPerson(work, { customerTenantId, userId });
      return { status: 204 };
    }),
  );
}

type At = z.infer<typeof wire.customerUserPath>;

type Change = (
  request: FastifyRequest,
  reply: Parameters<typeof answerOnce>[1],
  at: At,
  change: Partial<wire.ChangedCustomerUser>,
) => Promise<void>;

/** A new password is told to the person by mail: so many in a minute. */
function changer(context: Context): Change {
  return async (request, reply, { customerId, userId }, change) => {
    const { state: wanted, passwordProfile, userDomainType: _kept, immutableId, ...wish } = change;
    if (passwordProfile) requireFewMails(context, request.actor);
    const person = await request.work((work) => delegation.customerPerson(work, customerId, userId));
    const password = passwordProfile && {
      hash: await hashNewPassword(passwordProfile.password, person.userPrincipalName),
      mustChange: passwordProfile.forceChangePassword,
    };
    await answerOnce(request, reply, async (work) => {
      const at = { customerTenantId: customerId, userId };
      const named = { ...definedOf(wish), ...(immutableId === undefined ? {} : { immutableId: immutableId || null }) };
      const active = wanted && wanted === 'active';
      const changed = await delegation.changeCustomerPerson(work, at, { wish: named, active, password });
      return { status: 200, body: userToWire(customerId, changed) };
    });
  };
}

/** Without the members that are undefined. */
function definedOf<Members extends object>(members: Members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Members]: Exclude<Members[Name], undefined>;
  };
}

export function userToWire(customerId: string, person: Person): wire.CustomerUser {
  const { id, deletedAt } = person;
  return resource(
    'CustomerUser',
    {
      id,
      userPrincipalName: person.userPrincipalName,
      displayName: person.displayName,
      firstName: person.firstName || undefined,
      lastName: person.lastName || undefined,
      usageLocation: person.usageLocation,
      phoneNumber: person.phoneNumber,
      immutableId: person.immutableId,
      userDomainType: 'none' as const,
      state: person.state === 'active' ? ('active' as const) : ('inactive' as const),
      softDeletionTime: deletedAt && wireTime(deletedAt),
    },
    { links: { self: link(`/customers/${customerId}/users/${id}`) } },
  );
}
