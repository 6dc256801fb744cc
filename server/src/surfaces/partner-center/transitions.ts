/** Other plans of the offer for a subscription: which it may have, now or from its renewal on, and its change (section 5.7). */
import { subscriptionPath } from '@comptoir/contracts/partner-center/common';
import {
  eligibilityTypes,
  transition,
  transitionEligibilities,
  transitionRequest,
  transitions,
  type Transition,
} from '@comptoir/contracts/partner-center/subscription-features';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { catalogueEntry, purchasable } from '../../modules/offers/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { collection, linkToItself, resource, wireTime } from './envelope.ts';
import { soonAnswered } from './publisher-wait.ts';

const params = subscriptionPath;
const self = '/customers/:customerId/subscriptions/:subscriptionId';
const read: { access: RouteAccess } = { access: { permission: 'subscriptions.read' } };
/** As the system: requests may not write what was bought (decision 0084). */
const buy: { access: RouteAccess } = { access: { permission: 'subscriptions.buy', asSystem: true } };

export function transitionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const querystring = bind(z.object({ eligibilityType: wireEnum(eligibilityTypes).optional() }));
  const schema = { params, querystring, response: { 200: transitionEligibilities } };
  routes.get(`${self}/transitioneligibilities`, { config: read, schema }, (request) => {
    const { customerId, subscriptionId } = request.params;
    const { eligibilityType = 'immediate' } = request.query;
    return request.work(async (work: Work) => {
      await requireCustomer(work, customerId);
      const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
      const { plans } = await subscriptions.changeChoices(work, customerId, subscriptionId);
      const entry = await catalogueEntry(work, work.account, one.productId);
      const items = (entry?.version.items ?? []).flatMap((item) => {
        const choice = plans.find(({ skuId }) => skuId === item.skuId && skuId !== one.skuId);
        return choice && item.market === one.market ? [toEligibility(one, item, choice, eligibilityType)] : [];
      });
      return collection(items, { self: linkToItself(request) });
    });
  });
  makeRoute(app);
  const history = { params, querystring: bind(z.object({ operationId: z.string().optional() })) };
  routes.get(
    `${self}/transitions`,
    { config: read, schema: { ...history, response: { 200: transitions } } },
    (request) => {
      const { customerId, subscriptionId } = request.params;
      const { operationId } = request.query;
      return request.work(async (work: Work) => {
        await requireCustomer(work, customerId);
        const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
        const found = (await subscriptions.planTransitions(work, one.id)).filter(
          ({ id }) => !operationId || id === operationId.toLowerCase(),
        );
        if (operationId && found.length === 0) {
          const message = `Subscription '${one.id}' has no transition '${operationId}'.`;
          throw subscriptions.subscriptionFault('OperationNotFound', message, { target: 'operationId' });
        }
        const items = await Promise.all(found.map((operation) => toTransition(work, one, operation)));
        return collection(items, { self: linkToItself(request) });
      });
    },
  );
}

/** The publisher is asked first (rule F20); a client that asks for the operation reads what became of it. */
function makeRoute(app: FastifyInstance): void {
  const schema = { params, body: bind(transitionRequest), response: { 200: transition } };
  app.withTypeProvider<ZodTypeProvider>().post(`${self}/transitions`, { config: buy, schema }, (request, reply) => {
    const { customerId, subscriptionId } = request.params;
    let held: string | undefined;
    const change = async (work: Work) => {
      const entry = await catalogueEntry(work, work.account, request.body.toCatalogItemId.split(':')[0]!);
      const made = await subscriptions.changeSubscription(work, customerId, subscriptionId, (standing) => ({
        plan: planAsked(request.body, standing, entry?.version.items ?? []),
      }));
      held = made.held?.id;
      return { status: 200, body: await toTransition(work, made.subscription, made.operation!) };
    };
    const look = () =>
      request.work(async (work: Work) => {
        const found = await subscriptions.planTransitions(work, subscriptionId.toLowerCase());
        const last = found.find(({ id }) => id === held);
        if (!last || last.status === 'InProgress') return undefined;
        const one = await subscriptions.subscriptionOf(work, customerId, subscriptionId);
        return { status: 200, body: await toTransition(work, one, last) };
      });
    return answerOnce(request, reply, change, { afterwards: async () => (held ? soonAnswered(look) : undefined) });
  });
}

/** What is asked of another plan; all else that is said must be what stands. */
function planAsked(
  asked: z.infer<typeof transitionRequest>,
  one: subscriptions.Subscription,
  sold: readonly Item[],
): NonNullable<subscriptions.SubscriptionPatch['plan']> {
  const [productId, skuId, availabilityId, more] = asked.toCatalogItemId.split(':');
  if (productId?.toUpperCase() !== one.productId || !skuId || more !== undefined) {
    const message = `'${asked.toCatalogItemId}' is no plan of this offer: a subscription changes between the plans of one offer. Read transitioneligibilities.`;
    throw subscriptions.subscriptionFault('CatalogueItemUnknown', message, { target: 'toCatalogItemId' });
  }
  const { fromSubscriptionId, toSubscriptionId, fromCatalogItemId } = asked;
  const otherSubscription = [fromSubscriptionId, toSubscriptionId].some((id) => id && id.toLowerCase() !== one.id);
  if (otherSubscription || (fromCatalogItemId && fromCatalogItemId.toUpperCase() !== catalogItemOf(one))) {
    throw targetRefused('A transition changes the plan of this subscription, from the one it has, and keeps its id.');
  }
  if (skuId === one.skuId) throw targetRefused('The subscription is in this plan already.');
  requireStands(asked, one);
  requireCurrent(sold, { skuId, availabilityId, market: one.market });
  return { skuId, quantity: asked.quantity };
}

/** An availability is one price of one plan in one market: whoever names another has not seen what it would pay (section 3.3). */
function requireCurrent(
  sold: readonly Item[],
  named: { readonly skuId: string; readonly availabilityId: string | undefined; readonly market: string },
): void {
  const item = sold.find(({ skuId, market }) => skuId === named.skuId && market === named.market);
  if (!named.availabilityId || !item || item.availabilityId === named.availabilityId.toUpperCase()) return;
  const message = `Availability '${named.availabilityId}' is not the one that plan '${item.planName}' is sold by in ${named.market}. Read transitioneligibilities again.`;
  throw subscriptions.subscriptionFault('CatalogueItemOutdated', message, { target: 'toCatalogItemId' });
}

function requireStands(asked: z.infer<typeof transitionRequest>, one: subscriptions.Subscription): void {
  const { termDuration, billingCycle, promotionId, transitionType } = asked;
  const isSame = (said: string | undefined, stands: string) => !said || said.toLowerCase() === stands.toLowerCase();
  if (!isSame(termDuration, one.term) || !isSame(billingCycle, one.billingCycle)) {
    const message = `The term that runs, ${one.term} billed ${one.billingCycle}, stays. Schedule another one for the renewal: scheduledNextTermInstructions.`;
    throw subscriptions.subscriptionFault('TermNotOffered', message, { target: 'termDuration' });
  }
  if (promotionId) {
    const message = `Promotion '${promotionId}' does not exist: the offers sold here have none. Leave it out.`;
    throw subscriptions.subscriptionFault('PromotionUnknown', message, { target: 'promotionId' });
  }
  if (!isSame(transitionType?.replaceAll('_', ''), 'transitiononly')) {
    const message = 'Licences are assigned by the publisher here: the transition type is transition_only.';
    throw subscriptions.subscriptionFault('FeatureNotServed', message, { target: 'transitionType' });
  }
}

function targetRefused(message: string): Error {
  return subscriptions.subscriptionFault('TransitionTargetRefused', message, { target: 'toCatalogItemId' });
}

const catalogItemOf = ({ productId, skuId, availabilityId }: subscriptions.Subscription) =>
  `${productId}:${skuId}:${availabilityId}`;

/** Of the contract's numbers, which are integers (section 1.5), for what none of the others says. */
const otherError = 0;

const eventStatus = {
  InProgress: 'InProgress',
  Succeeded: 'Completed',
  Failed: 'Failed',
  Conflict: 'Failed',
} as const satisfies Record<subscriptions.Operation['status'], string>;

async function toTransition(
  work: Work,
  one: subscriptions.Subscription,
  { id, before, change, status, ending, reason, requested_at, ended_at }: subscriptions.Operation,
): Promise<Transition> {
  const [from, to] = [before.plan!, change.plan!];
  const known = await purchasable(work, [from.availabilityId, to.availabilityId]);
  const nameOf = ({ skuId, availabilityId }: typeof from) => `${one.productId}:${skuId}:${availabilityId}`;
  const nameFor = (plan: typeof from) => known.find((item) => item.availabilityId === plan.availabilityId)?.planName;
  const stays = `The plan stays ${nameFor(from) ?? from.planId}: ${ending ?? status}.`;
  return resource('Transition', {
    operationId: id,
    fromCatalogItemId: nameOf(from),
    fromSubscriptionId: one.id,
    toCatalogItemId: nameOf(to),
    toSubscriptionId: one.id,
    quantity: to.quantity,
    transitionType: 'transition_only' as const,
    termDuration: one.term,
    billingCycle: one.billingCycle,
    events: [
      {
        name: 'Conversion' as const,
        status: eventStatus[status],
        timestamp: wireTime(ended_at ?? requested_at),
        errors:
          eventStatus[status] === 'Failed'
            ? [{ code: otherError, description: reason ? `${stays} ${reason}` : stays }]
            : [],
      },
    ],
  });
}

type Item = NonNullable<Awaited<ReturnType<typeof catalogueEntry>>>['version']['items'][number];

function toEligibility(
  one: subscriptions.Subscription,
  item: Item,
  choice: subscriptions.PlanChoice,
  type: (typeof eligibilityTypes)[number],
) {
  const errors = [...whyNotActive(one), ...(type === 'immediate' ? errorsOf(one, choice) : [])];
  return resource('TransitionEligibility', {
    catalogItemId: `${item.productId}:${item.skuId}:${item.availabilityId}`,
    title: item.planName,
    description: `${item.offerName} – ${item.planName}`,
    quantity: one.quantity,
    eligibilities: [{ isEligible: errors.length === 0, transitionType: 'transition_only' as const, errors }],
  });
}

/** Number 2 of the errors of section 5.7: only an active subscription, which renews, becomes another. */
function whyNotActive({ status }: subscriptions.Subscription) {
  return status === 'active' ? [] : [{ code: 2, description: 'The subscription is not active.' }];
}

function errorsOf(one: subscriptions.Subscription, { notNow, seats }: subscriptions.PlanChoice) {
  if (!notNow) return [];
  const description = {
    term: `The plan is not sold for ${one.term} billed ${one.billingCycle}: schedule it for the renewal.`,
    trial: 'The plan has no free trial: schedule it for the end of this one.',
    seats: `The plan has ${seats.min} to ${seats.max} licences: change their number first.`,
  }[notNow];
  return [{ code: otherError, description }];
}
