/**
 * Features of Partner Center for products that are not sold here (reservations, overage, licence-based migrations, transfers
 * of billing ownership) that the contract answers in words of their own (sections 5.1, 5.6); of the rest the table of
 * `not-offered.ts` says what each answers.
 */
import { customerPath, subscriptionPath } from '@comptoir/contracts/partner-center/common';
import {
  anyBody,
  entitlementPath,
  migrationEligibility,
  migrationPath,
  migrationRequest,
  registrationStatus,
  transferEligibilities,
  transferPath,
} from '@comptoir/contracts/partner-center/subscription-features';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { resource } from './envelope.ts';
import { requireNamed, type Named } from './not-offered.ts';

const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
const buy: { access: RouteAccess } = { access: { permission: 'subscriptions.buy' } };
const { subscriptionFault } = subscriptions;
const customer = '/customers/:customerId';
const one = `${customer}/subscriptions/:subscriptionId`;

export function otherProductRoutes(app: FastifyInstance): void {
  refusals(app);
  registrationRoutes(app);
  transferEligibilityRoute(app);
  migrationRoutes(app);
}

type Code = subscriptions.SubscriptionFaultCode;
type Refused = readonly [HTTPMethods, string, z.ZodType, Code, string];

const noEntitlement = 'Marketplace subscriptions have no Azure entitlements.';
const noTransfer = 'There is no such transfer.';
const noMigration = 'There is no such migration: what is sold here is new commerce already.';
const ownPath = `${customer}/transfers/:transferId`;
const moved = `${customer}/migrations/newcommerce`;

const refused: readonly Refused[] = [
  ['GET', `${one}/azureEntitlements/:entitlementId`, entitlementPath, 'AzureEntitlementNotFound', noEntitlement],
  [
    'POST',
    `${one}/azureEntitlements/:entitlementId/cancel`,
    entitlementPath,
    'AzureEntitlementNotFound',
    noEntitlement,
  ],
  [
    'POST',
    `${one}/azureEntitlements/:entitlementId/reactivate`,
    entitlementPath,
    'AzureEntitlementNotFound',
    noEntitlement,
  ],
  [
    'PUT',
    `${customer}/subscriptions/overage`,
    customerPath,
    'OverageNotEligible',
    'Marketplace subscriptions have no overage.',
  ],
  [
    'POST',
    `${customer}/transfers`,
    customerPath,
    'NotTransferable',
    'Marketplace products cannot be transferred to another partner: buy them anew there.',
  ],
  ['GET', ownPath, transferPath, 'TransferNotFound', noTransfer],
  ['PATCH', ownPath, transferPath, 'TransferNotFound', noTransfer],
  ['DELETE', ownPath, transferPath, 'TransferNotFound', noTransfer],
  ['POST', `${ownPath}/accept`, transferPath, 'TransferNotFound', noTransfer],
  [
    'POST',
    moved,
    customerPath,
    'FeatureNotServed',
    'Marketplace subscriptions are new commerce: there is nothing to migrate.',
  ],
  ['GET', `${moved}/:migrationId`, migrationPath, 'MigrationNotFound', noMigration],
  ['POST', `${moved}/schedules`, customerPath, 'FeatureNotServed', noMigration],
];

function refusals(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  for (const [method, url, params, code, message] of refused) {
    const config = method === 'GET' ? read : buy;
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: anyBody };
    routes.route({
      method,
      url,
      config,
      schema: { params, ...body, response: { 204: z.undefined() } },
      handler: (request) =>
        request.work(async (work: Work) => {
          await requireNamed(work, request.params as Named);
          throw subscriptionFault(code, message);
        }),
    });
  }
}

/** A registration prepares an Azure subscription for reservations. */
function registrationRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = subscriptionPath;
  const asked = { params, body: anyBody, response: { 202: z.undefined() } };
  routes.post(`${one}/registrations`, { config: buy, schema: asked }, (request) =>
    request.work(async (work: Work) => {
      await requireNamed(work, request.params);
      throw subscriptionFault('NotAzureSubscription', 'Only Azure subscriptions are registered for reservations.');
    }),
  );
  const answered = { params, response: { 200: registrationStatus } };
  routes.get(`${one}/registrationstatus`, { config: read, schema: answered }, (request) =>
    request.work(async (work: Work) => {
      await requireNamed(work, request.params);
      const { subscriptionId } = request.params;
      return resource('SubscriptionRegistrationStatus', { subscriptionId, status: 'NotRegistered' as const });
    }),
  );
}

/** Each subscription of a customer, and why it cannot be transferred (900146). */
function transferEligibilityRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const querystring = bind(z.object({ transferType: wireEnum(['directtoindirect']).optional() }));
  const schema = { params: customerPath, querystring, response: { 200: transferEligibilities } };
  routes.get(`${customer}/transferseligibility`, { config: read, schema }, (request) => {
    const { customerId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const { items } = await subscriptions.subscriptionsOf(work, customerId);
      const reason = 'Marketplace products cannot be transferred to another partner.';
      return items.map(({ id }) => ({ id, isEligible: false as const, reason }));
    });
  });
}

function migrationRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, body: bind(migrationRequest), response: { 200: migrationEligibility } };
  routes.post(`${moved}/validate`, { config: buy, schema }, (request) => {
    const { customerId } = request.params;
    const { currentSubscriptionId } = request.body;
    return request.work(async (work: Work) => {
      await requireNamed(work, { customerId, subscriptionId: currentSubscriptionId });
      const errors = [{ code: 0, description: 'A marketplace subscription is new commerce already.' }];
      return resource('NewCommerceEligibility', { currentSubscriptionId, isEligible: false as const, errors });
    });
  });
}
