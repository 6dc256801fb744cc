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

test('Nobody sees or ends the sign-in of somebody else', async () => {
  const [mine, stranger] = [await enter(), await enter(world.otherUser)];
  const [own] = await listed(mine.token);
  expect((await listed(stranger.token)).map(({ id }) => id)).not.toContain(own!.id);
  expect((await call(stranger.token, 'DELETE', `/sign-ins/${own!.id}`)).status).toBe(404);
  await call(stranger.token, 'DELETE', '/sign-ins');
  expect(await renew(mine.refresh)).toHaveProperty('access_token');
  await call(mine.token, 'DELETE', `/sign-ins/${own!.id}`);
});

test('The refresh token of a public client is good once; used again later, it ends what came of it', async () => {
  const { refresh } = await enter();
  const renewed = await renew(refresh);
  expect(renewed.refresh_token).not.toBe(refresh);
  // An answer that was lost is asked for again at once.
  expect(await renew(refresh)).toHaveProperty('access_token');
  await server.context.pools.owner.query(
    `update token_record set consumed_at = consumed_at - interval '1 minute' where consumed_at is not null`,
  );
  expect((await renew(refresh)).error).toBe('invalid_grant');
  expect((await renew(renewed.refresh_token)).error).toBe('invalid_grant');
});

test('Changing the password ends all other sign-ins and tells the person by mail', async () => {
  const [here, there] = [await enter(), await enter()];
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

test('Whoever holds a token cannot guess the password by it', async () => {
  const resource = 'api://comptoir';
  const { access_token: token } = await issueUserToken(server.context, {
    userPrincipalName: world.otherUser,
    resource,
  });
  const body = { currentPassword: 'a wrong password', password: 'velvet anchor tomato' };
  const statuses: number[] = [];
  for (let count = 0; count < 11; count += 1) statuses.push((await call(token, 'PUT', '/me/password', body)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
});
