/**
 * The token service at the root of the origin: `/{tenant}/oauth2/…` in its v1 and v2 forms, discovery and keys, and the
 * pages where a person signs in. A certified provider does the work; this surface only carries requests to it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tooManyRequests } from '../../platform/busy.ts';
import type { RouteAccess, Surface } from '../../platform/http.ts';
import type { Context } from '../../platform/context.ts';
import { originOf } from '../../platform/origins.ts';
import { sourceOf } from '../../platform/sign-in-limits.ts';
import { createThrottle, type Throttle } from '../../platform/throttle.ts';
import { Fault, isGuid, systemActor, type FaultKind } from '../../kernel/index.ts';
import {
  ensureHouseApplication,
  findApplication,
  portalClientId,
  type Application,
} from '../../modules/identity/index.ts';
import { consentedAddress, consentedPath } from './adapter.ts';
import { authorityFinder, type AuthorityOf } from './authority.ts';
import { provenClient } from './client-assertion.ts';
import { clientRequests } from './translate-response.ts';
import {
  adminConsentRequest,
  translateAuthorizationRequest,
  translateTokenRequest,
  type Version,
  type ClientRequest,
} from './translate-request.ts';
import { instanceDiscovery } from './instance.ts';
import { innerRequest } from './inner-request.ts';
import { chooseLanguage } from './pages/language.ts';
import { pageHeaders } from './pages/layout.ts';
import { messagePage } from './pages/message.ts';
import { providers, type ProviderOf } from './provider.ts';
import { refusalBody, type Refusal } from './refusal.ts';
import { signInRoutes } from './sign-in.ts';

/**
 * Requests that leave a row behind without anybody having signed in, from one address in a minute; an office shares one.
 * Counted in each process by itself.
 */
const begunPerMinute = 300;
/** Codes typed on the page for devices, from one address in a minute: whoever guesses one enters as somebody else. */
const codesPerMinute = 20;

const open = { config: { access: { permission: 'public' } satisfies RouteAccess } };

/** Registers the portal as a public client of the house; harmless to repeat. */
export async function ensurePortalApplication(context: Pick<Context, 'runner'>): Promise<void> {
  await context.runner.run({ actor: systemActor, system: true }, (work) =>
    ensureHouseApplication(work, portalClientId, 'Comptoir'),
  );
}

export function tokenSurface(context: Context): Surface {
  return {
    name: 'token',
    correlationHeader: 'client-request-id',
    idempotencyHeader: 'ms-requestid',
    authenticate: () => Promise.reject(new Error('the token service asks nobody for a token')),
    sendFault,
    routes(app) {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      const providerOf = providers(context);
      const find = authorityOf(context);
      carryRoutes(app, context, providerOf, find);
      signInRoutes(app, context, providerOf, find);
      app.get('/:tenant/discovery/instance', open, async (request) =>
        instanceDiscovery(originOf(context, request.headers.host), request.query as Record<string, unknown>),
      );
    },
  };
}

function authorityOf(context: Context): AuthorityOf {
  const find = authorityFinder(context);
  return async (request) => {
    const { tenant } = request.params as { tenant: string };
    const authority = await find(originOf(context, request.headers.host), tenant);
    if (authority) return authority;
    throw new Fault('TenantNotFound', 'invalid', {
      message: `Tenant '${tenant}' not found. Use a tenant's id or domain, or common for people of every tenant.`,
    });
  };
}

interface Endpoint {
  readonly path: string;
  /** The provider's own path, below the authority. */
  readonly inner: string;
  readonly version: Version;
  readonly pass?: 'token' | 'authorization';
}

const endpoints: readonly Endpoint[] = [
  { path: '/v2.0/.well-known/openid-configuration', inner: '/.well-known/openid-configuration', version: '2.0' },
  { path: '/.well-known/openid-configuration', inner: '/.well-known/openid-configuration', version: '1.0' },
  { path: '/discovery/v2.0/keys', inner: '/discovery/v2.0/keys', version: '2.0' },
  { path: '/discovery/keys', inner: '/discovery/v2.0/keys', version: '1.0' },
  ...(['1.0', '2.0'] as const).flatMap((version): Endpoint[] => {
    const path = version === '2.0' ? '/oauth2/v2.0' : '/oauth2';
    return [
      { path: `${path}/token`, inner: '/oauth2/v2.0/token', version, pass: 'token' },
      { path: `${path}/authorize`, inner: '/oauth2/v2.0/authorize', version, pass: 'authorization' },
      { path: `${path}/devicecode`, inner: '/oauth2/v2.0/devicecode', version, pass: 'authorization' },
      { path: `${path}/logout`, inner: '/oauth2/v2.0/logout', version },
    ];
  }),
];

/** Paths the provider itself leads browsers to. */
const innerPaths = ['/oauth2/v2.0/authorize/*', '/oauth2/v2.0/logout/*', '/oauth2/deviceauth', '/oauth2/deviceauth/*'];

type Carry = (
  request: FastifyRequest,
  reply: FastifyReply,
  inner: string,
  form?: URLSearchParams,
  client?: ClientRequest,
) => Promise<FastifyReply>;

function carrier(providerOf: ProviderOf, find: AuthorityOf): Carry {
  return async (request, reply, inner, form, client) => {
    const authority = await find(request);
    const provider = await providerOf(authority);
    const carried = innerRequest(request, authority, inner, form);
    if (client) clientRequests.set(carried, client);
    reply.hijack();
    await provider.callback()(carried, reply.raw);
    return reply;
  };
}

/** Where an administrator is sent to let another tenant's application in; its answer names the tenant and carries no code. */
function adminConsentRoutes(app: FastifyInstance, context: Context, carry: Carry, begun: Throttle): void {
  for (const path of ['/adminconsent', '/v2.0/adminconsent']) {
    app.get(`/:tenant${path}`, open, async (request, reply) => {
      refuseTooMany(begun, request);
      const sent = sentForm(request);
      const given = sent.get('redirect_uri');
      const redirectUri = given ?? (await firstRedirectUri(context, request, sent.get('client_id') ?? ''));
      const form = adminConsentRequest(sent, redirectUri);
      return carry(request, reply, '/oauth2/v2.0/authorize', form, plainClientRequest('2.0'));
    });
  }
  app.get(`/:tenant${consentedPath}`, open, async (request, reply) => {
    const { error } = request.query as { error?: unknown };
    const message = error === undefined ? 'consentGiven' : 'consentDeclined';
    return reply.headers(pageHeaders).send(messagePage(chooseLanguage(request.headers, request.url), message));
  });
}

/** The application's own, or our page where it has none. */
async function firstRedirectUri(context: Context, request: FastifyRequest, clientId: string): Promise<string> {
  const application = await context.runner.run<Application | undefined, unknown>(
    { actor: systemActor, system: true },
    async (work) => (isGuid(clientId) ? findApplication(work, clientId.toLowerCase()) : undefined),
  );
  return application?.redirectUris[0] ?? consentedAddress(originOf(context, request.headers.host));
}

function carryRoutes(app: FastifyInstance, context: Context, providerOf: ProviderOf, find: AuthorityOf): void {
  const methods = ['GET', 'POST', 'OPTIONS'];
  const [begun, codes] = [createThrottle(begunPerMinute), createThrottle(codesPerMinute)];
  const carry = carrier(providerOf, find);
  adminConsentRoutes(app, context, carry, begun);
  for (const { path, inner, version, pass } of endpoints) {
    app.route({
      method: methods,
      url: `/:tenant${path}`,
      ...open,
      async handler(request, reply) {
        if (pass === 'authorization') refuseTooMany(begun, request);
        if (!pass) return carry(request, reply, inner, undefined, plainClientRequest(version));
        const sent = sentForm(request);
        const authority = await find(request);
        if (pass === 'authorization') {
          const { form, client } = translateAuthorizationRequest(version, sent);
          return carry(request, reply, inner, form, client);
        }
        const proof = await provenClient(context, request, authority, sent);
        if (proof && 'refusal' in proof) return sendRefusal(reply, proof.refusal, request.correlationId);
        const { form, client } = translateTokenRequest(version, authority.tenantId !== undefined, sent);
        if (!proof) return carry(request, reply, inner, form, client);
        // The provider compares a secret, and `provider.ts` answers for it.
        form.set('client_id', proof.clientId);
        form.set('client_secret', 'proven');
        return carry(request, reply, inner, form, { ...client, proven: proof });
      },
    });
  }
  for (const path of innerPaths) {
    app.route({
      method: methods,
      url: `/:tenant${path}`,
      ...open,
      async handler(request, reply) {
        if (request.method === 'POST' && path.startsWith('/oauth2/deviceauth')) refuseTooMany(codes, request);
        return carry(request, reply, innerPath(request));
      },
    });
  }
}

function refuseTooMany(throttle: Throttle, request: FastifyRequest): void {
  const seconds = throttle.take(sourceOf(request));
  if (seconds !== undefined) throw tooManyRequests('Too many requests come from this address.', seconds);
}

function sendRefusal(reply: FastifyReply, refusal: Refusal, correlationId: string): FastifyReply {
  return reply.code(refusal.status).header('cache-control', 'no-store').send(refusalBody(refusal, correlationId));
}

function plainClientRequest(version: Version): ClientRequest {
  return { version, scopes: [], clientInfo: false };
}

/** The path below the tenant, as it came. */
function innerPath(request: FastifyRequest): string {
  const path = request.url.split('?')[0]!.replace(/\/+/g, '/');
  return path.slice(path.indexOf('/', 1));
}

/** The fields of a request, from its query or its form. Broken forms are read as far as they go; nothing is guessed. */
function sentForm(request: FastifyRequest): URLSearchParams {
  if (request.method === 'GET') return new URLSearchParams(request.url.split('?')[1] ?? '');
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'POST' && !/^application\/x-www-form-urlencoded/i.test(type)) {
    throw new Fault('UnsupportedMediaType', 'invalid', {
      message: 'Send the fields as application/x-www-form-urlencoded.',
    });
  }
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

const statusOf: Readonly<Record<FaultKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

function sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (fault.code === 'TooManyRequests') return sendTooMany(fault, request, reply);
  const unknownTenant = fault.code === 'TenantNotFound';
  const error = fault.kind === 'unavailable' || fault.kind === 'internal' ? 'server_error' : 'invalid_request';
  const code = unknownTenant ? 90002 : error === 'server_error' ? 90033 : 900144;
  return reply
    .code(statusOf[fault.kind])
    .header('cache-control', 'no-store')
    .send(refusalBody({ error, code, message: fault.details.message }, request.correlationId));
}

/** To a browser as a page, to a program as the authority words it. */
function sendTooMany(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.code(429).header('retry-after', String(fault.details.values!['seconds']));
  if (request.headers.accept?.includes('text/html')) {
    return reply
      .headers(pageHeaders)
      .send(messagePage(chooseLanguage(request.headers, request.url), 'tooManyRequests'));
  }
  const refusal = { error: 'temporarily_unavailable', code: 90055, message: fault.details.message };
  return reply.header('cache-control', 'no-store').send(refusalBody(refusal, request.correlationId));
}
