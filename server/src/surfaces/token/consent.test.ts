import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { callback, identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { answerConsent, makeSeller, makeVendor, vendorCalls, vendorScopes, type Vendor } from '../../../test/vendor.ts';
import { hashPassword, issueUserToken } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
let vendor: Vendor;
let seller: string;
let admin: string;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  vendor = await makeVendor(server, world);
  seller = await makeSeller(server, world, await hashPassword(password));
  const as = { userPrincipalName: world.ada, resource: 'api://comptoir' };
  admin = (await issueUserToken(server.context, as)).access_token;
});
afterAll(() => server.stop());

const { authorize, signIn, token, ownToken, redeem, call } = vendorCalls(
  () => server,
  () => world,
  () => vendor,
);

const revoke = () => call(admin, `/comptoir/v1/application-consents/${vendor.clientId}`, 'DELETE');
const customers = '/v1/customers';
const users = '/comptoir/v1/users';

/** Northwind's administrator signs in, and answers the page. */
async function consent(scope = vendorScopes[0]!): Promise<string> {
  const browser = cookieBrowser();
  const page = await signIn(browser, authorize({ prompt: 'consent' }));
  expect(page.html).toContain('Allow this application?');
  const last = await answerConsent(browser, page, 'accept', scope);
  return new URL(last.url).searchParams.get('code')!;
}

const events = async (name: string) =>
  (
    await server.context.pools.owner.query<Record<string, unknown>>(
      'select actor_name, actor_tenant_id, on_behalf_tenant_id, new_value from event where name = $1 order by seq',
      [name],
    )
  ).rows;

test('Without a consent an application of another tenant gets no token of its own: 65001, and the way to it', async () => {
  const { status, body } = await ownToken();
  expect([status, body['error'], body['error_codes'], body['suberror']]).toEqual([
    400,
    'invalid_grant',
    [65001],
    'consent_required',
  ]);
  expect(body['error_description']).toContain(`/${world.tenantId}/adminconsent?client_id=${vendor.clientId}`);
  expect((await token({ grant_type: 'client_credentials', client_secret: 'guess' })).body['error_codes']).not.toEqual([
    65001,
  ]);
});

test('An administrator consents to a part of what is asked: the tokens open that part, with the person and alone', async () => {
  const code = await consent('Customers.Read.All');
  const { body } = await redeem(code);
  expect(decodeJwt(body['access_token']!)).toMatchObject({
    tid: world.tenantId,
    appid: vendor.clientId,
    apptid: world.otherTenantId,
    upn: world.ada,
    scp: 'Customers.Read.All',
  });
  const own = (await ownToken()).body['access_token'];
  for (const accessToken of [body['access_token'], own]) {
    expect((await call(accessToken, customers)).status).toBe(200);
    expect(await call(accessToken, users)).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
    expect((await call(accessToken, '/v1/invoices')).status).toBe(403);
  }
  const [given] = await events('ApplicationConsentGiven');
  expect(given).toMatchObject({
    actor_name: world.ada,
    new_value: { application: 'Panel É 株', scopes: ['Customers.Read.All'] },
  });
});

test('A revoked consent stops tokens in hand at the next call, and refreshes nothing; a new one does not wake old tokens', async () => {
  const { body } = await redeem(await consent());
  const refresh = () => token({ grant_type: 'refresh_token', refresh_token: body['refresh_token']! });
  expect((await refresh()).status).toBe(200);
  const own = (await ownToken()).body['access_token'];
  expect((await revoke()).status).toBe(204);
  for (const accessToken of [body['access_token'], own]) expect((await call(accessToken, customers)).status).toBe(401);
  expect((await refresh()).body['error_codes']).toEqual([65001]);
  expect((await ownToken()).body['error_codes']).toEqual([65001]);
  expect(await revoke()).toMatchObject({ status: 404, body: { code: 'ApplicationConsentNotFound' } });
  await consent();
  expect((await refresh()).body['error_codes']).toEqual([70008]);
  expect((await events('ApplicationConsentRevoked')).length).toBe(1);
});

test('What it does is recorded under both names, and what is kept for a tenant’s own people is refused', async () => {
  const { body } = await redeem(await consent('User.Read.All'));
  expect((await call(body['access_token'], users)).status).toBe(200);
  for (const [path, method] of [
    ['/comptoir/v1/applications', 'GET'],
    ['/comptoir/v1/application-consents', 'GET'],
    ['/comptoir/v1/me/password', 'PUT'],
    ['/comptoir/v1/sign-ins', 'GET'],
  ] as const) {
    expect([path, (await call(body['access_token'], path, method)).status]).toEqual([path, 403]);
  }
  // A refused deletion leaves an event of its own.
  await call(body['access_token'], `/comptoir/v1/application-consents/${vendor.clientId}`, 'DELETE');
  const own = (await ownToken()).body['access_token'];
  await call(own, `/comptoir/v1/application-consents/${vendor.clientId}`, 'DELETE');
  expect((await events('ApplicationConsentRefused')).slice(-2)).toMatchObject([
    { actor_name: `${world.ada}, Panel É 株 (Fabrikam)`, actor_tenant_id: world.tenantId },
    {
      actor_name: 'Panel É 株 (Fabrikam)',
      actor_tenant_id: world.otherTenantId,
      on_behalf_tenant_id: world.tenantId,
    },
  ]);
});

test('Settings list the application, whose it is, what it may and who consented when; only to its own tenant', async () => {
  await consent('Billing.Read.All');
  const { body } = await call(admin, '/comptoir/v1/application-consents');
  expect(body['items']).toEqual([
    {
      applicationId: vendor.clientId,
      name: 'Panel É 株',
      owner: { tenantId: world.otherTenantId, name: 'Fabrikam', domain: 'fabrikam.test' },
      scopes: ['Billing.Read.All'],
      consentedAt: expect.any(String),
      consentedBy: world.ada,
      works: true,
    },
  ]);
  const as = { userPrincipalName: world.otherUser, resource: 'api://comptoir' };
  const stranger = (await issueUserToken(server.context, as)).access_token;
  expect((await call(stranger, '/comptoir/v1/application-consents')).body['items']).toEqual([]);
  const taken = await call(stranger, `/comptoir/v1/application-consents/${vendor.clientId}`, 'DELETE');
  expect(taken.status).toBe(404);
});

test('Whoever is no administrator is told whom to ask, and cannot consent by sending the form', async () => {
  await revoke();
  const browser = cookieBrowser('fr');
  const page = await signIn(browser, authorize(), seller);
  expect(page.html).toContain('Un administrateur doit autoriser cette application');
  expect(page.html).toContain(`/adminconsent?client_id=${vendor.clientId}`);
  const forged = await answerConsent(browser, page, 'accept');
  expect(forged.html).toContain('Un administrateur doit');
  expect((await ownToken()).body['error_codes']).toEqual([65001]);
  const back = await answerConsent(browser, forged, 'decline');
  expect(new URL(back.url).searchParams.get('error')).toBe('access_denied');
});

test('Reading the page changes nothing; no box ticked is no consent, and nobody is asked with prompt=none', async () => {
  const browser = cookieBrowser();
  const page = await signIn(browser, authorize());
  expect((await ownToken()).status).toBe(400);
  const none = await answerConsent(browser, page, 'accept', 'Orders.ReadWrite.All');
  expect([none.status, none.html.includes('Leave at least one box ticked')]).toEqual([400, true]);
  const silent = await browser.open(authorize({ prompt: 'none' }), callback);
  expect(new URL(silent.url).searchParams.get('error')).toBe('consent_required');
});

test('The way of adminconsent signs in, asks, and answers with the tenant and no code', async () => {
  const address = `${server.origin}/common/adminconsent?${new URLSearchParams({ client_id: vendor.clientId, redirect_uri: callback, state: 'x&y' }).toString()}`;
  const refused = cookieBrowser();
  const no = await answerConsent(refused, await signIn(refused, address), 'decline');
  expect(Object.fromEntries(new URL(no.url).searchParams)).toMatchObject({ error: 'access_denied', state: 'x&y' });
  const browser = cookieBrowser();
  const last = await answerConsent(browser, await signIn(browser, address), 'accept');
  expect(Object.fromEntries(new URL(last.url).searchParams)).toEqual({
    admin_consent: 'True',
    tenant: world.tenantId,
    state: 'x&y',
  });
  expect((await ownToken()).status).toBe(200);
});

test('An application without an address of its own ends on a page of ours, and a foreign address is refused', async () => {
  const daemon = await makeVendor(server, world, []);
  const address = `${server.origin}/${world.tenantId}/v2.0/adminconsent?client_id=${daemon.clientId}`;
  const browser = cookieBrowser();
  const page = await browser.submit(await browser.open(address), { username: world.ada, password });
  const done = await answerConsent(browser, page, 'accept');
  expect(done.html).toContain('The application is allowed');
  const foreign = await browser.open(`${address}&redirect_uri=https%3A%2F%2Fevil.example`);
  expect([foreign.status, foreign.url.startsWith(server.origin)]).toEqual([400, true]);
});

test('An application that its tenant shares no longer can do nothing, and is not found', async () => {
  const accessToken = (await ownToken()).body['access_token'];
  const as = { userPrincipalName: world.otherUser, resource: 'api://comptoir' };
  const owner = (await issueUserToken(server.context, as)).access_token;
  const share = (body: unknown) =>
    fetch(`${server.origin}/comptoir/v1/applications/${vendor.clientId}/sharing`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${owner}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await share({ multiTenant: true, scopes: ['Everything.All'] })).status).toBe(400);
  expect((await share({ multiTenant: true, scopes: [] })).status).toBe(400);
  expect((await share({ multiTenant: false, scopes: [] })).status).toBe(204);
  expect((await call(accessToken, customers)).status).toBe(401);
  expect((await ownToken()).body['error_codes']).toEqual([700016]);
  const { body } = await call(admin, '/comptoir/v1/application-consents');
  expect((body['items'] as unknown as { works: boolean }[]).some(({ works }) => !works)).toBe(true);
  expect((await share({ multiTenant: true, scopes: vendorScopes })).status).toBe(204);
  expect((await call(accessToken, customers)).status).toBe(200);
});
