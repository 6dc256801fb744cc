import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityWorld, type IdentityWorld } from '../../../test/identity-world.ts';
import { someHash } from '../../../test/passwords.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import { createUser, issueUserToken } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
let admin: string;
let seller: string;
let stranger: string;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  const sam = {
    tenantId: world.tenantId,
    userPrincipalName: 'sam@northwind.test',
    displayName: 'Sam',
    email: 's@x.test',
  };
  await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, { ...sam, passwordHash: someHash, roles: ['sales_agent'] }),
  );
  const tokenOf = async (userPrincipalName: string) =>
    (await issueUserToken(server.context, { userPrincipalName, resource: 'api://comptoir' })).access_token;
  [admin, seller, stranger] = [
    await tokenOf(world.ada),
    await tokenOf(sam.userPrincipalName),
    await tokenOf(world.otherUser),
  ];
});
afterAll(() => server.stop());

async function call(token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.origin}/comptoir/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as Record<string, never>,
  };
}

async function applicationToken(clientId: string, clientSecret: string) {
  const response = await fetch(`${server.origin}/${world.tenantId}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      resource: 'api://comptoir',
    }),
  });
  return (await response.json()) as { access_token?: string; error?: string };
}

test('A global admin registers an application, and its secret opens the token service at once', async () => {
  const created = await call(admin, 'POST', '/applications', { name: 'Nightly export' });
  expect(created.status).toBe(201);
  const { clientId, clientSecret } = created.body as unknown as { clientId: string; clientSecret: string };
  const { access_token } = await applicationToken(clientId, clientSecret);
  const listed = await call(access_token!, 'GET', '/applications');
  expect(listed.body['items']).toContainEqual(
    expect.objectContaining({
      clientId,
      name: 'Nightly export',
      secrets: [expect.objectContaining({ hint: clientSecret.slice(0, 3) })],
    }),
  );
  expect(JSON.stringify(listed.body)).not.toContain(clientSecret);
});

test('A second secret works beside the first one', async () => {
  const added = await call(admin, 'POST', `/applications/${world.clientId}/secrets`);
  expect(added.status).toBe(201);
  const { clientSecret } = added.body as unknown as { clientSecret: string };
  for (const secret of [clientSecret, world.clientSecret]) {
    expect(await applicationToken(world.clientId, secret)).toHaveProperty('access_token');
  }
  expect(await applicationToken(world.clientId, `${clientSecret}x`)).toMatchObject({ error: 'invalid_client' });
});

test('A leaked secret is taken back: it opens nothing more, the other one goes on, and nobody else may', async () => {
  const made = (await call(admin, 'POST', '/applications', { name: 'Leaky' })).body as unknown as {
    clientId: string;
    clientSecret: string;
  };
  const added = (await call(admin, 'POST', `/applications/${made.clientId}/secrets`)).body as unknown as {
    id: string;
    clientSecret: string;
  };
  const path = `/applications/${made.clientId}/secrets/${added.id}`;
  expect((await call(seller, 'DELETE', path)).status).toBe(403);
  expect((await call(stranger, 'DELETE', path)).body).toMatchObject({ code: 'ApplicationNotFound' });
  expect((await call(admin, 'DELETE', path)).status).toBe(204);
  expect(await applicationToken(made.clientId, added.clientSecret)).toMatchObject({ error: 'invalid_client' });
  expect(await applicationToken(made.clientId, made.clientSecret)).toHaveProperty('access_token');
  expect((await call(admin, 'DELETE', path)).body).toMatchObject({ code: 'ApplicationSecretNotFound' });
});

test('A disabled application gets no tokens until it is enabled again', async () => {
  const { clientId, clientSecret } = (await call(admin, 'POST', '/applications', { name: 'Paused' }))
    .body as unknown as {
    clientId: string;
    clientSecret: string;
  };
  const state = (token: string, active: unknown) => call(token, 'PUT', `/applications/${clientId}/state`, { active });
  expect((await state(stranger, false)).body).toMatchObject({ code: 'ApplicationNotFound' });
  expect((await state(admin, 'no')).status).toBe(400);
  for (const active of [false, false, true]) {
    expect((await state(admin, active)).status).toBe(204);
    const { items } = (await call(admin, 'GET', '/applications')).body as unknown as { items: { clientId: string }[] };
    expect(items.find((one) => one.clientId === clientId)).toMatchObject({ active });
    const answer = await applicationToken(clientId, clientSecret);
    expect(Object.keys(answer)).toContain(active ? 'access_token' : 'error');
  }
});

test('A public application has no secret to give', async () => {
  const { body } = await call(admin, 'POST', '/applications', {
    name: 'Tool',
    public: true,
    redirectUris: ['http://localhost:8400/back'],
  });
  expect(Object.keys(body)).toEqual(['clientId']);
  expect((await call(admin, 'POST', `/applications/${body['clientId']}/secrets`)).body).toMatchObject({
    code: 'ApplicationNotFound',
  });
});

test('A repeated request with the same MS-RequestId registers one application and gets the first answer', async () => {
  const headers = { 'ms-requestid': crypto.randomUUID() };
  const first = await call(admin, 'POST', '/applications', { name: 'Once' }, headers);
  const second = await call(admin, 'POST', '/applications', { name: 'Once' }, headers);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('ms-requestid')).toBe(headers['ms-requestid']);
  const { items } = (await call(admin, 'GET', '/applications')).body as unknown as { items: { name: string }[] };
  expect(items.filter(({ name }) => name === 'Once')).toHaveLength(1);
});

test('Only a global admin in person registers applications; a sales agent and an application cannot', async () => {
  const token = (await applicationToken(world.clientId, world.clientSecret)).access_token!;
  expect((await call(seller, 'POST', '/applications', { name: 'X' })).body).toMatchObject({ code: 'Forbidden' });
  const users = await call(seller, 'GET', '/users');
  expect([users.status, users.headers.get('x-required-roles')]).toEqual([403, 'global_admin, user_admin']);
  const foreign = await call(seller, 'GET', '/offers');
  expect([foreign.status, foreign.headers.get('x-required-roles')]).toEqual([403, null]);
  expect((await call(token, 'POST', '/applications', { name: 'X' })).body).toMatchObject({ code: 'UserTokenRequired' });
  expect((await call(token, 'GET', '/me')).body).toMatchObject({ code: 'UserTokenRequired' });
});

test('A tenant sees and touches its own people and applications only', async () => {
  const names = async (token: string) =>
    ((await call(token, 'GET', '/users')).body as unknown as { items: { userPrincipalName: string }[] }).items.map(
      ({ userPrincipalName }) => userPrincipalName,
    );
  expect(await names(admin)).toEqual([world.ada, 'sam@northwind.test']);
  expect(await names(stranger)).toEqual([world.otherUser]);
  const { items } = (await call(stranger, 'GET', '/applications')).body as unknown as { items: { clientId: string }[] };
  expect(items.map(({ clientId }) => clientId)).toEqual([world.otherClientId]);
  const taken = await call(stranger, 'POST', `/applications/${world.clientId}/secrets`);
  expect([taken.status, taken.body['code']]).toEqual([404, 'ApplicationNotFound']);
});

test.for<[string, unknown, string]>([
  ['no name', {}, 'name'],
  ['an empty name', { name: '  ' }, 'name'],
  ['a name of another type', { name: 7 }, 'name'],
  ['an unknown member', { name: 'X', secret: 'mine' }, ''],
  ['a redirect address without TLS', { name: 'X', redirectUris: ['http://example.test/back'] }, 'redirectUris[0]'],
  ['a redirect address that is script', { name: 'X', redirectUris: ['javascript:alert(1)'] }, 'redirectUris[0]'],
  ['a body that is no object', '"success"', ''],
])('Registering an application with %s is refused and says where', async ([, body, target]) => {
  const answer = await call(admin, 'POST', '/applications', body);
  expect([answer.status, answer.body['code']]).toEqual([400, 'InvalidInput']);
  expect(answer.body['target'] ?? '').toBe(target);
  expect(answer.body['correlationId']).toBe(answer.headers.get('ms-correlationid'));
});

test('Malformed JSON, an unknown path and a client id that is no GUID get the documented errors', async () => {
  expect((await call(admin, 'POST', '/applications', '{"name":')).body).toMatchObject({ code: 'MalformedJson' });
  expect((await call(admin, 'GET', '/nothing/here')).body).toMatchObject({ code: 'RouteNotFound' });
  expect((await call(admin, 'POST', '/applications/1/secrets')).body).toMatchObject({
    code: 'InvalidInput',
    target: 'clientId',
  });
  const id = crypto.randomUUID();
  const echoed = await call(admin, 'GET', '/me', undefined, { 'ms-correlationid': id });
  expect(echoed.headers.get('ms-correlationid')).toBe(id);
});
