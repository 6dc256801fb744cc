/** Subscriptions of a customer: read, changed and cancelled (wire contract, section 5). */
import { customerPath, subscriptionPath } from '@comptoir/contracts/partner-center/common';
import {
  subscriptionRead,
  subscriptionPatch,
  subscriptionProvisioningStatus,
  subscriptions as subscriptionList,
  type Subscription as WireSubscription,
  writtenStatuses,
  type SubscriptionPatch,
  type SubscriptionProvisioningStatus,
} from '@comptoir/contracts/partner-center/subscriptions';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { guidOf, startOfDay } from '../../kernel/index.ts';
import { catalogueItem, purchasable, type PurchasableItem } from '../../modules/offers/index.ts';
import { mpnIdUnknown, partnerByMpnId } from '../../modules/partners/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce, type Answer } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { catalogueLinks } from './catalogue-wire.ts';
import { collection, link, resource, wireTime } from './envelope.ts';
import { etagOf, fitsEtag } from './etag.ts';
import { trialPeriod } from './order-wire.ts';
import {
  actionsOf,
  datedMembers,
  instructionsOf,
  knownTo,
  pendingOf,
  refundOptionsOf,
  suspensionOf,
} from './subscription-wire.ts';
import { soonAnswered } from './publisher-wait.ts';
import { patchOf } from './subscription-patch.ts';
import { transitionRoutes } from './transitions.ts';
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
      const waiting = await subscriptions.waitingChanges(
        work,
        found.items.map(({ id }) => id),
      );
      const items = (await subscriptions.refundable(work, found.items)).map((one) =>
        knownTo(request, toWire(one, itemOf.get(one.availabilityId)!, work.now, waiting.get(one.id))),
      );
      const sent = { size: seek.size?.toString(), order_id: orderId, mpn_id: resellerMpnId };
      return seekCollection(request, `/customers/${customerId}/subscriptions`, { ...found, items }, sent);
    });
  });
  oneSubscriptionRoute(app);
  subscriptionDetailRoutes(app);
  changeRoute(app);
  transitionRoutes(app);
}

const self = '/customers/:customerId/subscriptions/:subscriptionId';

/** One subscription; also beside `/v1`, where the notices of webhooks lead (section 11, contradiction 22). */
export function oneSubscriptionRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: subscriptionPath, response: { 200: subscriptionRead } };
  routes.get(self, { config: read, schema }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      const held = (await subscriptions.waitingChanges(work, [one.id])).get(one.id);
      return knownTo(request, await wireOf(work, one, held));
    });
  });
}

function subscriptionDetailRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = subscriptionPath;
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

/** The SDK's order, by which clients number them. */
const numbered = ['none', 'active', 'suspended', 'deleted', 'expired', 'pending', 'disabled'];
const patchBody = bind(subscriptionPatch.extend({ status: wireEnum(writtenStatuses, numbered).optional() }));

/** Nickname, quantity, renewal, reseller on the record, cancellation (section 5.3). */
function changeRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  // As the system: requests may not write what was bought (decision 0084).
  const config: { access: RouteAccess } = { access: { permission: 'subscriptions.buy', asSystem: true } };
  const schema = {
    params: subscriptionPath,
    body: patchBody,
    response: { 200: subscriptionRead, 202: subscriptionRead },
  };
  routes.patch('/customers/:customerId/subscriptions/:subscriptionId', { config, schema }, (request, reply) => {
    const { customerId, subscriptionId } = request.params;
    let waits = false;
    const change = async (work: Work): Promise<Answer> => {
      const { subscription: changed, held } = await subscriptions.changeSubscription(
        work,
        customerId,
        subscriptionId,
        (standing) => {
          requireSameEtag(request, request.body, standing);
          return patchOf(request.body, standing);
        },
      );
      waits = held !== undefined && !held.step_until;
      return changedAnswer(request, await wireOf(work, changed, held));
    };
    return answerOnce(request, reply, change, {
      afterwards: async () => (waits ? answerOfPublisher(request, customerId, subscriptionId) : undefined),
    });
  });
}

/** 202 with where to look while its publisher has not answered; 200 once it has. */
function changedAnswer(request: FastifyRequest, changed: WireSubscription): Answer {
  const body = knownTo(request, changed);
  if (!changed.pendingOperation) return { status: 200, body };
  return { status: 202, body, headers: { location: body.links.self.uri } };
}

/** The subscription once its publisher has answered; undefined when it has not in time. A refusal is told by what stands. */
function answerOfPublisher(request: FastifyRequest, customerId: string, id: string): Promise<Answer | undefined> {
  return soonAnswered(async () => {
    const body = await request.work(async (work: Work) => {
      // In this order: what does not wait any more has been written.
      const waiting = await subscriptions.waitingChanges(work, [id]);
      return wireOf(work, await subscriptions.subscriptionOf(work, customerId, id), waiting.get(id));
    });
    return body.pendingOperation ? undefined : changedAnswer(request, body);
  });
}

async function wireOf(
  work: Work,
  one: subscriptions.Subscription,
  held: subscriptions.Operation | undefined,
): Promise<WireSubscription> {
  const [dated] = await subscriptions.refundable(work, [one]);
  return toWire(dated!, await catalogueItem(work, one.availabilityId), work.now, held);
}

/** Clients that send no etag overwrite what stands, as they do on Partner Center; a stale one is 400 with 2055. */
function requireSameEtag(request: FastifyRequest, body: SubscriptionPatch, standing: subscriptions.Subscription): void {
  const named = request.headers['if-match'] ?? body.attributes?.etag;
  if (named === undefined || named === '' || fitsEtag(etagOf(standing.id, standing.version), named)) return;
  throw subscriptions.subscriptionFault(
    'SubscriptionChanged',
    'This subscription has changed since it was read. Read it again, and repeat the change if it still fits.',
  );
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

function toWire(
  one: subscriptions.Refundable,
  item: PurchasableItem,
  now: Temporal.Instant,
  held: subscriptions.Operation | undefined,
): WireSubscription {
  const self = `/customers/${one.customerTenantId}/subscriptions/${one.id}`;
  const catalogue = catalogueLinks(one);
  const pending = one.status === 'pending';
  const isTrial = one.trial && (pending || one.inTrial);
  const stepNeeded = pending || Boolean(held?.step_until);
  return resource(
    'Subscription',
    {
      id: one.id,
      offerId: `${one.productId}:${one.skuId}:${one.availabilityId}`,
      offerName: `${item.offerName} – ${item.planName}`,
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
      actions: actionsOf(one),
      ...suspensionOf(one),
      contractType: 'subscription' as const,
      orderId: one.orderId,
      // What the portal shows as "Action needed" (SUB-11, SUB-18): the publisher has not confirmed set-up, or a step, yet.
      attentionNeeded: stepNeeded,
      actionTaken: !stepNeeded,
      refundOptions: refundOptionsOf(one),
      ...datedMembers(one, item, now),
      ...(one.nextTerm ? { scheduledNextTermInstructions: instructionsOf(one.nextTerm) } : {}),
      ...(held ? { pendingOperation: pendingOf(held) } : {}),
    },
    {
      links: {
        ...catalogue,
        offer: catalogue.product,
        self: link(self),
        ...(one.status === 'deleted' ? {} : { activationLinks: link(`${self}/activationlinks`) }),
      },
      etag: etagOf(one.id, one.version),
    },
  );
}
