/** `/comptoir/v1/me`, `/applications`: the caller's own account, and the applications of its tenant. */
import {
  applicationCertificate,
  applicationPath,
  applicationSharing,
  applicationState,
  certificatePath,
  certificateRequest,
  createApplicationRequest,
  secretPath,
  type Application,
  type CreatedApplication,
  type CreatedSecret,
  type Me,
  applications,
  createdApplication,
  createdSecret,
  me,
} from '@comptoir/contracts/comptoir/account';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { permissions, type Actor, type Permission } from '../../kernel/index.ts';
import {
  addApplicationCertificate,
  addApplicationSecret,
  applicationsOf,
  createApplication,
  findUser,
  removeApplicationCertificate,
  removeApplicationSecret,
  rolesToGive,
  setApplicationActive,
  shareApplication,
  tenantOf,
  userNotFound,
  type ApplicationCertificate,
  type ApplicationSecret,
  type ListedApplication,
  type Tenant,
  type User,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { mayCall, type RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { noBody } from '../../platform/declared-answers.ts';

const changeApplications: RouteAccess = { permission: 'applications.manage', userOnly: true, writesIdentity: true };

export function accountRoutes(app: FastifyInstance, { runner }: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/me',
    { config: { access: { permission: 'account.read', userOnly: true } }, schema: { response: { 200: me } } },
    ({ actor, correlationId }) =>
      // Who works on behalf of a customer is no person of that tenant: read past row security, by the token's own id.
      runner.run({ actor, correlationId, system: actor.homeTenantId !== undefined }, async (work): Promise<Me> => {
        const user = await findUser(work, actor.userId!);
        if (!user) throw userNotFound(actor.name);
        const home = actor.homeTenantId ? await tenantOf(work, actor.homeTenantId) : undefined;
        return meToWire(actor, user, { tenant: await tenantOf(work, actor.tenantId), home });
      }),
  );
  routes.get(
    '/applications',
    { config: { access: { permission: 'applications.manage' } }, schema: { response: { 200: applications } } },
    async (request) => ({
      items: (await request.work((work) => applicationsOf(work, work.actor.tenantId))).map(applicationToWire),
    }),
  );
  applicationRoutes(app);
  certificateRoutes(app);
  takeBackRoutes(app);
}

function applicationRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/applications',
    {
      config: { access: changeApplications },
      schema: { body: createApplicationRequest, response: { 201: createdApplication } },
    },
    (request, reply) =>
      answerOnce(
        request,
        reply,
        async (work) => {
          const body: CreatedApplication = await createApplication(work, {
            ...request.body,
            tenantId: work.actor.tenantId,
          });
          return { status: 201, body };
        },
        { secret: true },
      ),
  );
  routes.post(
    '/applications/:clientId/secrets',
    {
      config: { access: changeApplications },
      schema: { params: applicationPath, response: { 201: createdSecret } },
    },
    (request, reply) =>
      answerOnce(
        request,
        reply,
        async (work) => {
          const { secret, ...entry } = await addApplicationSecret(work, {
            tenantId: work.actor.tenantId,
            clientId: request.params.clientId,
          });
          const body: CreatedSecret = { ...secretToWire(entry), clientSecret: secret };
          return { status: 201, body };
        },
        { secret: true },
      ),
  );
}

function certificateRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: changeApplications };
  routes.post(
    '/applications/:clientId/certificates',
    {
      config,
      schema: { params: applicationPath, body: certificateRequest, response: { 201: applicationCertificate } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const input = { ...request.params, ...request.body, tenantId: work.actor.tenantId };
        return { status: 201, body: certificateToWire(await addApplicationCertificate(work, input)) };
      }),
  );
  routes.delete(
    '/applications/:clientId/certificates/:certificateId',
    { config, schema: { params: certificatePath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await removeApplicationCertificate(work, { ...request.params, tenantId: work.actor.tenantId });
        return { status: 204 };
      }),
  );
}

function takeBackRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: changeApplications };
  routes.delete(
    '/applications/:clientId/secrets/:secretId',
    { config, schema: { params: secretPath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await removeApplicationSecret(work, { ...request.params, tenantId: work.actor.tenantId });
        return { status: 204 };
      }),
  );
  const shared = { params: applicationPath, body: applicationSharing, response: { 204: noBody } };
  routes.put('/applications/:clientId/sharing', { config, schema: shared }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { clientId } = request.params;
      await shareApplication(work, { ...request.body, clientId, tenantId: work.actor.tenantId });
      return { status: 204 };
    }),
  );
  const schema = { params: applicationPath, body: applicationState, response: { 204: noBody } };
  routes.put('/applications/:clientId/state', { config, schema }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { clientId } = request.params;
      await setApplicationActive(work, { ...request.body, clientId, tenantId: work.actor.tenantId });
      return { status: 204 };
    }),
  );
}

interface Tenants {
  readonly tenant: Tenant;
  readonly home: Tenant | undefined;
}

function meToWire(actor: Actor, user: User, { tenant, home }: Tenants): Me {
  const { parts: _parts, ...tenantFields } = tenant;
  return {
    user: {
      id: user.id,
      name: user.userPrincipalName,
      displayName: user.displayName,
      email: user.email,
      ...(user.language ? { language: user.language } : {}),
    },
    tenant: tenantFields,
    ...(home ? { home: { tenantId: home.id, name: home.name } } : {}),
    // From the token, as every permission check of this caller is.
    parts: [...actor.parts],
    roles: [...actor.roles],
    rolesHere: [...rolesToGive(actor.homeTenantId === undefined ? undefined : [...actor.parts], tenant.parts)],
    permissions: everyPermission.filter((permission) => !mayCall(actor, { permission })),
    lacking: lackingOf(actor),
  };
}

const everyPermission = Object.keys(permissions) as Permission[];

/** What colleagues with other roles may. */
function lackingOf(actor: Actor): Me['lacking'] {
  const ofTheseParts = everyPermission.filter((permission) => {
    const { parts, roles } = permissions[permission];
    return roles.length > 0 && parts.some((part) => actor.parts.has(part)) && mayCall(actor, { permission });
  });
  return Object.fromEntries(ofTheseParts.map((permission) => [permission, [...permissions[permission].roles]]));
}

function applicationToWire(application: ListedApplication): Application {
  return {
    clientId: application.clientId,
    name: application.name,
    public: application.public,
    redirectUris: [...application.redirectUris],
    active: application.active,
    multiTenant: application.multiTenant,
    scopes: [...application.scopes],
    createdAt: application.createdAt.toString(),
    secrets: application.secrets.map(secretToWire),
    certificates: application.certificates.map(certificateToWire),
  };
}

function certificateToWire({ notBefore, expiresAt, ...certificate }: ApplicationCertificate) {
  return { ...certificate, notBefore: notBefore.toString(), expiresAt: expiresAt.toString() };
}

function secretToWire({ id, hint, expiresAt }: ApplicationSecret): { id: string; hint: string; expiresAt: string } {
  return { id, hint, expiresAt: expiresAt.toString() };
}
