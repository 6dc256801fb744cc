/**
 * Delegated administration on the Graph paths, `/v1.0/tenantRelationships` and `/beta/tenantRelationships` (wire contract
 * 8.5): Microsoft's own shapes. Members nobody knows are ignored, as Graph does.
 */
import { z } from 'zod';
import { guid, lineText } from './comptoir/words.ts';

const unifiedRoles = z
  .array(z.object({ roleDefinitionId: guid }))
  .min(1)
  .max(200);
const accessDetails = z.object({ unifiedRoles });
/** ISO 8601. */
const duration = z.string().max(30);

export const relationshipPath = z.object({ relationshipId: z.string() });
export const assignmentPath = relationshipPath.extend({ assignmentId: z.string() });
export const requestPath = relationshipPath.extend({ requestId: z.string() });
export const operationPath = relationshipPath.extend({ operationId: z.string() });
export const delegatedCustomerPath = z.object({ customerId: z.string() });

export const newRelationship = z.object({
  displayName: lineText(50).min(1),
  /** P1D to P2Y. */
  duration,
  /** P0D, PT0S or P180D. */
  autoExtendDuration: duration.default('PT0S'),
  customer: z.object({ tenantId: guid }).nullish(),
  accessDetails,
});
export const changedRelationship = newRelationship.partial().extend({ autoExtendDuration: duration.optional() });

export const newAssignment = z.object({
  accessContainer: z.object({ accessContainerId: guid, accessContainerType: z.literal('securityGroup') }),
  accessDetails,
});
export const changedAssignment = z.object({ accessDetails });
export const newRequest = z.object({ action: z.enum(['lockForApproval', 'approve', 'reject', 'terminate']) });

/** `status eq 'active'`, `customer/tenantId eq '…'`, `displayName eq '…'`, or one of them and another. */
export const relationshipQuery = z.object({
  $filter: z.string().max(500).optional(),
  $top: z.coerce.number().int().min(1).max(300).default(100),
  $skiptoken: z.string().max(4000).optional(),
});

const annotated = { '@odata.context': z.string().optional(), '@odata.etag': z.string() };
export const status = z.enum([
  'created',
  'approvalPending',
  'approved',
  'activating',
  'active',
  'expiring',
  'expired',
  'terminationRequested',
  'terminating',
  'terminated',
]);

export const relationship = z.object({
  ...annotated,
  id: z.string(),
  displayName: z.string(),
  duration: z.string(),
  autoExtendDuration: z.string(),
  customer: z.object({ tenantId: z.string(), displayName: z.string() }).nullable(),
  accessDetails,
  status,
  createdDateTime: z.string(),
  lastModifiedDateTime: z.string(),
  activatedDateTime: z.string().nullable(),
  endDateTime: z.string().nullable(),
});
export type GraphRelationship = z.infer<typeof relationship>;

export const assignment = z.object({
  ...annotated,
  id: z.string(),
  status: z.enum(['pending', 'active', 'deleting', 'deleted', 'error']),
  createdDateTime: z.string(),
  lastModifiedDateTime: z.string(),
  accessContainer: z.object({ accessContainerId: z.string(), accessContainerType: z.literal('securityGroup') }),
  accessDetails,
});
export type GraphAssignment = z.infer<typeof assignment>;

export const request = z.object({
  '@odata.context': z.string().optional(),
  id: z.string(),
  action: z.enum(['lockForApproval', 'approve', 'reject', 'terminate']),
  status: z.enum(['created', 'pending', 'succeeded', 'failed']),
  createdDateTime: z.string(),
  lastModifiedDateTime: z.string(),
});

export const operation = z.object({
  '@odata.context': z.string().optional(),
  id: z.string(),
  operationType: z.literal('delegatedAdminAccessAssignmentUpdate'),
  data: z.string(),
  status: z.enum(['notStarted', 'running', 'succeeded', 'failed']),
  createdDateTime: z.string(),
  lastModifiedDateTime: z.string(),
});

export const delegatedCustomer = z.object({
  '@odata.context': z.string().optional(),
  id: z.string(),
  tenantId: z.string(),
  displayName: z.string(),
});

export const serviceDetail = z.object({ id: z.string(), serviceName: z.string(), serviceManagementUrl: z.string() });

/** A page: `value[]`, and the address of the next one. */
const listed = <Item extends z.ZodType>(item: Item) =>
  z.object({ '@odata.context': z.string(), '@odata.nextLink': z.string().optional(), value: z.array(item) });
export const relationships = listed(relationship);
export const assignments = listed(assignment);
export const requests = listed(request);
export const operations = listed(operation);
export const delegatedCustomers = listed(delegatedCustomer);
export const serviceDetails = listed(serviceDetail);

export const graphFault = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    innerError: z.object({
      date: z.string(),
      'request-id': z.string(),
      'client-request-id': z.string(),
      /** The stable name of the refusal. */
      code: z.string(),
    }),
  }),
});
