import { createHash } from 'node:crypto';
import { decodeJwt, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityWorld, type IdentityWorld } from '../../../test/identity-world.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import {
  addApplicationSecret,
  applicationsOf,
  removeApplicationSecret,
  setApplicationActive,
  signingKeys,
} from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
});
afterAll(() => server.stop());

async function ownToken(secret = world.clientSecret): Promise<string> {
  const response = await fetch(`${server.origin}/${world.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: world.clientId,
      client_secret: secret,
      scope: 'https://api.partnercenter.microsoft.com/.default',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function call(authorization: string | undefined) {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const response = await fetch(`${server.origin}/comptoir/v1/applications`, { headers });
  return { status: response.status, body: (await response.json()) as { code: string; message: string } };
}

async function forged(change: {
  claims?: Record<string, unknown>;
  key?: CryptoKey;
  typ?: string;
  expires?: number;
  alg?: string;
}): Promise<string> {
  const [own] = await signingKeys(server.context);
  const key = change.key ?? (await importJWK(own!, change.alg ?? 'RS256'));
  // Wall clock: tokens expire by it.
  const now = Math.floor(Date.now() / 1000);
  const claims = { ...decodeJwt(await ownToken()), exp: change.expires ?? now + 60, ...change.claims };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: change.alg ?? 'RS256', typ: change.typ ?? 'at+jwt', kid: own!.kid! })
    .sign(key);
}

test('The forger of these tests makes a good token when it changes nothing', async () => {
  expect((await call(`Bearer ${await forged({})}`)).status).toBe(200);
});

test.for<[string, () => Promise<string | undefined>, RegExp]>([
  ['no token', async () => undefined, /No token was sent/],
  ['another scheme', async () => 'Basic dTpw', /not "Bearer"/],
  ['something that is no token', async () => 'Bearer x.y.z', /cannot be read/],
  [
    'an expired token',
    async () => `Bearer ${await forged({ expires: 1_000_000_000 })}`,
    /expired at 2001-09-09T01:46:40/,
  ],
  [
    'a token signed by another key',
    async () => `Bearer ${await forged({ key: (await generateKeyPair('RS256')).privateKey })}`,
    /not ours/,
  ],
  [
    'a token for another service',
    async () => `Bearer ${await forged({ claims: { aud: 'https://management.azure.com' } })}`,
    /for https:\/\/management\.azure\.com, not for this service/,
  ],
  [
    'a token of another issuer',
    async () => `Bearer ${await forged({ claims: { iss: 'https://sts.windows.net/x/' } })}`,
    /issued by https:\/\/sts\.windows\.net/,
  ],
  [
    'a token of an issuer that begins like ours',
    async () => `Bearer ${await forged({ claims: { iss: `${server.origin}.evil.test/v2.0` } })}`,
    /issued by/,
  ],
  ['an id token', async () => `Bearer ${await forged({ typ: 'JWT' })}`, /not an access token/],
  [
    'a token with the algorithm none',
    async () => `Bearer ${new UnsecuredJWT(decodeJwt(await forged({}))).encode()}`,
    /signed with RS256|cannot be read/,
  ],
  [
    'a token signed with our public key as a secret',
    async () => `Bearer ${await withPublicKeyAsSecret()}`,
    /signed with RS256/,
  ],
  [
    'a token without our claims',
    async () => `Bearer ${await forged({ claims: { roles: undefined, parts: ['king'] } })}`,
    /lacks claims/,
  ],
])('An API refuses %s and says what is wrong', async ([, token, message]) => {
  const { status, body } = await call(await token());
  expect(status).toBe(401);
  expect(body.code).toBe('Unauthenticated');
  expect(body.message).toMatch(message);
});

async function withPublicKeyAsSecret(): Promise<string> {
  const [own] = await signingKeys(server.context);
  const claims = decodeJwt(await forged({}));
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: own!.kid! })
    .sign(createHash('sha256').update(own!.n!).digest());
}

test('A token ends within seconds when the secret or certificate it came by is removed, while others of its application go on', async () => {
  const { runner } = server.context;
  const asOwner = <Result>(body: Parameters<typeof runner.run<Result, never>>[1]) =>
    runner.run<Result, never>({ actor: systemActor, system: true }, body);
  const own = { tenantId: world.tenantId, clientId: world.clientId };
  const authorization = `Bearer ${await ownToken()}`;
  const status = async () => (await call(authorization)).status;
  expect(await status()).toBe(200);
  await asOwner((work) => setApplicationActive(work, { ...own, active: false }));
  await expect.poll(status, { timeout: 10_000 }).toBe(401);
  await asOwner((work) => setApplicationActive(work, { ...own, active: true }));
  await expect.poll(status, { timeout: 10_000 }).toBe(200);
  // The token of another secret goes on when the first one is removed.
  const other = await asOwner((work) => addApplicationSecret(work, own));
  const others = `Bearer ${await ownToken(other.secret)}`;
  const found = await asOwner((work) => applicationsOf(work, world.tenantId));
  const { secrets } = found.find(({ clientId }) => clientId === world.clientId)!;
  const [first] = secrets.filter(({ id }) => id !== other.id);
  await asOwner((work) => removeApplicationSecret(work, { ...own, secretId: first!.id }));
  await expect.poll(status, { timeout: 10_000 }).toBe(401);
  expect((await call(others)).status).toBe(200);
  await asOwner((work) => removeApplicationSecret(work, { ...own, secretId: other.id }));
  await expect.poll(async () => (await call(others)).status, { timeout: 10_000 }).toBe(401);
  expect((await call(authorization)).body.message).toMatch(
    /disabled, or the secret or certificate behind the token was removed/,
  );
});
