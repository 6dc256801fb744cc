/** Members of a subscription's resource: what waits and is scheduled, what depends on the day, and on which client reads it (wire contract, section 5.2; client expectations, 13). */
import type { Subscription as WireSubscription } from '@comptoir/contracts/partner-center/subscriptions';
import type { FastifyRequest } from 'fastify';
import { dayOf, startOfDay } from '../../kernel/index.ts';
import type { PurchasableItem } from '../../modules/offers/index.ts';
import {
  cycleEndOn,
  type NextTerm,
  type Operation,
  type Subscription,
  type Refundable,
} from '../../modules/subscriptions/index.ts';
import { wireTime } from './envelope.ts';

/** Last day of the billing cycle, until when it is cancelled with a refund, and how many licences can be given back until when. */
export function datedMembers(one: Refundable, { seats }: Pick<PurchasableItem, 'seats'>, now: Temporal.Instant) {
  const { status, termEnd, refundableUntil } = one;
  if (status !== 'active' || !termEnd) return {};
  const cycleEnd = cycleEndOn(one, dayOf(now));
  const fewer = one.perSeat && !one.inTrial ? Math.max(0, one.quantity - seats.min) : 0;
  const allowedUntilDateTime = wireTime(startOfDay(termEnd.add({ days: 1 })).subtract({ seconds: 1 }));
  return {
    ...(cycleEnd ? { billingCycleEndDate: wireTime(startOfDay(cycleEnd)) } : {}),
    ...(refundableUntil ? { cancellationAllowedUntilDate: wireTime(refundableUntil) } : {}),
    refundableQuantity: {
      totalQuantity: fewer,
      details: fewer > 0 ? [{ quantity: fewer, allowedUntilDateTime }] : [],
    },
  };
}

const knownToJava = {
  status: ['active', 'suspended', 'deleted'],
  billingCycle: ['monthly', 'annual', 'none'],
} as const;

/** The Java SDK fails on a whole list for one value of an enum that it does not know: it reads the value for "none of these". */
export function knownTo(request: FastifyRequest, wire: WireSubscription) {
  const client = request.headers['ms-partnercenter-client'];
  if (typeof client !== 'string' || !/java/i.test(client)) return wire;
  const { status, billingCycle } = wire;
  return {
    ...wire,
    status: (knownToJava.status as readonly string[]).includes(status) ? status : ('none' as const),
    billingCycle: (knownToJava.billingCycle as readonly string[]).includes(billingCycle) ? billingCycle : 'unknown',
  };
}

/** What waits for the publisher. */
export function pendingOf({ id, action, change, requested_at: requested, step_until: until }: Operation) {
  return {
    id,
    action,
    ...(change.quantity === undefined ? {} : { quantity: change.quantity }),
    ...(change.plan ? { skuId: change.plan.skuId, quantity: change.plan.quantity } : {}),
    requestedAt: wireTime(requested),
    ...(until ? { stepUntil: wireTime(until) } : {}),
  };
}

/** What is scheduled for the renewal. */
export function instructionsOf({ productId, skuId, availabilityId, term, billingCycle, quantity }: NextTerm) {
  const product = { productId, skuId, availabilityId, billingCycle, termDuration: term };
  return { product, ...(quantity === undefined ? {} : { quantity }) };
}

/** Who suspended it, which says who lifts it, and when it ends for want of set-up or reinstatement. */
export function suspensionOf({ status, suspendedBy, lapse }: Subscription) {
  return {
    ...(status === 'suspended' && suspendedBy ? { suspensionReasons: [suspensionReasons[suspendedBy]] } : {}),
    ...(lapse ? { endsUnlessActedOn: wireTime(lapse.at) } : {}),
  };
}

const suspensionReasons = { partner: 'SuspendedByPartner', operator: 'NonPayment' } as const;

/** What may be done with it still; the window of a cancellation is in `refundOptions`. */
export function actionsOf({ status }: Subscription): string[] {
  if (status === 'deleted') return [];
  return status === 'active' ? ['edit', 'cancel'] : ['cancel'];
}

/** Until when the whole fee of the running term is given back; nothing once that has passed. */
export function refundOptionsOf({ status, refundableUntil }: Refundable) {
  if (status === 'deleted' || !refundableUntil) return [];
  return [{ type: 'Full', expiresAt: wireTime(refundableUntil) }];
}
