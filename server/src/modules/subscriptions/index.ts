/** The only door to carts, orders and subscriptions. */
export type { SubscriptionEventName } from './events.ts';
export { subscriptionFault, type SubscriptionFaultCode } from './faults.ts';
export type { CartLine, LineRequest } from './domain/line.ts';
export { additionalResellersAmong, resellerAmong } from './domain/not-sold.ts';
export {
  cartOf,
  cartSweep,
  checkout,
  createCart,
  dropCart,
  openCarts,
  updateCart,
  type Cart,
  type ListedCart,
} from './service/cart.ts';
export {
  chargeKind,
  changesToCharge,
  chargeWaitingTerms,
  noteChangesCharged,
  nextChargeDue,
  noteCharged,
  termsToCharge,
  type BillableTerm,
  type ChargeableChange,
  type SoldPlan,
} from './service/charging.ts';
export type { SubscriptionPatch } from './domain/change.ts';
export type { StepFor } from './domain/steps.ts';
export type { NextTerm } from './domain/next-term.ts';
export { weighSubscriptionChange } from './service/weigh.ts';
export { changeChoices, type PlanChoice } from './service/choices.ts';
export {
  foreseePurchases,
  meteredPurchases,
  soldOn,
  soldSubscriptions,
  subscriptionsThatExist,
  type SoldSubscription,
} from './service/metered.ts';
export { changeSubscription } from './service/change.ts';
export { allowedOperations, operationView, publisherView } from './domain/publisher-view.ts';
export { saasWebhook, toldOf } from './service/hold.ts';
export {
  answerOperation,
  operationOf,
  operationsInProgress,
  planTransitions,
  operationWork,
  settleByWebhook,
  takeBackChange,
  waitingChanges,
  type Operation,
} from './service/operations.ts';
export {
  publisherWebhookOf,
  replayPublisherWebhook,
  searchPublisherWebhooks,
  testPublisherWebhook,
} from './service/publisher-webhooks.ts';
export { mayHaveMore } from './service/one-per-customer.ts';
export { activateForTrial, activateSubscription } from './service/lifecycle.ts';
export { refundable, type Refundable } from './service/refunds.ts';
export { subscriptionPrice } from './service/price.ts';
export { reinstatePaid, suspendUnpaid } from './service/unpaid.ts';
export { deadlineWork } from './service/deadlines.ts';
export { comingRenewals, type ComingRenewal } from './service/coming-renewals.ts';
export { priceRiseSweep } from './service/price-rises.ts';
export { renewalWork, renewDueTerms } from './service/renewals.ts';
export { releaseCustomer } from './service/release.ts';
export { foreseeLines } from './service/lines.ts';
export { orderOf, ordersOf, placeOrder, type PlacedOrder } from './service/order.ts';
export {
  isSubscription,
  ownSubscriptions,
  soldToCustomer,
  publisherSubscriptionOf,
  publisherSubscriptions,
  seatsOf,
  subscriptionOf,
  searchSubscriptions,
  subscriptionsOf,
  type NamedSubscription,
  type Subscription,
} from './service/read.ts';
export type { PurchaseInHour } from './store/metered.ts';
export type { OwnSubscriptionRow } from './store/subscription-list.ts';
export type { OrderedLine, SubscriptionTables } from './tables.ts';
export { setSupportContact, supportContactOf, type SupportContact } from './service/support-contact.ts';
export { cycleEndOn } from './domain/term.ts';
export { trialsLeft } from './service/trials.ts';
export { changeByPublisher, changeOwnPurchase } from './service/change.ts';
export { endByPublisher } from './service/end-by-publisher.ts';
export { buyDirectly, weighDirectly } from './service/direct.ts';
