/**
 * Partner Center v1: how this surface authenticates, what headers it answers with and how it answers a fault. Each route
 * file translates one resource family; none of them decides anything. Source: wire contract, section 1.
 */
import { partnerCenterFault } from '@comptoir/contracts/partner-center/common';
import { randomInt } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault, newVectorBase, type Actor } from '../../kernel/index.ts';
import { tokenAuthenticator } from '../../modules/identity/index.ts';
import { tooManyRequests } from '../../platform/busy.ts';
import type { Context } from '../../platform/context.ts';
import type { Surface } from '../../platform/http.ts';
import { addressRoutes } from './address.ts';
import { applicationConsentRoutes } from './application-consents.ts';
import { agreementRoutes } from './agreements.ts';
import { auditActivityRoutes, auditRecordRoutes } from './audit-records.ts';
import { catalogueRoutes } from './catalogue.ts';
import { complianceRoutes } from './compliance.ts';
import { customerRoutes } from './customers.ts';
import { customerUserRoutes } from './customer-users.ts';
import { customerLicenceRoutes } from './customer-licences.ts';
import { directoryRoleRoutes } from './directory-roles.ts';
import { activationLinkRoutes } from './activation-links.ts';
import { notOfferedRoutes } from './not-offered.ts';
import { orderPatchRoute } from './order-changes.ts';
import { orderRoutes } from './orders.ts';
import { otherProductRoutes } from './other-products.ts';
import { subscriptionFeatureRoutes } from './subscription-features.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { errorBody, wireErrorOf } from './errors.ts';
import { estimateRoutes } from './invoice-estimates.ts';
import { inventoryRoutes } from './inventory.ts';
import { invoiceRoutes } from './invoices.ts';
import { marginRoutes } from './margins.ts';
import { profileRoutes } from './profiles.ts';
import { qualificationRoutes } from './qualifications.ts';
import { referenceRoutes } from './reference.ts';
import { relationshipRoutes } from './relationships.ts';
import { sandboxActivationRoutes } from './sandbox-activation.ts';
import { ofToken } from './seek.ts';
import { sandboxResellerRoutes } from './sandbox-resellers.ts';
import { webhookRoutes } from './webhooks.ts';

/** Registers the routes of one resource family; paths are relative to `/v1`. */
type RouteFile = (app: FastifyInstance, context: Context) => void;

/** Every resource family of this surface. Add a line for a new one. */
const routeFiles: readonly RouteFile[] = [
  customerRoutes,
  relationshipRoutes,
  sandboxResellerRoutes,
  customerUserRoutes,
  directoryRoleRoutes,
  customerLicenceRoutes,
  agreementRoutes,
  complianceRoutes,
  applicationConsentRoutes,
  catalogueRoutes,
  marginRoutes,
  referenceRoutes,
  profileRoutes,
  qualificationRoutes,
  orderRoutes,
  orderPatchRoute,
  activationLinkRoutes,
  subscriptionRoutes,
  subscriptionFeatureRoutes,
  sandboxActivationRoutes,
  otherProductRoutes,
  invoiceRoutes,
  estimateRoutes,
  addressRoutes,
  auditRecordRoutes,
  inventoryRoutes,
  notOfferedRoutes,
];

/** Resources that stand beside `/v1`, each below an address of its own. */
const besides: Readonly<Record<string, RouteFile>> = {
  '/auditactivity/v1': auditActivityRoutes,
  '/webhooks/v1': webhookRoutes,
};

/** Audiences of tokens this API takes: the documented one, the older one the .NET SDK 3.x asks for, and the id newer ones use. */
const partnerCenterAudiences = [
  'https://api.partnercenter.microsoft.com',
  'https://graph.windows.net',
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
] as const;

export function partnerCenterSurface(context: Context): Surface {
  const authenticate = tokenAuthenticator(context, { audiences: partnerCenterAudiences });
  return {
    name: 'partner-center',
    correlationHeader: 'ms-correlationid',
    idempotencyHeader: 'ms-requestid',
    async authenticate(request) {
      const actor = await authenticate(request);
      refuseTooMany(context, actor);
      return actor;
    },
    sendFault,
    faultShape: partnerCenterFault,
    routes: (app) => {
      registerAt(app, '/v1', (v1) => routeFiles.forEach((routes) => routes(v1, context)));
      for (const [prefix, routes] of Object.entries(besides))
        registerAt(app, prefix, (beside) => routes(beside, context));
    },
  };
}

function registerAt(app: FastifyInstance, prefix: string, routes: (app: FastifyInstance) => void): void {
  void app.register(
    async (below) => {
      below.addHook('onSend', async (request, reply) => answerHeaders(request, reply));
      below.setNotFoundHandler((request) => {
        throw new Fault('RouteNotFound', 'notFound', {
          message: `There is no ${request.method} ${request.url.split('?')[0]} in this API. Check path and method.`,
        });
      });
      routes(below);
    },
    { prefix },
  );
}

/** Which server process answered; nine digits as the service's own. */
const serverId = String(randomInt(1_000_000_000)).padStart(9, '0');
const localeShape = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

function answerHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const locale = request.headers['x-locale'];
  const validates = String(request.headers['validatemfa']).toLowerCase() === 'true';
  reply.headers({
    'MS-CorrelationId': request.correlationId,
    'MS-RequestId': request.idempotencyKey ?? request.id,
    'MS-CV': `${newVectorBase()}.0`,
    'MS-ServerId': serverId,
    'X-Locale': typeof locale === 'string' && localeShape.test(locale) ? locale : 'en-US',
    // Whether the person signed in with a second factor, for clients that ask (section 1.2, rule B30).
    ...(validates && request.actor?.kind === 'user'
      ? { isMfaCompliant: String(request.actor.secondFactor === true) }
      : {}),
  });
}

/** Before the body is read: what is refused here shall cost nothing (section 1.12). */
function refuseTooMany({ throttle }: Context, { tenantId }: Actor): void {
  const seconds = throttle.take(tenantId);
  if (seconds !== undefined) throw tooManyRequests('Rate limit is exceeded.', seconds);
}

function sendFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (fault.code === 'TooManyRequests') {
    // The gateway's own shape; the SDKs fail on a 429 without the header (sections 1.9 and 1.10).
    const { message, values } = fault.details;
    return reply.code(429).header('Retry-After', String(values!['seconds'])).send({ statusCode: 429, message });
  }
  const told = ofToken(fault);
  const wire = wireErrorOf(told);
  if (wire.status === 401) reply.header('WWW-Authenticate', `OAuth realm=urn:cpsvc:cpid:${request.correlationId}`);
  return reply.code(wire.status).send(errorBody(told, wire));
}
