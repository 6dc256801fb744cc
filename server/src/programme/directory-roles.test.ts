import { expect, test } from 'vitest';
import {
  directoryRoles,
  findDirectoryRole,
  globalAdministrator,
  mayAdminister,
  neededToTouch,
  rolesHere,
  type DelegatedAct,
} from './directory-roles.ts';

const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const licenceAdministrator = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';

test('D8 Every directory role stands once, with a name in both languages', () => {
  expect(new Set(directoryRoles.map((role) => role.id)).size).toBe(directoryRoles.length);
  expect(new Set(directoryRoles.map((role) => role.name)).size).toBe(directoryRoles.length);
  expect(directoryRoles.every((role) => role.name !== '' && role.frenchName !== '')).toBe(true);
  expect(findDirectoryRole(globalAdministrator.toUpperCase())?.name).toBe('Global Administrator');
  expect(findDirectoryRole('nothing')).toBeUndefined();
});

/** Wire contract 8.4, by the names that the customer reads; a global administrator may all. */
const acts: Readonly<Record<DelegatedAct, readonly string[]>> = {
  readPeople: [
    'Directory Readers',
    'Directory Writers',
    'Global Reader',
    'Helpdesk Administrator',
    'License Administrator',
    'Privileged Role Administrator',
    'User Administrator',
  ],
  changePeople: ['Directory Writers', 'User Administrator'],
  resetPasswords: [
    'Helpdesk Administrator',
    'Password Administrator',
    'Privileged Authentication Administrator',
    'User Administrator',
  ],
  deletePeople: ['User Administrator'],
  assignRoles: ['Privileged Role Administrator'],
  consentApplications: ['Application Administrator', 'Cloud Application Administrator'],
  assignLicences: ['Directory Writers', 'License Administrator', 'User Administrator'],
};

test.each(Object.keys(acts) as DelegatedAct[])('D7 D8 %s is given by these directory roles and by no other', (act) => {
  const giving = directoryRoles.filter(({ id }) => mayAdminister([id], act).allowed).map(({ name }) => name);
  expect(giving.toSorted()).toEqual([...acts[act], 'Global Administrator'].toSorted());
  expect(mayAdminister([], act)).toMatchObject({ allowed: false, rule: { id: 'D8' } });
  // What one role gives, others beside it do not take away.
  expect(
    mayAdminister(
      directoryRoles.map(({ id }) => id),
      act,
    ).allowed,
  ).toBe(true);
});

test('D8 Who may more than manage people is changed by who may assign roles', () => {
  expect(neededToTouch([])).toBeUndefined();
  expect(neededToTouch(['user_admin'])).toBe('deletePeople');
  for (const role of ['global_admin', 'billing_admin', 'admin_agent'] as const)
    expect([role, neededToTouch(['user_admin', role])]).toEqual([role, 'assignRoles']);
});

test('AZP-47 What is delegated becomes a role here, and what has none looks only', () => {
  expect(rolesHere([globalAdministrator])).toEqual(['global_admin']);
  expect(rolesHere([userAdministrator, globalReader, licenceAdministrator])).toEqual(['helpdesk_agent', 'user_admin']);
  expect(rolesHere([])).toEqual([]);
});
