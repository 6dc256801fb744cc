/** What was done in a partner's account: who, what, for which customer. `GET /comptoir/v1/activity`, `…/export`. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { dayText } from './words.ts';

export const activityKinds = [
  'customers',
  'purchases',
  'billing',
  'access',
  'people',
  'applications',
  'company',
] as const;

const company = z.object({ id: z.string(), name: z.string() });

export const activityItem = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(activityKinds),
  /** What happened, e.g. `OrderPlaced`; what ends in `Refused` was tried. */
  event: z.string(),
  /** Who did it: a person's user name, an application, or `system`. */
  actor: z.string(),
  /** The company of who did it, when it is not the account's own. */
  actorCompany: company.optional(),
  /** Whom it was done for, when who did it acted for another company. */
  onBehalfOf: company.optional(),
  customer: company.optional(),
  /** What it is about: an order, a subscription, a person. */
  aboutId: z.string(),
  correlationId: z.string(),
  /** What stood before and what stands now, as far as the event says. */
  oldValue: z.record(z.string(), z.unknown()).optional(),
  newValue: z.record(z.string(), z.unknown()).optional(),
});
export type ActivityItem = z.infer<typeof activityItem>;

/**
 * `GET /customers/{customerId}/subscriptions/{subscriptionId}/history`, `…/export`: what happened to a subscription and to its
 * order, the newest first (permission `subscriptions.read`). Words are a part of who did it.
 */
export const subscriptionHistory = listOf({ item: activityItem, sorts: ['at'], usual: '-at', filters: {}, beside: {} });

/** Words are a part of who did it, or of the customer's name or domain. Days are UTC, both included. The newest comes first. */
export const activityList = listOf({
  item: activityItem,
  sorts: ['at', 'actor'],
  usual: '-at',
  filters: {
    kind: z.enum(activityKinds).optional(),
    from: dayText.optional(),
    to: dayText.optional(),
  },
  beside: {},
});
