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
  /** Where it is written: a row of the role matrix of Partner Center, or a document by its title. */
  readonly source: string;
  /** Only for the tenant's own people: nobody does it on the tenant's behalf (decision 0070). */
  readonly inPerson?: true;
}

const sellers = ['direct', 'provider'] as const;
/** All partners: an indirect reseller has customers too, and orders nothing for them (rule D9). */
const partners = [...sellers, 'reseller'] as const;
const own = ['own'] as const;
const customers = ['partnerOf', 'providerOf'] as const;
const fullPrivileges = {
  roles: ['global_admin'],
  relations: own,
  source: 'role matrix: all accounts and services with full privileges',
} as const;

/** Every permission there is, with who holds it and the matrix row it comes from. */
export const permissions = {
  'account.read': { parts: tenantParts, roles, relations: own, source: 'own account, every signed-in person' },
  'users.read': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin'],
    relations: own,
    source: 'role matrix: view, create and manage partner users',
  },
  'users.manage': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin'],
    relations: own,
    source: 'role matrix: view, create and manage partner users',
  },
  'signInPolicy.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'role matrix: all accounts and services with full privileges; “Partner security requirements”',
    inPerson: true,
  },
  'enrolment.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'enrolment needs the credentials of a global administrator',
    inPerson: true,
  },
  'agreement.sign': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'only global administrators see and accept the partner agreement',
    inPerson: true,
  },
  'profiles.read': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin', 'billing_admin', 'admin_agent'],
    relations: own,
    source:
      'role matrix: view all partner profiles; a billing administrator and an admin agent see those they work with',
  },
  'profiles.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    relations: own,
    source: 'role matrix: all accounts and services with full privileges',
    inPerson: true,
  },
  'partnerships.read': {
    parts: ['provider', 'reseller'],
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: own,
    source: 'the pages of indirect providers and indirect resellers',
  },
  'partnerships.invite': {
    parts: ['provider'],
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: own,
    source: 'role matrix: register an indirect reseller; global administrator, sales agent',
  },
  'partnerships.accept': {
    parts: ['reseller'],
    roles: ['global_admin'],
    relations: own,
    source: 'the reseller accepts with a global administrator',
    inPerson: true,
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
    source: 'role matrix: customer management: search and view',
  },
  'relationships.request': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: own,
    source: 'role matrix: request a relationship with a customer',
  },
  'delegatedAdmin.manage': {
    parts: partners,
    roles: ['global_admin', 'admin_agent'],
    relations: customers,
    source: 'role matrix: delegated admin privileges; every kind of partner',
  },
  'delegatedAdmin.act': {
    parts: [...partners, 'customer'],
    roles: ['global_admin', 'admin_agent'],
    relations: [...own, ...customers],
    source: 'a partner sends and ends it; a global administrator of the customer answers and ends it',
    inPerson: true,
  },
  'customerUsers.manage': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'helpdesk_agent'],
    relations: customers,
    source: 'within the roles that the customer delegated; every kind of partner',
  },
  'ownPartners.read': {
    parts: ['customer'],
    roles,
    relations: own,
    source: 'a customer sees who its partners are; they do not see each other',
    inPerson: true,
  },
  'ownPurchases.manage': {
    parts: ['customer'],
    roles: ['global_admin', 'billing_admin'],
    relations: own,
    source: 'online store: a customer buys for itself (rule A1), and is invoiced for it',
    inPerson: true,
  },
  'ownPartners.manage': {
    // A company that signed up becomes a customer as it accepts its first partner.
    parts: ['customer', 'applicant'],
    roles: ['global_admin'],
    relations: own,
    source: 'only a global administrator of the customer accepts or removes a partner',
    inPerson: true,
  },
  'applications.consent': {
    parts: tenantParts,
    ...fullPrivileges,
    inPerson: true,
  },
  'identityProvider.manage': {
    parts: tenantParts,
    ...fullPrivileges,
    inPerson: true,
  },
  'applications.manage': {
    parts: tenantParts,
    ...fullPrivileges,
    inPerson: true,
  },
  'offers.manage': {
    parts: ['publisher'],
    roles: ['global_admin', 'manager'],
    relations: own,
    source: 'roles of marketplace accounts',
  },
  'fulfillment.act': {
    parts: ['publisher'],
    roles: [],
    relations: ['publisherOf'],
    source: 'SaaS fulfillment API, section 1: the application of the technical configuration; no person',
  },
  'catalogue.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: own,
    source: 'role matrix: view pricing and offers',
  },
  'notices.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: own,
    source:
      '“Support for commercial marketplace products”, line 39: notices to partners, for those who support customers',
  },
  'customers.read': {
    parts: partners,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: customers,
    source: 'role matrix: customer management',
  },
  'customers.manage': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'role matrix: customer management',
  },
  'agreements.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'role matrix: customer agreement',
  },
  'agreements.confirm': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source: 'role matrix: confirm customer acceptance',
  },
  'subscriptions.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: customers,
    source:
      'role matrix: subscription management; “Manage commercial marketplace products for your customers”, lines 28–29',
  },
  'subscriptions.buy': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    relations: customers,
    source:
      'role matrix: subscription management; “Manage commercial marketplace products for your customers”, lines 28–29',
  },
  'margins.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent'],
    relations: own,
    source: 'Partner Center API, section 3.6: global admin, admin agent',
  },
  'invoices.read': {
    parts: sellers,
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    relations: ['own', ...customers],
    source: 'role matrix: billing; “Azure in CSP”, line 80',
  },
  'prices.manage': {
    parts: sellers,
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    relations: ['own', ...customers],
    source: 'the partner sets price and terms',
  },
  'activity.read': {
    parts: partners,
    roles: ['global_admin', 'admin_agent'],
    relations: own,
    source:
      'Partner Center API, section 9.3: what was done in the account; who has all rights, and who manages customers',
  },
  'webhooks.manage': {
    parts: [...partners, 'publisher', 'customer'],
    ...fullPrivileges,
    // Whoever enters an account on its behalf would go on listening after it has left.
    inPerson: true,
  },
  'webhooks.register': {
    parts: partners,
    roles: ['global_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    relations: own,
    source: 'Partner Center API, section 9.4: global, billing admin, admin, sales and helpdesk agent',
  },
  'signIn.demand': {
    parts: ['operator'],
    roles: ['global_admin'],
    relations: ['operator'],
    inPerson: true,
    source: 'partner security requirements (rule B30); decision 0113',
  },
  'programme.operate': {
    parts: ['operator'],
    roles: ['global_admin', 'billing_admin'],
    relations: ['operator'],
    source: 'operator of the programme',
  },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;
