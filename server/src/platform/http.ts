/**
 * HTTP: one Fastify server, one encapsulated plugin per surface. A surface says how it authenticates and how it answers
 * faults; every route declares the permission it needs, and a route without one does not start.
 */
import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, validatorCompiler } from 'fastify-type-provider-zod';
import { ZodError, type ZodType } from 'zod';
import {
  emptyGuid,
  Fault,
  isFault,
  permissions,
  readGuid,
  type Actor,
  type Permission,
  type PermissionRule,
} from '../kernel/index.ts';
import { busy, isDatabaseBusy } from './busy.ts';
import { compressAnswers } from './compressed-answers.ts';
import { checkAnswers, type DeclaredAnswers } from './declared-answers.ts';
import { invalidInput, pathText } from './invalid-input.ts';
import { parseJson, textOf } from './json.ts';
import { readableAddress } from './readable-address.ts';
import type { Logger } from './log.ts';
import { decodeBodies, drain, isCodingError } from './request-body.ts';
import type { Context } from './context.ts';
import { recordRefusal } from './refusals.ts';
import type { Foresee, Work, WorkContext } from './work.ts';

export interface RouteAccess {
  /** `public` needs no token. */
  readonly permission: Permission | 'public';
  /** Refused with an application's own token (Partner Center's "App+User" routes). */
  readonly userOnly?: boolean;
  /** Writes who may enter (people, applications, customers): its work runs as the role that may. */
  readonly writesIdentity?: boolean;
  /** Binds two companies on what was proved, or ends sign-ins: its work runs as the system, and names its account in every statement. */
  readonly asSystem?: boolean | ((request: FastifyRequest) => boolean);
  /** The person's own, never done on behalf of a tenant. */
  readonly inPerson?: boolean;
  /** The event that a refusal of it leaves in the audit trail. */
  readonly refusedEvent?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyRequest {
    actor: Actor;
    correlationId: string;
    /** Id a retried write repeats; undefined when the client sent none. */
    idempotencyKey: string | undefined;
    /** What the client sent as that id and is none: whatever would be done once by it is refused. */
    wrongRequestId: { readonly header: string; readonly sent: string } | undefined;
    /** Runs a unit of work as this request's actor (see WorkRunner.run); operator routes run past row-level security. */
    work<Result, Tables>(body: (work: Work<Tables>) => Promise<Result>, foresee?: Foresee): Promise<Result>;
  }
}

export interface Surface {
  readonly name: string;
  /** Headers that carry the correlation id and the repeat id, lower case. */
  readonly correlationHeader: string;
  readonly idempotencyHeader: string;
  authenticate(request: FastifyRequest): Promise<Actor>;
  /** Writes a fault in this surface's own shape. */
  sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply;
  /** The shape of its faults, where its routes declare what they answer. */
  readonly faultShape?: ZodType;
  routes(app: FastifyInstance): void | Promise<void>;
}

const bodyLimitBytes = 1_048_576;

export interface ServerOptions {
  readonly https?: { readonly key: string; readonly cert: string } | undefined;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
  /** A request must have arrived whole within this time, a file of the largest size on a slow line too. */
  readonly requestTimeoutMs?: number;
}

const requestTimeoutMs = 180_000;

export function createServer(log: Logger, options: ServerOptions = {}): FastifyInstance {
  const { https, trustedProxies = [] } = options;
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }), // we write our own line, see registerSurface
    bodyLimit: bodyLimitBytes,
    requestTimeout: options.requestTimeoutMs ?? requestTimeoutMs,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    routerOptions: {
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      caseSensitive: false,
      // The longest that a request line may be: a long id is one that nobody has, and its route says so.
      maxParamLength: 16_384,
    },
    rewriteUrl: ({ url = '/' }) => readableAddress(url),
    ...(https ? { https } : {}),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => (body) => JSON.stringify(body)); // the answer's type is its schema's
  compressAnswers(app);
  decodeBodies(app);
  acceptLooseJson(app);
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD' || route.method === 'OPTIONS') return;
    if (!route.config?.access) throw new Error(`route ${String(route.method)} ${route.url} declares no access`);
  });
  return app;
}

/** Requests that are being answered get this long to end. */
const graceMs = 3_000;

/**
 * Takes no more requests and waits for those that are being answered; what has not ended then, such as a request that
 * never arrives whole, is cut off.
 */
export async function closeServer(server: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => server.server.closeAllConnections(), graceMs);
  await server.close();
  clearTimeout(cutOff);
}

/**
 * Clients post nothing, `null` or a bare string where no body is meant; only broken JSON is refused. An empty body may
 * have any type: axios, and so the Node client, calls it a form.
 */
function acceptLooseJson(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(
    /^(?:application|text)\/(?:[\w.+-]+\+)?json/i,
    { parseAs: 'buffer' },
    (_request, body, done) => {
      if (body.length === 0) return done(null, undefined);
      try {
        done(null, parseJson(textOf(body as Buffer)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') done(null, undefined);
    else done(wrongMediaType());
  });
}

function wrongMediaType(): Fault {
  return new Fault('UnsupportedMediaType', 'invalid', { message: 'Send the body as application/json.' });
}

/** Registers a surface with its authentication, permission check and error format. */
export async function registerSurface(
  server: FastifyInstance,
  surface: Surface,
  { runner, metrics, config }: Pick<Context, 'runner' | 'metrics' | 'config'>,
): Promise<void> {
  await server.register(async (app) => {
    if (surface.faultShape) declareFaults(app, surface.faultShape);
    if (surface.faultShape && config.checkAnswers) checkAnswers(app);
    app.decorateRequest('correlationId', '');
    app.decorateRequest('idempotencyKey', undefined);
    app.decorateRequest('wrongRequestId', undefined);
    app.decorateRequest('actor', undefined as unknown as Actor);
    app.decorateRequest('work', undefined as unknown as FastifyRequest['work']);
    app.addHook('onRequest', async (request, reply) => {
      request.correlationId = readGuid(headerOf(request, surface.correlationHeader)) ?? randomUUID();
      takeRequestId(request, surface.idempotencyHeader);
      request.work = (body, foresee) =>
        runner.run({ actor: request.actor, correlationId: request.correlationId, ...roleOf(request) }, body, foresee);
      requireTextInAddress(request);
      await admit(surface, request, reply);
    });
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none';
      metrics.observeRequest(
        { surface: surface.name, method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      request.log.info(
        {
          surface: surface.name,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
          correlationId: request.correlationId,
          tenant: request.actor?.tenantId,
        },
        'request',
      );
    });
    app.setErrorHandler(async (error, request, reply) => {
      const fault = asFault(error, request);
      await recordRefusal(runner, request, fault);
      if (fault.code === 'BodyTooLarge') await drain(request.raw);
      if (fault.code === 'Busy') void reply.header('retry-after', String(fault.details.values!['seconds']));
      return surface.sendFault(fault, request, reply);
    });
    await surface.routes(app);
  });
}

/** Every route of a surface says what it answers when all is well, and may answer the surface's faults. */
function declareFaults(app: FastifyInstance, shape: ZodType): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD' || route.method === 'OPTIONS') return;
    const declared = (route.schema?.response ?? {}) as DeclaredAnswers;
    if (!Object.keys(declared).some((status) => /^[123]/.test(status))) {
      throw new Error(`route ${String(route.method)} ${route.url} declares no answer`);
    }
    const response = { '4xx': shape, '5xx': shape, ...declared };
    route.schema = { ...route.schema, response };
  });
}

/** An id or filter with a NUL character names nothing, and the database refuses to look for it. */
function requireTextInAddress(request: FastifyRequest): void {
  if (!request.url.includes('%00')) return;
  throw new Fault('InvalidInput', 'invalid', { message: 'The address has a NUL character (%00). Leave it out.' });
}

/** Names the roles that may, when the caller's tenant may and only its role does not. */
const rolesHeader = 'x-required-roles';

async function admit(surface: Surface, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const access = request.routeOptions.config.access;
  if (!access || access.permission === 'public') return;
  request.actor = await surface.authenticate(request);
  const fault = mayCall(request.actor, access);
  if (!fault) return;
  const { parts, roles } = permissions[access.permission];
  const missing = request.actor.kind === 'user' && parts.some((part) => request.actor.parts.has(part));
  if (missing && fault.code === 'Forbidden') void reply.header(rolesHeader, roles.join(', '));
  throw fault;
}

/** Why an actor may not call a route, or undefined when it may. Applications hold all roles of their own tenant. */
export function mayCall(actor: Actor, access: RouteAccess): Fault | undefined {
  if (access.permission === 'public') return undefined;
  if (access.userOnly && actor.kind !== 'user') {
    return new Fault('UserTokenRequired', 'forbidden', {
      message: 'This call needs the token of a signed-in user; an application token is not enough.',
    });
  }
  const rule: PermissionRule = permissions[access.permission];
  const within = actor.homeTenantId !== undefined || actor.consent !== undefined;
  if (within && (rule.inPerson || access.inPerson)) {
    return new Fault('Forbidden', 'forbidden', {
      message: 'This is for the people of that tenant itself. It cannot be done on its behalf.',
    });
  }
  if (actor.consent && !actor.consent.permissions.has(access.permission)) {
    const { applicationName, applicationTenantName } = actor.consent;
    return new Fault('Forbidden', 'forbidden', {
      message: `What this organisation consented to for ${applicationName} of ${applicationTenantName} does not cover this. Ask its administrator for more.`,
      values: { permission: access.permission },
    });
  }
  const partFits = rule.parts.some((part) => actor.parts.has(part));
  const roleFits = actor.kind === 'application' || rule.roles.some((role) => actor.roles.has(role));
  if (partFits && roleFits) return undefined;
  const who = partFits ? `one of the roles ${rule.roles.join(', ')}` : `a tenant that is ${rule.parts.join(' or ')}`;
  return new Fault('Forbidden', 'forbidden', {
    message: `This needs ${who}.`,
    values: { permission: access.permission },
  });
}

function roleOf(request: FastifyRequest): Pick<WorkContext, 'system' | 'identity'> {
  const { access } = request.routeOptions.config;
  const { asSystem = access?.permission === 'programme.operate' } = access ?? {};
  const system = typeof asSystem === 'function' ? asSystem(request) : asSystem;
  return { system, identity: access?.writesIdentity ?? false };
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The empty GUID is no id: every request would be the repeat of the first. */
function takeRequestId(request: FastifyRequest, header: string): void {
  const sent = headerOf(request, header);
  const id = readGuid(sent);
  request.idempotencyKey = id === emptyGuid ? undefined : id;
  request.wrongRequestId = sent !== '' && id === undefined ? { header, sent } : undefined;
}

/** Null counts as not sent on some surfaces: what is missing is told as nothing, which is true of both. */
const saidOf = (message = 'invalid') => message.replace(/received undefined$/, 'received nothing');

/** Whatever was thrown, as a fault. What nobody foresaw is logged and answered without its inner words. */
export function asFault(error: unknown, request: FastifyRequest): Fault {
  if (isFault(error)) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map((issue) => ({
      path: pathText(issue.instancePath.split('/').slice(1)),
      code: issue.keyword,
      message: saidOf(issue.message),
    }));
    return invalidInput(problems);
  }
  if (error instanceof ZodError) {
    const problems = error.issues.map((issue) => ({
      path: pathText(issue.path),
      code: issue.code,
      message: saidOf(issue.message),
    }));
    return invalidInput(problems);
  }
  if (isDatabaseBusy(error)) {
    request.log.warn({ reason: (error as Error).message, correlationId: request.correlationId }, 'database is busy');
    return busy();
  }
  const code = (error as { code?: string }).code;
  const status = (error as { statusCode?: number }).statusCode;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Fault('BodyTooLarge', 'invalid', {
      message: `The body is larger than ${request.routeOptions.bodyLimit} bytes.`,
    });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return wrongMediaType();
  if (isCodingError(error)) {
    return new Fault('InvalidInput', 'invalid', { message: 'The body is not coded as its Content-Encoding says.' });
  }
  if (status && status < 500) return new Fault('InvalidInput', 'invalid', { message: (error as Error).message });
  request.log.error({ err: error, correlationId: request.correlationId }, 'unexpected');
  return new Fault('Unexpected', 'internal', {
    message: `An unexpected error occurred. Quote the correlation id ${request.correlationId} when you report it.`,
  });
}
