/** `/comptoir/v1/users…`, `/groups`: people of the caller's tenant, and what an administrator does with them. */
import {
  addedUser,
  addUserRequest,
  changeUserRequest,
  groups,
  madePassword,
  userActive,
  userDetail,
  userList,
  userPath,
  userRoles,
  type Group as WireGroup,
  type UserDetail,
  type UserRow,
} from '@comptoir/contracts/comptoir/people';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  addUser,
  changeRoles,
  changeState,
  changeUser,
  deleteUser,
  groupsOf,
  makePassword,
  peopleOf,
  personOf,
  resetPassword,
  restoreUser,
  rolesToGive,
  secondFactorFacts,
  tenantOf,
  type Group,
  type Person,
} from '../../modules/identity/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { createThrottle } from '../../platform/throttle.ts';
import { code, listRoutes } from './list-answer.ts';
import { requireFewer } from './link-routes.ts';

/** Of one organisation in a minute: each sends a mail. */
const resetsAMinute = 20;

const read: RouteAccess = { permission: 'users.read' };
const manage: RouteAccess = { permission: 'users.manage', userOnly: true };
const change: RouteAccess = { ...manage, writesIdentity: true };
/** What signs a person out reaches the token service's records. */
const end: RouteAccess = { ...manage, asSystem: true };

export function peopleRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/users',
    access: read,
    list: userList,
    read: async (work, wanted) => {
      const page = await peopleOf(work, work.actor.tenantId, wanted);
      return { ...page, items: page.items.map(rowToWire) };
    },
    columns: {
      DisplayName: ({ displayName }) => displayName,
      UserPrincipalName: ({ userPrincipalName }) => userPrincipalName,
      Email: ({ email }) => email,
      Roles: ({ roles }) => code(roles.join(' ')),
      State: ({ state }) => code(state),
      CreatedAt: ({ createdAt }) => code(createdAt),
      Id: ({ id }) => code(id),
    },
  });
  readRoutes(app);
  addRoute(app);
  changeRoutes(app);
  endRoutes(app);
}

function readRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: read };
  routes.get('/users/:userId', { config, schema: { params: userPath, response: { 200: userDetail } } }, (request) =>
    request.work(async (work: Work) =>
      detailToWire(work, await personOf(work, work.actor.tenantId, request.params.userId)),
    ),
  );
  routes.get('/groups', { config, schema: { response: { 200: groups } } }, async (request) => ({
    items: (await request.work((work: Work) => groupsOf(work, work.actor.tenantId))).map(groupToWire),
  }));
}

function addRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/users',
    { config: { access: change }, schema: { body: addUserRequest, response: { 201: addedUser } } },
    async (request, reply) => {
      const made = await makePassword();
      const { language, firstName, lastName, phoneNumber, usageLocation, ...named } = request.body;
      const input = {
        ...named,
        ...(language === undefined ? {} : { language }),
        ...(firstName === undefined ? {} : { firstName }),
        ...(lastName === undefined ? {} : { lastName }),
        ...(phoneNumber === undefined ? {} : { phoneNumber }),
        ...(usageLocation === undefined ? {} : { usageLocation }),
      };
      return answerOnce(
        request,
        reply,
        async (work: Work) => {
          const user = await detailToWire(work, await addUser(work, input, made));
          return { status: 201, body: { user, password: made.password } };
        },
        { secret: true },
      );
    },
  );
}

function changeRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: change };
  const answer = { response: { 200: userDetail } };
  routes.patch(
    '/users/:userId',
    { config, schema: { params: userPath, body: changeUserRequest, ...answer } },
    (request, reply) =>
      answerOnce(request, reply, async (work: Work) => {
        // Members that are absent stay as they are.
        const wish = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined));
        return { status: 200, body: await detailToWire(work, await changeUser(work, request.params.userId, wish)) };
      }),
  );
  routes.put(
    '/users/:userId/roles',
    { config, schema: { params: userPath, body: userRoles, ...answer } },
    (request, reply) =>
      answerOnce(request, reply, async (work: Work) => {
        const person = await changeRoles(work, request.params.userId, request.body.roles);
        return { status: 200, body: await detailToWire(work, person) };
      }),
  );
  routes.post('/users/:userId/restore', { config, schema: { params: userPath, ...answer } }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => ({
      status: 200,
      body: await detailToWire(work, await restoreUser(work, request.params.userId)),
    })),
  );
}

function endRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: end };
  const params = userPath;
  const resets = createThrottle(resetsAMinute);
  routes.put(
    '/users/:userId/state',
    { config, schema: { params, body: userActive, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work: Work) => {
        await changeState(work, request.params.userId, request.body.active);
        return { status: 204 };
      }),
  );
  routes.delete('/users/:userId', { config, schema: { params, response: { 204: noBody } } }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      await deleteUser(work, request.params.userId);
      return { status: 204 };
    }),
  );
  routes.post(
    '/users/:userId/password',
    { config, schema: { params, response: { 200: madePassword } } },
    async (request, reply) => {
      requireFewer(resets, request.actor.tenantId);
      const made = await makePassword();
      return answerOnce(
        request,
        reply,
        async (work: Work) => {
          await resetPassword(work, request.params.userId, made);
          return { status: 200, body: { password: made.password } };
        },
        { secret: true },
      );
    },
  );
}

function rowToWire(person: Person): UserRow {
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    email: person.email,
    state: person.state,
    roles: [...person.roles],
    createdAt: person.createdAt.toString(),
    ...(person.deletedAt ? { deletedAt: person.deletedAt.toString() } : {}),
  };
}

async function detailToWire(work: Work, person: Person): Promise<UserDetail> {
  const { parts } = await tenantOf(work, person.tenantId);
  const { hasSecondFactor } = await secondFactorFacts(work, person);
  const onBehalf = work.actor.homeTenantId === undefined ? undefined : [...work.actor.parts];
  return {
    ...rowToWire(person),
    firstName: person.firstName,
    lastName: person.lastName,
    ...(person.language ? { language: person.language } : {}),
    ...(person.phoneNumber ? { phoneNumber: person.phoneNumber } : {}),
    ...(person.usageLocation ? { usageLocation: person.usageLocation } : {}),
    mustChangePassword: person.mustChangePassword,
    secondFactor: hasSecondFactor,
    rolesHere: [...rolesToGive(onBehalf, parts)],
  };
}

function groupToWire({ id, name, role, members }: Group): WireGroup {
  return { id, name, ...(role ? { role } : {}), members: [...members] };
}
