/** SaaS metering API as publishers call it (wire contract `saas-fulfillment.md`, section 6). */
import { z } from 'zod';
import { apiVersion } from './saas-fulfillment.ts';

/** Events of one batch at most. */
export const mostUsageEvents = 25;

/**
 * A member as it was sent. Numbers arrive as their exact decimal text: the surface reads the digits as they were written.
 * Whatever else stands there is told as the event's own error, beside the others of its batch.
 */
const sentText = z.unknown().transform((value) => {
  if (typeof value === 'string') return value.trim();
  return value === undefined || value === null ? undefined : JSON.stringify(value);
});

const usageMembers = {
  resourceId: sentText,
  resourceUri: sentText,
  quantity: sentText,
  dimension: sentText,
  effectiveStartTime: sentText,
  planId: sentText,
};

export const usageEvent = z.object(usageMembers).partial();
export const usageBatch = z.object({ request: z.array(usageEvent).min(1).max(mostUsageEvents) });

export const usageStatus = z.enum([
  'Accepted',
  'Expired',
  'Duplicate',
  'Error',
  'ResourceNotFound',
  'ResourceNotAuthorized',
  'ResourceNotActive',
  'InvalidDimension',
  'InvalidQuantity',
  'BadArgument',
]);

/** What was sent, as far as it was; a quantity that is no number comes back as text. */
const echoed = z.object({
  resourceId: z.string().optional(),
  resourceUri: z.string().optional(),
  quantity: z.union([z.number(), z.string()]).optional(),
  dimension: z.string().optional(),
  effectiveStartTime: z.string().optional(),
  planId: z.string().optional(),
});

export const acceptedUsage = echoed.extend({
  usageEventId: z.string(),
  status: usageStatus,
  messageTime: z.string(),
});
export type AcceptedUsage = z.infer<typeof acceptedUsage>;

const acceptedBefore = z.object({ acceptedMessage: acceptedUsage });

/** Answer to one event whose hour has one already: the first, whole. */
export const usageConflict = z.object({
  additionalInfo: acceptedBefore,
  message: z.string(),
  code: z.literal('Conflict'),
});

const detail = z.object({ message: z.string(), target: z.string(), code: z.string() });
export const usageProblem = z.object({
  message: z.string(),
  target: z.string(),
  code: z.string(),
  details: z.array(detail),
});

export const usageItem = echoed.extend({
  usageEventId: z.string().optional(),
  status: usageStatus,
  messageTime: z.string(),
  error: z
    .object({
      additionalInfo: acceptedBefore.optional(),
      message: z.string(),
      target: z.string().optional(),
      code: z.string(),
    })
    .optional(),
});
export type UsageItem = z.infer<typeof usageItem>;
export const usageResults = z.object({ count: z.number().int(), result: z.array(usageItem) });

/** Days as ISO 8601, with a time or not: only the day counts. */
export const usageReportQuery = z.object({
  'api-version': z.literal(apiVersion),
  usageStartDate: z.string().max(40),
  UsageEndDate: z.string().max(40).optional(),
  offerId: z.string().max(50).optional(),
  planId: z.string().max(50).optional(),
  dimension: z.string().max(50).optional(),
  /** SaaS is on no Azure subscription: whoever narrows to one gets nothing. */
  azureSubscriptionId: z.string().max(50).optional(),
  /** Of the last two, which name trials of other products, there is nothing. */
  reconStatus: z
    .string()
    .regex(
      /^(?:Submitted|Accepted|Rejected|Mismatch|TestHeaders|DryRun)?$/i,
      'must be Submitted, Accepted, Rejected, Mismatch, TestHeaders or DryRun',
    )
    .optional(),
});

export const reconStatus = z.enum(['Submitted', 'Accepted', 'Rejected', 'Mismatch']);

export const usageReport = z.array(
  z.object({
    usageDate: z.string(),
    usageResourceId: z.string(),
    dimension: z.string(),
    planId: z.string(),
    planName: z.string(),
    offerId: z.string(),
    offerName: z.string(),
    offerType: z.string(),
    azureSubscriptionId: z.string(),
    reconStatus,
    submittedQuantity: z.number(),
    processedQuantity: z.number(),
    submittedCount: z.number().int(),
  }),
);
export type UsageReport = z.infer<typeof usageReport>;
