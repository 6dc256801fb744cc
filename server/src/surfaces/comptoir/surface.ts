/**
 * Our own API at `/comptoir/v1`, for what Microsoft has no API for. It dresses a fault by its kind and hands its code on
 * as it is. Each route file translates one family; none of them decides anything.
 */
import { fault } from '@comptoir/contracts/comptoir/fault';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault, type FaultKind } from '../../kernel/index.ts';
import { tokenAuthenticator } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Surface } from '../../platform/http.ts';
import { localeOf } from '../locale.ts';
import { accountRoutes } from './account.ts';
import { activityRoutes } from './activity.ts';
import { secondFactorRoutes } from './second-factors.ts';
import { signInRoutes } from './sign-ins.ts';
import { billingRoutes } from './billing.ts';
import { consentRoutes } from './consents.ts';
import { cartRoutes } from './carts.ts';
import { customerListRoutes, customerUserListRoutes } from './customers.ts';
import { licenceRoutes } from './licences.ts';
import { locationRoutes } from './locations.ts';
import { identityProviderRoutes } from './identity-provider.ts';
import { enrolmentRoutes } from './enrolment.ts';
import { signUpRoutes } from './sign-up.ts';
import { partnerAgreementRoutes } from './partner-agreements.ts';
import { vettingRoutes } from './vetting.ts';
import { delegationRoutes } from './delegated-administration.ts';
import { grantedRoutes } from './granted-relationships.ts';
import { actingFor, onBehalfRoutes } from './on-behalf.ts';
import { marketplaceRoutes } from './marketplace.ts';
import { lifecycleRoutes } from './offer-lifecycle.ts';
import { offerRoutes } from './offers.ts';
import { marginListRoutes } from './margins.ts';
import { materialRoutes } from './material.ts';
import { noticeRoutes } from './notices.ts';
import { operationRoutes } from './operations.ts';
import { ownPartnerRoutes } from './own-partners.ts';
import { ownPurchaseRoutes } from './own-purchases.ts';
import { ownSubscriptionRoutes } from './own-subscriptions.ts';
import { unpaidRoutes } from './unpaid.ts';
import { partnerRoutes } from './partners.ts';
import { directoryRoutes } from './provider-directory.ts';
import { partnershipRoutes } from './partnerships.ts';
import { passwordResetRoutes } from './password-reset.ts';
import { peopleRoutes } from './people.ts';
import { privateOfferRoutes } from './private-offers.ts';
import { publisherRequestRoutes } from './publisher-requests.ts';
import { publisherWebhookRoutes } from './publisher-webhooks.ts';
import { qualificationRoutes } from './qualifications.ts';
import { referenceRoutes } from './reference.ts';
import { relationshipRequestRoutes } from './relationship-requests.ts';
import { ruleRoutes } from './rules.ts';
import { ruleToWire, withRuleWords } from './rule-words.ts';
import { standardContractRoutes } from './standard-contract.ts';
import { storeRoutes } from './store.ts';
import { cancellationPolicyRoutes } from './cancellation-policies.ts';
import { renewalRoutes } from './renewals.ts';
import { subscriptionListRoutes } from './subscriptions.ts';
import { usageRoutes } from './usage.ts';
import { webhookRoutes } from './webhooks.ts';
import { userInvitationRoutes } from './user-invitations.ts';

/** Registers the routes of one family; paths are relative to `/comptoir/v1`. */
export type RouteFile = (app: FastifyInstance, context: Context) => void;

/** Every family of this surface. Add a line for a new one. */
const routeFiles: readonly RouteFile[] = [
  accountRoutes,
  activityRoutes,
  consentRoutes,
  identityProviderRoutes,
  signInRoutes,
  secondFactorRoutes,
  signUpRoutes,
  passwordResetRoutes,
  enrolmentRoutes,
  locationRoutes,
  partnerAgreementRoutes,
  vettingRoutes,
  peopleRoutes,
  licenceRoutes,
  userInvitationRoutes,
  operationRoutes,
  offerRoutes,
  lifecycleRoutes,
  publisherRequestRoutes,
  publisherWebhookRoutes,
  qualificationRoutes,
  partnerRoutes,
  partnershipRoutes,
  directoryRoutes,
  relationshipRequestRoutes,
  ownPartnerRoutes,
  ownSubscriptionRoutes,
  unpaidRoutes,
  ownPurchaseRoutes,
  privateOfferRoutes,
  marketplaceRoutes,
  storeRoutes,
  standardContractRoutes,
  materialRoutes,
  noticeRoutes,
  referenceRoutes,
  ruleRoutes,
  billingRoutes,
  customerListRoutes,
  customerUserListRoutes,
  delegationRoutes,
  grantedRoutes,
  onBehalfRoutes,
  cartRoutes,
  marginListRoutes,
  cancellationPolicyRoutes,
  renewalRoutes,
  subscriptionListRoutes,
  usageRoutes,
  webhookRoutes,
];

/** Audiences of tokens this API takes: a client of Partner Center or Graph needs no second token. */
export const comptoirAudiences = [
  'https://api.partnercenter.microsoft.com',
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
  'https://graph.microsoft.com',
  'api://comptoir',
] as const;

const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<FaultKind, number>;

export function comptoirSurface(context: Context): Surface {
  const authenticate = tokenAuthenticator(context, { audiences: comptoirAudiences });
  return {
    name: 'comptoir',
    correlationHeader: 'ms-correlationid',
    idempotencyHeader: 'ms-requestid',
    authenticate: async (request) => actingFor(context, request, await authenticate(request)),
    sendFault,
    faultShape: fault,
    routes: (app) =>
      void app.register(
        async (v1) => {
          v1.addHook('onSend', async (request, reply) => {
            reply.headers({
              'MS-CorrelationId': request.correlationId,
              'MS-RequestId': request.idempotencyKey ?? request.id,
            });
          });
          v1.setNotFoundHandler((request) => {
            throw new Fault('RouteNotFound', 'notFound', {
              message: `There is no ${request.method} ${request.url.split('?')[0]} in this API. Check path and method.`,
            });
          });
          for (const routes of routeFiles) routes(v1, context);
        },
        { prefix: '/comptoir/v1' },
      ),
  };
}

export function sendFault(thrown: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { message, target, problems, rule, values } = thrown.details;
  const { language } = localeOf(request);
  const tooMany = thrown.code === 'TooManyRequests';
  const status = tooMany ? 429 : statusOf[thrown.kind];
  if (tooMany) reply.header('Retry-After', String(values!['seconds']));
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer error="invalid_token"');
  return reply.code(status).send({
    code: thrown.code,
    message,
    ...(target ? { target } : {}),
    ...(problems ? { problems: withRuleWords(problems, language) } : {}),
    ...(rule ? { rule: ruleToWire(rule, language) } : {}),
    ...(values ? { values } : {}),
    correlationId: request.correlationId,
  });
}
