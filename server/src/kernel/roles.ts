/** Parts a tenant plays in the programme, roles its users hold, and the permissions they give. */

export const tenantParts = ['operator', 'publisher', 'direct', 'provider', 'reseller', 'customer'] as const;
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

/** What a route may require. `parts`: which tenants can hold it; `roles`: which of their users; applications hold all of their tenant's. */
export interface PermissionRule {
  readonly parts: readonly TenantPart[];
  readonly roles: readonly Role[];
  readonly source: string;
}

const sellers = ['direct', 'provider'] as const;

/** Every permission there is, with who holds it and the matrix row it comes from. */
export const permissions = {
  'account.read': { parts: tenantParts, roles, source: 'own account, every signed-in person' },
  'users.read': {
    parts: tenantParts,
    roles: ['global_admin', 'user_admin'],
    source: 'B: view, create and manage partner users',
  },
  'applications.manage': {
    parts: tenantParts,
    roles: ['global_admin'],
    source: 'B: all accounts and services with full privileges',
  },
  'offers.manage': { parts: ['publisher'], roles: ['global_admin', 'manager'], source: 'marketplace account roles' },
  'fulfillment.act': {
    parts: ['publisher'],
    roles: [],
    source: 'saas-fulfillment.md 1: the application of the technical configuration; no person',
  },
  'catalogue.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    source: 'B: view pricing and offers',
  },
  'notices.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    source: 'H4: notices to partners, for those who support customers; SEED 4 L39',
  },
  'customers.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    source: 'B: customer management',
  },
  'customers.manage': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    source: 'B: customer management',
  },
  'agreements.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    source: 'B: customer agreement',
  },
  'agreements.confirm': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    source: 'B: confirm customer acceptance; F6',
  },
  'subscriptions.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'],
    source: 'B: subscription management; SEED 3 L28-29',
  },
  'subscriptions.buy': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent', 'sales_agent'],
    source: 'B: subscription management; SEED 3 L28-29',
  },
  'margins.read': {
    parts: sellers,
    roles: ['global_admin', 'admin_agent'],
    source: 'partner-center-api.md 3.6: Global admin, Admin agent',
  },
  'invoices.read': {
    parts: sellers,
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    source: 'B: billing; SEED 2 L80',
  },
  'prices.manage': {
    parts: sellers,
    roles: ['global_admin', 'billing_admin', 'admin_agent'],
    source: 'AZP-03: the partner sets price and terms',
  },
  'programme.operate': {
    parts: ['operator'],
    roles: ['global_admin', 'billing_admin'],
    source: 'operator of the programme',
  },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;
