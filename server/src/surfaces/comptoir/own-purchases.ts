/** `/comptoir/v1/own-purchases`: what a customer buys in the online store for itself, without a partner (decision 0092). */
import {
  ownPurchase,
  ownPurchaseAddress,
  ownPurchaseMade,
  ownPurchasePatch,
  ownPurchasePreview,
  ownPurchaseRequest,
  type OwnPurchase,
} from '@comptoir/contracts/comptoir/own-purchases';
import { changeChoices, changePreview, changeToPreview } from '@comptoir/contracts/comptoir/subscriptions';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { dayOf } from '../../kernel/index.ts';
import { previewChange } from '../../modules/billing/index.ts';
import { activationLink } from '../../modules/fulfillment/index.ts';
import { catalogueItem, offerVersionOf } from '../../modules/offers/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { reachable } from '../partner-center/activation-links.ts';

/** What was bought and its money are the system's to write, in the customer's name (decision 0084). */
const config = { access: { permission: 'ownPurchases.manage', asSystem: true } } as const;

export function ownPurchaseRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/own-purchases',
    { config, schema: { body: ownPurchaseRequest, response: { 201: ownPurchaseMade } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { id, lines } = await subscriptions.buyDirectly(work, request.body);
        return { status: 201, body: { orderId: id, subscriptionId: lines[0]!.subscriptionId } };
      }),
  );
  const weighed = { body: ownPurchaseRequest, response: { 200: ownPurchasePreview } };
  routes.post('/own-purchases/preview', { config, schema: weighed }, (request) =>
    request.work((work: Work) => subscriptions.weighDirectly(work, request.body)),
  );
  const one = { params: ownPurchaseAddress, response: { 200: ownPurchase } };
  routes.get('/own-purchases/:subscriptionId', { config, schema: one }, (request) =>
    request.work(async (work: Work) => {
      const { subscriptionId } = request.params;
      const found = await subscriptions.subscriptionOf(work, work.account, subscriptionId);
      const held = (await subscriptions.waitingChanges(work, [found.id])).get(found.id);
      return toWire(context, work, found, held);
    }),
  );
  routes.patch('/own-purchases/:subscriptionId', { config, schema: { ...one, body: ownPurchasePatch } }, (request) =>
    request.work(async (work: Work) => {
      const { version, ...patch } = request.body;
      const { subscription, held } = await subscriptions.changeOwnPurchase(
        work,
        request.params.subscriptionId,
        patch,
        version,
      );
      return toWire(context, work, subscription, held);
    }),
  );
  weighRoutes(app);
  const takenBack = { params: ownPurchaseAddress, response: { 204: noBody } };
  routes.delete('/own-purchases/:subscriptionId/pending-change', { config, schema: takenBack }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      await subscriptions.takeBackChange(work, work.account, request.params.subscriptionId);
      return { status: 204 };
    }),
  );
}

/** What it may be changed to, and what that costs; nothing is written. */
function weighRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = ownPurchaseAddress;
  const choices = { params, response: { 200: changeChoices } };
  routes.get('/own-purchases/:subscriptionId/choices', { config, schema: choices }, (request) =>
    request.work(async (work: Work) => {
      const found = await subscriptions.changeChoices(work, work.account, request.params.subscriptionId);
      return { ...found, plans: found.plans.map((plan) => ({ ...plan, prices: [...plan.prices] })) };
    }),
  );
  const preview = { params, body: changeToPreview, response: { 200: changePreview } };
  routes.post('/own-purchases/:subscriptionId/preview', { config, schema: preview }, (request) =>
    request.work(async (work: Work) => {
      const weighed = await previewChange(work, work.account, request.params.subscriptionId, request.body);
      return { ...weighed, lines: [...weighed.lines] };
    }),
  );
}

async function toWire(
  context: Context,
  work: Work,
  one: subscriptions.Subscription,
  held: subscriptions.Operation | undefined,
): Promise<OwnPurchase> {
  const item = await catalogueItem(work, one.availabilityId);
  const [{ refundableUntil } = { refundableUntil: null }] = await subscriptions.refundable(work, [one]);
  const { document } = await offerVersionOf(work, one.offerVersionId);
  const landingUrl = one.status === 'deleted' ? undefined : reachable(context, await activationLink(work, one));
  return {
    id: one.id,
    friendlyName: one.friendlyName,
    product: `${item.offerName} – ${item.planName}`,
    publisherName: item.publisherName,
    planId: one.planId,
    status: one.status,
    perSeat: one.perSeat,
    quantity: one.quantity,
    seats: item.seats,
    term: one.term,
    billingCycle: one.billingCycle,
    unitPrice: one.unitPrice,
    currency: one.pricingCurrency,
    inTrial: one.inTrial,
    ...trialOf(one),
    autoRenew: one.autoRenew,
    orderId: one.orderId,
    terms: { ...document.properties.terms, boughtOn: dayOf(one.createdAt).toString() },
    boughtAt: one.createdAt.toString(),
    ...(one.activatedAt ? { activatedAt: one.activatedAt.toString() } : {}),
    ...(one.termEnd ? { termEnd: one.termEnd.toString() } : {}),
    ...(refundableUntil ? { refundableUntil: refundableUntil.toString() } : {}),
    ...(landingUrl ? { landingUrl } : {}),
    ...(held?.change.quantity === undefined ? {} : { askedQuantity: held.change.quantity }),
    ...(held?.change.plan ? { askedPlan: (await catalogueItem(work, held.change.plan.availabilityId)).planName } : {}),
    ...(held?.step_until ? { pendingStep: { action: held.action, until: held.step_until.toString() } } : {}),
    ...(one.lapse ? { endsUnlessActedOn: one.lapse.at.toString() } : {}),
    version: one.version,
  };
}

/** Only until it is over. */
function trialOf({ trial, status, inTrial, paidFrom }: subscriptions.Subscription): Pick<OwnPurchase, 'trial'> {
  if (!trial || !(status === 'pending' || inTrial)) return {};
  return { trial: paidFrom ? { firstPaidDay: paidFrom.toString() } : {} };
}
