import { expect, test } from 'vitest';
import type { Role, TenantPart } from '../../../kernel/index.ts';
import { decideAdd, decideEnd, decideHandOver, decideRoles, decideTouch, rolesOfParts, rolesToGive } from './people.ts';

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
  expect([decideTouch(manager, global, ['direct']), decideTouch(manager, agent, ['direct'])]).toEqual([
    'GlobalAdminNeeded',
    undefined,
  ]);
});

test('The last global admin keeps the role and is neither disabled nor deleted', () => {
  expect(change(global, global, ['admin_agent'], 0)).toBe('LastGlobalAdmin');
  expect(change(global, global, ['admin_agent'], 1)).toBeUndefined();
  const other = one('h', 'global_admin');
  expect([decideEnd(global, other, ['direct'], 0), decideEnd(global, other, ['direct'], 1)]).toEqual([
    'LastGlobalAdmin',
    undefined,
  ]);
  expect(decideEnd(global, { ...other, active: false }, ['direct'], 0)).toBeUndefined();
  expect(change(global, { ...other, active: false }, [], 0)).toBeUndefined();
});

test('Nobody disables or deletes itself', () => {
  expect(decideEnd(global, global, ['direct'], 1)).toBe('OwnAccount');
  expect(decideEnd(manager, global, ['direct'], 1)).toBe('GlobalAdminNeeded');
  expect(decideEnd(manager, agent, ['direct'], 1)).toBeUndefined();
});

test('ENR-51 B19 In a partner’s tenant, also while it is set up, people are added by admin agents only; elsewhere by who manages them', () => {
  const both = one('b', 'global_admin', 'admin_agent');
  for (const part of ['direct', 'provider', 'reseller', 'applicant'] as const) {
    expect([part, decideAdd(global, [], [part])]).toEqual([part, 'AdminAgentNeeded']);
    expect([part, decideAdd(both, ['global_admin'], [part])]).toEqual([part, undefined]);
  }
  // On behalf: a global administrator there is an admin agent at home; a helpdesk agent adds nobody.
  expect(decideAdd({ ...global, onBehalf: ['applicant'] }, ['user_admin'], ['reseller'])).toBeUndefined();
  expect(decideAdd({ ...manager, onBehalf: ['applicant'] }, [], ['reseller'])).toBe('AdminAgentNeeded');
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

test.for<[TenantPart[], TenantPart[], Role[]]>([
  // The account of a reseller (rule D3).
  [['applicant'], ['reseller'], ['global_admin', 'billing_admin', 'admin_agent', 'helpdesk_agent', 'sales_agent']],
  [['applicant'], ['applicant'], ['global_admin', 'admin_agent']],
  // A customer, and one that is a partner or a publisher too (rules D7, D8).
  [['customer'], ['customer'], []],
  [
    ['customer'],
    ['customer', 'direct'],
    ['global_admin', 'billing_admin', 'admin_agent', 'helpdesk_agent', 'sales_agent'],
  ],
  [['customer'], ['customer', 'publisher'], ['global_admin', 'manager']],
])('D3 D7 On behalf as %j, in a tenant that is %j, nobody touches, adds or makes %j', ([onBehalf, parts, kept]) => {
  const acting = { ...global, onBehalf };
  const nobody = one('n');
  for (const role of rolesOfParts(parts)) {
    const expected = kept.includes(role) ? 'OwnPeopleOnly' : undefined;
    const person = one('p', role);
    const roles = { acting, parts, otherGlobalAdmins: 1 };
    expect([
      decideTouch(acting, person, parts),
      decideHandOver(acting, person, parts),
      decideEnd(acting, person, parts, 1),
      decideRoles({ ...roles, person, wanted: [] }),
      decideRoles({ ...roles, person: nobody, wanted: [role] }),
    ]).toEqual(Array.from({ length: 5 }, () => expected));
  }
  expect(decideHandOver(acting, one('u', 'user_admin'), parts)).toBeUndefined();
  const free = rolesOfParts(parts).filter((role) => !kept.includes(role));
  expect(rolesToGive(onBehalf, parts)).toEqual(free);
  expect(rolesToGive(undefined, parts)).toEqual(rolesOfParts(parts));
  expect(rolesOfParts(parts).map((role) => decideAdd(acting, [role], parts))).toEqual(
    rolesOfParts(parts).map((role) => (kept.includes(role) ? 'OwnPeopleOnly' : undefined)),
  );
});
