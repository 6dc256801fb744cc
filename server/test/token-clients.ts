/**
 * Plays the unmodified token libraries against a running server, in a process of its own because trust in the local
 * certificate (NODE_EXTRA_CA_CERTS) is read at start. Prints one JSON line a step: what the library handed back.
 */
import { createHash, randomBytes } from 'node:crypto';
import { ConfidentialClientApplication, PublicClientApplication, type AuthenticationResult } from '@azure/msal-node';
import { AuthenticationContext, type TokenResponse } from 'adal-node';
import type { ClientCertificate } from './certificates.ts';
import { cookieBrowser } from './cookie-browser.ts';
import { callback, password, type IdentityWorld } from './identity-world.ts';

const world = JSON.parse(process.env['WORLD']!) as IdentityWorld & { readonly held: ClientCertificate };
const origin = process.env['ORIGIN']!;
const partnerCenter = 'https://api.partnercenter.microsoft.com';
const authority = `${origin}/${world.tenantId.toUpperCase()}`;
const auth = { authority, knownAuthorities: [new URL(origin).host] };
const scopes = [`${partnerCenter}/user_impersonation`];

function told(step: string, value: unknown): void {
  process.stdout.write(`${JSON.stringify({ step, value })}\n`);
}

function shown(result: AuthenticationResult | null) {
  return {
    token: result?.accessToken,
    fromCache: result?.fromCache,
    scopes: result?.scopes,
    account: result?.account?.username,
    tenantId: result?.tenantId,
  };
}

function confidential() {
  return new ConfidentialClientApplication({
    auth: { ...auth, clientId: world.clientId, clientSecret: world.clientSecret },
  });
}

/** Enters a device code as a person would, signs in, confirms. */
async function approveDevice(address: string, code: string): Promise<void> {
  const browser = cookieBrowser();
  const confirm = await browser.submit(await browser.open(address), { user_code: code });
  const signIn = await browser.submit(confirm, { confirm: 'yes' });
  const done = await browser.submit(signIn, { username: world.ada, password });
  told('device page', /<h1>([^<]*)</.exec(done.html)?.[1]);
}

async function approveCode(address: string): Promise<string> {
  const browser = cookieBrowser();
  const page = await browser.open(address);
  const last = await browser.submit(page, { username: world.ada, password }, callback);
  return new URL(last.url).searchParams.get('code')!;
}

async function msalApplication(): Promise<string | undefined> {
  const application = confidential();
  const request = { scopes: [`${partnerCenter}/.default`] };
  const first = await application.acquireTokenByClientCredential(request);
  told('msal application', shown(first));
  told('msal application again', shown(await application.acquireTokenByClientCredential(request)));
  const wrong = new ConfidentialClientApplication({
    auth: { ...auth, clientId: world.clientId, clientSecret: 'wrong' },
  });
  told(
    'msal wrong secret',
    await wrong.acquireTokenByClientCredential(request).catch((error: { errorCode: string }) => error.errorCode),
  );
  return first?.accessToken;
}

/** By its SHA-256 thumbprint as MSAL wants it today, and by the one of SHA-1 as it did before. */
async function msalCertificate(): Promise<void> {
  const { privateKey, certificate: x5c, thumbprint, thumbprintSha256 } = world.held;
  const request = (resource: string) => ({ scopes: [`${resource}/.default`] });
  for (const named of [{ thumbprintSha256 }, { thumbprint }]) {
    const application = new ConfidentialClientApplication({
      auth: { ...auth, clientId: world.clientId, clientCertificate: { ...named, privateKey, x5c } },
    });
    const step = `msal certificate ${Object.keys(named)[0]}`;
    told(step, shown(await application.acquireTokenByClientCredential(request(partnerCenter))));
    // The same assertion again: the library keeps it for ten minutes.
    told(
      `${step} again`,
      shown(await application.acquireTokenByClientCredential(request('https://graph.microsoft.com'))),
    );
  }
}

async function msalDevice() {
  const application = new PublicClientApplication({ auth: { ...auth, clientId: world.publicClientId } });
  const result = await application.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: ({ verificationUri, userCode }) => void approveDevice(verificationUri, userCode),
  });
  told('msal device', shown(result));
  const account = result!.account!;
  told('msal silent', shown(await application.acquireTokenSilent({ account, scopes })));
  const refreshed = await application.acquireTokenSilent({ account, scopes, forceRefresh: true });
  told('msal refreshed', shown(refreshed));
  const graph = await application.acquireTokenSilent({ account, scopes: ['https://graph.microsoft.com/User.Read'] });
  told('msal other resource', shown(graph));
  return { first: result?.accessToken, refreshed: refreshed.accessToken, otherResource: graph.accessToken };
}

async function msalCode(): Promise<void> {
  const application = confidential();
  const request = { scopes, redirectUri: callback };
  const code = await approveCode(await application.getAuthCodeUrl(request));
  told('msal code', shown(await application.acquireTokenByCode({ ...request, code })));
  const open = new PublicClientApplication({ auth: { ...auth, clientId: world.publicClientId } });
  const codeVerifier = randomBytes(32).toString('base64url');
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const second = await approveCode(
    await open.getAuthCodeUrl({ ...request, codeChallenge, codeChallengeMethod: 'S256' }),
  );
  told('msal code with PKCE', shown(await open.acquireTokenByCode({ ...request, code: second, codeVerifier })));
}

type Callback = (error: Error, answer: unknown) => void;

function adal<Answer = TokenResponse>(ask: (context: AuthenticationContext, done: Callback) => void): Promise<Answer> {
  const context = new AuthenticationContext(`${origin}/${world.domain}`, false);
  return new Promise((resolve, reject) =>
    ask(context, (error, answer) => (error ? reject(error) : resolve(answer as Answer))),
  );
}

async function adalAll(): Promise<string> {
  const { clientId, clientSecret, publicClientId } = world;
  const application = await adal((context, done) =>
    context.acquireTokenWithClientCredentials('https://graph.windows.net', clientId, clientSecret, done),
  );
  told('adal application', application);
  type UserCode = { verificationUrl: string; userCode: string; message: string };
  const { privateKey, thumbprint } = world.held;
  const certified = await adal((context, done) =>
    context.acquireTokenWithClientCertificate(partnerCenter, clientId, privateKey, thumbprint, done),
  );
  told('adal certificate', certified);
  const userCode = await adal<UserCode>((context, done) =>
    context.acquireUserCode(partnerCenter, publicClientId, 'en', done as never),
  );
  await approveDevice(userCode.verificationUrl, userCode.userCode);
  const device = await adal((context, done) =>
    context.acquireTokenWithDeviceCode(partnerCenter, publicClientId, userCode as never, done),
  );
  told('adal device', device);
  const refreshed = await adal((context, done) =>
    context.acquireTokenWithRefreshToken(device.refreshToken!, publicClientId, 'https://graph.windows.net', done),
  );
  told('adal refreshed', refreshed);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    resource: partnerCenter,
  });
  const code = await approveCode(`${origin}/${world.domain}/oauth2/authorize?${query.toString()}`);
  const byCode = await adal((context, done) =>
    context.acquireTokenWithAuthorizationCode(code, callback, partnerCenter, clientId, clientSecret, done),
  );
  told('adal code', byCode);
  return application.accessToken;
}

/** What our own API says to a token. */
async function knock(path: string, token: string | undefined): Promise<number> {
  const response = await fetch(`${origin}/comptoir/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.status;
}

const [application, device, , v1] = await Promise.all([
  msalApplication(),
  msalDevice(),
  msalCode(),
  adalAll(),
  msalCertificate(),
]);
told('opened', {
  application: await knock('applications', application),
  device: await knock('me', device.first),
  refreshed: await knock('me', device.refreshed),
  otherResource: await knock('me', device.otherResource),
  // Its audience is the older https://graph.windows.net, which this API does not take.
  v1: await knock('applications', v1),
});
