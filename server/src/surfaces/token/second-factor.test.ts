import { decodeJwt } from 'jose';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authenticator } from '../../../test/authenticator.ts';
import { cookieBrowser, type CookieBrowser, type Visited } from '../../../test/cookie-browser.ts';
import { codeOf } from '../../../test/codes.ts';
import { callServer } from '../../../test/http.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import { createUser, hashPassword, portalClientId, type PasswordHash } from '../../modules/identity/index.ts';
import type { BegunApp, BegunPasskey, SecondFactors } from '@comptoir/contracts/comptoir/second-factors';

let server: TestServer;
let world: IdentityWorld;
let hash: PasswordHash;
/** Browsers make passkeys for names only. */
let origin: string;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  hash = await hashPassword(password);
  origin = server.origin.replace('127.0.0.1', 'localhost');
});
afterAll(() => server.stop());

const { start, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);

/** Each test has a person of its own. */
let person = '';
let people = 0;
beforeEach(async () => {
  people += 1;
  person = await somebody(`p${people}@northwind.test`);
});

async function somebody(userPrincipalName: string, mustChangePassword = false): Promise<string> {
  const named = {
    tenantId: world.tenantId,
    userPrincipalName,
    displayName: 'Zoé İß Ё 株 ش 🌿',
    email: userPrincipalName,
  };
  await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, { ...named, passwordHash: hash, mustChangePassword, roles: ['global_admin', 'admin_agent'] }),
  );
  return userPrincipalName;
}

type Begun = ReturnType<typeof start>;
const begin = () => start({}, 'common', origin);

/** Name and password; what is asked for next, or status 0 when nothing is. */
async function passwordOf(name: string, browser = cookieBrowser(), begun = begin()) {
  const page = await browser.open(begun.url, begun.redirectUri);
  return { browser, begun, page: await browser.submit(page, { username: name, password }, begun.redirectUri) };
}

async function tokensOf(begun: Begun, landed: Visited) {
  expect(landed.url.startsWith(begun.redirectUri)).toBe(true);
  return redeem(codeForm(begun, new URL(landed.url).searchParams.get('code')!));
}

async function signedIn(name = person) {
  const { begun, page, browser } = await passwordOf(name);
  return { browser, ...(await tokensOf(begun, page)) };
}

const call = async (token: string, method: string, path: string, body?: unknown) =>
  callServer(origin, method, `/comptoir/v1${path}`, { token, ...(body === undefined ? {} : { body }) });
const amrOf = (token: string) => decodeJwt(token)['amr'];

/** Adds an app in the person's settings; its secret, and the recovery codes that came with it. */
async function withApp(token: string) {
  const begun = (await call(token, 'POST', '/me/second-factors/totp', { name: 'Téléphone' })).body as BegunApp;
  const confirmed = await call(token, 'POST', `/me/second-factors/${begun.id}/confirm`, {
    code: codeOf(begun.secret, -1),
  });
  expect(confirmed.status).toBe(200);
  return { ...begun, codes: confirmed.body.recoveryCodes as string[] };
}

const typed = (browser: CookieBrowser, begun: Begun, page: Visited, code: string) =>
  browser.submit(page, { code }, begun.redirectUri);

async function failures(name: string): Promise<string[]> {
  const text = `select new_value ->> 'reason' as reason from event where name = 'UserSignInFailed'
    and new_value ->> 'userPrincipalName' = $1 order by seq`;
  return (await server.context.pools.owner.query<{ reason: string }>(text, [name])).rows.map(({ reason }) => reason);
}

test('B30 An app is set up in one’s settings; from then on a sign-in asks for its code, and the tokens say mfa', async () => {
  const { access_token: token } = await signedIn();
  expect(amrOf(token)).toEqual(['pwd']);
  const wrong = (await call(token, 'POST', '/me/second-factors/totp', { name: 'Wrong' })).body as BegunApp;
  const refused = await call(token, 'POST', `/me/second-factors/${wrong.id}/confirm`, { code: '000000' });
  expect([refused.status, refused.body.code]).toEqual([400, 'SecondFactorWrong']);
  const app = await withApp(token);
  expect(app.codes).toHaveLength(10);
  const { rows } = await server.context.pools.owner.query(`select secret from second_factor where id = $1`, [app.id]);
  expect(rows[0].secret.includes(Secret.fromBase32(app.secret.replaceAll(' ', '')).bytes)).toBe(false);

  const { browser, begun, page } = await passwordOf(person);
  expect([page.status, page.html]).toEqual([200, expect.stringContaining('Confirm that it is you')]);
  const again = await typed(browser, begun, page, '000000');
  expect([again.status, again.html]).toEqual([400, expect.stringContaining('The code is wrong')]);
  const tokens = await tokensOf(begun, await typed(browser, begun, again, codeOf(app.secret)));
  expect(amrOf(tokens.access_token)).toEqual(['pwd', 'mfa']);
  const refresh = { grant_type: 'refresh_token', client_id: portalClientId, refresh_token: tokens.refresh_token };
  expect(amrOf((await redeem(refresh)).access_token)).toEqual(['pwd', 'mfa']);
  // Another application of the same session, without being asked again.
  const other = begin();
  const landed = await browser.open(other.url, other.redirectUri);
  expect(amrOf((await tokensOf(other, landed)).access_token)).toEqual(['pwd', 'mfa']);
  const compliant = async (bearer: string, asked: string) => {
    const headers = { ValidateMfa: asked };
    return (await callServer(origin, 'GET', '/v1/customers', { token: bearer, headers })).headers.get('isMfaCompliant');
  };
  expect([await compliant(tokens.access_token, 'true'), await compliant(token, 'true')]).toEqual(['true', 'false']);
  expect(await compliant(token, 'false')).toBeNull();
  // The session of before did not use it, and does not say so.
  const listed = (await call(token, 'GET', '/me/second-factors')).body as SecondFactors;
  expect(listed).toMatchObject({ proved: false, recoveryCodesLeft: 10, items: [{ kind: 'totp', name: 'Téléphone' }] });
  expect(await failures(person)).toEqual(['wrongCode']);
});

test('A code counts once, also when two send it at once', async () => {
  const app = await withApp((await signedIn()).access_token);
  const [one, two] = [await passwordOf(person), await passwordOf(person)];
  const code = codeOf(app.secret);
  const both = await Promise.all([one, two].map(({ browser, begun, page }) => typed(browser, begun, page, code)));
  expect(both.filter(({ status }) => status === 0)).toHaveLength(1);
  const late = await passwordOf(person);
  const replayed = await typed(late.browser, late.begun, late.page, code);
  expect([replayed.status, replayed.html]).toEqual([400, expect.stringContaining('has already been used')]);
});

test('A recovery code lets in once; new ones take the place of the old', async () => {
  const { codes, id } = await withApp((await signedIn()).access_token);
  const first = await passwordOf(person);
  const landed = await typed(first.browser, first.begun, first.page, codes[0]!.toLowerCase().replaceAll('-', ' '));
  const { access_token: token } = await tokensOf(first.begun, landed);
  expect(amrOf(token)).toEqual(['pwd', 'mfa']);
  expect((await call(token, 'GET', '/me/second-factors')).body).toMatchObject({ recoveryCodesLeft: 9, proved: true });
  const second = await passwordOf(person);
  expect((await typed(second.browser, second.begun, second.page, codes[0]!)).status).toBe(400);
  // Also when the app's secret opens no more: the installation's key was lost.
  await server.context.pools.owner.query(`update second_factor set secret = '\\x01' where id = $1`, [id]);
  const renewed = await call(token, 'POST', '/me/second-factors/recovery-codes');
  expect(renewed.body.recoveryCodes).toHaveLength(10);
  expect((await typed(second.browser, second.begun, second.page, codes[1]!)).status).toBe(400);
  expect((await typed(second.browser, second.begun, second.page, renewed.body.recoveryCodes[3])).status).toBe(0);
});

test('After five codes in a quarter of an hour none is taken, not even the right one', async () => {
  const { codes, secret } = await withApp((await signedIn()).access_token);
  const { browser, begun, page } = await passwordOf(person);
  const wrong = Array.from({ length: 12 }, () => typed(browser, begun, page, '000000'));
  const tries = (await Promise.all(wrong)).map(({ status }) => status);
  expect(tries.filter((status) => status === 400)).toHaveLength(5);
  expect(tries.filter((status) => status === 429)).toHaveLength(7);
  for (const code of [codeOf(secret), codes[0]!]) {
    expect((await typed(browser, begun, page, code)).status).toBe(429);
  }
  await server.context.pools.owner.query(
    `update user_account set wrong_codes_since = wrong_codes_since - interval '16 minutes' where user_principal_name = $1`,
    [person],
  );
  expect((await typed(browser, begun, page, codes[0]!)).status).toBe(0);
  expect(new Set(await failures(person))).toEqual(new Set(['wrongCode', 'tooManyCodes']));
});

/** Adds a passkey in the person's settings. */
async function withPasskey(token: string) {
  const key = authenticator(origin);
  const begun = (await call(token, 'POST', '/me/second-factors/passkey', { name: 'Clé' })).body as BegunPasskey;
  const confirmed = await call(token, 'POST', `/me/second-factors/${begun.id}/confirm`, {
    credential: key.create(begun.options),
  });
  expect([confirmed.status, confirmed.text]).toEqual([200, expect.stringContaining('recoveryCodes')]);
  return { key, id: begun.id };
}

/** What the page asks the browser to sign. */
const askedOf = (page: Visited) =>
  JSON.parse(/data-options="([^"]*)"/.exec(page.html)![1]!.replaceAll('&quot;', '"')) as Record<string, unknown>;
const signed = (browser: CookieBrowser, begun: Begun, page: Visited, credential: object) =>
  browser.submit(page, { credential: JSON.stringify(credential) }, begun.redirectUri, 1);

test('B30 A passkey is made and used by real signatures; one of another key, origin, challenge or count is none', async () => {
  const { access_token: token } = await signedIn();
  const begunKey = (await call(token, 'POST', '/me/second-factors/passkey', { name: 'Clé' })).body as BegunPasskey;
  const elsewhere = authenticator(origin).create(begunKey.options, { origin: 'https://evil.example' });
  const refused = await call(token, 'POST', `/me/second-factors/${begunKey.id}/confirm`, { credential: elsewhere });
  expect([refused.status, refused.body.code]).toEqual([400, 'PasskeyRefused']);
  const { key } = await withPasskey(token);

  const { browser, begun, page } = await passwordOf(person);
  const asked = askedOf(page);
  const stranger = await signed(browser, begun, page, authenticator(origin).get(asked));
  expect([stranger.status, stranger.html]).toEqual([400, expect.stringContaining('could not be confirmed')]);
  // The challenge of before counts no more.
  const old = await signed(browser, begun, stranger, key.get(asked));
  expect(old.status).toBe(400);
  const proof = key.get(askedOf(old));
  const tokens = await tokensOf(begun, await signed(browser, begun, old, proof));
  expect(amrOf(tokens.access_token)).toEqual(['pwd', 'mfa']);

  const next = await passwordOf(person);
  expect((await signed(next.browser, next.begun, next.page, proof)).status).toBe(400);
  const shown = await next.browser.open(next.page.url);
  const backwards = await signed(next.browser, next.begun, shown, key.get(askedOf(shown), { counter: 1 }));
  expect(backwards.status).toBe(400);
  expect((await signed(next.browser, next.begun, backwards, key.get(askedOf(backwards)))).status).toBe(0);
});

test('At an address that is no name there are no passkeys, and codes go on', async () => {
  const { access_token: token } = await signedIn();
  const answer = await callServer(server.origin, 'POST', '/comptoir/v1/me/second-factors/passkey', {
    token,
    body: { name: 'Clé' },
  });
  expect([answer.status, answer.body.code]).toEqual([400, 'PasskeyRefused']);
});

test('B30 Who has a second factor and did not use it changes none; the last goes only where none is asked for', async () => {
  const before = await signedIn();
  const app = await withApp(before.access_token);
  const refuse = async (method: string, path: string, body?: object) =>
    (await call(before.access_token, method, `/me/second-factors${path}`, body)).body.code;
  expect(await refuse('DELETE', `/${app.id}`)).toBe('SecondFactorNeeded');
  expect(await refuse('POST', '/recovery-codes')).toBe('SecondFactorNeeded');
  expect(await refuse('POST', '/totp', { name: 'Other' })).toBe('SecondFactorNeeded');
  const { browser, begun, page } = await passwordOf(person);
  const { access_token: token } = await tokensOf(begun, await typed(browser, begun, page, codeOf(app.secret)));
  const stranger = (await signedIn(world.otherUser)).access_token;
  expect((await call(stranger, 'DELETE', `/me/second-factors/${app.id}`)).status).toBe(404);
  expect((await call(token, 'DELETE', `/me/second-factors/${app.id}`)).status).toBe(204);
  expect((await call(token, 'GET', '/me/second-factors')).body).toMatchObject({ items: [], recoveryCodesLeft: 0 });
  expect(amrOf((await signedIn()).access_token)).toEqual(['pwd']);
  const { rows } = await server.context.pools.owner.query<{ subject: string }>(
    'select subject from mail where recipient = $1 order by at, id',
    [person],
  );
  expect(rows.map(({ subject }) => subject)).toEqual([
    'A second factor was added to your account',
    'A second factor was removed from your account',
  ]);
});

const require = (token: string, secondFactorRequired: boolean) =>
  call(token, 'PUT', '/sign-in-policy', { secondFactorRequired });

test('B30 Where the organisation asks for it, who has none sets one up at sign-in before anything else', async () => {
  const admin = await signedIn();
  const turned = await require(admin.access_token, true);
  expect(turned.body).toMatchObject({ secondFactorRequired: true, without: turned.body.people - 5 });
  try {
    // A session without a second factor is worth nothing any more.
    const refresh = { grant_type: 'refresh_token', client_id: portalClientId, refresh_token: admin.refresh_token };
    expect((await redeem(refresh)).error).toBe('invalid_grant');
    const other = begin();
    expect((await admin.browser.open(other.url, other.redirectUri)).html).toContain('Password');

    const novice = await somebody('novice@northwind.test', true);
    const { browser, begun, page } = await passwordOf(novice);
    const next = { 'new-password': 'velvet anchor tomato', again: 'velvet anchor tomato' };
    const enrol = await browser.submit(page, next, begun.redirectUri);
    expect(enrol.html).toContain('Set up a second factor');
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(enrol.html)![1]!;
    const wrong = await typed(browser, begun, enrol, '000000');
    expect([wrong.status, wrong.html]).toEqual([400, expect.stringContaining(secret)]);
    const codes = await typed(browser, begun, wrong, codeOf(secret));
    expect(codes.html).toContain('Keep your recovery codes');
    expect(codes.html.match(/<li><code>/g)).toHaveLength(10);
    // Whoever leaves before reading them is not signed in.
    const around = begin();
    expect((await browser.open(around.url, around.redirectUri)).html).toContain('Password');
    const tokens = await tokensOf(begun, await browser.submit(codes, {}, begun.redirectUri));
    expect(amrOf(tokens.access_token)).toEqual(['pwd', 'mfa']);
    const [mine] = ((await call(tokens.access_token, 'GET', '/me/second-factors')).body as SecondFactors).items;
    const last = await call(tokens.access_token, 'DELETE', `/me/second-factors/${mine!.id}`);
    expect([last.status, last.body.code, last.body.rule.id]).toEqual([409, 'SecondFactorRequired', 'B30']);

    const keyed = await somebody('keyed@northwind.test');
    const second = await passwordOf(keyed);
    const key = authenticator(origin);
    const made = await signed(second.browser, second.begun, second.page, key.create(askedOf(second.page)));
    const landed = await second.browser.submit(made, {}, second.begun.redirectUri);
    expect(amrOf((await tokensOf(second.begun, landed)).access_token)).toEqual(['pwd', 'mfa']);
    expect((await require(tokens.access_token, false)).body.secondFactorRequired).toBe(false);
  } finally {
    await server.context.pools.owner.query('update sign_in_policy set second_factor_required = false');
  }
  expect(amrOf((await signedIn()).access_token)).toEqual(['pwd']);
});

test('An administrator takes the second factors away of who lost them; nobody its own, nor a global admin’s without being one', async () => {
  const { access_token: token, refresh_token } = await signedIn();
  await withApp(token);
  const { body: me } = await call(token, 'GET', '/me');
  const reset = (by: string) => call(by, 'DELETE', `/users/${me.user.id}/second-factors`);
  expect((await reset(token)).body.code).toBe('OwnAccount');
  const manager = await server.context.runner.run({ actor: systemActor, system: true }, (work) => {
    const named = {
      tenantId: world.tenantId,
      userPrincipalName: 'uma@northwind.test',
      displayName: 'Uma',
      email: 'uma@x.test',
    };
    return createUser(work, { ...named, passwordHash: hash, roles: ['user_admin'] });
  });
  expect((await reset((await signedIn(manager.userPrincipalName)).access_token)).body.code).toBe('GlobalAdminNeeded');
  expect((await reset((await signedIn(world.otherUser)).access_token)).status).toBe(404);
  const admin = (await signedIn(world.ada)).access_token;
  expect((await reset(admin)).status).toBe(204);
  expect((await reset(admin)).status).toBe(404);
  expect((await redeem({ grant_type: 'refresh_token', client_id: portalClientId, refresh_token })).error).toBe(
    'invalid_grant',
  );
  expect(amrOf((await signedIn()).access_token)).toEqual(['pwd']);
});
