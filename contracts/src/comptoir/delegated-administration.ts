/** Delegated administration over `/comptoir/v1`: what a partner asks and gives to its groups, what a customer grants and ends. */
import { z } from 'zod';
import { roleName } from './account.ts';
import { listOf } from './lists.ts';
import { guid, instant, lineText } from './words.ts';

export const delegationStatus = z.enum([
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
  'rejected',
]);
export type DelegationStatus = z.infer<typeof delegationStatus>;

export const delegationRow = z.object({
  relationshipId: guid,
  displayName: z.string(),
  status: delegationStatus,
  partnerTenantId: guid,
  partnerName: z.string(),
  /** Null: for whoever has the link. */
  customerTenantId: guid.nullable(),
  customerName: z.string().nullable(),
  durationDays: z.number().int(),
  /** By six months, each time it ends. */
  autoExtend: z.boolean(),
  roleIds: z.array(guid),
  createdAt: instant,
  requestExpiresAt: instant.nullable(),
  activatedAt: instant.nullable(),
  endsAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(['partner', 'customer']).nullable(),
  /** What a change or an answer names: what was read is what is changed or approved. */
  version: z.number().int(),
});
export type DelegationRow = z.infer<typeof delegationRow>;

/** GET /comptoir/v1/delegated-relationships, …/export: the partner's. Words are looked for in name, customer and partner. */
export const delegationList = listOf({
  item: delegationRow,
  sorts: ['createdAt', 'name', 'status', 'endsAt'],
  usual: '-createdAt',
  filters: { status: delegationStatus.optional(), customerTenantId: guid.optional() },
  beside: {},
});

export const delegationAssignment = z.object({
  assignmentId: guid,
  groupId: guid,
  groupName: z.string(),
  roleIds: z.array(guid),
  since: instant,
});
export type DelegationAssignment = z.infer<typeof delegationAssignment>;

/** GET /comptoir/v1/delegated-relationships/{relationshipId} */
export const delegation = delegationRow.extend({
  assignments: z.array(delegationAssignment),
  /** What the customer's global administrator opens. */
  link: z.string(),
});
export type Delegation = z.infer<typeof delegation>;

export const delegationPath = z.strictObject({ relationshipId: guid });
export const delegationAssignmentPath = delegationPath.extend({ assignmentId: guid });
export const customerOfPath = z.strictObject({ customerId: guid });

const roleIds = z.array(guid).min(1).max(100);

export const newDelegation = z.strictObject({
  /** Unique among the partner's own; the customer reads it. */
  displayName: lineText(50).min(1),
  durationDays: z.coerce.number().int().min(1).max(730),
  autoExtend: z.boolean().default(false),
  customerTenantId: guid.optional(),
  roleIds,
});
export type NewDelegation = z.input<typeof newDelegation>;

/** PUT …/auto-extend */
export const autoExtension = z.strictObject({ autoExtend: z.boolean() });
/** POST …/assignments */
export const newDelegationAssignment = z.strictObject({ groupId: guid, roleIds });
/** POST /comptoir/v1/granted-relationships/{relationshipId}/approve, …/reject, …/terminate: the version that was read. */
export const grantAnswer = z.strictObject({ version: z.number().int() });

/** GET /comptoir/v1/directory-roles: what can be delegated, as of a day. */
export const delegableRoles = z.object({
  asOf: z.string(),
  items: z.array(z.object({ id: guid, name: z.object({ en: z.string(), fr: z.string() }), privileged: z.boolean() })),
});
export type DelegableRole = z.infer<typeof delegableRoles>['items'][number];

/** GET /comptoir/v1/delegated-administration/groups: the partner's own. */
export const delegationGroups = z.object({ items: z.array(z.object({ id: guid, name: z.string() })) });

/** GET /comptoir/v1/granted-relationships: what partners ask the customer for and have, and the older access. */
export const grantedAccess = z.object({
  items: z.array(delegationRow),
  /** Partners with the older, all-or-nothing access (rule D7). */
  older: z.array(z.object({ partnerTenantId: guid, partnerName: z.string(), since: instant })),
});
export type GrantedAccess = z.infer<typeof grantedAccess>;

/** GET and POST /comptoir/v1/customers/{customerId}/administration, of a customer or of a reseller that gave its provider administrator access: what the caller may there; POST begins (header `Comptoir-On-Behalf-Of`). */
export const administration = z.object({
  customer: z.object({ tenantId: guid, name: z.string() }),
  /** Directory roles by which the caller administers the customer. */
  roleIds: z.array(guid),
  /** What they are in the customer's portal. */
  roles: z.array(roleName),
});
export type Administration = z.infer<typeof administration>;
