import { request } from 'node:http';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityWorld, type IdentityWorld } from '../../../test/identity-world.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { signingKeys } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
});
afterAll(() => server.stop());

type Answer = { status: number; body: Record<string, string & number & string[]> };

async function post(path: string, form: Record<string, string> | string, headers = {}): Promise<Answer> {
  const body = typeof form === 'string' ? form : new URLSearchParams(form);
  const response = await fetch(server.origin + path, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

function credentials(change: Record<string, string> = {}): Record<string, string> {
  const { clientId, clientSecret } = world;
  return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...change };
}

const partnerCenter = 'https://api.partnercenter.microsoft.com';

async function call(token: string | undefined, path = '/comptoir/v1/applications') {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: token };
  const response = await fetch(server.origin + path, { headers });
  return { status: response.status, body: (await response.json()) as { code: string; message: string } };
}

test('The v1 endpoint answers with every number as text and names the resource as it was asked for', async () => {
  const { status, body } = await post(
    `/${world.domain.toUpperCase()}/oauth2/token?api-version=1.0`,
    credentials({ resource: 'https://graph.windows.net/' }),
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: '3600', ext_expires_in: '3600' });
  expect(body['resource']).toBe('https://graph.windows.net/');
  expect(Number(body['expires_on']) - Number(body['not_before'])).toBe(3600);
  expect(typeof body['expires_on']).toBe('string');
  expect(body).not.toHaveProperty('refresh_token');
});

test.for([
  ['https://management.core.windows.net/', 'oauth2/token', 'resource'],
  ['https://management.core.windows.net//.default', 'oauth2/v2.0/token', 'scope'],
  ['fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd/.default', 'oauth2/v2.0/token', 'scope'],
])(
  'A token is issued for the classic management audience and for Partner Center by its id: %s',
  async ([name, path, parameter]) => {
    const { status, body } = await post(`/${world.tenantId}/${path}`, credentials({ [parameter!]: name! }));
    expect([status, body]).toEqual([200, expect.objectContaining({ access_token: expect.any(String) })]);
    const aud = decodeJwt(body['access_token']!).aud as string;
    expect(name!.startsWith(aud)).toBe(true);
    const opened = await call(`Bearer ${body['access_token']}`);
    expect(opened.status === 401).toBe(aud.includes('management'));
  },
);

test('The v2 endpoint answers with numbers, and says no scope for an application', async () => {
  const { body } = await post(
    `/${world.tenantId}/oauth2/v2.0/token?client-request-id=1`,
    credentials({ scope: `${partnerCenter}/.default`, 'x-client-SKU': 'msal.js.node' }),
  );
  expect(Object.keys(body).toSorted()).toEqual(['access_token', 'expires_in', 'ext_expires_in', 'token_type']);
  expect(body['expires_in']).toBe(3600);
});

test('A token names tenant, application, parts and audience, and opens the API it is for', async () => {
  const { body } = await post(
    `/${world.tenantId}/oauth2/v2.0/token`,
    credentials({ scope: `${partnerCenter}/.default` }),
  );
  const claims = decodeJwt(body['access_token']!);
  expect(claims).toMatchObject({
    aud: partnerCenter,
    iss: `${server.origin}/${world.tenantId}/v2.0`,
    tid: world.tenantId,
    oid: world.clientId,
    sub: world.clientId,
    appid: world.clientId,
    azp: world.clientId,
    idtyp: 'app',
    ver: '2.0',
    name: 'Sync job',
    roles: [],
    parts: ['direct'],
  });
  expect(claims.exp! - claims.iat!).toBe(3600);
  expect((await call(`Bearer ${body['access_token']}`)).status).toBe(200);
});

test.for([
  '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
  '62d94f6c-d599-489b-a797-3e10e42fbe22',
  'https://management.azure.com',
])('The resource %s is a GUID or an address and becomes the audience in v1 and v2', async (resource) => {
  const v1 = await post(`/${world.tenantId}/oauth2/token`, credentials({ resource }));
  const v2 = await post(`/${world.tenantId}/oauth2/v2.0/token`, credentials({ scope: `${resource}/.default` }));
  for (const { body } of [v1, v2]) expect(decodeJwt(body['access_token']!).aud).toBe(resource);
});

test.for<[string, () => [string, Record<string, string> | string, Record<string, string>?], number, string, number]>([
  ['a wrong secret', () => [path(), credentials({ client_secret: 'guess', ...scope })], 401, 'invalid_client', 7000215],
  ['no secret', () => [path(), without('client_secret')], 401, 'invalid_client', 7000218],
  [
    'an unknown application',
    () => [path(), credentials({ client_id: crypto.randomUUID(), ...scope })],
    400,
    'unauthorized_client',
    700016,
  ],
  [
    'a client id that is no GUID',
    () => [path(), credentials({ client_id: "' or 1=1", ...scope })],
    400,
    'unauthorized_client',
    700016,
  ],
  [
    "another tenant's application",
    () => [path(), credentials({ client_id: world.otherClientId, client_secret: world.otherClientSecret, ...scope })],
    400,
    'unauthorized_client',
    700016,
  ],
  [
    'common instead of a tenant',
    () => ['/common/oauth2/v2.0/token', credentials(scope)],
    400,
    'invalid_request',
    50194,
  ],
  ['an unknown tenant', () => ['/nobody.test/oauth2/v2.0/token', credentials(scope)], 400, 'invalid_request', 90002],
  [
    'an unknown resource',
    () => [path(), credentials({ scope: 'https://example.test/.default' })],
    400,
    'invalid_scope',
    500011,
  ],
  [
    'a permission an application cannot ask for',
    () => [path(), credentials({ scope: `${partnerCenter}/user_impersonation` })],
    400,
    'invalid_scope',
    1002012,
  ],
  [
    'two resources at once',
    () => [path(), credentials({ scope: `${partnerCenter}/.default api://comptoir/.default` })],
    400,
    'invalid_request',
    28000,
  ],
  ['no scope', () => [path(), credentials()], 400, 'invalid_request', 900144],
  ['no grant', () => [path(), without('grant_type')], 400, 'invalid_request', 900144],
  [
    'the password grant',
    () => [path(), credentials({ grant_type: 'password', ...scope })],
    400,
    'unsupported_grant_type',
    70003,
  ],
  ['an empty form', () => [path(), {}], 400, 'invalid_request', 900144],
  [
    'a form that is none',
    () => [path(), '%%%&=&&a%zz', { 'content-type': 'application/x-www-form-urlencoded' }],
    400,
    'invalid_request',
    900144,
  ],
  [
    'the client id twice',
    () => [
      path(),
      `${new URLSearchParams(credentials(scope)).toString()}&client_id=x`,
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    400,
    'invalid_request',
    90000,
  ],
  [
    'JSON instead of a form',
    () => [path(), JSON.stringify(credentials(scope)), { 'content-type': 'application/json' }],
    400,
    'invalid_request',
    900144,
  ],
  [
    'a made-up refresh token',
    () => [path(), credentials({ grant_type: 'refresh_token', refresh_token: 'x' })],
    400,
    'invalid_grant',
    70008,
  ],
  [
    'a made-up code',
    () => [path(), credentials({ grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x.test' })],
    400,
    'invalid_grant',
    70000,
  ],
])('No token for %s', async ([, call, status, error, code]) => {
  const [address, form, headers] = call();
  const answer = await post(address, form, headers);
  expect([answer.status, answer.body['error'], answer.body['error_codes']]).toEqual([status, error, [code]]);
  expect(answer.body['error_description']).toMatch(new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Correlation ID: .+`));
  expect(Object.keys(answer.body)).toEqual([
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
  ]);
});

const scope = { scope: `${partnerCenter}/.default` };
const path = () => `/${world.tenantId}/oauth2/v2.0/token`;
function without(name: string): Record<string, string> {
  const { [name]: _left, ...rest } = credentials(scope);
  return rest;
}

test('An application that is no longer active gets no token, as if there were none', async () => {
  const token = () => post(`/${world.tenantId}/oauth2/v2.0/token`, credentials({ scope: `${partnerCenter}/.default` }));
  const setActive = (active: boolean) =>
    server.context.pools.owner.query('update application set active = $1 where id = $2', [active, world.clientId]);
  await setActive(false);
  expect(await token()).toMatchObject({ status: 400, body: { error: 'unauthorized_client', error_codes: [700016] } });
  await setActive(true);
  expect((await token()).status).toBe(200);
});

test('A refusal repeats the client-request-id as correlation id', async () => {
  const id = crypto.randomUUID();
  const { body } = await post(path(), {}, { 'client-request-id': id });
  expect(body['correlation_id']).toBe(id);
});

test('Discovery names endpoints of the same origin as the authority, for localhost and 127.0.0.1 alike', async () => {
  for (const origin of [server.origin, server.origin.replace('127.0.0.1', 'localhost')]) {
    for (const name of [world.tenantId.toUpperCase(), world.domain]) {
      const response = await fetch(`${origin}/${name}/v2.0/.well-known/openid-configuration`);
      const base = `${origin}/${world.tenantId}`;
      expect(await response.json()).toMatchObject({
        issuer: `${base}/v2.0`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      });
    }
  }
  const v1 = await fetch(`${server.origin}/common/.well-known/openid-configuration`);
  expect(await v1.json()).toMatchObject({
    token_endpoint: `${server.origin}/common/oauth2/token`,
    jwks_uri: `${server.origin}/common/discovery/keys`,
  });
});

test('A foreign Host header changes nothing: addresses stay those of this server', async () => {
  const { hostname, port } = new URL(server.origin);
  const text = await new Promise<string>((resolve, reject) => {
    const call = request(
      {
        hostname,
        port,
        path: '/common/v2.0/.well-known/openid-configuration',
        headers: { host: 'evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' },
      },
      (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString())).on('end', () => resolve(body));
      },
    );
    call.on('error', reject).end();
  });
  expect(text).toContain(`${server.origin}/common/v2.0`);
  expect(text).not.toContain('evil');
});

test('Keys are published without their private half, and every process of a database uses the same', async () => {
  const response = await fetch(`${server.origin}/${world.tenantId}/discovery/v2.0/keys`);
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0]!).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  // A second process has no memory of the first one's keys: it reads them from the database.
  const second = await signingKeys({ runner: server.context.runner, pools: { ...server.context.pools } });
  expect(second[0]?.kid).toBe(keys[0]?.['kid']);
});

test('Instance discovery vouches for this origin and for no other', async () => {
  const ask = (authority: string) =>
    fetch(
      `${server.origin}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(authority)}`,
    );
  const own = await ask(`${server.origin}/${world.domain}/oauth2/v2.0/authorize`);
  expect(await own.json()).toMatchObject({
    tenant_discovery_endpoint: `${server.origin}/${world.domain}/v2.0/.well-known/openid-configuration`,
  });
  expect((await ask('https://login.example.test/x/oauth2/authorize')).status).toBe(400);
});
