/** What was bought for a customer, as people look for it (permission `subscriptions.read`); programs read Partner Center's. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { billingCycleName, guid, instant, termName } from './words.ts';

export const subscriptionStatuses = ['pending', 'active', 'suspended', 'deleted'] as const;

export const subscriptionRow = z.object({
  id: guid,
  friendlyName: z.string(),
  /** Offer and plan. */
  product: z.string(),
  publisherName: z.string(),
  quantity: z.number().int(),
  term: termName,
  billingCycle: billingCycleName,
  status: z.enum(subscriptionStatuses),
  /** A change waits for a step on the publisher's site until then. */
  stepUntil: instant.optional(),
  /** Bought with 30 days free: while pending or in them, and the first paid day once it is known. */
  trial: z.object({ firstPaidDay: z.string().optional() }).optional(),
  orderId: z.string(),
  resellerMpnId: z.string().optional(),
  boughtAt: instant,
  activatedAt: instant.optional(),
  /** Last day of the term that runs, of the trial too. */
  termEnd: z.string().optional(),
});
export type SubscriptionRow = z.infer<typeof subscriptionRow>;

/** GET /customers/{customerId}/subscriptions, …/export: the newest first. */
export const subscriptionList = listOf({
  item: subscriptionRow,
  sorts: ['bought', 'name', 'publisher', 'quantity', 'term', 'status', 'end'],
  usual: '-bought',
  filters: { status: z.enum(subscriptionStatuses).optional() },
  beside: {},
});

/** Of one unit and billing cycle, exact amounts as text: `price` is what is left of the list price after a margin. */
const unitPrice = { listPrice: z.string(), price: z.string() };

const scheduledTerm = {
  skuId: z.string(),
  planName: z.string(),
  term: termName,
  billingCycle: billingCycleName,
  quantity: z.number().int(),
};

/** GET /customers/{customerId}/subscriptions/{subscriptionId}/price: in the term that runs, and from its renewal on. */
export const subscriptionPrice = z.object({
  ...unitPrice,
  currency: z.string(),
  billingCycle: billingCycleName,
  /** The renewal has another price, as what is published now makes it. */
  next: z.object({ from: z.string(), ...unitPrice }).optional(),
  /** What is scheduled for the renewal, at the price that has as things stand. */
  scheduled: z.object({ ...scheduledTerm, from: z.string(), ...unitPrice }).optional(),
  /** What the last renewal could not follow: it is not sold any more, not through this partner, or not in that quantity. */
  dropped: z.object({ ...scheduledTerm, reason: z.enum(['notSold', 'audience', 'quantity']), at: instant }).optional(),
});
export type SubscriptionPrice = z.infer<typeof subscriptionPrice>;

const planChoice = z.object({
  skuId: z.string(),
  planName: z.string(),
  perSeat: z.boolean(),
  seats: z.object({ min: z.number().int(), max: z.number().int() }),
});

/** GET /customers/{customerId}/subscriptions/{subscriptionId}/choices: plans of the offer that it may be changed to. */
export const changeChoices = z.object({
  currency: z.string(),
  /** Those that run, and stay when the plan changes now. */
  term: termName,
  billingCycle: billingCycleName,
  /** The plan that it has, as it was bought. */
  current: planChoice,
  /** Prices as they are today. */
  plans: z.array(
    planChoice.extend({
      prices: z.array(z.object({ term: termName, billingCycle: billingCycleName, ...unitPrice })),
      /** Why it is one for the renewal only: not sold for the term that runs, without the trial that runs, or not for so many licences. */
      notNow: z.enum(['term', 'trial', 'seats']).optional(),
    }),
  ),
});
export type ChangeChoices = z.infer<typeof changeChoices>;

/** Another plan: its SKU, and how many licences where a flat price becomes one per seat. */
export const planWish = z.strictObject({ skuId: z.string().min(1).max(50), quantity: z.number().int().optional() });
export type PlanWish = z.infer<typeof planWish>;

/** POST /customers/{customerId}/subscriptions/{subscriptionId}/preview: another quantity, another plan, or its cancellation. */
export const changeToPreview = z
  .strictObject({
    quantity: z.number().optional(),
    plan: planWish.optional(),
    status: z.literal('deleted').optional(),
  })
  .refine((body) => Object.values(body).filter((one) => one !== undefined).length === 1, {
    message: 'Give a quantity, a plan, or the status deleted: one of them.',
  });
export type ChangeToPreview = z.infer<typeof changeToPreview>;

/** What the change would cost the partner and give back to it; exact amounts as text. Nothing is changed. */
export const changePreview = z.object({
  /** `free`: nothing is charged; `later`: what it builds on is not charged yet. */
  amounts: z.enum(['free', 'later', 'known']),
  currency: z.string().optional(),
  /** Before tax: zero or less. */
  credit: z.string().optional(),
  /** Before tax. */
  charge: z.string().optional(),
  /** Both, with tax. */
  total: z.string().optional(),
  lines: z.array(
    z.object({
      chargeType: z.string(),
      quantity: z.string(),
      from: z.string(),
      to: z.string(),
      effectiveUnitPrice: z.string(),
      subtotal: z.string(),
      taxTotal: z.string(),
      total: z.string(),
    }),
  ),
});
export type ChangePreview = z.infer<typeof changePreview>;
