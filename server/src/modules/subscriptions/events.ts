/** Events of this module. */

/** A partner ordered for a customer: one or more subscriptions wait for their publisher. */
export const orderPlaced = 'OrderPlaced';
/** The publisher confirmed set-up: the subscription is active, its first term has begun and billing starts. */
export const subscriptionActivated = 'SubscriptionActivated';
/** A term ended and the next one began. */
export const subscriptionRenewed = 'SubscriptionRenewed';
/** A renewal could not follow what was scheduled for it, and renewed what stood. */
export const scheduledChangeDropped = 'ScheduledChangeDropped';
/** A term ended without renewal. */
export const subscriptionEnded = 'SubscriptionEnded';
/** The partner changed a subscription: nickname, licences, renewal or the reseller on its record. */
export const subscriptionChanged = 'SubscriptionChanged';
/** The partner cancelled a subscription: within its window, in its trial, or before it was set up. */
export const subscriptionCancelled = 'SubscriptionCancelled';

/** A subscription was suspended: by its partner, or by the operator when it is not paid for. */
export const subscriptionSuspended = 'SubscriptionSuspended';
/** A suspended subscription is active again. */
export const subscriptionReinstated = 'SubscriptionReinstated';

/** A change waits for its publisher, who is asked. */
export const subscriptionChangeHeld = 'SubscriptionChangeHeld';
/** A change that waited was not made: its publisher refused it or could not be reached, or something else came first. */
export const subscriptionChangeRefused = 'SubscriptionChangeRefused';

/** A publisher had one of its webhooks sent once more. */
export const webhookReplayed = 'WebhookReplayed';
/** A publisher had a test sent to the webhook of an offer. */
export const webhookTested = 'WebhookTested';

/** Every event of this module. */
export type SubscriptionEventName =
  | typeof orderPlaced
  | typeof subscriptionActivated
  | typeof subscriptionRenewed
  | typeof subscriptionEnded
  | typeof subscriptionChanged
  | typeof subscriptionCancelled
  | typeof scheduledChangeDropped
  | typeof subscriptionSuspended
  | typeof subscriptionReinstated
  | typeof subscriptionChangeHeld
  | typeof subscriptionChangeRefused
  | typeof webhookReplayed
  | typeof webhookTested;
