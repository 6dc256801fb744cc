/** The certified provider, one per origin and authority, behind the authority MSAL and ADAL know. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Configuration, KoaContextWithOIDC, Provider as ProviderType } from 'oidc-provider';
import { systemActor } from '../../kernel/index.ts';
import {
  accessTokenSeconds,
  findSecret,
  signingAlgorithm,
  signingKeys,
  userPermission,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import { clientAdapter, recordAdapter } from './adapter.ts';
import type { Authority } from './authority.ts';
import { consentParameter, consentPrompt } from './consent-check.ts';
import { deviceAnswered, deviceConfirm, deviceInput, errorPage, loggedOut, loggingOut } from './browser.ts';
import { translateResponse, noteError, clientRequests, credentialOf } from './translate-response.ts';
import { audienceOfId, refreshScope, resourceIds } from './translate-request.ts';
import { errors, interactionPolicy, Provider } from './oidc.ts';
import { findAccount, providerTenantOf, writeClaims } from './subject.ts';

export type ProviderOf = (authority: Authority) => Promise<ProviderType>;

const keptProviders = 200;
const hour = 3600;
const refreshTokenSeconds = 90 * 24 * hour;
const sessionSeconds = 12 * hour;

/** Providers are made when first asked for: only then is the origin known. */
export function providers(context: Context): ProviderOf {
  const made = new LRUCache<string, Promise<ProviderType>>({ max: keptProviders });
  return (authority) => {
    const key = `${authority.origin}/${authority.path}`;
    const known = made.get(key);
    if (known) return known;
    const provider = makeProvider(context, authority);
    made.set(key, provider);
    provider.catch(() => made.delete(key));
    return provider;
  };
}

async function makeProvider(context: Context, authority: Authority): Promise<ProviderType> {
  const keys = await signingKeys(context);
  const provider = new Provider(`${authority.origin}/${authority.path}/v2.0`, {
    ...configuration(context, authority),
    jwks: { keys: keys as NonNullable<Configuration['jwks']>['keys'] },
    cookies: cookies(
      createHash('sha256')
        .update(JSON.stringify(keys.at(-1)))
        .digest('base64'),
      authority.origin.startsWith('https:'),
    ),
  });
  // The translated request says which scheme and host the client sees.
  provider.proxy = true;
  provider.Client.prototype.compareClientSecret = async function compare(secret: string) {
    const { req } = Provider.ctx ?? {};
    const clientId = this.clientId.toLowerCase();
    const proven = req && clientRequests.get(req)?.proven;
    const found = proven
      ? proven.clientId === clientId && proven.certificateId
      : await context.runner.run({ actor: systemActor, system: true }, (work) => findSecret(work, clientId, secret));
    if (req && found) credentialOf.set(req, found);
    return Boolean(found);
  };
  provider.on('grant.error', noteError);
  provider.on('device_authorization.error', noteError);
  provider.use(translateResponse(authority));
  provider.on('server_error', (ctx, error) => {
    noteError(ctx, error);
    context.log.error({ err: error }, 'token service');
  });
  // Failures outside the provider's own handling: it would print them past the log.
  provider.onerror = (error) => context.log.error({ err: error }, 'token service');
  return provider;
}

function configuration(context: Context, authority: Authority): Configuration {
  return {
    adapter: (kind: string) => (kind === 'Client' ? clientAdapter(context, authority) : recordAdapter(context, kind)),
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      device_authorization: '/oauth2/v2.0/devicecode',
      code_verification: '/oauth2/deviceauth',
      jwks: '/discovery/v2.0/keys',
      end_session: '/oauth2/v2.0/logout',
    },
    scopes: ['openid', 'profile', 'email', refreshScope],
    claims: { openid: ['sub', 'oid', 'tid', 'name', 'preferred_username', 'upn', 'email'], profile: [], email: [] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    extraClientMetadata: { properties: ['tenant_id', 'multi_tenant'] },
    extraParams: [consentParameter],
    // A single-page application calls from where its sign-in returns to.
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    ttl: {
      AccessToken: accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      IdToken: accessTokenSeconds,
      AuthorizationCode: 300,
      DeviceCode: 900,
      Interaction: hour,
      RefreshToken: refreshTokenSeconds,
      Grant: refreshTokenSeconds,
      Session: sessionSeconds,
    },
    // A confidential client proves itself each time; what a public one holds is good once.
    rotateRefreshToken: (ctx) => ctx.oidc.client?.clientAuthMethod === 'none',
    issueRefreshToken: async (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has(refreshScope),
    // Signing out of the portal ends what the portal holds; other applications keep their refresh tokens.
    expiresWithSession: async (ctx, code) => !code.scopes.has(refreshScope) || ctx.oidc.client?.['tenant_id'] === '',
    findAccount: findAccount(context, authority),
    loadExistingGrant,
    interactions: { policy: policy(context), url: (_ctx, { uid }) => `/${authority.path}/oauth2/sign-in/${uid}` },
    formats: { customizers: { jwt: writeClaims(context, authority) } },
    renderError: errorPage,
    features: features(context),
  };
}

function features(context: Context): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: deviceInput,
      userCodeConfirmSource: deviceConfirm,
      successSource: deviceAnswered,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx) => loggingOut(ctx, await providerTenantOf(context, ctx)),
      postLogoutSuccessSource: loggedOut,
    },
    resourceIndicators: {
      enabled: true,
      // Of all the resources a grant serves, the one first asked for.
      defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] ?? [],
      useGrantedResource: () => true,
      getResourceServerInfo(ctx, id) {
        const audience = audienceOfId(id);
        const refusal = clientRequests.get(ctx.req)?.refusal;
        if (!audience)
          throw refusal
            ? new errors.CustomOIDCProviderError(refusal.error, refusal.message)
            : new errors.InvalidTarget();
        return {
          audience,
          scope: userPermission,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessTokenSeconds,
          jwt: { sign: { alg: signingAlgorithm } },
        };
      },
    },
  };
}

/** Under TLS the names bind them to this very host; only the session's has the path that `__Host-` asks for. */
function cookies(key: string, tls: boolean): NonNullable<Configuration['cookies']> {
  const options = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    names: {
      session: `${tls ? '__Host-' : ''}comptoir_session`,
      interaction: `${tls ? '__Secure-' : ''}comptoir_sign_in`,
      resume: `${tls ? '__Secure-' : ''}comptoir_resume`,
    },
    keys: [key],
    long: options,
    short: options,
  };
}

/** What another tenant's application may is the consent's to say, at each request: of the provider's grants all is granted. */
async function loadExistingGrant(ctx: KoaContextWithOIDC) {
  const { client, account, session, provider } = ctx.oidc;
  if (!client || !account) return undefined;
  const id = session?.grantIdFor(client.clientId);
  const existing = id ? await provider.Grant.find(id) : undefined;
  if (existing?.accountId === account.accountId) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope(`openid profile email ${refreshScope}`);
  for (const resource of resourceIds) grant.addResourceScope(resource, userPermission);
  await grant.save();
  return grant;
}

/**
 * Asks for a sign-in when there is none, and when the person signed in may not use this authority or application; then for
 * the consent to another tenant's application.
 */
function policy(context: Context) {
  const prompts = interactionPolicy.base();
  prompts.remove('consent');
  prompts.add(consentPrompt(context));
  prompts
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check('other_account', 'The account signed in does not belong here', (ctx) =>
        Boolean(ctx.oidc.session?.accountId && !ctx.oidc.account),
      ),
    );
  return prompts;
}
