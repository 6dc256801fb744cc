/** Beside a subscription's life: who supports it, conversions and upgrades, and its activation in the sandbox (sections 4.1, 5.5, 5.7). */
import { subscriptionPath } from '@comptoir/contracts/partner-center/common';
import {
  anyBody,
  conversionRequest,
  conversionResult,
  supportContact,
  supportContactRequest,
  upgradeResult,
} from '@comptoir/contracts/partner-center/subscription-features';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from './binding.ts';
import { link, resource } from './envelope.ts';

const params = subscriptionPath;
const self = '/customers/:customerId/subscriptions/:subscriptionId';
const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
const buy: { access: RouteAccess } = { access: { permission: 'subscriptions.buy' } };

export function subscriptionFeatureRoutes(app: FastifyInstance): void {
  supportContactRoutes(app);
  legacyChangeRoutes(app);
}

function supportContactRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const asUser = { access: { ...read.access, userOnly: true } };
  const response = { 200: supportContact };
  routes.get(`${self}/supportcontact`, { config: asUser, schema: { params, response } }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      return toWireContact(request.params, await subscriptions.supportContactOf(work, customerId, subscriptionId));
    });
  });
  // As the system: requests may not write what was bought (decision 0084).
  const config: { access: RouteAccess } = { access: { ...buy.access, userOnly: true, asSystem: true } };
  const schema = { params, body: bind(supportContactRequest), response };
  routes.put(`${self}/supportcontact`, { config, schema }, (request, reply) => {
    const { customerId, subscriptionId } = request.params;
    const { supportTenantId: tenantId, supportMpnId: mpnId } = request.body;
    return answerOnce(request, reply, async (work: Work) => {
      await requireCustomer(work, customerId);
      const contact = await subscriptions.setSupportContact(work, customerId, subscriptionId, { tenantId, mpnId });
      return { status: 200, body: toWireContact(request.params, contact) };
    });
  });
}

function toWireContact(
  { customerId, subscriptionId }: { readonly customerId: string; readonly subscriptionId: string },
  { tenantId, mpnId, name }: subscriptions.SupportContact,
) {
  const uri = `/customers/${customerId}/subscriptions/${subscriptionId}/supportcontact`;
  const members = { supportTenantId: tenantId, supportMpnId: mpnId, name };
  return resource('SupportContact', members, { links: { self: link(uri) } });
}

/** Before new commerce a trial was converted and a licence upgraded by hand; here a trial converts by itself (rule F25). */
function legacyChangeRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const converting = { params, body: bind(conversionRequest), response: { 200: conversionResult } };
  routes.post(`${self}/conversions`, { config: buy, schema: converting }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      const description = one.inTrial
        ? 'This trial becomes what was bought by itself when it is over; nothing converts it earlier.'
        : 'This subscription is no trial.';
      return resource('ConversionResult', {
        subscriptionId: one.id,
        offerId: `${one.productId}:${one.skuId}:${one.availabilityId}`,
        targetOfferId: request.body?.targetOfferId ?? '',
        error: { code: 0, description },
      });
    });
  });
  const upgrading = { params, body: anyBody, response: { 200: upgradeResult } };
  routes.post(`${self}/upgrades`, { config: buy, schema: upgrading }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const { id } = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      // Error 7 of the contract: no upgrade paths.
      const description = 'Marketplace plans have no upgrade paths: change the plan by a transition.';
      return resource('UpgradeResult', {
        sourceSubscriptionId: id,
        upgradeType: 'upgrade_only' as const,
        upgradeErrors: [{ code: 7, description }],
        licenseErrors: [],
      });
    });
  });
}
