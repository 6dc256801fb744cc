/** What a publisher reports as used: whether it is taken, and why not (SaaS metering contract, section 6). Pure. */
import { decimal, isGuid, readMoment } from '../../../kernel/index.ts';

/** How far back an event may lie, to the second, and how far a publisher's clock may be ahead of ours. */
export const usageWindowHours = 24;
const clockToleranceMinutes = 5;

/** One event as it was sent: texts, the quantity with the digits it was written with. What was not sent is missing. */
export interface SentUsage {
  readonly resourceId?: string | undefined;
  readonly resourceUri?: string | undefined;
  readonly quantity?: string | undefined;
  readonly dimension?: string | undefined;
  readonly planId?: string | undefined;
  readonly effectiveStartTime?: string | undefined;
}

/** Why an event is not taken. `Duplicate`: its hour has one already. */
export type UsageRefusal =
  | 'Expired'
  | 'Duplicate'
  | 'ResourceNotFound'
  | 'ResourceNotAuthorized'
  | 'ResourceNotActive'
  | 'InvalidDimension'
  | 'InvalidQuantity'
  | 'BadArgument';

export interface RefusedUsage {
  readonly status: UsageRefusal;
  /** Member of the event that is wrong, as the contract spells it. */
  readonly target: string;
  readonly message: string;
}

export interface ReadUsage {
  readonly subscriptionId: string;
  /** Exact decimal text. */
  readonly quantity: string;
  readonly dimension: string;
  readonly planId: string;
  readonly at: Temporal.Instant;
  /** Start of the calendar hour, UTC, that it counts for. */
  readonly hour: Temporal.Instant;
}

/** What it depends on beside itself: the purchase as it stood in that hour. */
export interface MeteredPurchase {
  readonly status: 'pending' | 'active' | 'suspended' | 'deleted';
  readonly planId: string;
  readonly activatedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  /** Ids of the dimensions of its plan. */
  readonly dimensions: readonly string[];
}

/** Exact, and what a double can be written as: twenty digits behind the point. */
const quantityShape = /^\d{1,10}(?:\.\d{1,20})?$/;
/** Most that one event reports. */
const mostUsed = decimal('1000000000');

/** Reads an event, or says what of it is wrong in itself. */
export function readUsage(sent: SentUsage): ReadUsage | RefusedUsage {
  const { resourceId, resourceUri, quantity, dimension, planId, effectiveStartTime } = sent;
  if (resourceId && resourceUri) return bad('ResourceId', 'Send resourceId or resourceUri, never both.');
  if (resourceUri) {
    const message = 'No managed application has this resourceUri. A SaaS subscription is named by its resourceId.';
    return { status: 'ResourceNotFound', target: 'ResourceUri', message };
  }
  if (!resourceId) return bad('ResourceId', 'The resourceId is required.');
  if (quantity === undefined || !isQuantity(quantity)) {
    const message =
      'The quantity must be a number greater than 0, at most 1000000000, with at most 20 digits behind the point.';
    return { status: 'InvalidQuantity', target: 'Quantity', message };
  }
  if (!dimension) return bad('Dimension', 'The dimension is required.');
  if (!planId) return bad('PlanId', 'The planId is required.');
  if (!effectiveStartTime) return bad('EffectiveStartTime', 'The effectiveStartTime is required.');
  const at = readMoment(effectiveStartTime);
  if (!at) return bad('EffectiveStartTime', 'The effectiveStartTime is no date and time in ISO 8601.');
  if (!isGuid(resourceId)) return unknownResource;
  const hour = at.round({ smallestUnit: 'hour', roundingMode: 'floor' });
  return { subscriptionId: resourceId.toLowerCase(), quantity, dimension, planId, at, hour };
}

function isQuantity(text: string): boolean {
  return quantityShape.test(text) && !/^[0.]+$/.test(text) && decimal(text).lte(mostUsed);
}

/** Nobody has a subscription of this id. */
export const unknownResource: RefusedUsage = {
  status: 'ResourceNotFound',
  target: 'ResourceId',
  message: 'There is no subscription with this resourceId.',
};

/** It is of another publisher's offer. */
export const foreignResource: RefusedUsage = {
  status: 'ResourceNotAuthorized',
  target: 'ResourceId',
  message: 'Client is not authorized for this usage resource.',
};

/**
 * Why an event of the caller's own purchase is not taken; undefined when it is. The window runs back 24 hours from now; the
 * purchase must have been subscribed in that hour, so that the hours before a cancellation may still be sent.
 */
export function whyNotTaken(
  event: ReadUsage,
  purchase: MeteredPurchase,
  now: Temporal.Instant,
): RefusedUsage | undefined {
  if (Temporal.Instant.compare(event.at, now.add({ minutes: clockToleranceMinutes })) > 0)
    return bad('EffectiveStartTime', 'The effectiveStartTime lies ahead. Send what was used, not what will be.');
  if (!wasSubscribed(event, purchase)) {
    const message = 'The subscription was not Subscribed in this hour: usage is taken from activation to cancellation.';
    return { status: 'ResourceNotActive', target: 'ResourceId', message };
  }
  if (event.planId !== purchase.planId)
    return bad('PlanId', `The subscription has the plan '${purchase.planId}', not '${event.planId}'.`);
  if (!purchase.dimensions.includes(event.dimension)) {
    const message = `The plan '${purchase.planId}' has no dimension '${event.dimension}'.`;
    return { status: 'InvalidDimension', target: 'Dimension', message };
  }
  if (Temporal.Instant.compare(event.at, now.subtract({ hours: usageWindowHours })) < 0) {
    const message = `The effectiveStartTime is more than ${usageWindowHours} hours ago. Do not send it again.`;
    return { status: 'Expired', target: 'EffectiveStartTime', message };
  }
  return undefined;
}

/** Hours count whole: the one in which it was activated, and the one in which it was cancelled. */
function wasSubscribed({ hour }: ReadUsage, { status, activatedAt, endedAt }: MeteredPurchase): boolean {
  if (!activatedAt || status === 'pending' || status === 'suspended') return false;
  const began = Temporal.Instant.compare(hour.add({ hours: 1 }), activatedAt) > 0;
  return began && (!endedAt || Temporal.Instant.compare(hour, endedAt) < 0);
}

function bad(target: string, message: string): RefusedUsage {
  return { status: 'BadArgument', target, message };
}
