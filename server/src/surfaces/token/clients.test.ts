import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientCertificate } from '../../../test/certificates.ts';
import { identityWorld, type IdentityWorld } from '../../../test/identity-world.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import { addApplicationCertificate } from '../../modules/identity/index.ts';

/** What each step of the unmodified libraries handed back (server/test/token-clients.ts). */
const steps = new Map<string, Record<string, string> & { fromCache: boolean; scopes: string[] }>();
let server: TestServer;
let world: IdentityWorld;

beforeAll(async () => {
  server = await startTestServer({ tls: true });
  world = await identityWorld(server.context);
  const held = await clientCertificate();
  const { certificate } = held;
  await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    addApplicationCertificate(work, { ...world, certificate }),
  );
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=DEP0169', join(import.meta.dirname, '../../../test/token-clients.ts')],
    {
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: join(server.context.config.dataFolder, 'tls/localhost.crt'),
        ORIGIN: server.origin.replace('127.0.0.1', 'localhost'),
        WORLD: JSON.stringify({ ...world, held }),
      },
      timeout: 50_000,
    },
  );
  for (const line of stdout.split('\n').filter((text) => text.startsWith('{"step"'))) {
    const { step, value } = JSON.parse(line) as { step: string; value: never };
    steps.set(step, value);
  }
}, 60_000);
afterAll(() => server.stop());

const partnerCenter = 'https://api.partnercenter.microsoft.com';

function claimsOf(token: string | undefined) {
  return decodeJwt(token!);
}

test('msal-node gets an application token over https in AAD mode, and the second call comes from its cache', () => {
  const first = steps.get('msal application')!;
  expect(first.fromCache).toBe(false);
  expect(claimsOf(first['token'])).toMatchObject({ aud: partnerCenter, tid: world.tenantId, appid: world.clientId });
  const again = steps.get('msal application again')!;
  expect(again.fromCache).toBe(true);
  expect(again['token']).toBe(first['token']);
  expect(steps.get('msal wrong secret')).toBe('invalid_client');
});

test.for(['thumbprintSha256', 'thumbprint'])(
  'msal-node gets an application token by its certificate, named by %s, and one for another resource',
  (named) => {
    const claims = { tid: world.tenantId, appid: world.clientId, idtyp: 'app' };
    const [first, again] = [steps.get(`msal certificate ${named}`)!, steps.get(`msal certificate ${named} again`)!];
    expect(claimsOf(first['token'])).toMatchObject({ aud: partnerCenter, ...claims });
    expect(claimsOf(again['token'])).toMatchObject({ aud: 'https://graph.microsoft.com', ...claims });
  },
);

test('adal-node gets an application token by its certificate from the v1 endpoint', () => {
  const certified = steps.get('adal certificate')!;
  expect(claimsOf(certified['accessToken'])).toMatchObject({ ver: '1.0', idtyp: 'app', appid: world.clientId });
});

test('msal-node signs a person in by device code, polling until the page is confirmed', () => {
  expect(steps.get('device page')).toBe('The device is connected');
  const device = steps.get('msal device')!;
  expect(device['account']).toBe(world.ada);
  expect(device.scopes).toContain(`${partnerCenter}/user_impersonation`);
  expect(claimsOf(device['token'])).toMatchObject({ idtyp: 'user', upn: world.ada, tid: world.tenantId });
});

test('msal-node renews silently: from its cache, by refresh token, and for another resource', () => {
  const device = steps.get('msal device')!;
  expect(steps.get('msal silent')).toMatchObject({ fromCache: true, token: device['token'] });
  const refreshed = steps.get('msal refreshed')!;
  expect(refreshed.fromCache).toBe(false);
  expect(refreshed['token']).not.toBe(device['token']);
  expect(claimsOf(refreshed['token'])).toMatchObject({ aud: partnerCenter, upn: world.ada });
  expect(claimsOf(steps.get('msal other resource')!['token']).aud).toBe('https://graph.microsoft.com');
});

test('msal-node redeems an authorization code, with a secret or with PKCE', () => {
  expect(claimsOf(steps.get('msal code')!['token'])).toMatchObject({ upn: world.ada, appid: world.clientId });
  expect(claimsOf(steps.get('msal code with PKCE')!['token'])).toMatchObject({ appid: world.publicClientId });
});

test('adal-node gets an application token and a device token from the v1 endpoint', () => {
  const application = steps.get('adal application')!;
  expect(application).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600, resource: 'https://graph.windows.net' });
  expect(claimsOf(application['accessToken'])).toMatchObject({ ver: '1.0', idtyp: 'app' });
  const device = steps.get('adal device')!;
  expect(device).toMatchObject({ userId: world.ada, tenantId: world.tenantId, resource: partnerCenter });
});

test('adal-node redeems a refresh token for another resource, and an authorization code', () => {
  const refreshed = steps.get('adal refreshed')!;
  expect(claimsOf(refreshed['accessToken'])).toMatchObject({ aud: 'https://graph.windows.net', upn: world.ada });
  expect(claimsOf(steps.get('adal code')!['accessToken'])).toMatchObject({ aud: partnerCenter, appid: world.clientId });
});

test('The tokens that the libraries hand back open the API', () => {
  expect(steps.get('opened')).toEqual({ application: 200, device: 200, refreshed: 200, otherResource: 200, v1: 401 });
});
