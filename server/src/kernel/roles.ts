/** Parts a tenant plays in the programme, roles its users hold, and the permissions they give. */

/** `applicant`: an organisation that signed up and takes no part yet. */
export const tenantParts = [
  'operator',
  'publisher',
  'direct',
  'provider',
  'reseller',
  'customer',
  'applicant',
] as const;
export type TenantPart = (typeof tenantParts)[number];

/**
 * Partner Center roles (programme rules, role matrix B). Agent roles are memberships of the tenant's AdminAgents,
 * SalesAgents and HelpdeskAgents groups; the others are directory roles. `manager` is the marketplace account role.
 */
export const roles = [
  'global_admin',
  'user_admin',
  'billing_admin',
  'admin_agent',
  'sales_agent',
  'helpdesk_agent',
  'manager',
] as const;
export type Role = (typeof roles)[number];

/** How the caller's tenant stands to the account whose rows are reached, in words of the generated page. */
export const relations = {
  own: 'its own account',
  partnerOf: 'a partner: its customer',
  providerOf: 'a provider: its reseller’s customer, in the provider’s account',
  publisherOf: 'a publisher: what was bought of it',
  operator: 'the operator: every account',
} as const;
export type Relation = keyof typeof relations;

/**
 * What a route may require. `parts`: which tenants can hold it; `roles`: which of their users; applications hold all of
 * their tenant's. `relations`: whose rows it reaches; others' are not there. docs/permissions.md and the walk of every
 * route by everybody (server/test/isolation.test.ts) are made from this.
 */
export interface PermissionRule {
  readonly parts: readonly TenantPart[];
  readonly roles: readonly Role[];
  readonly relations: readonly Relation[];
  readonly source: string;
}

const sellers = ['direct', 'provider'] as const;
/** All partners: an indirect reseller has customers too, and orders nothing for them (rule D9). */
const partners = [...sellers, 'reseller'] as const;
const own = ['own'] as const;
const customers = ['partnerOf', 'providerOf'] as const;

/** Every permission there is, with who holds it and the matrix row it comes from. */
export const permissions = {
  'account.read': { parts: tenantParts, roles, relations: own, source: 'own account, every signed-in person' },
  'users.read': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin'],
    relations: own,
    source: 'B: view, create and manage partner users',
  },
  'users.manage': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin'],
    relations: own,
    source: 'B: view, create and manage partner users',
  },
  'enrolment.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'B3: enrolment needs the credentials of a global administrator',
  },
  'agreement.sign': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'B17: only global administrators see and accept the partner agreement',
  },
  'profiles.read': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin', 'billing_admin', 'admin_agent'],
    relations: own,
    source: 'B: view all partner profiles; a billing administrator and an admin agent see those they work with',
  },
  'profiles.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'B: all accounts and services with full privileges',
  },
  'partnerships.read': {
    parts: ['provider', 'reseller'],
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: own,
    source: 'D2: the pages of indirect providers and indirect resellers',
  },
  'partnerships.invite': {
    parts: ['provider'],
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: own,
    source: 'B: register an indirect reseller; D2: global administrator, sales agent',
  },
  'partnerships.accept': {
    parts: ['reseller'],
    roles: ['global_admin'],
    relations: own,
    source: 'D2: the reseller accepts with a global administrator',
  },
  'directory.manage': {
    parts: ['provider'],
    roles: ['global_admin', 'admin_agent'],
    relations: own,
    source: 'IND-03: a provider tells of itself what resellers choose by',
  },
  'relationships.read': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: customers,
    source: 'B: customer management: search and view',
  },
  'relationships.request': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: own,
    source: 'B: request a relationship with a customer',
  },
  'delegatedAdmin.manage': {
    parts: partners,
    roles: ['global_admin', 'admin_agent'],
    relations: customers,
    source: 'B: delegated admin privileges; D9: every kind of partner',
  },
  'delegatedAdmin.act': {
    parts: [...partners, 'customer'],
    roles: ['global_admin', 'admin_agent'],
    relations: [...own, ...customers],
    source: 'D8: a partner sends and ends it; a global administrator of the customer answers and ends it',
  },
  'customerUsers.manage': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'helpdesk_agent'],
    relations: customers,
    source: 'D7, D8: within the roles that the customer delegated; D9: every kind of partner',
  },
  'ownPartners.read': {
    parts: ['customer'],
    roles,
    relations: own,
    source: 'AZP-39: a customer sees who its partners are',
  },
  'ownPartners.manage': {
    parts: ['customer'],
    roles: ['global_admin'],
    relations: own,
    source: 'D6: only a global administrator of the customer accepts or removes a partner',
  },
  'applications.consent': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'B: all accounts and services with full privileges',
  },
  'applications.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'B: all accounts and services with full privileges',
  },
  'offers.manage': {
    parts: ['publisher'],
    roles: ['global_admin', 'manager'],
    relations: own,
    source: 'marketplace account roles',
  },
  'fulfillment.act': {
    parts: ['publisher'],
    roles: [],
    relations: ['publisherOf'],
    source: 'saas-fulfillment.md 1: the application of the technical configuration; no person',
  },
  'catalogue.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: own,
    source: 'B: view pricing and offers',
  },
  'notices.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: own,
    source: 'H4: notices to partners, for those who support customers; SEED 4 L39',
  },
  'customers.read': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: customers,
    source: 'B: customer management',
  },
  'customers.manage': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'B: customer management',
  },
  'agreements.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'B: customer agreement',
  },
  'agreements.confirm': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'B: confirm customer acceptance; F6',
  },
  'subscriptions.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: customers,
    source: 'B: subscription management; SEED 3 L28-29',
  },
  'subscriptions.buy': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'B: subscription management; SEED 3 L28-29',
  },
  'margins.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent'],
    relations: own,
    source: 'partner-center-api.md 3.6: Global admin, Admin agent',
  },
  'invoices.read': {
    parts: sellers,
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    relations: ['own', ...customers],
    source: 'B: billing; SEED 2 L80',
  },
  'prices.manage': {
    parts: sellers,
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    relations: ['own', ...customers],
    source: 'AZP-03: the partner sets price and terms',
  },
  'programme.operate': {
    parts: ['operator'],
    roles: ['global_admin', 'billing_admin'],
    relations: ['operator'],
    source: 'operator of the programme',
  },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;
