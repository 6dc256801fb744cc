import { expect, test } from 'vitest';
import {
  directoryRoles,
  findDirectoryRole,
  globalAdministrator,
  helpdeskAdministrator,
  mayAdminister,
  rolesHere,
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

test.each([
  ['readPeople', [globalReader], true],
  ['readPeople', [], false],
  ['changePeople', [globalReader], false],
  ['changePeople', [userAdministrator], true],
  ['resetPasswords', [helpdeskAdministrator], true],
  ['deletePeople', [helpdeskAdministrator], false],
  ['assignRoles', [userAdministrator], false],
  ['assignRoles', [globalAdministrator], true],
  ['assignLicences', [licenceAdministrator], true],
] as const)('D7 D8 %s with %j: %s', (act, held, may) => {
  expect(mayAdminister(held, act).allowed).toBe(may);
});

test('AZP-47 What is delegated becomes a role here, and what has none looks only', () => {
  expect(rolesHere([globalAdministrator])).toEqual(['global_admin']);
  expect(rolesHere([userAdministrator, globalReader, licenceAdministrator])).toEqual(['helpdesk_agent', 'user_admin']);
  expect(rolesHere([])).toEqual([]);
});
