/** A control panel vendor beside the two tenants of `identityWorld`: an application that it shares, and what comes of it. */
import { systemActor } from '../src/kernel/index.ts';
import { createApplication, createUser, shareApplication } from '../src/modules/identity/index.ts';
import { someHash } from './passwords.ts';
import type { CookieBrowser, Visited } from './cookie-browser.ts';
import { callback, password, type IdentityWorld } from './identity-world.ts';
import type { TestServer } from './server.ts';

export const vendorScopes = ['Customers.Read.All', 'User.Read.All', 'Billing.Read.All'];
const partnerCenter = 'https://api.partnercenter.microsoft.com';

export interface Vendor {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Fabrikam's application “Panel É 株”, shared with everybody. */
export async function makeVendor(server: TestServer, world: IdentityWorld, redirectUris = [callback]): Promise<Vendor> {
  return server.context.runner.run<Vendor, unknown>({ actor: systemActor, system: true }, async (work) => {
    const tenantId = world.otherTenantId;
    const made = await createApplication(work, { tenantId, name: 'Panel É 株', redirectUris });
    await shareApplication(work, { tenantId, clientId: made.clientId, multiTenant: true, scopes: vendorScopes });
    return { clientId: made.clientId, clientSecret: made.clientSecret! };
  });
}

/** A person of Northwind that is no administrator. */
export async function makeSeller(server: TestServer, world: IdentityWorld, passwordHash = someHash): Promise<string> {
  const name = 'sam@northwind.test';
  const person = { tenantId: world.tenantId, userPrincipalName: name, displayName: 'Sam', email: name };
  await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, { ...person, passwordHash, roles: ['sales_agent'] }),
  );
  return name;
}

/** The visits and calls of the vendor's application at Northwind. */
export function vendorCalls(server: () => TestServer, world: () => IdentityWorld, vendor: () => Vendor) {
  const authorize = (change: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      client_id: vendor().clientId,
      response_type: 'code',
      redirect_uri: callback,
      scope: `openid offline_access ${partnerCenter}/user_impersonation`,
      state: 's',
      ...change,
    });
    return `${server().origin}/${world().tenantId}/oauth2/v2.0/authorize?${query.toString()}`;
  };
  const signIn = async (browser: CookieBrowser, address: string, name = world().ada): Promise<Visited> =>
    browser.submit(await browser.open(address), { username: name, password }, callback);
  const token = async (form: Record<string, string>, tenant = world().tenantId) => {
    const { clientId, clientSecret } = vendor();
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
    const response = await fetch(`${server().origin}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    return { status: response.status, body: (await response.json()) as Record<string, string & number[]> };
  };
  const ownToken = () => token({ grant_type: 'client_credentials', scope: `${partnerCenter}/.default` });
  const redeem = (code: string) => token({ grant_type: 'authorization_code', redirect_uri: callback, code });
  const call = async (accessToken: string | undefined, path: string, method = 'GET') => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const response = await fetch(server().origin + path, { method, headers });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as Record<string, string> };
  };
  return { authorize, signIn, token, ownToken, redeem, call };
}

/** Ticks and sends the page of a consent. */
export function answerConsent(
  browser: CookieBrowser,
  page: Visited,
  decision: 'accept' | 'decline',
  scope = vendorScopes[0]!,
): Promise<Visited> {
  return browser.submit(page, { decision, scope }, callback);
}
