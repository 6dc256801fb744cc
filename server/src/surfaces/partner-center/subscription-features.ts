/** Beside a subscription's life: who supports it, what it may become, and its activation in the sandbox (sections 4.1, 5.5, 5.7). */
import { subscriptionPath } from '@comptoir/contracts/partner-center/common';
import {
  anyBody,
  conversionRequest,
  conversionResult,
  eligibilityTypes,
  supportContact,
  supportContactRequest,
  transitionEligibilities,
  upgradeResult,
} from '@comptoir/contracts/partner-center/subscription-features';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { collection, link, linkToItself, resource } from './envelope.ts';
import { catalogueEntry } from '../../modules/offers/index.ts';

const params = subscriptionPath;
const self = '/customers/:customerId/subscriptions/:subscriptionId';
const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
const buy: { access: RouteAccess } = { access: { permission: 'subscriptions.buy' } };

export function subscriptionFeatureRoutes(app: FastifyInstance): void {
  supportContactRoutes(app);
  transitionRoutes(app);
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

/** Plans of the offer that the subscription may have from its renewal on; no plan changes before. */
function transitionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const querystring = bind(z.object({ eligibilityType: wireEnum(eligibilityTypes).optional() }));
  const schema = { params, querystring, response: { 200: transitionEligibilities } };
  routes.get(`${self}/transitioneligibilities`, { config: read, schema }, (request) => {
    const { customerId, subscriptionId } = request.params;
    const { eligibilityType = 'immediate' } = request.query;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      const self = { self: linkToItself(request) };
      if (eligibilityType === 'immediate') return collection([], self);
      const { plans } = await subscriptions.changeChoices(work, customerId, subscriptionId);
      const entry = await catalogueEntry(work, work.account, one.productId);
      const items = (entry?.version.items ?? []).filter(
        ({ skuId, market }) =>
          market === one.market && skuId !== one.skuId && plans.some((plan) => plan.skuId === skuId),
      );
      return collection(
        items.map((item) => toEligibility(one, item)),
        self,
      );
    });
  });
  const body = { params, body: anyBody, response: { 204: z.undefined() } };
  routes.post(`${self}/transitions`, { config: buy, schema: body }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      const message = 'A plan changes at the renewal: PATCH the subscription with scheduledNextTermInstructions.';
      throw subscriptions.subscriptionFault('FeatureNotServed', message);
    });
  });
}

type Item = NonNullable<Awaited<ReturnType<typeof catalogueEntry>>>['version']['items'][number];

function toEligibility(
  one: subscriptions.Subscription,
  { productId, skuId, availabilityId, planName, offerName }: Item,
) {
  // Error 1 of the contract: only an active subscription, which renews, becomes another.
  const errors = one.status === 'active' ? [] : [{ code: 1, description: 'The subscription is not active.' }];
  return resource('TransitionEligibility', {
    catalogItemId: `${productId}:${skuId}:${availabilityId}`,
    title: planName,
    description: `${offerName} – ${planName}`,
    quantity: one.quantity,
    eligibilities: [{ isEligible: errors.length === 0, transitionType: 'transition_only' as const, errors }],
  });
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
      const description = 'Marketplace plans have no upgrade paths: schedule the other plan for the renewal.';
      return resource('UpgradeResult', {
        sourceSubscriptionId: id,
        upgradeType: 'upgrade_only' as const,
        upgradeErrors: [{ code: 7, description }],
        licenseErrors: [],
      });
    });
  });
}
