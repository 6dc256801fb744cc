import { expect, test } from 'vitest';
import type { Role, TenantPart } from '../../../kernel/index.ts';
import { decideAdd, decideEnd, decideHandOver, decideRoles, decideTouch, rolesOfParts } from './people.ts';

const one = (id: string, ...roles: Role[]) => ({ id, roles, active: true });
const global = one('g', 'global_admin');
const manager = one('u', 'user_admin');
const agent = one('a', 'admin_agent');

test.for<[TenantPart, Role[]]>([
  ['direct', ['admin_agent', 'helpdesk_agent', 'sales_agent']],
  ['provider', ['admin_agent', 'helpdesk_agent', 'sales_agent']],
  ['reseller', ['admin_agent', 'helpdesk_agent']],
  ['applicant', ['admin_agent', 'helpdesk_agent']],
  ['publisher', ['manager']],
  ['customer', []],
  ['operator', []],
])('B28 The people of a tenant that is %s can be given the directory roles and %j', ([part, more]) => {
  expect(rolesOfParts([part])).toEqual(['global_admin', 'user_admin', 'billing_admin', ...more]);
});

const change = (acting: typeof global, person: typeof global, wanted: Role[], otherGlobalAdmins = 1) =>
  decideRoles({ acting, person, wanted, parts: ['direct'], otherGlobalAdmins });

test('ENR-53 A global admin ticks admin agent for itself; nobody else adds a role to itself', () => {
  expect(change(global, global, ['global_admin', 'admin_agent'])).toBeUndefined();
  expect(change(manager, manager, ['user_admin', 'admin_agent'])).toBe('OwnRights');
  expect(change(manager, manager, ['user_admin', 'global_admin'])).toBe('OwnRights');
  expect(change(manager, manager, [])).toBeUndefined();
});

test('B29 Roles, passwords and addresses are given by who has every right of them', () => {
  const both = one('b', 'user_admin', 'admin_agent');
  const nobody = one('n');
  for (const role of ['admin_agent', 'sales_agent', 'helpdesk_agent', 'billing_admin'] as const) {
    expect([role, change(manager, nobody, [role])]).toEqual([role, 'BeyondOwnRights']);
    expect([role, change(both, nobody, [role])]).toEqual([role, undefined]);
    expect([role, decideHandOver(manager, one('x', role), ['direct'])]).toEqual([role, 'BeyondOwnRights']);
    expect([role, decideHandOver(both, one('x', role), ['direct'])]).toEqual([role, undefined]);
    expect([role, decideHandOver(global, one('x', role), ['direct'])]).toEqual([role, undefined]);
  }
  expect(decideHandOver(manager, global, ['direct'])).toBe('GlobalAdminNeeded');
  expect(decideHandOver(manager, one('o', 'user_admin'), ['direct'])).toBeUndefined();
  // A billing admin of a customer buys in the online store, which a user admin may not.
  expect(decideHandOver(manager, one('x', 'billing_admin'), ['customer'])).toBe('BeyondOwnRights');
  // What is taken away, or stays, gives nothing.
  expect(change(manager, agent, [])).toBeUndefined();
  expect(change(manager, agent, ['admin_agent', 'user_admin'])).toBeUndefined();
});

test('B29 Only a global admin makes, changes or unmakes a global admin', () => {
  expect(change(manager, agent, ['global_admin'])).toBe('GlobalAdminNeeded');
  expect(change(manager, global, ['global_admin', 'billing_admin'])).toBe('GlobalAdminNeeded');
  expect(change(manager, global, [])).toBe('GlobalAdminNeeded');
  expect(change(global, agent, ['global_admin'])).toBeUndefined();
  expect([decideTouch(manager, global), decideTouch(manager, agent)]).toEqual(['GlobalAdminNeeded', undefined]);
});

test('The last global admin keeps the role and is neither disabled nor deleted', () => {
  expect(change(global, global, ['admin_agent'], 0)).toBe('LastGlobalAdmin');
  expect(change(global, global, ['admin_agent'], 1)).toBeUndefined();
  const other = one('h', 'global_admin');
  expect([decideEnd(global, other, 0), decideEnd(global, other, 1)]).toEqual(['LastGlobalAdmin', undefined]);
  expect(decideEnd(global, { ...other, active: false }, 0)).toBeUndefined();
  expect(change(global, { ...other, active: false }, [], 0)).toBeUndefined();
});

test('Nobody disables or deletes itself', () => {
  expect(decideEnd(global, global, 1)).toBe('OwnAccount');
  expect(decideEnd(manager, global, 1)).toBe('GlobalAdminNeeded');
  expect(decideEnd(manager, agent, 1)).toBeUndefined();
});

test('ENR-51 B19 In a partner’s tenant, also while it is set up, people are added by admin agents only; elsewhere by who manages them', () => {
  const both = one('b', 'global_admin', 'admin_agent');
  for (const part of ['direct', 'provider', 'reseller', 'applicant'] as const) {
    expect([part, decideAdd(global, [], [part])]).toEqual([part, 'AdminAgentNeeded']);
    expect([part, decideAdd(both, ['global_admin'], [part])]).toEqual([part, undefined]);
  }
  expect(decideAdd(global, [], ['customer'])).toBeUndefined();
  expect(decideAdd(manager, ['global_admin'], ['customer'])).toBe('GlobalAdminNeeded');
  expect(decideAdd(manager, ['admin_agent'], ['customer'])).toBe('RoleNotHere');
});

test('A role that the tenant’s part does not have is refused; one that is held already stays', () => {
  const held = one('s', 'sales_agent');
  const wish = (wanted: Role[]) =>
    decideRoles({ acting: global, person: held, wanted, parts: ['reseller'], otherGlobalAdmins: 1 });
  expect(wish(['sales_agent', 'admin_agent'])).toBeUndefined();
  expect(wish(['sales_agent', 'manager'])).toBe('RoleNotHere');
});
