import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieBrowser, type Visited } from '../../../test/cookie-browser.ts';
import { callback, identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { issueUserToken, portalClientId } from '../../modules/identity/index.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import { systemActor } from '../../kernel/index.ts';

let server: TestServer;
let world: IdentityWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await identityWorld(server.context);
});
afterAll(() => server.stop());

const { start, signIn, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);

async function me(token: string) {
  const response = await fetch(`${server.origin}/comptoir/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('A person signs in at the portal with code and PKCE, and the token opens the API as that person', async () => {
  const begun = start();
  const answer = await signIn(cookieBrowser(), begun);
  expect(answer.get('state')).toBe('st&te');
  const tokens = await redeem(codeForm(begun, answer.get('code')!));
  expect(tokens.scope.split(' ')).toContain('https://api.partnercenter.microsoft.com/user_impersonation');
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    idtyp: 'user',
    tid: world.tenantId,
    upn: world.ada,
    amr: ['pwd'],
    scp: 'user_impersonation',
    roles: ['global_admin', 'sales_agent'],
    appid: portalClientId,
  });
  const keys = createRemoteJWKSet(new URL(`${server.origin}/common/discovery/v2.0/keys`));
  const { payload } = await jwtVerify(tokens.id_token, keys, {
    issuer: `${server.origin}/common/v2.0`,
    audience: portalClientId,
  });
  expect(payload).toMatchObject({ nonce: 'nonce-1', tid: world.tenantId, preferred_username: world.ada });
  const { status, body } = await me(tokens.access_token);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    user: { name: world.ada, displayName: 'Ada Lovelace' },
    tenant: { id: world.tenantId, domain: 'northwind.test' },
    parts: ['direct'],
    roles: ['global_admin', 'sales_agent'],
  });
  expect(body['permissions']).toEqual(
    expect.arrayContaining(['account.read', 'subscriptions.buy', 'applications.manage']),
  );
  expect(body['permissions']).not.toContain('programme.operate');
});

test('A code is worth one answer: not twice, not with another verifier, not at another address', async () => {
  const browser = cookieBrowser();
  const [first, second, third] = [start(), start(), start()];
  const code = (await signIn(browser, first)).get('code')!;
  const both = await Promise.all([redeem(codeForm(first, code)), redeem(codeForm(first, code))]);
  expect(both.filter((answer) => answer.access_token)).toHaveLength(1);
  expect((await redeem(codeForm(first, code))).error).toBe('invalid_grant');
  const wrongVerifier = codeForm({ ...second, verifier: 'x'.repeat(43) }, (await signIn(browser, second)).get('code')!);
  expect((await redeem(wrongVerifier)).error).toBe('invalid_grant');
  const code3 = (await signIn(browser, third)).get('code')!;
  expect((await redeem({ ...codeForm(third, code3), redirect_uri: `${server.origin}/x` })).error).toBe('invalid_grant');
});

test('The portal accepts the origin it is reached at and no other, and demands PKCE', async () => {
  const localhost = server.origin.replace('127.0.0.1', 'localhost');
  const begun = start({}, 'common', localhost);
  expect((await signIn(cookieBrowser(), begun)).get('code')).toBeTruthy();
  const refused = await cookieBrowser().open(start({ redirect_uri: 'https://evil.test/signed-in' }).url);
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('redirect_uri');
  const plain = await cookieBrowser().open(
    start({ code_challenge: '', code_challenge_method: '' }).url,
    `${server.origin}/signed-in`,
  );
  expect(new URL(plain.url).searchParams.get('error')).toBe('invalid_request');
});

test('Whoever is no longer active neither signs in nor renews, in a browser that knows the person either', async () => {
  const browser = cookieBrowser();
  const begun = start();
  const tokens = await redeem(codeForm(begun, (await signIn(browser, begun)).get('code')!));
  const refresh = { grant_type: 'refresh_token', client_id: portalClientId, refresh_token: tokens.refresh_token };
  const setActive = (active: boolean) =>
    server.context.pools.owner.query('update user_account set active = $1 where user_principal_name = $2', [
      active,
      world.ada,
    ]);
  const resource = 'https://graph.microsoft.com';
  await setActive(false);
  try {
    expect((await redeem(refresh)).error).toBe('invalid_grant');
    const page = await browser.open(start().url, begun.redirectUri);
    expect(page.html).toContain('Password');
    const again = await browser.submit(page, { username: world.ada, password }, begun.redirectUri);
    expect([again.status, again.html]).toEqual([
      401,
      expect.stringContaining('The user name or password is incorrect.'),
    ]);
    const issued = issueUserToken(server.context, { userPrincipalName: world.ada, resource });
    await expect(issued).rejects.toMatchObject({ code: 'UserNotFound' });
  } finally {
    await setActive(true);
  }
  expect((await signIn(cookieBrowser(), start())).get('code')).toBeTruthy();
});

test('A refresh token renews silently and serves the other resources too; signing out ends it', async () => {
  const browser = cookieBrowser();
  const begun = start();
  const tokens = await redeem(codeForm(begun, (await signIn(browser, begun)).get('code')!));
  const refresh = { grant_type: 'refresh_token', client_id: portalClientId, refresh_token: tokens.refresh_token };
  expect((await me((await redeem(refresh)).access_token)).status).toBe(200);
  const graph = await redeem({ ...refresh, scope: 'https://graph.microsoft.com/User.Read openid' });
  expect(decodeJwt(graph.access_token).aud).toBe('https://graph.microsoft.com');
  expect(graph.scope).toBe('https://graph.microsoft.com/User.Read openid');
  expect((await redeem({ ...refresh, client_id: world.publicClientId })).error).toBe('invalid_grant');
  const out = new URL(`${server.origin}/common/oauth2/v2.0/logout`);
  out.search = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${server.origin}/sign-in`,
  }).toString();
  const page = await browser.open(out.toString());
  expect(page.html).toContain('Sign out');
  const back = await browser.submit(page, {});
  expect(back.url).toBe(`${server.origin}/sign-in`);
  expect((await redeem(refresh)).error).toBe('invalid_grant');
  expect((await browser.open(start().url)).html).toContain('Password');
});

test('Without offline_access there is no refresh token', async () => {
  const begun = start({ scope: 'openid api://comptoir/user_impersonation' });
  const tokens = await redeem(codeForm(begun, (await signIn(cookieBrowser(), begun)).get('code')!));
  expect(tokens).not.toHaveProperty('refresh_token');
  expect((await me(tokens.access_token)).status).toBe(200);
});

test('Once signed in, a second application asks nothing, unless it wants to or the account does not belong there', async () => {
  const browser = cookieBrowser();
  await signIn(browser, start());
  const own = start({ client_id: world.clientId, redirect_uri: callback });
  expect((await browser.open(own.url, callback)).url).toContain('code=');
  expect((await browser.open(start({ prompt: 'select_account' }).url)).html).toContain('Password');
  expect((await browser.open(start({}, world.otherTenantId).url)).html).toContain('Password');
  const silent = await cookieBrowser().open(start({ prompt: 'none' }).url, `${server.origin}/signed-in`);
  expect(new URL(silent.url).searchParams.get('error')).toBe('login_required');
});

test('An unknown name and a wrong password get the same answer', async () => {
  const answers: Visited[] = [];
  for (const username of [world.ada, 'nobody@northwind.test']) {
    const browser = cookieBrowser();
    answers.push(await browser.submit(await browser.open(start().url), { username, password: 'wrong' }));
  }
  const texts = answers.map(({ html }) => html.replace(/value="[^"]*"|action="[^"]*"|href="[^"]*"/g, ''));
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).toContain('role="alert"');
});

test('After ten wrong passwords within a minute even the right one must wait; other names need not', async () => {
  const browser = cookieBrowser();
  let page = await browser.open(start().url);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    page = await browser.submit(page, { username: 'Otto@fabrikam.test', password: `wrong ${attempt}` });
    expect(page.status).toBe(401);
  }
  page = await browser.submit(page, { username: world.otherUser, password });
  expect(page.status).toBe(429);
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
  const other = await browser.submit(page, { username: world.ada, password }, `${server.origin}/signed-in`);
  expect(other.url).toContain('code=');
});

test("A person of another tenant cannot sign in at this tenant's address nor at its application", async () => {
  for (const [begun, tenant] of [
    [start({}, world.domain), world.domain],
    [start({ client_id: world.clientId, redirect_uri: callback }), 'common'],
  ] as const) {
    const browser = cookieBrowser();
    const page = await browser.open(begun.url);
    const refused = await browser.submit(page, { as: world.otherUser }, begun.redirectUri, 0);
    expect([tenant, refused.status]).toEqual([tenant, 403]);
    expect(refused.html).toContain('does not belong');
    expect(refused.html).not.toContain(`value="${world.otherUser}" title`);
  }
});

test('The page speaks French when the browser prefers it, and the switch is kept', async () => {
  const french = cookieBrowser('fr-CA,fr;q=0.9,en;q=0.8');
  const page = await french.open(start().url);
  expect(page.html).toContain('<html lang="fr">');
  expect(page.html).toContain('Mot de passe');
  const refused = await french.submit(page, { username: 'x', password: 'y' });
  expect(refused.html).toContain('Le nom d’utilisateur ou le mot de passe est incorrect.');
  const switched = await french.open(`${page.url.split('?')[0]}?lang=en`);
  expect(switched.html).toContain('<html lang="en">');
  expect((await french.open(start().url)).html).toContain('<html lang="en">');
  expect((await cookieBrowser('de-DE,en;q=0.5,fr;q=0.4').open(start().url)).html).toContain('<html lang="en">');
});

test('The sandbox lists who may sign in, customers apart, and a click signs in as with a second factor', async () => {
  const browser = cookieBrowser();
  const begun = start();
  const page = await browser.open(begun.url);
  expect(page.html).toContain(`value="${world.ada}"`);
  expect(page.html).not.toContain('@boulangerie-martin');
  // Names are text, whatever stands in them.
  expect(page.html).toContain('Northwind &amp; &quot;Söhne&quot; &lt;b&gt;');
  expect(page.html).not.toContain('"Söhne" <b>');
  const back = await browser.submit(page, { as: world.ada }, begun.redirectUri, 1);
  const tokens = await redeem(codeForm(begun, new URL(back.url).searchParams.get('code')!));
  expect(decodeJwt(tokens.access_token)).toMatchObject({ upn: world.ada, amr: ['pwd', 'mfa'] });
});

test('In production nobody is listed and nobody signs in without a password', async () => {
  const production = await startTestServer({ config: { mode: 'production' } });
  try {
    const there = await identityWorld(production.context);
    const browser = cookieBrowser();
    const page = await browser.open(start({}, 'common', production.origin).url);
    expect([page.status, page.html]).toEqual([200, expect.stringContaining('name="password"')]);
    expect(page.html).not.toContain(there.ada);
    const refused = await browser.submit(page, { as: there.ada });
    expect([refused.status, refused.html]).toEqual([400, expect.stringContaining('name="password"')]);
    expect(
      (await browser.submit(page, { username: there.ada, password }, `${production.origin}/signed-in`)).url,
    ).toContain('code=');
  } finally {
    await production.stop();
  }
});

test('What a person types and what an application sends comes back as text, never as markup', async () => {
  const browser = cookieBrowser();
  const page = await browser.open(start({ login_hint: '"><script>alert(1)</script>' }).url);
  const refused = await browser.submit(page, { username: `'"><img src=x onerror=alert(1)>`, password: 'x' });
  for (const html of [page.html, refused.html]) {
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
  }
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  const style = page.html.match(/<style>([^]*)<\/style>/)![1]!;
  expect(page.headers.get('content-security-policy')).toContain(createHash('sha256').update(style).digest('base64'));
});

test('A sign-in page is good for the browser it was made for, and once it has served it is not good again', async () => {
  const browser = cookieBrowser();
  const begun = start();
  const page = await browser.open(begun.url);
  const stranger = await cookieBrowser().open(page.url);
  expect(stranger.status).toBe(400);
  expect(stranger.html).toContain('Go back to the application');
  await browser.submit(page, { username: world.ada, password }, begun.redirectUri);
  expect((await browser.submit(page, { username: world.ada, password })).status).toBe(400);
});

test('A device code that comes without a session leads to the page for codes', async () => {
  const at = `${server.origin}/common/oauth2/deviceauth`;
  const begin = { status: 303, location: at };
  for (const [method, url] of [
    ['POST', at],
    ['GET', `${at}/nobody-knows-this`],
  ] as const) {
    const answer = await fetch(url, { method, redirect: 'manual' });
    expect({ status: answer.status, location: answer.headers.get('location') }).toEqual(begin);
  }
  expect((await fetch(at)).status).toBe(200);
});

test('A sign-in leaves a trace in the audit trail', async () => {
  await signIn(cookieBrowser(), start());
  const found = await server.context.runner.run<unknown[], PlatformTables>(
    { actor: systemActor, system: true },
    (work) => work.db.selectFrom('event').select('new_value').where('name', '=', 'UserSignedIn').execute(),
  );
  expect(found).toContainEqual({ new_value: { userPrincipalName: world.ada, applicationName: 'Comptoir' } });
});

test("The sandbox's short cut issues the token of a person as if signed in with a second factor", async () => {
  const { access_token } = await issueUserToken(server.context, {
    userPrincipalName: world.ada.toUpperCase(),
    resource: 'https://api.partnercenter.microsoft.com/',
  });
  expect(decodeJwt(access_token)).toMatchObject({ amr: ['pwd', 'mfa'], idtyp: 'user', upn: world.ada });
  expect((await me(access_token)).status).toBe(200);
  const ask = (input: { userPrincipalName: string; resource: string }) => issueUserToken(server.context, input);
  await expect(ask({ userPrincipalName: 'nobody', resource: 'api://comptoir' })).rejects.toMatchObject({
    code: 'UserNotFound',
  });
  await expect(ask({ userPrincipalName: world.ada, resource: 'https://x.test' })).rejects.toMatchObject({
    code: 'UnknownResource',
  });
});
