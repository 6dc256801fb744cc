/**
 * The role matrix of the programme (rules B, role matrix): every cell, held against what each declared route of its area
 * answers to a person with that role alone. Cells of areas that are not built are named as such.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { permissions, type Actor, type Permission, type Role, type TenantPart } from '../src/kernel/index.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { mayCall } from '../src/platform/http.ts';

const columns = {
  GA: 'global_admin',
  UM: 'user_admin',
  BA: 'billing_admin',
  AA: 'admin_agent',
  SA: 'sales_agent',
  HA: 'helpdesk_agent',
} as const satisfies Record<string, Role>;
type Column = keyof typeof columns;
const names = Object.keys(columns) as Column[];

interface Row {
  readonly capability: string;
  /** The permissions that carry the capability. */
  readonly permissions: readonly Permission[];
  /** Who has it, as the matrix says; `GA` also where the pages’ “appropriate roles” do. */
  readonly granted: readonly Column[];
  /** Cells that grant a part: what of it there is. */
  readonly partly?: Partial<Record<Column, Permission>>;
  /** Cells that another document or our own inference adds, with it. */
  readonly added?: Partial<Record<Column, string>>;
}

const matrix: readonly Row[] = [
  {
    capability: 'all accounts and services with full privileges',
    permissions: [
      'applications.manage',
      'webhooks.manage',
      'identityProvider.manage',
      'profiles.manage',
      'signInPolicy.manage',
      'enrolment.manage',
    ],
    granted: ['GA'],
  },
  {
    capability: 'view, create and manage partner users',
    permissions: ['users.read', 'users.manage'],
    granted: ['GA', 'UM'],
  },
  {
    capability: 'view all partner profiles',
    permissions: ['profiles.read'],
    granted: ['GA', 'UM'],
    added: { BA: 'the billing profile it works with', AA: 'the support profile it works with' },
  },
  { capability: 'sign the partner agreement', permissions: ['agreement.sign'], granted: ['GA'] },
  {
    capability: 'customer management: create and edit',
    permissions: ['customers.manage'],
    granted: ['GA', 'AA', 'SA'],
    partly: { HA: 'customers.read' },
  },
  {
    capability: 'request a relationship with a customer',
    permissions: ['relationships.request'],
    granted: ['GA', 'AA', 'SA'],
  },
  {
    capability: 'subscription management: buy and change',
    permissions: ['subscriptions.buy'],
    granted: ['GA', 'AA', 'SA'],
    partly: { HA: 'subscriptions.read' },
  },
  {
    capability: 'view pricing and offers',
    permissions: ['catalogue.read'],
    granted: ['GA', 'AA', 'SA'],
    partly: { BA: 'prices.manage' },
  },
  {
    capability: 'billing: invoices and reconciliation files',
    permissions: ['invoices.read'],
    granted: ['GA', 'BA', 'AA'],
  },
  {
    capability: 'view the customer agreement, confirm that the customer accepted it',
    permissions: ['agreements.read', 'agreements.confirm'],
    granted: ['GA', 'AA', 'SA'],
  },
  {
    capability: 'register an indirect reseller',
    permissions: ['partnerships.invite'],
    granted: ['GA', 'AA', 'SA'],
  },
];

/** Rows and cells of areas that are not built: no permission carries them yet. */
const notBuilt = [
  'administer on behalf of a customer: AA',
  'cancel an Azure subscription: GA',
  'service health and service requests for customers: AA; SA sees tickets, HA asks for support',
  'manage leads: SA',
  'devices: AA; SA sees lists',
  'customer purchase permissions: AA; SA and HA see them',
  'support tickets of one’s own: everybody',
  'billing questions for customers: HA',
];

/** Held by whom the matrix says; its routes come with the requests to customers. */
const comesWithCustomers: Permission = 'relationships.request';

let routes: readonly DeclaredRoute[];
beforeAll(async () => {
  routes = await declaredRoutes(readConfig({ COMPTOIR_LOG: 'silent' }));
});

const actorOf = (part: TenantPart, role: Role): Actor => ({
  kind: 'user',
  tenantId: '00000000-0000-4000-8000-000000000001',
  userId: '00000000-0000-4000-8000-000000000002',
  name: `one ${role}`,
  parts: new Set([part]),
  roles: new Set([role]),
});

/** What routes of a permission answer to a person with this role alone, of a tenant that plays a part which has it. */
function admitted(permission: Permission, role: Role): readonly string[] {
  const part = permissions[permission].parts.find((one) => one === 'provider' || one === 'direct');
  expect(part, `${permission} is a partner’s`).toBeDefined();
  const declared = routes.filter(({ access }) => access.permission === permission);
  return declared.filter(({ access }) => !mayCall(actorOf(part!, role), access)).map(({ url }) => url);
}

const declaredBy = (permission: Permission) => routes.filter(({ access }) => access.permission === permission).length;

describe.each(matrix)('B28 The role matrix: $capability', (row) => {
  test.each(names)('%s', (column) => {
    const role = columns[column];
    const has = row.granted.includes(column) || row.added?.[column] !== undefined;
    for (const permission of row.permissions) {
      const all = declaredBy(permission);
      expect([permission, admitted(permission, role).length]).toEqual([permission, has ? all : 0]);
      expect([permission, (permissions[permission].roles as readonly Role[]).includes(role)]).toEqual([
        permission,
        has,
      ]);
    }
    const parts = [row.partly?.[column]].filter((part) => part !== undefined);
    expect(parts.map((part) => admitted(part, role).length)).toEqual(parts.map(declaredBy));
  });
});

test('B28 Every permission of the matrix has routes, and what is not built has no permission', () => {
  const carried = matrix.flatMap((row) => [...row.permissions, ...Object.values(row.partly ?? {})]);
  const withoutRoutes = carried.filter((permission) => declaredBy(permission) === 0);
  expect(withoutRoutes.filter((permission) => permission !== comesWithCustomers)).toEqual([]);
  const words = /onBehalf|azure|lead|device|purchasePermission|ticket/i;
  expect(Object.keys(permissions).filter((permission) => words.test(permission))).toEqual([]);
  expect(notBuilt).toHaveLength(8);
});
