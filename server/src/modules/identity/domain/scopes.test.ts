import { expect, test } from 'vitest';
import { permissions, type Permission } from '../../../kernel/index.ts';
import { findScope, permissionsOf, scopes, scopesOfGrants } from './scopes.ts';

const partnerCenter = 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd';
const graph = '00000002-0000-0000-c000-000000000000';
const azure = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

test('No scope opens the operator’s desk, nor what a tenant’s people do in person', () => {
  const opened = new Set(scopes.flatMap((scope) => scope.permissions));
  const never = (Object.keys(permissions) as Permission[]).filter((permission) => {
    return permission === 'programme.operate' || 'inPerson' in permissions[permission];
  });
  expect(never.length).toBeGreaterThan(5);
  expect(never.filter((permission) => opened.has(permission))).toEqual([]);
});

test('Every other permission is opened by a scope that names it', () => {
  const named = new Set(scopes.filter(({ name }) => name !== 'user_impersonation').flatMap((one) => one.permissions));
  const missing = findScope('user_impersonation')!.permissions.filter((permission) => !named.has(permission));
  expect(missing).toEqual([]);
});

test('A consent to less gives less, and names that open nothing here open nothing', () => {
  expect([...permissionsOf(['Billing.Read.All'])]).toEqual(['invoices.read']);
  expect([...permissionsOf(['Domain.ReadWrite.All', 'https://management.azure.com/user_impersonation'])]).toEqual([]);
  expect(permissionsOf(['user_impersonation']).has('subscriptions.buy')).toBe(true);
});

test('Grants of a control panel vendor are read as its samples send them', () => {
  const sent = [
    { enterpriseApplicationId: azure, scope: 'user_impersonation' },
    { enterpriseApplicationId: graph, scope: 'Domain.ReadWrite.All,user.readwrite.all, Directory.Read.All' },
    { enterpriseApplicationId: partnerCenter.toUpperCase(), scope: 'offline_access billing.read.all' },
  ];
  expect(scopesOfGrants(sent)).toEqual([
    'https://management.azure.com/user_impersonation',
    'Domain.ReadWrite.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Billing.Read.All',
  ]);
});

test.for([
  ['a resource that nobody has', [{ enterpriseApplicationId: crypto.randomUUID(), scope: 'User.Read' }], 'resource'],
  ['a scope that Partner Center has not', [{ enterpriseApplicationId: partnerCenter, scope: 'Money.Take' }], 'scope'],
  ['everything of Graph', [{ enterpriseApplicationId: graph, scope: 'user_impersonation' }], 'scope'],
  ['markup for a scope', [{ enterpriseApplicationId: graph, scope: '<b>User.Read</b>' }], 'scope'],
  ['a scope of Azure that is none', [{ enterpriseApplicationId: azure, scope: 'User.Read' }], 'scope'],
  ['no scope at all', [{ enterpriseApplicationId: graph, scope: ' , ' }], 'none'],
  ['no grant', [], 'none'],
] as const)('A consent to %s is refused', ([, grants, problem]) => {
  expect(scopesOfGrants(grants)).toMatchObject({ problem });
});
