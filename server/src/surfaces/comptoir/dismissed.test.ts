/** Somebody who is dismissed, with a token that is out for an hour (decision 0086). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { identityWorld } from '../../../test/identity-world.ts';
import { someHash } from '../../../test/passwords.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import { createUser, issueUserToken } from '../../modules/identity/index.ts';

let server: TestServer;
let [admin, oskar] = ['', ''];
beforeAll(async () => {
  server = await startTestServer();
  const { tenantId, ada } = await identityWorld(server.context);
  const name = 'oskar@northwind.test';
  const { id } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, {
      tenantId,
      userPrincipalName: name,
      displayName: 'Oskar',
      email: name,
      passwordHash: someHash,
      roles: ['global_admin', 'admin_agent'],
    }),
  );
  [admin, oskar] = [await tokenOf(ada), id];
});
afterAll(() => server.stop());

const tokenOf = async (userPrincipalName: string) =>
  (await issueUserToken(server.context, { userPrincipalName, resource: 'api://comptoir' })).access_token;

const call = (token: string, method: string, path: string, body?: unknown) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, { token, ...(body === undefined ? {} : { body }) });

test('Whoever was disabled, deleted or lost the role leaves nothing behind with a token that is out', async () => {
  const writes = [
    ['POST', '/applications', { name: 'Backdoor' }],
    ['POST', '/relationship-requests', { delegatedAccess: false, language: 'en' }],
    ['POST', '/enrolments', { kind: 'publisher' }],
    ['POST', '/agreements/partner/accept', {}],
  ] as const;
  const token = await tokenOf('oskar@northwind.test');
  const made = await call(token, 'POST', '/applications', { name: 'Mine' });
  expect(made.status).toBe(201);
  await call(admin, 'PUT', `/users/${oskar}/roles`, { roles: ['billing_admin'] });
  expect((await call(token, 'POST', '/applications', { name: 'Backdoor' })).status).toBe(403);
  await call(admin, 'PUT', `/users/${oskar}/roles`, { roles: ['global_admin'] });
  for (const end of [
    () => call(admin, 'PUT', `/users/${oskar}/state`, { active: false }),
    () => call(admin, 'DELETE', `/users/${oskar}`),
  ]) {
    expect((await end()).status).toBe(204);
    for (const [method, path, body] of writes) {
      const answer = await call(token, method, path, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'Unauthenticated']);
    }
  }
  const list = (await call(admin, 'GET', '/applications')).body.items as { name: string }[];
  expect(list.map(({ name }) => name)).not.toContain('Backdoor');
});
