/** Subscriptions of a customer, read side (wire contract, section 5). */
import { customerPath, subscriptionPath } from '@comptoir/contracts/partner-center/common';
import {
  subscription,
  subscriptionProvisioningStatus,
  subscriptions as subscriptionList,
  type Subscription as WireSubscription,
  type SubscriptionProvisioningStatus,
} from '@comptoir/contracts/partner-center/subscriptions';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { guidOf, startOfDay } from '../../kernel/index.ts';
import { catalogueItem, purchasable, type PurchasableItem } from '../../modules/offers/index.ts';
import { mpnIdUnknown, partnerByMpnId } from '../../modules/partners/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from './binding.ts';
import { catalogueLinks } from './catalogue-wire.ts';
import { collection, link, resource, wireTime } from './envelope.ts';
import { trialPeriod } from './order-wire.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };

const listQuery = bind(z.object({ ...seekQuery, order_id: z.string().optional(), mpn_id: z.string().optional() }));

export function subscriptionRoutes(app: FastifyInstance, _context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, querystring: listQuery, response: { 200: subscriptionList } };
  routes.get('/customers/:customerId/subscriptions', { config: read, schema }, (request) => {
    const { customerId } = request.params;
    const { query } = request;
    // An empty member filters nothing.
    const [orderId, resellerMpnId] = [query.order_id || undefined, query.mpn_id || undefined];
    const seek = seekOf(request, query);
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      if (orderId) await subscriptions.orderOf(work, customerId, orderId);
      if (resellerMpnId && !(await partnerByMpnId(work, resellerMpnId))) throw mpnIdUnknown(resellerMpnId);
      const found = await subscriptions.subscriptionsOf(work, customerId, { orderId, resellerMpnId }, seek);
      const offered = await purchasable(
        work,
        found.items.map((one) => one.availabilityId),
      );
      const itemOf = new Map(offered.map((item) => [item.availabilityId, item]));
      const items = found.items.map((one) => toWire(one, itemOf.get(one.availabilityId)!));
      const sent = { size: seek.size?.toString(), order_id: orderId, mpn_id: resellerMpnId };
      return seekCollection(`/customers/${customerId}/subscriptions`, { ...found, items }, sent);
    });
  });
  oneSubscriptionRoutes(app);
}

function oneSubscriptionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const self = '/customers/:customerId/subscriptions/:subscriptionId';
  const params = subscriptionPath;
  routes.get(self, { config: read, schema: { params, response: { 200: subscription } } }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      return toWire(one, await catalogueItem(work, one.availabilityId));
    });
  });
  const asUser = { access: { ...read.access, userOnly: true } };
  const status = { params, response: { 200: subscriptionProvisioningStatus } };
  routes.get(`${self}/provisioningstatus`, { config: asUser, schema: status }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work): Promise<SubscriptionProvisioningStatus> => {
      await requireCustomer(work, customerId);
      return toProvisioningStatus(await subscriptions.subscriptionOf(work, customerId, subscriptionId));
    });
  });
  const addons = { params, response: { 200: subscriptionList } };
  routes.get(`${self}/addons`, { config: read, schema: addons }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const { id } = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      // Marketplace plans have none; clients ask all the same.
      return collection<WireSubscription>([], { self: link(`/customers/${customerId}/subscriptions/${id}/addons`) });
    });
  });
}

/** `skuId` is a GUID made from product and SKU: the .NET SDK reads it as one, and `0001` would fail it. */
function toProvisioningStatus(one: subscriptions.Subscription): SubscriptionProvisioningStatus {
  const unfulfilled = one.status === 'pending' ? ('pending' as const) : ('failed' as const);
  return resource('SubscriptionProvisioningStatus', {
    skuId: guidOf(`${one.productId}:${one.skuId}`),
    status: one.activatedAt ? ('success' as const) : unfulfilled,
    quantity: one.quantity,
    ...(one.termEnd ? { endDate: wireTime(startOfDay(one.termEnd)) } : {}),
  });
}

function toWire(one: subscriptions.Subscription, item: PurchasableItem): WireSubscription {
  const self = `/customers/${one.customerTenantId}/subscriptions/${one.id}`;
  const catalogue = catalogueLinks(one);
  const pending = one.status === 'pending';
  const isTrial = one.trial && (pending || one.inTrial);
  return resource(
    'Subscription',
    {
      id: one.id,
      offerId: `${one.productId}:${one.skuId}:${one.availabilityId}`,
      offerName: `${item.offerName} - ${item.planName}`,
      friendlyName: one.friendlyName,
      quantity: one.quantity,
      unitType: one.perSeat ? 'Licenses' : 'none',
      productType: { id: 'Azure', displayName: 'Azure', subType: { id: 'SaaS', displayName: 'SaaS' } },
      hasPurchasableAddons: false,
      isTrial,
      ...(isTrial ? { renewalTermDuration: one.term } : {}),
      isMicrosoftProduct: false,
      creationDate: wireTime(one.createdAt),
      ...(one.activatedAt ? { effectiveStartDate: wireTime(one.activatedAt) } : {}),
      ...(one.termEnd ? { commitmentEndDate: wireTime(startOfDay(one.termEnd)) } : {}),
      status: one.status,
      autoRenewEnabled: one.autoRenew,
      billingType: 'license' as const,
      ...(isTrial ? trialPeriod : { billingCycle: one.billingCycle, termDuration: one.term }),
      partnerId: one.resellerMpnId ?? '',
      publisherName: item.publisherName,
      actions: [],
      contractType: 'subscription' as const,
      orderId: one.orderId,
      // What the portal shows as "Action needed" (SUB-11): the publisher has not confirmed set-up yet.
      attentionNeeded: pending,
      actionTaken: !pending,
      refundOptions: [],
    },
    {
      links: {
        ...catalogue,
        offer: catalogue.product,
        self: link(self),
        ...(one.status === 'deleted' ? {} : { activationLinks: link(`${self}/activationlinks`) }),
      },
      etag: '',
    },
  );
}
