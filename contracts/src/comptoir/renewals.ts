/** Subscriptions of an account that renew within ninety days, with what they cost now and then (permission `subscriptions.read`). */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { billingCycleName, guid, termName } from './words.ts';

export const renewalChanges = ['rises', 'falls', 'same', 'scheduled'] as const;

/** Exact amounts as text, of one unit and billing cycle: `price` is what is left of the list price after a margin. */
const unitPrice = z.object({ listPrice: z.string(), price: z.string() });

const meterPrice = z.object({ price: z.string(), included: z.number().int() });

export const comingRenewal = z.object({
  subscriptionId: guid,
  customerId: guid,
  customerName: z.string(),
  friendlyName: z.string(),
  /** Offer and plan. */
  product: z.string(),
  quantity: z.number().int(),
  term: termName,
  billingCycle: billingCycleName,
  /** First day of the next term. */
  renewsOn: z.string(),
  /** What it is from then on: the same, or what is scheduled. */
  becomes: z.object({
    /** Offer and plan. */
    product: z.string(),
    quantity: z.number().int(),
    term: termName,
    billingCycle: billingCycleName,
  }),
  currency: z.string(),
  now: unitPrice,
  /** Of one unit and billing cycle of what it becomes, as what is published now makes it; absent where nobody knows it. */
  next: unitPrice.optional(),
  /** Meters of which a unit costs something else then: list prices, and units of each term that cost nothing more. */
  meters: z.array(z.object({ name: z.string(), unitOfMeasure: z.string(), before: meterPrice, after: meterPrice })),
  /** Of the list prices, meters included: rises where any does; `scheduled`: it becomes something else, which may cost something else. */
  change: z.enum(renewalChanges),
});
export type ComingRenewal = z.infer<typeof comingRenewal>;

/** GET /renewals, …/export: the next first. */
export const comingRenewals = listOf({
  item: comingRenewal,
  sorts: ['renews', 'name', 'product', 'quantity'],
  filters: {
    change: z.enum(renewalChanges).optional(),
    /** In so many days at most; ninety unless said. */
    within: z.enum(['30', '60']).optional(),
  },
  beside: {},
});
