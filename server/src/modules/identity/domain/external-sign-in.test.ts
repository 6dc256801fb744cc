import { expect, test } from 'vitest';
import { decideAccount, readClaims, rolesByGroups, type AccountFacts } from './external-sign-in.ts';

const ada = { sub: 'sub-1', email: 'Ada@Northwind.test', email_verified: true, name: 'Ada É 株' };
const facts = (change: Partial<AccountFacts> = {}, claims: object = ada): AccountFacts => ({
  person: readClaims({ ...claims }, 'groups'),
  tenantId: 't1',
  domain: 'Northwind.test',
  linked: undefined,
  named: undefined,
  ...change,
});
const account = { id: 'a1', tenantId: 't1', active: true };
const named = { ...account, ofOtherSubject: false };

test('Claims are read as text and nothing else, and a missing groups claim is no list of none', () => {
  expect(readClaims({ ...ada, groups: ['x', 7, null], amr: ['pwd', 'mfa'] }, 'groups')).toEqual({
    subject: 'sub-1',
    email: 'ada@northwind.test',
    emailVerified: true,
    name: 'Ada É 株',
    groups: ['x'],
    mfa: true,
  });
  const odd = {
    sub: 7,
    email: ['a@b.c'],
    email_verified: 'true',
    name: 'A\u202Eda\u0000',
    amr: 'mfa',
    groups: { a: 1 },
  };
  expect(readClaims(odd, 'groups')).toEqual({
    subject: '',
    email: undefined,
    emailVerified: false,
    name: 'Ada',
    groups: undefined,
    mfa: false,
  });
  expect(readClaims({ teams: 'one' }, 'teams').groups).toEqual(['one']);
});

test('Issuer and subject open their account, whatever the address says', () => {
  const moved = { ...ada, email: 'ada@elsewhere.test', email_verified: false };
  expect(decideAccount(facts({ linked: account }, moved))).toEqual({ kind: 'open', accountId: 'a1' });
  expect(decideAccount(facts({ linked: { ...account, active: false } }))).toEqual({
    kind: 'refuse',
    reason: 'disabled',
  });
});

test('A verified address of the own domain leads to its account the first time, or to a new one', () => {
  expect(decideAccount(facts())).toEqual({ kind: 'create', userPrincipalName: 'ada@northwind.test' });
  expect(decideAccount(facts({ named }))).toEqual({ kind: 'link', accountId: 'a1' });
});

test.for<[string, AccountFacts, string]>([
  ['no address', facts({}, { sub: 's' }), 'emailMissing'],
  ['an address that is not verified', facts({ named }, { ...ada, email_verified: false }), 'emailMissing'],
  ['an address verified in text only', facts({ named }, { ...ada, email_verified: 'true' }), 'emailMissing'],
  ['an address of another domain', facts({}, { ...ada, email: 'ada@fabrikam.test' }), 'emailForeign'],
  ['an address that ends like the domain', facts({}, { ...ada, email: 'ada@evilnorthwind.test' }), 'emailForeign'],
  ['an address below the domain', facts({}, { ...ada, email: 'ada@x.northwind.test' }), 'emailForeign'],
  ['a name that another tenant’s person has', facts({ named: { ...named, tenantId: 't2' } }), 'taken'],
  ['a name that another subject has', facts({ named: { ...named, ofOtherSubject: true } }), 'taken'],
  ['a disabled account', facts({ named: { ...named, active: false } }), 'disabled'],
])('%s opens nothing', ([, input, reason]) => {
  expect(decideAccount(input)).toEqual({ kind: 'refuse', reason });
});

const map = { Admins: ['global_admin', 'admin_agent'], Sales: ['sales_agent'], Press: ['manager'] } as const;
const possible = ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'] as const;

test('Groups give their roles, take back what they gave, and leave alone what was given here', () => {
  const first = rolesByGroups({
    held: ['helpdesk_agent'],
    before: [],
    groups: ['Sales', 'Nobody'],
    groupRoles: map,
    possible,
  });
  expect(first).toEqual({ given: ['sales_agent'], roles: ['helpdesk_agent', 'sales_agent'] });
  const left = rolesByGroups({ held: first.roles, before: first.given, groups: [], groupRoles: map, possible });
  expect(left).toEqual({ given: [], roles: ['helpdesk_agent'] });
});

test('Without the claim nothing is given and nothing taken', () => {
  const roles = ['global_admin', 'sales_agent'] as const;
  const facts = { held: roles, before: ['sales_agent'], groups: undefined, groupRoles: map, possible } as const;
  expect(rolesByGroups(facts)).toEqual({ given: ['sales_agent'], roles });
});

test('A group gives no role that a tenant of this kind has not, and its name reaches nothing but the map', () => {
  const facts = {
    held: [],
    before: [],
    groups: ['Press', 'constructor', '__proto__'],
    groupRoles: map,
    possible,
  } as const;
  expect(rolesByGroups(facts)).toEqual({ given: [], roles: [] });
});

test('Names and lists of groups have a limit, and spaces around a name go', () => {
  const groups = Array.from({ length: 1001 }, (_, at) => `g${at}`);
  const read = readClaims({ ...ada, name: `  ${'é'.repeat(119)}  x `, groups }, 'groups');
  expect(read.name).toBe(`${'é'.repeat(119)} `);
  expect([read.groups?.length, read.groups?.at(-1)]).toEqual([1000, 'g999']);
});

test('Roles stand in one order, whatever that of the groups', () => {
  const of = (groups: string[]) =>
    rolesByGroups({ held: ['helpdesk_agent'], before: [], groups, groupRoles: map, possible });
  const roles = ['admin_agent', 'global_admin', 'sales_agent'];
  for (const groups of [
    ['Admins', 'Sales'],
    ['Sales', 'Admins'],
  ])
    expect(of(groups)).toEqual({ given: roles, roles: [...roles, 'helpdesk_agent'].toSorted() });
});

test('A group that the map does not have gives nothing', () => {
  const facts = { held: [], before: [], groups: ['Strangers', 'toString'], groupRoles: map, possible } as const;
  expect(rolesByGroups(facts)).toEqual({ given: [], roles: [] });
});
