import { expect, test } from 'vitest';
import { findResource, readScopes, resources } from './resources.ts';

test('A resource is found without regard to case and trailing slash, and nothing else is one', () => {
  for (const resource of resources) expect(findResource(`${resource.toUpperCase()}/`)).toBe(resource);
  expect(findResource('https://graph.microsoft.com.evil.example')).toBeUndefined();
  expect(findResource('')).toBeUndefined();
});

test('A v2 scope is split at its last slash, and a resource with a trailing slash keeps its double slash', () => {
  expect(readScopes('20e940b3-4c77-4b0b-9a53-9e16a1b010a7/.default')).toMatchObject({
    resource: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
    permissions: ['.default'],
  });
  expect(readScopes('https://graph.windows.net//.default')).toMatchObject({
    resource: 'https://graph.windows.net',
    spelled: 'https://graph.windows.net/',
  });
  expect(readScopes('openid api://comptoir/user_impersonation offline_access')).toMatchObject({
    resource: 'api://comptoir',
    permissions: ['user_impersonation'],
    oidc: ['openid', 'offline_access'],
  });
});

test('A permission without a resource is one of Graph', () => {
  expect(readScopes('User.Read profile')).toMatchObject({ valid: true, resource: 'https://graph.microsoft.com' });
});

test('An unknown resource, an unknown permission and two resources at once are refused', () => {
  expect(readScopes('https://example.com/.default')).toMatchObject({ valid: false, problem: 'unknownResource' });
  expect(readScopes('api://comptoir/everything')).toMatchObject({ valid: false, problem: 'unknownPermission' });
  expect(readScopes('api://comptoir/.default User.Read')).toMatchObject({ valid: false, problem: 'severalResources' });
});

test('Tokens are for the audiences that clients know, and for no other', () => {
  expect(resources).toEqual([
    'https://api.partnercenter.microsoft.com',
    'https://graph.microsoft.com',
    'https://api.partner.microsoft.com',
    'https://graph.windows.net',
    'https://management.azure.com',
    'https://management.core.windows.net',
    'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
    '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
    '62d94f6c-d599-489b-a797-3e10e42fbe22',
    'api://comptoir',
  ]);
});

test('Only OpenID Connect scopes ask for no resource; several permissions of one resource are one request', () => {
  expect(readScopes('openid profile email offline_access')).toEqual({
    valid: true,
    resource: undefined,
    spelled: undefined,
    permissions: [],
    oidc: ['openid', 'profile', 'email', 'offline_access'],
  });
  expect(readScopes(' ')).toMatchObject({ valid: true, resource: undefined });
  const graph = 'https://Graph.microsoft.com';
  expect(readScopes(`${graph}/User.Read https://graph.microsoft.com/Mail.Send.Shared`)).toMatchObject({
    valid: true,
    spelled: graph,
    permissions: ['User.Read', 'Mail.Send.Shared'],
  });
});

test('A permission of Graph is named as Graph names its own; elsewhere only the two that every application has', () => {
  for (const scope of ['User', 'User.', '.Read', 'User.Read1', '1User.Read', 'User..Read'])
    expect([scope, readScopes(scope)]).toMatchObject([scope, { valid: false, problem: 'unknownPermission', scope }]);
  expect(readScopes('api://comptoir/Nobody.Read')).toMatchObject({ valid: false, problem: 'unknownPermission' });
  for (const permission of ['.default', 'user_impersonation'])
    expect(readScopes(`api://comptoir/${permission}`)).toMatchObject({ valid: true, permissions: [permission] });
});
