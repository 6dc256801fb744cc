import { beforeAll, afterAll, expect, test } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { callServer } from '../../../test/http.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { checkPassword, issueUserToken, portalClientId } from '../../modules/identity/index.ts';
import type { SignIn } from '@comptoir/contracts/comptoir/account';

let server: TestServer;
let world: IdentityWorld;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
});
afterAll(() => server.stop());

const { start, signIn, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);

/** Signs in at the portal with a browser of its own. */
async function enter(name = world.ada) {
  const [browser, begun] = [cookieBrowser(), start()];
  const code = (await signIn(browser, begun, name)).get('code')!;
  const { access_token: token, refresh_token: refresh } = await redeem(codeForm(begun, code));
  return { browser, token, refresh };
}

const renew = (refresh: string) =>
  redeem({ grant_type: 'refresh_token', client_id: portalClientId, refresh_token: refresh });

async function call(token: string, method: string, path: string, body?: unknown) {
  const answer = await callServer(server.origin, method, `/comptoir/v1${path}`, { token, ...(body ? { body } : {}) });
  return { ...answer, body: (answer.text ? JSON.parse(answer.text) : undefined) as Record<string, unknown> };
}

const listed = async (token: string) => (await call(token, 'GET', '/sign-ins')).body['items'] as SignIn[];

test('A person sees where it is signed in, ends one of them, and the others go on', async () => {
  const [here, there] = [await enter(), await enter()];
  const seen = await listed(here.token);
  expect(seen).toHaveLength(2);
  expect(seen.find(({ current }) => current)).toMatchObject({ applications: ['Comptoir'], agent: expect.any(String) });
  const other = seen.find(({ current }) => !current)!;
  expect((await call(here.token, 'DELETE', `/sign-ins/${other.id}`)).status).toBe(204);
  expect((await renew(there.refresh)).error).toBe('invalid_grant');
  expect(await renew(here.refresh)).toHaveProperty('access_token');
  expect(await listed(here.token)).toHaveLength(1);
  // Its browser is asked for the password again.
  const begun = start();
  expect((await there.browser.open(begun.url, begun.redirectUri)).html).toContain('Password');
  expect((await call(here.token, 'DELETE', `/sign-ins/${other.id}`)).body).toMatchObject({ code: 'SignInNotFound' });
  await call(here.token, 'DELETE', `/sign-ins/${seen.find(({ current }) => current)!.id}`);
  expect((await renew(here.refresh)).error).toBe('invalid_grant');
});

test('A sign-in that has ended writes nothing more with the token that is out', async () => {
  const [here, there] = [await enter(), await enter()];
  const other = (await listed(here.token)).find(({ current }) => !current)!;
  const renewed = await renew(there.refresh);
  expect((await call(renewed.access_token, 'POST', '/applications', { name: 'Before' })).status).toBe(201);
  await call(here.token, 'DELETE', `/sign-ins/${other.id}`);
  const late = await call(renewed.access_token, 'POST', '/applications', { name: 'Backdoor' });
  expect([late.status, late.body]).toMatchObject([401, { code: 'Unauthenticated' }]);
  // What is only read ends with the token (decision 0086).
  expect((await call(renewed.access_token, 'GET', '/me')).status).toBe(200);
  expect((await call(here.token, 'POST', '/applications', { name: 'After' })).status).toBe(201);
});

test('Nobody sees or ends the sign-in of somebody else', async () => {
  const [mine, stranger] = [await enter(), await enter(world.otherUser)];
  const [own] = await listed(mine.token);
  expect((await listed(stranger.token)).map(({ id }) => id)).not.toContain(own!.id);
  expect((await call(stranger.token, 'DELETE', `/sign-ins/${own!.id}`)).status).toBe(404);
  await call(stranger.token, 'DELETE', '/sign-ins');
  expect(await renew(mine.refresh)).toHaveProperty('access_token');
  await call(mine.token, 'DELETE', `/sign-ins/${own!.id}`);
});

/** Signs in by device code, as a program without a browser does; answers whether its refresh token is still good. */
async function deviceGood(): Promise<() => Promise<boolean>> {
  const at = `${server.origin}/common/oauth2/v2.0/devicecode`;
  const scope = 'offline_access https://api.partnercenter.microsoft.com/user_impersonation';
  const body = new URLSearchParams({ client_id: world.publicClientId, scope });
  const begun = (await (await fetch(at, { method: 'POST', body })).json()) as Record<string, string>;
  const browser = cookieBrowser();
  const asked = await browser.submit(await browser.open(begun['verification_uri']!), {
    user_code: begun['user_code']!,
  });
  await browser.submit(await browser.submit(asked, { confirm: 'yes' }), { username: world.ada, password });
  const client = { client_id: world.publicClientId };
  const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code';
  let token = (await redeem({ ...client, grant_type: deviceCode, device_code: begun['device_code']! })).refresh_token;
  expect(token).toBeTruthy();
  return async () => {
    const answer = await redeem({ ...client, grant_type: 'refresh_token', refresh_token: token });
    token = answer.refresh_token ?? token;
    return answer.error !== 'invalid_grant';
  };
}

test('Ending all other sign-ins ends a device that signed in by code too, and what came by no session', async () => {
  const [here, good, without] = [await enter(), await deviceGood(), await deviceGood()];
  expect([await good(), await without()]).toEqual([true, true]);
  // As tokens are that were issued before sign-ins were told apart.
  await server.context.pools.owner.query(
    `update token_record set session_uid = null where kind = 'RefreshToken' and application_id = $1 and session_uid = (
       select session_uid from token_record where application_id = $1 order by made_at desc limit 1)`,
    [world.publicClientId],
  );
  expect((await call(here.token, 'DELETE', '/sign-ins')).status).toBe(204);
  expect([await good(), await without()]).toEqual([false, false]);
  expect(await renew(here.refresh)).toHaveProperty('access_token');
});

test('The refresh token of a public client is good once; used again later, it ends what came of it', async () => {
  const { refresh } = await enter();
  const renewed = await renew(refresh);
  expect(renewed.refresh_token).not.toBe(refresh);
  // An answer that was lost is asked for again at once.
  const passSeconds = (seconds: number) =>
    server.context.pools.owner.query(
      `update token_record set consumed_at = consumed_at - make_interval(secs => $1) where consumed_at is not null`,
      [seconds],
    );
  await passSeconds(20);
  expect(await renew(refresh)).toHaveProperty('access_token');
  // That was no beginning of another thirty seconds.
  await passSeconds(20);
  expect((await renew(refresh)).error).toBe('invalid_grant');
  expect((await renew(renewed.refresh_token)).error).toBe('invalid_grant');
});

test('Changing the password ends all other sign-ins and tells the person by mail', async () => {
  const [here, there, good] = [await enter(), await enter(), await deviceGood()];
  const next = 'velvet anchor tomato';
  const put = (currentPassword: string, wanted: string) =>
    call(here.token, 'PUT', '/me/password', { currentPassword, password: wanted });
  expect((await put('not my password', next)).body).toMatchObject({ code: 'PasswordWrong', target: 'currentPassword' });
  expect((await put(password, 'aaaaaaaaaaaa')).body).toMatchObject({
    code: 'PasswordRefused',
    problems: [{ path: 'password', code: 'password.guessed' }],
  });
  expect((await put(password, 'short')).body).toMatchObject({ code: 'InvalidInput', target: 'password' });
  expect((await put(password, next)).status).toBe(204);
  expect((await renew(there.refresh)).error).toBe('invalid_grant');
  expect(await good()).toBe(false);
  expect(await renew(here.refresh)).toHaveProperty('access_token');
  const { runner, pools } = server.context;
  expect(await checkPassword(runner, world.ada, password)).toBeUndefined();
  expect(await checkPassword(runner, world.ada, next)).toMatchObject({ userPrincipalName: world.ada });
  const { rows } = await pools.owner.query<{ subject: string }>('select subject from mail where recipient = $1', [
    world.ada,
  ]);
  expect(rows).toHaveLength(1);
  const events = await pools.owner.query<{ name: string }>(
    `select name from event where name in ('UserPasswordChanged', 'UserSignInsEnded') and actor_name = $1 order by id desc limit 2`,
    [world.ada],
  );
  expect(events.rows.map(({ name }) => name).toSorted()).toEqual(['UserPasswordChanged', 'UserSignInsEnded']);
});

test('Whoever holds a token cannot guess the password by it, and changing it counts as no guess', async () => {
  const resource = 'api://comptoir';
  const { access_token: token } = await issueUserToken(server.context, {
    userPrincipalName: world.otherUser,
    resource,
  });
  const put = async (currentPassword: string) =>
    (await call(token, 'PUT', '/me/password', { currentPassword, password: 'velvet anchor tomato' })).status;
  const statuses: number[] = [];
  for (let count = 0; count < 9; count += 1) statuses.push(await put('a wrong password'));
  expect(statuses).toEqual(Array.from({ length: 9 }, () => 403));
  // A right one is no try: the tenth wrong one is still answered.
  expect([await put(password), await put('a wrong password'), await put('a wrong password')]).toEqual([204, 403, 429]);
});
