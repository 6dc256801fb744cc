/** Purchases as the fulfillment API writes them. */
import type {
  AvailablePlan,
  ResolvedSubscription,
  SaasOperation,
  SaasSubscription,
} from '@comptoir/contracts/saas-fulfillment';
import { decimal, roundDown, toWireNumber, maxSeats } from '../../kernel/index.ts';
import type { Purchase } from '../../modules/fulfillment/index.ts';
import { pricesIn, type LiveVersion, type OfferVersion } from '../../modules/offers/index.ts';
import {
  operationView,
  publisherView,
  toldOf,
  type Operation,
  type Subscription,
} from '../../modules/subscriptions/index.ts';
import { marketOf } from '../../programme/markets.ts';

export function toResolved(purchase: Purchase): ResolvedSubscription {
  const subscription = toSaasSubscription(purchase);
  return {
    id: subscription.id,
    subscriptionName: subscription.name,
    offerId: subscription.offerId,
    planId: subscription.planId,
    quantity: subscription.quantity,
    subscription,
  };
}

export function toSaasSubscription({ subscription, version }: Purchase): SaasSubscription {
  return publisherView(subscription, version);
}

/** An operation as Get Operation answers it. */
export function toSaasOperation(operation: Operation, { subscription, version }: Purchase): SaasOperation {
  return {
    ...operationView(toldOf(operation), publisherView(subscription, version)),
    errorStatusCode: '',
    errorMessage: operation.reason ?? '',
  };
}

/**
 * Plans of the version that was bought, priced for its market, with whether they are sold now; private ones for their
 * named customers only. `planId` narrows to one, unknown gives none.
 */
export function toAvailablePlans(
  { subscription, version }: Purchase,
  live: LiveVersion | undefined,
  planId: string | undefined,
  today: Temporal.PlainDate,
): AvailablePlan[] {
  return version.document.plans
    .filter((plan) => planId === undefined || plan.planId === planId)
    .filter((plan) => plan.markets === 'all' || plan.markets.includes(subscription.market))
    .filter((plan) => !plan.private || isNamed(plan, subscription.parties.beneficiary.tenantId))
    .map((plan) => toAvailablePlan(plan, subscription, isSold(plan, live), today));
}

function isNamed({ privateAudience }: DocumentPlan, tenantId: string): boolean {
  return privateAudience?.some((customer) => customer.tenantId === tenantId) ?? false;
}

function isSold({ planId }: DocumentPlan, live: LiveVersion | undefined): boolean {
  const now = live?.version.document.plans.find((plan) => plan.planId === planId);
  return live !== undefined && live.sold && now !== undefined && !now.stopped;
}

type DocumentPlan = OfferVersion['document']['plans'][number];

function toAvailablePlan(
  plan: DocumentPlan,
  subscription: Subscription,
  sold: boolean,
  today: Temporal.PlainDate,
): AvailablePlan {
  const currency = marketOf(subscription.market, today)?.priceCurrency ?? subscription.pricingCurrency;
  const perSeat = plan.pricingModel === 'perSeat';
  return {
    planId: plan.planId,
    displayName: plan.name,
    isPrivate: plan.private,
    description: plan.description,
    minQuantity: perSeat ? (plan.seats?.min ?? 1) : 1,
    maxQuantity: perSeat ? (plan.seats?.max ?? maxSeats) : 1,
    hasFreeTrials: plan.trial ?? false,
    isPricePerSeat: perSeat,
    isStopSell: !sold,
    market: subscription.market,
    planComponents: {
      recurrentBillingTerms: pricesIn(plan, subscription.market, currency).map((price) => ({
        currency,
        price: toWireNumber(roundDown(decimal(price.amount), currency)),
        termUnit: price.term,
        termDescription: `${price.term} billed ${price.billingCycle}`,
        meteredQuantityIncluded: plan.dimensions.map((dimension) => ({
          dimensionId: dimension.id,
          units: String(dimension.includedQuantity),
        })),
      })),
      meteringDimensions: plan.dimensions.flatMap((dimension) =>
        dimension.prices
          .filter((price) => price.currency === currency)
          .map((price) => ({
            id: dimension.id,
            currency,
            pricePerUnit: toWireNumber(decimal(price.pricePerUnit)),
            unitOfMeasure: dimension.unitOfMeasure,
            displayName: dimension.name,
          })),
      ),
    },
  };
}
