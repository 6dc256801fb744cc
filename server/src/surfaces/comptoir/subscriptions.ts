/** `/comptoir/v1/customers/…/subscriptions`: as people look for them; everything else on them is Partner Center's. */
import {
  changeChoices,
  changePreview,
  changeToPreview,
  subscriptionList,
  subscriptionPrice,
  type SubscriptionRow,
} from '@comptoir/contracts/comptoir/subscriptions';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { previewChange } from '../../modules/billing/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { code, listRoutes, numeric } from './list-answer.ts';

const params = z.strictObject({ customerId: guid });
const ofOne = z.strictObject({ customerId: guid, subscriptionId: guid });

export function subscriptionListRoutes(app: FastifyInstance): void {
  listRoutes(app, {
    path: '/customers/:customerId/subscriptions',
    access: { permission: 'subscriptions.read' },
    list: subscriptionList,
    params,
    read: async (work, wanted, request) => {
      const { customerId } = params.parse(request.params);
      await requireCustomer(work, customerId);
      const page = await subscriptions.searchSubscriptions(work, customerId, wanted);
      const waiting = await subscriptions.waitingChanges(
        work,
        page.items.map(({ id }) => id),
      );
      return { ...page, items: page.items.map((one) => toWire(one, waiting.get(one.id)?.step_until ?? undefined)) };
    },
    columns: {
      Name: (row) => row.friendlyName,
      Product: (row) => row.product,
      Publisher: (row) => row.publisherName,
      Quantity: (row) => numeric(row.quantity),
      Term: (row) => code(row.term),
      BillingCycle: (row) => code(row.billingCycle),
      Status: (row) => code(row.status),
      Trial: (row) => code(String(row.trial !== undefined)),
      BoughtAt: (row) => code(row.boughtAt),
      ActivatedAt: (row) => code(row.activatedAt),
      TermEnd: (row) => code(row.termEnd),
      OrderId: (row) => code(row.orderId),
      ResellerMPNID: (row) => code(row.resellerMpnId),
      SubscriptionId: (row) => code(row.id),
    },
  });
  oneSubscriptionRoutes(app);
  previewRoute(app);
  takeBackRoute(app);
}

function oneSubscriptionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: { permission: 'subscriptions.read' } } as const;
  const path = '/customers/:customerId/subscriptions/:subscriptionId';
  routes.get(
    `${path}/price`,
    { config, schema: { params: ofOne, response: { 200: subscriptionPrice } } },
    (request) => {
      const { customerId, subscriptionId } = request.params;
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        const { next, scheduled, ...price } = await subscriptions.subscriptionPrice(work, customerId, subscriptionId);
        return {
          ...price,
          ...(next ? { next: { ...next, from: next.from.toString() } } : {}),
          ...(scheduled ? { scheduled: { ...scheduled, from: scheduled.from.toString() } } : {}),
        };
      });
    },
  );
  routes.get(`${path}/choices`, { config, schema: { params: ofOne, response: { 200: changeChoices } } }, (request) => {
    const { customerId, subscriptionId } = request.params;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const { plans, ...choices } = await subscriptions.changeChoices(work, customerId, subscriptionId);
      return { ...choices, plans: plans.map((plan) => ({ ...plan, prices: [...plan.prices] })) };
    });
  });
}

/** A change that waits for a step on the publisher's site is taken back (SUB-18). */
function takeBackRoute(app: FastifyInstance): void {
  // What stands was bought: the system writes (decision 0084).
  const config = { access: { permission: 'subscriptions.buy', asSystem: true } } as const;
  app
    .withTypeProvider<ZodTypeProvider>()
    .delete(
      '/customers/:customerId/subscriptions/:subscriptionId/pending-change',
      { config, schema: { params: ofOne, response: { 204: noBody } } },
      (request, reply) =>
        answerOnce(request, reply, async (work) => {
          const { customerId, subscriptionId } = request.params;
          await requireCustomer(work, customerId);
          await subscriptions.takeBackChange(work, customerId, subscriptionId);
          return { status: 204 };
        }),
    );
}

/** Asked before a change; it writes nothing. */
function previewRoute(app: FastifyInstance): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/customers/:customerId/subscriptions/:subscriptionId/preview',
    {
      config: { access: { permission: 'subscriptions.buy' } },
      schema: { params: ofOne, body: changeToPreview, response: { 200: changePreview } },
    },
    (request) => {
      const { customerId, subscriptionId } = request.params;
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        const { lines, ...preview } = await previewChange(work, customerId, subscriptionId, request.body);
        return { ...preview, lines: [...lines] };
      });
    },
  );
}

function toWire(one: subscriptions.NamedSubscription, stepUntil: Temporal.Instant | undefined): SubscriptionRow {
  const { paidFrom, activatedAt, termEnd, resellerMpnId } = one;
  const isTrial = one.trial && (one.status === 'pending' || one.inTrial);
  return {
    id: one.id,
    friendlyName: one.friendlyName,
    product: one.product,
    publisherName: one.publisherName,
    quantity: one.quantity,
    term: one.term,
    billingCycle: one.billingCycle,
    status: one.status,
    ...(stepUntil ? { stepUntil: stepUntil.toString() } : {}),
    ...(isTrial ? { trial: paidFrom ? { firstPaidDay: paidFrom.toString() } : {} } : {}),
    orderId: one.orderId,
    ...(resellerMpnId ? { resellerMpnId } : {}),
    boughtAt: one.createdAt.toString(),
    ...(activatedAt ? { activatedAt: activatedAt.toString() } : {}),
    ...(termEnd ? { termEnd: termEnd.toString() } : {}),
  };
}
