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
