/** A subscription as its publisher sees it, and what its webhook is told (SaaS fulfillment contract, sections 3 and 5). Pure. */
import { emptyGuid, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { SubscriptionStatus } from './one-per-customer.ts';
import type { OperationAction, OperationStatus } from './operation.ts';

/** What of a subscription its publisher is told. */
export interface Viewed {
  readonly id: string;
  readonly friendlyName: string;
  readonly planId: string;
  readonly perSeat: boolean;
  readonly quantity: number;
  readonly status: SubscriptionStatus;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly termStart: Temporal.PlainDate | null;
  readonly termEnd: Temporal.PlainDate | null;
  readonly autoRenew: boolean;
  readonly inTrial: boolean;
  readonly createdAt: Temporal.Instant;
  readonly activatedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  readonly parties: { readonly purchaser: ViewedParty; readonly beneficiary: ViewedParty };
}

interface ViewedParty {
  readonly tenantId: string;
  readonly objectId: string;
  readonly email: string;
}

/** The offer, as its publisher names it. */
export interface ViewedOffer {
  readonly publisherTenantId: string;
  readonly externalId: string;
}

const statuses = {
  pending: 'PendingFulfillmentStart',
  active: 'Subscribed',
  suspended: 'Suspended',
  deleted: 'Unsubscribed',
} as const;
const chargeDurations = { monthly: 'P1M', annual: 'P1Y', biennial: 'P2Y', triennial: 'P3Y' } as const;
/** What the service writes for a date that is not set. */
const unsetDate = '0001-01-01T00:00:00';

export type PublisherView = ReturnType<typeof publisherView>;

export function publisherView(one: Viewed, offer: ViewedOffer) {
  return {
    id: one.id,
    publisherId: offer.publisherTenantId,
    offerId: offer.externalId,
    name: one.friendlyName,
    saasSubscriptionStatus: statuses[one.status],
    beneficiary: partyOf(one.parties.beneficiary),
    purchaser: partyOf(one.parties.purchaser),
    planId: one.planId,
    quantity: one.perSeat ? one.quantity : null,
    term: {
      termUnit: one.term,
      startDate: one.termStart ? `${one.termStart.toString()}T00:00:00Z` : unsetDate,
      endDate: one.termEnd ? `${one.termEnd.toString()}T00:00:00Z` : unsetDate,
      chargeDuration: chargeDurations[one.billingCycle],
    },
    autoRenew: one.autoRenew,
    isTest: false as boolean,
    isFreeTrial: one.inTrial,
    allowedCustomerOperations: allowedOperations(one),
    sandboxType: 'None' as const,
    created: one.createdAt.toString(),
    lastModified: (one.endedAt ?? one.activatedAt ?? one.createdAt).toString(),
    sessionMode: 'None' as const,
  };
}

/** Microsoft's .NET SDK reads the object id as a GUID and fails on an empty text: whoever has none is nobody. */
const partyOf = ({ email, objectId, tenantId }: ViewedParty) => ({
  emailId: email,
  objectId: objectId || emptyGuid,
  tenantId,
  puid: '',
});

/** How a purchase was made: by a partner for its customer, or by the customer itself. */
export type Channel = 'partner' | 'direct';

/** Whoever bought for itself has no partner between. */
export function channelOf({ parties: { purchaser, beneficiary } }: Pick<Viewed, 'parties'>): Channel {
  return purchaser.tenantId === beneficiary.tenantId ? 'direct' : 'partner';
}

type CustomerOperation = 'Read' | 'Update' | 'Delete';

/** Through a partner, changes and cancellation come from the partner's side, not from the publisher's site (rule F15). */
export function allowedOperations(one: Pick<Viewed, 'parties'>): CustomerOperation[] {
  return channelOf(one) === 'direct' ? ['Delete', 'Update', 'Read'] : ['Read'];
}

/** What a webhook tells. `view` is how the subscription stands; plan and quantity of the operation are the new ones. */
export interface Told {
  readonly id: string;
  readonly subscriptionId: string;
  readonly action: OperationAction;
  readonly status: OperationStatus;
  readonly source: 'Azure' | 'Partner';
  readonly planId: string;
  /** Null when it is not sold per seat. */
  readonly quantity: number | null;
  readonly at: Temporal.Instant;
}

export function webhookBody(told: Told, view: PublisherView): string {
  return JSON.stringify({
    ...operationView(told, view),
    subscription: view,
    purchaseToken: null,
  });
}

/** The operation itself, as Get Operation answers it. */
export function operationView(told: Told, offer: Pick<PublisherView, 'publisherId' | 'offerId'>) {
  return {
    id: told.id,
    activityId: told.id,
    publisherId: offer.publisherId,
    offerId: offer.offerId,
    planId: told.planId,
    quantity: told.quantity,
    subscriptionId: told.subscriptionId,
    timeStamp: told.at.toString(),
    action: told.action,
    status: told.status,
    operationRequestSource: told.source,
  };
}
