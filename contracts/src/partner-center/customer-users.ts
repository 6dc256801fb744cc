/** People of a customer and their directory roles (wire contract, sections 8.3 and 8.4). */
import { z } from 'zod';
import { countryCode, lineText } from '../comptoir/words.ts';
import { attributes, collectionOf, customerPath, link } from './common.ts';

const links = z.object({ self: link }).optional();

export const customerUser = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  usageLocation: z.string().optional(),
  phoneNumber: z.string().optional(),
  immutableId: z.string().optional(),
  userDomainType: z.enum(['none', 'managed', 'federated']),
  state: z.enum(['active', 'inactive']),
  /** When a deleted person was deleted: gone for good 30 days later. */
  softDeletionTime: z.string().optional(),
  links,
  attributes,
});
export type CustomerUser = z.infer<typeof customerUser>;
export const customerUsers = collectionOf(customerUser);

const passwordProfile = z.object({
  password: z.string().min(1).max(200),
  forceChangePassword: z.boolean().default(true),
});

/** Names are checked by what everybody's names are checked by. */
const names = {
  displayName: lineText(200).min(1),
  firstName: lineText(100).optional(),
  lastName: lineText(100).optional(),
  usageLocation: countryCode.optional(),
  phoneNumber: lineText(50).optional(),
};

export const userStates = ['active', 'inactive'] as const;
/** How people sign in is the tenant's to say, and what is asked for here must not be forgotten: people of a customer are not federated one by one. */
export const userDomainTypes = ['none', 'managed'] as const;

export const newCustomerUser = z.object({
  ...names,
  userPrincipalName: lineText(200).min(1),
  immutableId: lineText(200).optional(),
  passwordProfile,
  state: z.enum(userStates).default('active'),
  userDomainType: z.enum(userDomainTypes).optional(),
});

/** Any member; `state: active` enables and brings a deleted person back, `inactive` disables. */
export const changedCustomerUser = z.object({
  ...names,
  displayName: names.displayName.optional(),
  userPrincipalName: lineText(200).min(1).optional(),
  immutableId: lineText(200).optional(),
  passwordProfile: passwordProfile.optional(),
  state: z.enum(userStates).optional(),
  userDomainType: z.enum(userDomainTypes).optional(),
});
export type ChangedCustomerUser = z.infer<typeof changedCustomerUser>;

/** PATCH …/resetpassword: the profile itself, or within a user. */
export const passwordReset = z.object({ passwordProfile: passwordProfile });

export const customerUserPath = customerPath.extend({ userId: z.string() });
export const directoryRolePath = customerPath.extend({ roleId: z.string() });
export const roleMemberPath = directoryRolePath.extend({ userId: z.string() });

export const directoryRole = z.object({ id: z.string(), name: z.string(), attributes });
export const directoryRoles = collectionOf(directoryRole);

export const userMember = z.object({
  id: z.string(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  roleId: z.string(),
  attributes,
});
export const userMembers = collectionOf(userMember);
export const newUserMember = z.object({ id: z.string().min(1).max(100) });

export const managedService = z.object({
  id: z.string(),
  name: z.string(),
  groupName: z.string(),
  links: z.object({ adminService: link }),
  attributes,
});
export const managedServices = collectionOf(managedService);
