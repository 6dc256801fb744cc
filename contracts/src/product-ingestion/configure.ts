/**
 * Requests and answers of the Product Ingestion API around its resources, `/rp/product-ingestion/…` (wire contract
 * `saas-fulfillment.md`, section 7), and the older `/v1.0/ingestion/products/{id}/resellerConfiguration` (rule A27).
 */
import { z } from 'zod';
import { guid } from '../comptoir/words.ts';
import { schemaVersion, targetType } from './resources.ts';

/** Most resources of one request. */
export const mostResources = 500;
/** Most bytes of one request: an audience of 20,000 tenants fits. */
export const configureBytes = 4 * 1024 * 1024;

// POST configure → 200 configureStatus
export const configure = z.object({
  $schema: z.string().max(300),
  resources: z
    .array(z.record(z.string(), z.unknown()))
    .min(1, 'send at least one resource')
    .max(mostResources, `send at most ${mostResources} resources in one request`),
});

/** An error at any depth; clients read `details` of every one, so it is always there (client expectations, section 3). */
export interface IngestionError {
  readonly code: string;
  readonly message: string;
  readonly resourceId?: unknown;
  readonly target?: string;
  readonly details: readonly IngestionError[];
}
export const ingestionError: z.ZodType<IngestionError> = z.object({
  code: z.string(),
  message: z.string(),
  resourceId: z.unknown().optional(),
  target: z.string().optional(),
  get details() {
    return z.array(ingestionError);
  },
});

// GET configure/{jobId}/status, POST configure/{jobId}/cancel
export const configureStatus = z.object({
  $schema: z.string(),
  jobId: guid,
  jobStatus: z.enum(['notStarted', 'running', 'completed']),
  jobResult: z.enum(['pending', 'succeeded', 'failed', 'cancelled']),
  jobStart: z.string(),
  /** `0001-01-01T00:00:00` until the end. */
  jobEnd: z.string(),
  resourceUri: z.string().optional(),
  errors: z.array(ingestionError),
});
export type ConfigureStatus = z.infer<typeof configureStatus>;

/** Every refusal: the outer code follows the status. */
export const ingestionFault = z.object({ error: ingestionError });

/** A resource as it is answered: members by its schema, and `validations` where some of it was not kept. */
export const wireResource = z.looseObject({ $schema: z.string(), id: z.string() });
export type WireResource = z.infer<typeof wireResource>;
export const resourceList = z.object({ value: z.array(wireResource), '@nextLink': z.string().optional() });
export type ResourceList = z.infer<typeof resourceList>;
// GET configure/{jobId}: configure-detail; GET resource-tree/product/{id}: with root and target
export const resourceBundle = z.object({
  $schema: z.string(),
  root: z.string().optional(),
  target: z.object({ targetType }).optional(),
  resources: z.array(wireResource),
});
export type ResourceBundle = z.infer<typeof resourceBundle>;

/** One answer's `$version`, and what narrows lists; documents write some values in quotes. */
const unquoted = z.string().transform((text) => text.replace(/^"(.*)"$/, '$1'));
export const versionQuery = z.object({
  $version: z
    .string({
      error: ({ input }) => (input === undefined ? 'is required, e.g. $version=2022-03-01-preview5' : undefined),
    })
    .pipe(schemaVersion),
});
const listQuery = versionQuery.extend({
  externalId: z.string().max(50).optional(),
  externalID: z.string().max(50).optional(),
  /** What is wished at most; a page is never longer than a thousand. */
  $maxpagesize: z.coerce
    .number()
    .int()
    .min(1)
    .transform((wished) => Math.min(wished, 1000))
    .optional(),
  continuationToken: z.string().max(300).optional(),
});
export const productsQuery = listQuery.extend({ type: z.string().max(50).optional() });
export const plansQuery = listQuery.extend({ product: z.string().max(100).optional() });
/** A tree is of the draft unless it says otherwise, submissions are of every target. */
export const targetQuery = versionQuery.extend({ targetType: unquoted.pipe(targetType).optional() });

/** Values the clients of the older API write and read; they differ in the spelling. */
export const legacyChannelStates = ['Disabled', 'OptOut', 'PartialOptIn', 'OptIn', 'Optin', 'Enabled'] as const;

export const jobPath = z.object({ jobId: guid });
export const productPath = z.object({ offerId: z.string().max(100) });
export const submissionPath = productPath.extend({ submission: z.string().max(50) });
export const resourcePath = productPath.extend({ resourceType: z.string().max(100) });

// GET and POST /v1.0/ingestion/products/{id}/resellerConfiguration
export const resellerConfiguration = z.object({
  resourceType: z.literal('ResellerConfiguration').optional(),
  resellerChannelState: z.enum(legacyChannelStates),
  tenantIds: z.array(guid).max(20_000).default([]),
});
export const resellerPath = z.object({ offerId: guid });
export const resellerConfigured = z.object({
  resourceType: z.literal('ResellerConfiguration'),
  id: z.string(),
  resellerChannelState: z.enum(legacyChannelStates),
  tenantIds: z.array(z.string()),
});
