/**
 * What may happen to a purchase that is tried out, in the name of its buyer, and what its publisher's webhook answered. Nothing
 * is played: the change is the buyer's, the webhook that of every purchase.
 */
import {
  purchaseWebhookRequest,
  purchaseWebhooks,
  type PurchaseWebhooks,
  type World,
} from '@comptoir/contracts/sandbox';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault, isFault, systemActor, type Actor } from '../../kernel/index.ts';
import { readWorld, type WorldTables } from '../../demo/index.ts';
import { purchaseOf, type FulfillmentTables, type Purchase } from '../../modules/fulfillment/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';

const open = { access: { permission: 'public' as const } };
const path = '/purchases/:subscriptionId/webhooks';
const params = z.object({ subscriptionId: z.string().max(200) });
type Subscription = subscriptions.Subscription;
type Tables = FulfillmentTables & subscriptions.SubscriptionTables;
type Wish = z.infer<typeof purchaseWebhookRequest>;

export function purchaseWebhookRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(path, { config: open, schema: { params, response: { 200: purchaseWebhooks } } }, (request) =>
    told(context, request.params.subscriptionId),
  );
  const schema = { params, body: purchaseWebhookRequest, response: { 200: purchaseWebhooks } };
  routes.post(path, { config: open, schema }, async (request) => {
    const { subscriptionId } = request.params;
    const before = await told(context, subscriptionId);
    const { subscription } = await found(context, subscriptionId);
    await happen(context, subscription, request.body);
    return answered(context, subscriptionId, new Set(before.items.map(({ id }) => id)));
  });
}

/** What each action is of a purchase. A new one does not compile until it stands here. */
const does: Readonly<
  Record<Wish['action'], (work: Work, one: Subscription, wish: Wish) => Promise<subscriptions.SubscriptionPatch>>
> = {
  ChangePlan: async (work, one, { plan }) => ({ plan: plan ? { planId: plan } : await otherPlan(work, one) }),
  ChangeQuantity: async (_work, one, { quantity }) => ({ quantity: quantity ?? one.quantity + 1 }),
  Suspend: async () => ({ status: 'suspended' }),
  Reinstate: async () => ({ status: 'active' }),
  Unsubscribe: async () => ({ status: 'deleted' }),
  // By the clock, see `happen`.
  Renew: async () => ({ autoRenew: true }),
};

async function otherPlan(work: Work, one: Subscription): Promise<{ readonly skuId: string }> {
  const { plans } = await subscriptions.changeChoices(work, one.customerTenantId, one.id);
  const other = plans.find(({ skuId, notNow }) => skuId !== one.skuId && !notNow);
  if (other) return { skuId: other.skuId };
  const message = 'There is no other plan that this purchase may have now. Name one, or add one to the offer.';
  throw new Fault('InvalidInput', 'invalid', { message, target: 'plan' });
}

/** The buyer changes it; a renewal comes by itself, once the clock passes the term's end. */
async function happen(context: Context, one: Subscription, wish: Wish): Promise<void> {
  const { partnerTenantId, customerTenantId, id } = one;
  const direct = partnerTenantId === customerTenantId;
  const actor: Actor = {
    kind: 'application',
    tenantId: partnerTenantId,
    name: 'Sandbox',
    parts: new Set([direct ? 'customer' : 'direct']),
    roles: new Set(),
  };
  await context.runner.run<unknown, Tables>({ actor, system: true }, async (work) => {
    const patch = await does[wish.action](work as Work, one, wish);
    if (direct) return subscriptions.changeOwnPurchase(work, id, patch);
    return subscriptions.changeSubscription(work, customerTenantId, id, () => patch);
  });
  if (wish.action !== 'Renew' || !one.termEnd) return;
  await context.jobs().drained();
  await context.clockwork.moveTo(one.termEnd.add({ days: 1 }).toZonedDateTime('UTC').add({ hours: 1 }).toInstant());
}

/** A call takes ten seconds at most. */
const waitMs = 12_000;
const lookEveryMs = 100;

/** What stands once something new was sent and answered, or could not be for so long. */
async function answered(context: Context, id: string, known: ReadonlySet<string>): Promise<PurchaseWebhooks> {
  const until = performance.now() + waitMs;
  for (;;) {
    const now = await told(context, id);
    const fresh = now.items.find((item) => !known.has(item.id));
    const settled = fresh && fresh.attempts.length > 0 && fresh.operation?.status !== 'InProgress';
    if (settled || performance.now() > until) return now;
    await pause(lookEveryMs);
  }
}

/** Items that are told: a try-out is not a list to page through. */
const shown = 10;

async function told(context: Context, id: string): Promise<PurchaseWebhooks> {
  const { subscription, version } = await found(context, id);
  return asPublisher(context, subscription.publisherTenantId, async (work) => {
    const wanted = { sort: 'created', descending: true, search: '', size: shown } as const;
    const filters = { subjectId: id };
    const page = await subscriptions.searchPublisherWebhooks(work as Work, { ...wanted, filters });
    const items = [];
    for (const item of page.items) items.push(await itemOf(work, item.id));
    const { externalId, publisherTenantId } = version;
    const view = subscriptions.publisherView(subscription, { externalId, publisherTenantId });
    const { saasSubscriptionStatus: status, planId, quantity } = view;
    return { subscriptionId: id, status, planId, quantity, items };
  });
}

async function itemOf(work: Work<Tables>, deliveryId: string): Promise<PurchaseWebhooks['items'][number]> {
  const one = await subscriptions.publisherWebhookOf(work as Work, deliveryId);
  const { id, event, subjectId, sourceId, outcome, createdAt, nextAttemptAt, body, attemptList } = one;
  const operation = sourceId ? await subscriptions.operationOf(work, subjectId, sourceId) : undefined;
  return {
    id,
    event,
    state: outcome ?? 'waiting',
    createdAt: createdAt.toString(),
    ...(nextAttemptAt ? { nextAttemptAt: nextAttemptAt.toString() } : {}),
    ...(operation ? { operation: { id: operation.id, status: operation.status } } : {}),
    body,
    attempts: attemptList.map(({ at, ...attempt }) => ({ ...attempt, at: at.toString() })),
  };
}

const asPublisher = <Result>(context: Context, account: string, body: (work: Work<Tables>) => Promise<Result>) =>
  context.runner.run<Result, Tables>({ actor: systemActor, account, system: true }, body);

/** A purchase of any publisher of the sandbox. Faults: SubscriptionNotFound. */
async function found(context: Context, id: string): Promise<Purchase> {
  const world = await context.runner.run<World, WorldTables>({ actor: systemActor, system: true }, readWorld);
  let unknown: unknown;
  for (const { id: publisher } of world.tenants.filter(({ parts }) => parts.includes('publisher'))) {
    try {
      return await asPublisher(context, publisher, (work) => purchaseOf(work, id));
    } catch (error) {
      if (!isFault(error) || error.code !== 'SubscriptionNotFound') throw error;
      unknown = error;
    }
  }
  throw unknown;
}
