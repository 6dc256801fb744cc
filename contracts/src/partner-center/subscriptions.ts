/** Subscriptions of Partner Center v1 (wire contract, section 5). */
import { z } from 'zod';
import { attributes, collectionOf, link } from './common.ts';
import { billingCycle } from './orders.ts';

/** From the renewal on: another plan of the offer, term or billing cycle, and how many; no quantity: as many as there are then. */
const nextTermInstructions = z.object({
  product: z.object({
    productId: z.string(),
    skuId: z.string(),
    availabilityId: z.string(),
    billingCycle: z.string(),
    termDuration: z.string(),
  }),
  quantity: z.number().int().optional(),
});

export const subscription = z.object({
  id: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  friendlyName: z.string(),
  quantity: z.number().int(),
  unitType: z.string(),
  productType: z.object({
    id: z.string(),
    displayName: z.string(),
    subType: z.object({ id: z.string(), displayName: z.string() }),
  }),
  hasPurchasableAddons: z.boolean(),
  isTrial: z.boolean(),
  isMicrosoftProduct: z.boolean(),
  creationDate: z.string(),
  effectiveStartDate: z.string().optional(),
  commitmentEndDate: z.string().optional(),
  status: z.enum(['pending', 'active', 'suspended', 'deleted']),
  autoRenewEnabled: z.boolean(),
  billingType: z.literal('license'),
  billingCycle: z.string(),
  /** Of a trial: the term that begins after it. */
  renewalTermDuration: z.string().optional(),
  termDuration: z.string(),
  partnerId: z.string(),
  publisherName: z.string(),
  actions: z.array(z.string()),
  /** Who suspended it: its partner, who lifts it, or the operator because it is not paid. */
  suspensionReasons: z.array(z.enum(['SuspendedByPartner', 'NonPayment'])).optional(),
  /** When it ends unless it is set up, or reinstated, before; absent of what runs. */
  endsUnlessActedOn: z.string().optional(),
  contractType: z.literal('subscription'),
  orderId: z.string(),
  attentionNeeded: z.boolean(),
  actionTaken: z.boolean(),
  /** A change that waits for the publisher (rule F20); absent when none does. */
  pendingOperation: z
    .object({
      id: z.guid(),
      action: z.string(),
      quantity: z.number().int().optional(),
      /** SKU of another plan. */
      skuId: z.string().optional(),
      requestedAt: z.string(),
      /** The publisher asks for a step on its site before it takes effect; not taken by then, it is not made. */
      stepUntil: z.string().optional(),
    })
    .optional(),
  refundOptions: z.array(z.object({ type: z.string(), expiresAt: z.string() })),
  /** Last day of the billing cycle. */
  billingCycleEndDate: z.string().optional(),
  /** Until when a cancellation is refunded; absent once that has passed. */
  cancellationAllowedUntilDate: z.string().optional(),
  /** How many licences can be given back, and until when. */
  refundableQuantity: z
    .object({
      totalQuantity: z.number().int(),
      details: z.array(z.object({ quantity: z.number().int(), allowedUntilDateTime: z.string() })),
    })
    .optional(),
  /** What it becomes at its renewal; absent when it renews as it stands. */
  scheduledNextTermInstructions: nextTermInstructions.optional(),
  links: z.object({
    product: link,
    sku: link,
    availability: link,
    offer: link,
    self: link,
    activationLinks: link.optional(),
  }),
  attributes,
});
export type Subscription = z.infer<typeof subscription>;
/** As a client reads it: the Java SDK, which fails on statuses that it does not know, reads `none` for those. */
export const subscriptionRead = subscription.extend({
  status: z.enum(['none', 'pending', 'active', 'suspended', 'deleted']),
});
/** GET …/subscriptions/{id}/provisioningstatus. */
export const subscriptionProvisioningStatus = z.object({
  skuId: z.guid(),
  status: z.enum(['success', 'pending', 'failed']),
  quantity: z.number().int(),
  /** Last day of the term; absent before there is one. */
  endDate: z.string().optional(),
  attributes,
});
export type SubscriptionProvisioningStatus = z.infer<typeof subscriptionProvisioningStatus>;

export const subscriptions = collectionOf(subscriptionRead);

/** What clients write as a status; `none` is what .NET sends for nothing. */
export const writtenStatuses = ['none', 'active', 'pending', 'suspended', 'deleted', 'expired', 'disabled'] as const;

/**
 * PATCH …/subscriptions/{id}: the whole resource as it was read with what changes, or what changes alone. Members that
 * nobody may write are ignored.
 */
export const subscriptionPatch = z.object({
  friendlyName: z.string().optional(),
  quantity: z.number().optional(),
  /** Of an active subscription, left out means false. */
  autoRenewEnabled: z.boolean().optional(),
  status: z.enum(writtenStatuses).optional(),
  billingCycle: billingCycle.optional(),
  /** For the renewal; left out, what was scheduled is taken back. */
  scheduledNextTermInstructions: z
    .object({
      product: z
        .object({
          productId: z.string().optional(),
          skuId: z.string().optional(),
          availabilityId: z.string().optional(),
          billingCycle: billingCycle.optional(),
          termDuration: z.string().optional(),
          promotionId: z.string().optional(),
        })
        .optional(),
      quantity: z.number().optional(),
      customTermEndDate: z.string().optional(),
    })
    .optional(),
  /** PartnerID of the indirect reseller; empty takes it off. */
  partnerId: z.string().optional(),
  attributes: z.object({ etag: z.string().optional() }).optional(),
});
export type SubscriptionPatch = z.infer<typeof subscriptionPatch>;

/** `POST /v1/customers/{c}/subscriptions/{s}/activate`: of the sandbox only. */
export const sandboxActivation = z.object({ subscriptionId: z.string(), status: z.literal('Success') });
