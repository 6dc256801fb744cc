/** What a customer buys in the online store for itself, without a partner (permission `ownPurchases.manage`). */
import { z } from 'zod';
import { subscriptionTerms } from './standard-contract.ts';
import { planWish, subscriptionStatuses } from './subscriptions.ts';
import { billingCycleName, guid, termName } from './words.ts';

/** `POST /comptoir/v1/own-purchases`: buys a plan at its list price; `acceptTerms` says that its terms are accepted. */
export const ownPurchaseRequest = z.strictObject({
  productId: z.string().trim().min(1).max(50),
  planId: z.string().trim().min(1).max(50),
  term: termName,
  billingCycle: billingCycleName,
  quantity: z.number().int().min(1).max(1_000_000),
  acceptTerms: z.literal(true),
});
export type OwnPurchaseRequest = z.infer<typeof ownPurchaseRequest>;

export const ownPurchaseMade = z.object({ orderId: z.string(), subscriptionId: guid });
export type OwnPurchaseMade = z.infer<typeof ownPurchaseMade>;

/** `POST /comptoir/v1/own-purchases/preview`: what the purchase would cost, decided as the purchase is; nothing is bought. */
export const ownPurchasePreview = z.object({
  plan: z.string(),
  quantity: z.number().int(),
  /** Of one unit and billing cycle, before tax, exact text; in a trial paid once it is over. */
  unitPrice: z.string(),
  currency: z.string(),
  billingCycle: billingCycleName,
  /** Begins with 30 days free: the organisation has not had them of this plan. */
  trial: z.boolean(),
});
export type OwnPurchasePreview = z.infer<typeof ownPurchasePreview>;

export const ownPurchaseAddress = z.strictObject({ subscriptionId: guid });

/** `GET /comptoir/v1/own-purchases/{subscriptionId}`: a subscription that the customer bought itself. */
export const ownPurchase = z.object({
  id: guid,
  friendlyName: z.string(),
  product: z.string(),
  publisherName: z.string(),
  planId: z.string(),
  status: z.enum(subscriptionStatuses),
  perSeat: z.boolean(),
  quantity: z.number().int(),
  seats: z.object({ min: z.number().int(), max: z.number().int() }),
  term: termName,
  billingCycle: billingCycleName,
  /** Of one unit and billing cycle, exact text. */
  unitPrice: z.string(),
  currency: z.string(),
  inTrial: z.boolean(),
  /** Bought with 30 days free: while pending or in them, and the first paid day once it is known. */
  trial: z.object({ firstPaidDay: z.string().optional() }).optional(),
  autoRenew: z.boolean(),
  orderId: z.string(),
  /** Those accepted with the purchase. */
  terms: subscriptionTerms,
  boughtAt: z.string(),
  activatedAt: z.string().optional(),
  termEnd: z.string().optional(),
  /** Until then a cancellation gives back the whole fee of the term; absent once that has passed. */
  refundableUntil: z.string().optional(),
  /** The publisher's page where it is set up and managed; absent once it ended. */
  landingUrl: z.string().optional(),
  /** A number of licences that waits for the publisher's answer (rule F20). */
  askedQuantity: z.number().int().optional(),
  /** Another plan that waits for it, by its name. */
  askedPlan: z.string().optional(),
  /** A change that waits for a step on the publisher's site, and until when. */
  pendingStep: z.object({ action: z.string(), until: z.string() }).optional(),
  /** When it ends unless it is set up, or reinstated, before; absent of what runs. */
  endsUnlessActedOn: z.string().optional(),
  /** What was read; a change with it is refused once the subscription is another one. */
  version: z.number().int(),
});
export type OwnPurchase = z.infer<typeof ownPurchase>;

// GET /own-purchases/{subscriptionId}/choices and POST …/preview answer as those of a partner's subscription do.

/** `PATCH /comptoir/v1/own-purchases/{subscriptionId}`: what is not named stays. `status: deleted` cancels. */
export const ownPurchasePatch = z.strictObject({
  friendlyName: z.string().trim().min(1).max(256).optional(),
  quantity: z.number().int().min(1).max(1_000_000).optional(),
  /** Another plan from now on, alone or with what costs nothing. */
  plan: planWish.optional(),
  autoRenew: z.boolean().optional(),
  status: z.literal('deleted').optional(),
  version: z.number().int().optional(),
});
export type OwnPurchasePatch = z.infer<typeof ownPurchasePatch>;
