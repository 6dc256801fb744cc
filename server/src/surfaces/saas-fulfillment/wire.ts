/** Purchases as the fulfillment API writes them. */
import type { AvailablePlan, ResolvedSubscription, SaasSubscription } from '@comptoir/contracts/saas-fulfillment';
import { decimal, roundDown, toWireNumber, maxSeats } from '../../kernel/index.ts';
import type { Purchase } from '../../modules/fulfillment/index.ts';
import { pricesIn, type LiveVersion, type OfferVersion } from '../../modules/offers/index.ts';
import type { Subscription } from '../../modules/subscriptions/index.ts';
import { marketOf } from '../../programme/markets.ts';

const statuses = {
  pending: 'PendingFulfillmentStart',
  active: 'Subscribed',
  suspended: 'Suspended',
  deleted: 'Unsubscribed',
} as const;
const chargeDurations = { monthly: 'P1M', annual: 'P1Y', biennial: 'P2Y', triennial: 'P3Y' } as const;
/** What the service writes for a date that is not set. */
const unsetDate = '0001-01-01T00:00:00';

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
  const { purchaser, beneficiary } = subscription.parties;
  return {
    id: subscription.id,
    publisherId: version.publisherTenantId,
    offerId: version.externalId,
    name: subscription.friendlyName,
    saasSubscriptionStatus: statuses[subscription.status],
    beneficiary: {
      emailId: beneficiary.email,
      objectId: beneficiary.objectId,
      tenantId: beneficiary.tenantId,
      puid: '',
    },
    purchaser: { emailId: purchaser.email, objectId: purchaser.objectId, tenantId: purchaser.tenantId, puid: '' },
    planId: subscription.planId,
    quantity: subscription.perSeat ? subscription.quantity : null,
    term: {
      termUnit: subscription.term,
      startDate: subscription.termStart ? `${subscription.termStart.toString()}T00:00:00Z` : unsetDate,
      endDate: subscription.termEnd ? `${subscription.termEnd.toString()}T00:00:00Z` : unsetDate,
      chargeDuration: chargeDurations[subscription.billingCycle],
    },
    autoRenew: subscription.autoRenew,
    isTest: false,
    isFreeTrial: subscription.inTrial,
    // Bought through a partner: changes and cancellation come from the partner's side (rule F15).
    allowedCustomerOperations: isDirect(subscription) ? ['Delete', 'Update', 'Read'] : ['Read'],
    sandboxType: 'None',
    created: subscription.createdAt.toString(),
    lastModified: (subscription.endedAt ?? subscription.activatedAt ?? subscription.createdAt).toString(),
    sessionMode: 'None',
  };
}

/** Bought in the online store by the customer itself (decision 0092). */
function isDirect({ partnerTenantId, customerTenantId }: Subscription): boolean {
  return partnerTenantId === customerTenantId;
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
