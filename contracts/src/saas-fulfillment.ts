/** SaaS fulfillment API v2 as publishers call it (wire contract `saas-fulfillment.md`, section 3). */
import { z } from 'zod';

/** The one version there is; every call names it in its query. */
export const apiVersion = '2018-08-31';

const version = { 'api-version': z.literal(apiVersion) };
export const versionQuery = z.object(version);
export const listQuery = z.object({ ...version, continuationToken: z.union([z.guid(), z.literal('')]).optional() });
/** Narrows to one plan; a plan there is not gives none. */
export const planQuery = z.object({ ...version, planId: z.string().max(50).optional() });
export const subscriptionPath = z.object({ id: z.string() });
/** `POST resolve` reads the token of the landing page in this header. */
export const tokenHeader = 'x-ms-marketplace-token';

/** A refusal; a failure wears a wrapping of its own, and so does a wrong `api-version` (section 1). */
export const saasFault = z.union([
  z.strictObject({ code: z.string(), message: z.string(), target: z.string().optional() }),
  z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) }),
  z.strictObject({ Error: z.strictObject({ Code: z.string(), Message: z.string() }) }),
]);

export const party = z.object({ emailId: z.string(), objectId: z.string(), tenantId: z.string(), puid: z.string() });

export const saasStatus = z.enum(['NotStarted', 'PendingFulfillmentStart', 'Subscribed', 'Suspended', 'Unsubscribed']);

export const saasSubscription = z.object({
  id: z.string(),
  publisherId: z.string(),
  offerId: z.string(),
  name: z.string(),
  saasSubscriptionStatus: saasStatus,
  beneficiary: party,
  purchaser: party,
  planId: z.string(),
  /** Null when the plan is not sold per seat. */
  quantity: z.number().int().nullable(),
  /** Dates are meaningful once subscribed: first and last day. */
  term: z.object({ termUnit: z.string(), startDate: z.string(), endDate: z.string(), chargeDuration: z.string() }),
  autoRenew: z.boolean(),
  isTest: z.boolean(),
  isFreeTrial: z.boolean(),
  allowedCustomerOperations: z.array(z.enum(['Read', 'Update', 'Delete'])),
  sandboxType: z.enum(['None', 'Csp']),
  created: z.string(),
  lastModified: z.string(),
  sessionMode: z.enum(['None', 'DryRun']),
});
export type SaasSubscription = z.infer<typeof saasSubscription>;

export const resolvedSubscription = z.object({
  id: z.string(),
  subscriptionName: z.string(),
  offerId: z.string(),
  planId: z.string(),
  quantity: z.number().int().nullable(),
  subscription: saasSubscription,
});
export type ResolvedSubscription = z.infer<typeof resolvedSubscription>;

export const saasSubscriptions = z.object({
  subscriptions: z.array(saasSubscription),
  '@nextLink': z.string().optional(),
});

/** Body of activate, optional; what it names must be what was bought. Quantity may come as text. */
export const activation = z.object({
  planId: z.string().max(50).nullish(),
  quantity: z.union([z.number(), z.string().regex(/^\d*$/)]).nullish(),
});

export const availablePlan = z.object({
  planId: z.string(),
  displayName: z.string(),
  isPrivate: z.boolean(),
  description: z.string(),
  minQuantity: z.number().int(),
  maxQuantity: z.number().int(),
  hasFreeTrials: z.boolean(),
  isPricePerSeat: z.boolean(),
  isStopSell: z.boolean(),
  market: z.string(),
  planComponents: z.object({
    recurrentBillingTerms: z.array(
      z.object({
        currency: z.string(),
        price: z.number(),
        termUnit: z.string(),
        termDescription: z.string(),
        meteredQuantityIncluded: z.array(z.object({ dimensionId: z.string(), units: z.string() })),
      }),
    ),
    meteringDimensions: z.array(
      z.object({
        id: z.string(),
        currency: z.string(),
        pricePerUnit: z.number(),
        unitOfMeasure: z.string(),
        displayName: z.string(),
      }),
    ),
  }),
});
export type AvailablePlan = z.infer<typeof availablePlan>;
export const availablePlans = z.object({ plans: z.array(availablePlan) });

export const operationPath = z.object({ id: z.string(), operationId: z.string() });

export const saasOperation = z.object({
  id: z.string(),
  activityId: z.string(),
  subscriptionId: z.string(),
  offerId: z.string(),
  publisherId: z.string(),
  /** Of a change: the new one. */
  planId: z.string(),
  /** The same; null when the plan is not sold per seat. */
  quantity: z.number().int().nullable(),
  action: z.enum(['ChangePlan', 'ChangeQuantity', 'Renew', 'Suspend', 'Reinstate', 'Unsubscribe']),
  timeStamp: z.string(),
  status: z.enum(['NotStarted', 'InProgress', 'Succeeded', 'Failed', 'Conflict']),
  operationRequestSource: z.enum(['Azure', 'Partner']),
  errorStatusCode: z.string(),
  errorMessage: z.string(),
});
export type SaasOperation = z.infer<typeof saasOperation>;
/** Those in progress. */
export const saasOperations = z.object({ operations: z.array(saasOperation) });

/** The publisher's answer to an operation; plan and quantity, which some clients send along, say nothing. */
export const operationAnswers = ['Success', 'Failure'] as const;
export const operationAnswer = z.object({ status: z.enum(operationAnswers) });

/** A change that the publisher wishes: of the plan or of the quantity, never of both. */
export const saasPatch = z.object({
  planId: z.string().max(50).nullish(),
  quantity: z.union([z.number(), z.string().regex(/^\d*$/)]).nullish(),
});
