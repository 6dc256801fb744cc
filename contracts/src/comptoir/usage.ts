/** Usage of metered plans, as publishers, partners and customers read it. Quantities and amounts are exact text. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { dayText, guid, instant } from './words.ts';

const day = z.iso.date();
const days = { from: dayText.optional(), to: dayText.optional() };

const meterDay = {
  day,
  /** Offer and plan. */
  product: z.string(),
  meter: z.string(),
  unit: z.string(),
  dimension: z.string(),
  events: z.number().int(),
  quantity: z.string(),
  /** Of it charged already. */
  chargedQuantity: z.string(),
};

export const usageDayTotal = z.object({ ...meterDay, subscriptions: z.number().int() });
export type UsageDayTotal = z.infer<typeof usageDayTotal>;

/** `GET /comptoir/v1/usage/days`, `…/export` (permission `offers.manage`): the publisher's, the newest day first. */
export const usageDayList = listOf({
  item: usageDayTotal,
  sorts: ['day', 'product', 'meter', 'quantity', 'events', 'subscriptions'],
  usual: '-day',
  filters: days,
  beside: {},
});

export const acceptedUsage = z.object({ ...meterDay, subscriptionId: guid, lastAcceptedAt: instant });
export type AcceptedUsage = z.infer<typeof acceptedUsage>;

/** `GET /comptoir/v1/usage/accepted`, `…/export`: the same by subscription. */
export const acceptedUsageList = listOf({
  item: acceptedUsage,
  sorts: ['day', 'subscription', 'product', 'meter', 'quantity', 'events', 'last'],
  usual: '-day',
  filters: days,
  beside: {},
});

/** Why an event was refused. */
export const usageRefusals = [
  'BadArgument',
  'Duplicate',
  'Expired',
  'InvalidDimension',
  'InvalidQuantity',
  'ResourceNotActive',
  'ResourceNotAuthorized',
  'ResourceNotFound',
] as const;

export const rejectedUsage = z.object({
  /** What follows is as the last of them was sent. */
  resource: z.string(),
  dimension: z.string(),
  plan: z.string(),
  quantity: z.string(),
  effective: z.string(),
  status: z.enum(usageRefusals),
  message: z.string(),
  count: z.number().int(),
  firstAt: instant,
  lastAt: instant,
});
export type RejectedUsage = z.infer<typeof rejectedUsage>;

/** `GET /comptoir/v1/usage/rejected`, `…/export`: kept for 31 days; the last first. */
export const rejectedUsageList = listOf({
  item: rejectedUsage,
  sorts: ['last', 'status', 'count', 'dimension'],
  usual: '-last',
  filters: { status: z.enum(usageRefusals).optional() },
  beside: {},
});

export const ownUsage = z.object({
  month: z.string(),
  subscriptionId: guid,
  product: z.string(),
  partnerName: z.string(),
  meter: z.string(),
  unit: z.string(),
  quantity: z.string(),
  lastDay: day,
});
export type OwnUsage = z.infer<typeof ownUsage>;

/** `GET /comptoir/v1/own-usage`, `…/export` (permission `ownPartners.read`): what a customer used, without prices. */
export const ownUsageList = listOf({
  item: ownUsage,
  sorts: ['month', 'product', 'partner', 'meter', 'quantity'],
  usual: '-month',
  filters: {},
  beside: {},
});

/**
 * `GET /comptoir/v1/customers/{customerId}/subscriptions/{subscriptionId}/usage` (permission `subscriptions.read`): the
 * running month by meter, with what is on no invoice yet. A plan without meters has none.
 */
export const subscriptionUsage = z.object({
  month: z.string(),
  currency: z.string(),
  meters: z.array(
    z.object({
      dimension: z.string(),
      name: z.string(),
      unitOfMeasure: z.string(),
      /** Units of a term that cost nothing more; the publisher reports what goes beyond. */
      includedQuantity: z.number().int(),
      quantity: z.string(),
      lastDay: day.optional(),
      listPrice: z.string(),
      price: z.string(),
      cost: z.string(),
    }),
  ),
  unbilled: z.string(),
});
export type SubscriptionUsage = z.infer<typeof subscriptionUsage>;
