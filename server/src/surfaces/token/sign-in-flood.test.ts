/** What a flood of wrong passwords must not do. A server of its own, since its counts would slow other tests down. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { createServer } from '../../platform/http.ts';
import { createLog } from '../../platform/log.ts';
import { systemActor } from '../../kernel/index.ts';
import { checkPassword, portalClientId } from '../../modules/identity/index.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import { keyOfName, signInLimits, sourceOf } from '../../platform/sign-in-limits.ts';

let server: TestServer;
let world: IdentityWorld;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
});
afterAll(() => server.stop());

const flood = 200;
const withinMs = 20_000;

function signInAddress(): string {
  const query = new URLSearchParams({
    client_id: portalClientId,
    response_type: 'code',
    redirect_uri: `${server.origin}/signed-in`,
    scope: 'openid',
    code_challenge: createHash('sha256').update('v'.repeat(43)).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return `${server.origin}/common/oauth2/v2.0/authorize?${query.toString()}`;
}

async function healthStatus(): Promise<number> {
  return (await fetch(`${server.origin}/healthz`, { signal: AbortSignal.timeout(withinMs) })).status;
}

async function tokenStatus(): Promise<number> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: world.clientId,
    client_secret: world.clientSecret,
    scope: 'https://api.partnercenter.microsoft.com/.default',
  });
  const at = `${server.origin}/${world.tenantId}/oauth2/v2.0/token`;
  return (await fetch(at, { method: 'POST', body: form, signal: AbortSignal.timeout(withinMs) })).status;
}

test('A sign-in that fails leaves its reason and source in the audit trail, and of an unknown name nothing else', async () => {
  const browser = cookieBrowser();
  const page = await browser.open(signInAddress());
  await browser.submit(page, { username: world.ada.toUpperCase(), password: 'wrong horse' });
  await browser.submit(page, { username: 'my secret password', password: 'x' });
  const trail = await server.context.runner.run<unknown[], PlatformTables>(
    { actor: systemActor, system: true },
    (work) =>
      work.db
        .selectFrom('event')
        .select(['partner_tenant_id', 'new_value'])
        .where('name', '=', 'UserSignInFailed')
        .execute(),
  );
  const told = { applicationName: 'Comptoir', source: '127.0.0.1' };
  expect(trail).toContainEqual({
    partner_tenant_id: world.tenantId,
    new_value: { ...told, reason: 'wrongPassword', userPrincipalName: world.ada },
  });
  expect(trail).toContainEqual({ partner_tenant_id: null, new_value: { ...told, reason: 'unknownName' } });
  expect(JSON.stringify(trail)).not.toContain('secret password');
});

test('Health answers while every other connection of the system is in use, that of the metrics too', async () => {
  const { system, metrics } = server.context.pools;
  const held = await Promise.all([
    metrics.connect(),
    ...Array.from({ length: system.options.max }, () => system.connect()),
  ]);
  try {
    expect(await healthStatus()).toBe(200);
  } finally {
    for (const client of held) client.release();
  }
});

test('A password is verified without a connection held, and who would wait too long is told at once', async () => {
  const { runner, pools } = server.context;
  const checks = Array.from({ length: 60 }, (_, at) => checkPassword(runner, `nobody${at}@northwind.test`, 'wrong'));
  await checks.at(-1);
  // Those that were let in read their hash first, which takes its time on a busy machine.
  const inUse = () => [pools.system.waitingCount, pools.system.totalCount - pools.system.idleCount];
  await expect.poll(inUse, { timeout: 20_000 }).toEqual([0, 0]);
  const outcomes = await Promise.all(checks);
  expect(outcomes).toContain('busy');
  expect(outcomes).toContain(undefined);
  expect(await checkPassword(runner, world.ada, password)).toMatchObject({ userPrincipalName: world.ada });
});

test(`${flood} wrong passwords at once leave health and tokens answering; the ones too many are refused with Retry-After`, async () => {
  const browser = cookieBrowser();
  const page = await browser.open(signInAddress());
  const tries = Array.from({ length: flood }, (_, at) =>
    browser.submit(page, { username: `name${at}@northwind.test`, password: 'wrong' }),
  );
  expect([await healthStatus(), await tokenStatus()]).toEqual([200, 200]);
  const answers = await Promise.all(tries);
  const counts = Map.groupBy(answers, ({ status }) => status);
  expect([...counts.keys()].filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
  expect(counts.get(429)?.length).toBeGreaterThanOrEqual(flood - 100);
  for (const { status, headers } of answers.filter((answer) => answer.status !== 401)) {
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([status, true]);
  }
  expect([await healthStatus(), await tokenStatus()]).toEqual([200, 200]);
});

function triesTaken(limits: ReturnType<typeof signInLimits>, source: (at: number) => string, name: string): number {
  return Array.from({ length: 100 }, (_, at) => limits.take(source(at), name)).filter(Boolean).length;
}

test('Wrong tries shut out neither the named person at another address nor other people', () => {
  const limits = signInLimits();
  expect(triesTaken(limits, () => '198.51.100.1', 'ada@x.test')).toBe(10);
  expect(triesTaken(limits, (at) => `203.0.113.${at}`, 'ADA@x.test')).toBe(100);
  // Attacked from everywhere: two tries from each address, and the owner's is one.
  expect(triesTaken(limits, () => '192.0.2.7', 'ada@x.test')).toBe(2);
  expect(triesTaken(limits, () => '192.0.2.7', 'bob@x.test')).toBe(10);
});

test('One address has a limit over all names; a right password costs nothing of it', () => {
  const limits = signInLimits();
  for (let at = 0; at < 200; at += 1) limits.take('198.51.100.1', `right${at}@x.test`)!();
  const taken = Array.from({ length: 100 }, (_, at) => limits.take('198.51.100.1', `name${at}@x.test`));
  expect(taken.filter(Boolean)).toHaveLength(60);
  expect(limits.take('198.51.100.2', 'name1@x.test')).toBeDefined();
});

test.for([
  [[], '198.51.100.9', '127.0.0.1'],
  [['loopback'], undefined, '127.0.0.1'],
  [['loopback'], '203.0.113.5, 198.51.100.9', '198.51.100.9'],
  [['127.0.0.0/8', '198.51.100.9'], '192.0.2.66, 203.0.113.5, 198.51.100.9', '203.0.113.5'],
  [['10.0.0.7'], '198.51.100.9', '127.0.0.1'],
] as const)('With %j trusted, X-Forwarded-For %s makes %s the source', async ([trustedProxies, forwarded, source]) => {
  const app = createServer(createLog('silent'), { trustedProxies });
  app.get('/', { config: { access: { permission: 'public' } } }, (request) => ({ source: sourceOf(request) }));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  expect((await app.inject({ url: '/', headers, remoteAddress: '127.0.0.1' })).json()).toEqual({ source });
});

test.for([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
] as const)('The address %s counts as %s', ([ip, source]) => {
  expect(sourceOf({ ip })).toBe(source);
});

test('A name of any length is counted under a short key, without regard to case', () => {
  expect(keyOfName('x'.repeat(1_000_000))).toHaveLength(43);
  expect(keyOfName('Alice@Azur.example')).toBe(keyOfName('alice@azur.example'));
  expect(keyOfName('alice@azur.example')).not.toBe(keyOfName('alicia@azur.example'));
});

test('Codes of devices cannot be guessed: after twenty in a minute the address waits, and is told so in its language', async () => {
  const form = { method: 'POST', body: new URLSearchParams({ user_code: 'WRONGCODE', xsrf: 'x' }) };
  const headers = { accept: 'text/html', 'accept-language': 'fr' };
  const codes = () => fetch(`${server.origin}/common/oauth2/deviceauth`, { ...form, headers });
  for (let count = 0; count < 20; count += 1) expect((await codes()).status).not.toBe(429);
  const refused = await codes();
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(await refused.text()).toContain('Trop de tentatives');
});

test('Whoever begins sign-ins without end is told to wait, and leaves no more rows behind', async () => {
  const begin = () => fetch(signInAddress(), { redirect: 'manual' });
  const rows = async () =>
    (await server.context.pools.owner.query<{ n: number }>('select count(*)::int as n from token_record')).rows[0]!.n;
  let last = await begin();
  for (let count = 0; count < 300 && last.status !== 429; count += 1) last = await begin();
  expect(last.status).toBe(429);
  expect(await last.json()).toMatchObject({ error: 'temporarily_unavailable', error_codes: [90055] });
  const before = await rows();
  for (let count = 0; count < 20; count += 1) expect((await begin()).status).toBe(429);
  expect(await rows()).toBe(before);
});
