import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cookieBrowser, type CookieBrowser, type Visited } from '../../../test/cookie-browser.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { openidProvider, providerSecret, type OrganisationProvider } from '../../../test/openid-provider.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { makeSeller } from '../../../test/vendor.ts';
import { hashPassword, issueUserToken } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
let provider: OrganisationProvider;
let admin: string;
let seller: string;
beforeAll(async () => {
  server = await startTestServer();
  world = await identityWorld(server.context);
  seller = await makeSeller(server, world, await hashPassword(password));
  const as = { userPrincipalName: world.ada, resource: 'api://comptoir' };
  admin = (await issueUserToken(server.context, as)).access_token;
  const shown = (await settings('GET')).body;
  provider = await openidProvider({
    redirectUri: String(shown['redirectUri']),
    postLogoutRedirectUri: String(shown['postLogoutRedirectUri']),
  });
});
afterAll(async () => {
  await provider.stop();
  await server.stop();
});
beforeEach(() => {
  provider.down = false;
});

const { start, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);

async function settings(method: string, body?: unknown, path = '') {
  const response = await fetch(`${server.origin}/comptoir/v1/identity-provider${path}`, {
    method,
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}

const groups = [
  { group: 'Sales É', roles: ['sales_agent'] },
  { group: 'Admins', roles: ['global_admin'] },
];
const save = (change: object = {}) =>
  settings('PUT', {
    issuer: provider.issuer,
    clientId: 'comptoir',
    clientSecret: providerSecret,
    groups,
    active: true,
    ...change,
  });

/** The page that goes on by itself, as a browser goes. */
const onward = (browser: CookieBrowser, page: Visited, stopAt?: string) => {
  const url = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(page.html)?.[1];
  if (!url) throw new Error(`the page goes nowhere: ${page.html.replace(/<style>[^]*<\/style>/, '')}`);
  return browser.open(url.replaceAll('&amp;', '&'), stopAt);
};

/** From the portal by the provider's sign-in, as this subject; to the portal, or to the page that says why not. */
async function comeIn(subject: string | undefined, name = 'somebody@northwind.test', browser = cookieBrowser()) {
  provider.next = subject;
  const begun = start();
  const page = await browser.open(begun.url, begun.redirectUri);
  const leaving = await browser.submit(page, { username: name, provider: 'yes' }, begun.redirectUri);
  const last = leaving.html.includes('http-equiv="refresh"')
    ? await onward(browser, leaving, begun.redirectUri)
    : leaving;
  const code = new URL(last.url).searchParams.get('code');
  const tokens = code && last.url.startsWith(begun.redirectUri) ? await redeem(codeForm(begun, code)) : undefined;
  return { last, claims: tokens && decodeJwt(tokens.access_token), browser, tokens };
}

const person = (subject: string, claims: object = {}) =>
  provider.people.set(subject, {
    email: `${subject}@northwind.test`,
    email_verified: true,
    name: `Person ${subject} 株`,
    groups: ['Sales É'],
    ...claims,
  });

const wordsOf = ({ html }: Visited) => html.replace(/<style>[^]*<\/style>/, '');
const events = async (name: string) =>
  (
    await server.context.pools.owner.query<{ new_value: Record<string, unknown>; actor_name: string }>(
      'select actor_name, new_value from event where name = $1 order by seq',
      [name],
    )
  ).rows;

test.for<[string, object, string]>([
  ['a plain address of somebody else', { issuer: 'http://idp.example' }, 'unsafeAddress'],
  ['an address of our own network', { issuer: 'https://10.0.0.1' }, 'unsafeAddress'],
  ['a server that is no provider', { issuer: 'OWN/comptoir' }, 'notAProvider'],
  ['an address by which the provider does not call itself', { issuer: 'LOCAL' }, 'issuerDiffers'],
  ['nobody', { issuer: 'http://127.0.0.1:1' }, 'unreachable'],
])('A provider at %s is refused with the reason', async ([, change, reason]) => {
  const { issuer } = change as { issuer: string };
  const at = issuer.replace('OWN', server.origin).replace('LOCAL', provider.issuer.replace('127.0.0.1', 'localhost'));
  const answer = await save({ issuer: at });
  expect([answer.status, answer.body['code'], answer.body['values']]).toEqual([
    400,
    'IdentityProviderRefused',
    expect.objectContaining({ reason }),
  ]);
  expect((await settings('GET')).body['provider']).toBe(null);
});

test('It is saved without telling its secret, which stays for the same issuer and client only', async () => {
  const saved = await save();
  expect(saved.status).toBe(200);
  expect(JSON.stringify(saved.body)).not.toContain(providerSecret);
  const { rows } = await server.context.pools.owner.query<{ secret: Buffer }>(
    'select client_secret as secret from identity_provider',
  );
  expect(rows[0]!.secret.includes(providerSecret)).toBe(false);
  expect((await save({ clientSecret: undefined })).status).toBe(200);
  const moved = await save({ clientSecret: undefined, issuer: 'https://other.example' });
  expect(moved.body).toMatchObject({ code: 'IdentityProviderRefused', values: { reason: 'secretMissing' } });
  expect((await save({ groups: [{ group: 'Press', roles: ['manager'] }] })).body).toMatchObject({
    code: 'RoleNotHere',
  });
});

test('A person is sent to its organisation’s provider and comes in with the roles of its groups, in an account made for it', async () => {
  person('nils', { amr: ['pwd', 'mfa'] });
  const { claims, tokens } = await comeIn('nils');
  expect(claims).toMatchObject({
    tid: world.tenantId,
    upn: 'nils@northwind.test',
    name: 'Person nils 株',
    roles: ['sales_agent'],
    amr: ['fed', 'mfa'],
  });
  const me = await fetch(`${server.origin}/comptoir/v1/me`, {
    headers: { authorization: `Bearer ${tokens!.access_token}` },
  });
  expect(me.status).toBe(200);
  expect((await events('UserLinked')).at(-1)).toMatchObject({
    actor_name: provider.issuer,
    new_value: { userPrincipalName: 'nils@northwind.test', made: true },
  });
});

test('Issuer and subject are the key: another address later is the same person, and groups that change move the roles', async () => {
  person('nils', { email: 'nils@elsewhere.test', email_verified: false, groups: [] });
  expect((await comeIn('nils')).claims).toMatchObject({ upn: 'nils@northwind.test', roles: [], amr: ['fed'] });
  person('nils', { groups: undefined });
  expect((await comeIn('nils')).claims).toMatchObject({ roles: [] });
  person('nils', { groups: ['Admins', 'Nobody’s'] });
  expect((await comeIn('nils')).claims).toMatchObject({ roles: ['global_admin'] });
  person('nils', { groups: undefined });
  expect((await comeIn('nils')).claims).toMatchObject({ roles: ['global_admin'] });
  person('nils', { groups: [] });
  expect((await comeIn('nils')).claims).toMatchObject({ roles: [] });
});

test('An account that was there is opened by its verified address, keeps the roles given here, and by no second subject', async () => {
  person('sam', { email: seller, groups: ['Admins'] });
  expect((await comeIn('sam')).claims).toMatchObject({ upn: seller, roles: ['global_admin', 'sales_agent'] });
  person('sam', { email: seller, groups: [] });
  expect((await comeIn('sam')).claims).toMatchObject({ upn: seller, roles: ['sales_agent'] });
  person('double', { email: seller });
  const { last, claims } = await comeIn('double');
  expect([last.status, claims]).toEqual([403, undefined]);
  expect(wordsOf(last)).toContain('belongs to another account');
});

test.for<[string, object, string]>([
  ['of another tenant', { email: 'otto@fabrikam.test' }, 'not one of your organisation’s domain'],
  ['that is not verified', { email: 'ada@northwind.test', email_verified: false }, 'verified email address'],
  ['that is missing', { email: undefined }, 'verified email address'],
])('An address %s signs nobody in', async ([, claims, words]) => {
  person('mallory', claims);
  const { last, tokens } = await comeIn('mallory');
  expect([last.status, tokens]).toEqual([403, undefined]);
  expect(wordsOf(last).replaceAll('&#39;', '’')).toContain(words);
  expect((await events('ExternalSignInFailed')).length).toBeGreaterThan(0);
});

test('B30 A second factor that the organisation asks for is the provider’s where it says mfa, and one of ours where it does not', async () => {
  const { owner } = server.context.pools;
  await owner.query(
    `insert into sign_in_policy (tenant_id, second_factor_required, changed_at, changed_by)
     select tenant_id, true, '2027-01-15', id from user_account where user_principal_name = $1`,
    [world.ada],
  );
  // A password that somebody else made is not asked to be changed by who needs none.
  await owner.query('update user_account set must_change_password = true where user_principal_name = $1', [seller]);
  person('sam', { email: seller, amr: ['pwd', 'mfa'] });
  expect((await comeIn('sam')).claims).toMatchObject({ upn: seller, amr: ['fed', 'mfa'] });
  person('sam', { email: seller, amr: ['pwd'] });
  const { last, tokens } = await comeIn('sam');
  expect([last.status, tokens, new URL(last.url).origin]).toEqual([200, undefined, server.origin]);
  await owner.query('delete from sign_in_policy');
  await owner.query('update user_account set must_change_password = false where user_principal_name = $1', [seller]);
});

test('Whoever’s organisation has a provider does not come in by password, right or wrong, but its global admin does', async () => {
  const tried = async (username: string, secret: string) => {
    const browser = cookieBrowser();
    const begun = start();
    const page = await browser.open(begun.url, begun.redirectUri);
    return browser.submit(page, { username, password: secret }, begun.redirectUri);
  };
  const right = await tried(seller, password);
  const wrong = await tried(seller, 'not the password');
  for (const page of [right, wrong]) {
    expect([page.status, wordsOf(page).includes('sign in with its own account')]).toEqual([401, true]);
  }
  const opened = await tried(world.ada, password);
  expect(new URL(opened.url).searchParams.get('code')).toBeTruthy();
  // Of other organisations nothing changes.
  expect(wordsOf(await tried(world.otherUser, 'wrong'))).toContain('The user name or password is incorrect');
});

test('A provider that is away, or that does not know us any more, is told, and leaves the way in for the global admin', async () => {
  await save({ groupClaim: 'groups' });
  provider.down = true;
  const { last } = await comeIn('nils');
  expect([last.status, wordsOf(last).includes('does not answer at the moment')]).toEqual([503, true]);
  provider.down = false;
  await save({ clientSecret: 'another secret' });
  const refused = (await comeIn('nils')).last;
  expect([refused.status, wordsOf(refused).includes('cannot be accepted')]).toEqual([502, true]);
  const reasons = (await events('ExternalSignInFailed')).map((event) => event.new_value['reason']);
  expect(reasons.slice(-2)).toEqual(['unreachable', 'clientRefused']);
  await save();
  const declined = (await comeIn(undefined)).last;
  expect(wordsOf(declined)).toContain('refused, or you cancelled it');
});

test('An answer of the provider is worth nothing in another browser, a second time, or with a state that nobody began', async () => {
  person('nils');
  provider.next = 'nils';
  const [own, other] = [cookieBrowser(), cookieBrowser()];
  const begun = start();
  const page = await own.open(begun.url, begun.redirectUri);
  const leaving = await own.submit(page, { username: 'nils@northwind.test', provider: 'yes' });
  const back = await onward(own, leaving, `${server.origin}/${world.tenantId}/oauth2/provider/callback`);
  const stolen = await other.open(back.url, begun.redirectUri);
  expect([stolen.status, wordsOf(stolen).includes('expired')]).toEqual([400, true]);
  const made = await own.open(back.url.replace(/state=[^&]+/, 'state=made-up'), begun.redirectUri);
  expect(made.status).toBe(400);
  const landed = await own.open(back.url, begun.redirectUri);
  expect(new URL(landed.url).searchParams.get('code')).toBeTruthy();
  const again = await own.open(back.url, begun.redirectUri);
  expect(again.url.startsWith(begun.redirectUri)).toBe(false);
});

test('At the address of the tenant its provider comes first; a name without one is told so', async () => {
  const browser = cookieBrowser('fr');
  const page = await browser.open(start({}, world.tenantId).url);
  expect(wordsOf(page)).toContain('Se connecter avec Northwind');
  const elsewhere = await browser.open(start().url);
  const none = await browser.submit(elsewhere, { username: 'otto@fabrikam.test', provider: 'yes' });
  expect([none.status, wordsOf(none).includes('n’a pas de connexion propre')]).toEqual([400, true]);
  const empty = await browser.submit(elsewhere, { username: '', provider: 'yes' });
  expect(wordsOf(empty)).toContain('Saisissez d’abord');
});

test('An administrator tries it out: the page says what the provider tells, and signs nobody in', async () => {
  person('tess', { groups: ['Admins', 'Sales É'], email: 'tess@fabrikam.test' });
  provider.next = 'tess';
  const { body } = await settings('POST', undefined, '/trial');
  const browser = cookieBrowser();
  const page = await browser.open(String(body['url']));
  const words = wordsOf(page);
  expect(words).toContain('does not work yet');
  for (const said of ['tess@fabrikam.test', 'Admins, Sales É', 'global admin, sales agent'])
    expect(words).toContain(said);
  expect(
    (await events('UserLinked')).some((event) => String(event.new_value['userPrincipalName']).startsWith('tess')),
  ).toBe(false);
  const again = await browser.open(page.url);
  expect(wordsOf(again)).toContain('Go back to the application');
});

test('Signing out ends the session at the provider too', async () => {
  person('nils');
  const { browser, tokens } = await comeIn('nils');
  const query = new URLSearchParams({
    id_token_hint: tokens!.id_token,
    post_logout_redirect_uri: `${server.origin}/sign-in`,
  });
  const asked = await browser.open(`${server.origin}/common/oauth2/v2.0/logout?${query.toString()}`);
  const leaving = await browser.submit(asked, {});
  expect(wordsOf(leaving)).toContain('Signing out of Northwind');
  const there = await onward(browser, leaving);
  expect(there.url.startsWith(`${provider.issuer}/session/end`)).toBe(true);
});

test('Only a global admin in person sees and changes it; taken away, people sign in by password again', async () => {
  const as = { userPrincipalName: world.otherUser, resource: 'api://comptoir' };
  const stranger = (await issueUserToken(server.context, as)).access_token;
  const headers = { authorization: `Bearer ${stranger}` };
  const foreign = await fetch(`${server.origin}/comptoir/v1/identity-provider`, { headers });
  expect(((await foreign.json()) as { provider: unknown }).provider).toBe(null);
  expect((await settings('DELETE')).status).toBe(204);
  expect((await settings('DELETE')).status).toBe(404);
  const browser = cookieBrowser();
  const begun = start();
  const page = await browser.open(begun.url, begun.redirectUri);
  const opened = await browser.submit(page, { username: seller, password }, begun.redirectUri);
  expect(new URL(opened.url).searchParams.get('code')).toBeTruthy();
});
