/** A partner's customers as people look for them, `/comptoir/v1/customers` (permission `customers.read`). */
import { z } from 'zod';
import { roleName } from './account.ts';
import { listOf } from './lists.ts';
import { userState } from './people.ts';
import { countryCode, guid, instant } from './words.ts';

export const customerRow = z.object({
  tenantId: guid,
  companyName: z.string(),
  domain: z.string(),
  /** When the reseller relationship began. */
  since: instant,
});
export type CustomerRow = z.infer<typeof customerRow>;

/** GET /comptoir/v1/customers, …/export. Words are looked for in name, domain and tenant id. */
export const customerList = listOf({
  item: customerRow,
  sorts: ['name', 'domain', 'since'],
  filters: {
    /** Tenant id of a reseller, or of a provider, that the customer is shared with. */
    reseller: guid.optional(),
    provider: guid.optional(),
  },
  beside: {},
});

/** What a partner may do with people of a customer, by the directory roles that the customer delegated. */
export const delegatedAct = z.enum([
  'readPeople',
  'changePeople',
  'resetPasswords',
  'deletePeople',
  'assignRoles',
  'consentApplications',
  'assignLicences',
]);
export type DelegatedAct = z.infer<typeof delegatedAct>;

export const customerUserRow = z.object({
  id: guid,
  userPrincipalName: z.string(),
  displayName: z.string(),
  usageLocation: countryCode.optional(),
  state: userState,
  roles: z.array(roleName),
  createdAt: instant,
  deletedAt: instant.optional(),
  /** What the caller may do with this account. */
  acts: z.array(delegatedAct),
});
export type CustomerUserRow = z.infer<typeof customerUserRow>;

/** GET /comptoir/v1/customers/{customerId}/users, …/export (permission `customerUsers.manage`). Without `state` nobody deleted. */
export const customerUserList = listOf({
  item: customerUserRow,
  sorts: ['name', 'userName', 'createdAt'],
  filters: { state: userState.optional(), role: roleName.optional() },
  /** What the caller may do in the customer's tenant. */
  beside: { acts: z.array(delegatedAct) },
});
