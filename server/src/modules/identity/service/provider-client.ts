/** The protocol with a tenant's identity provider: discovery, the way there with PKCE, state and nonce, and what comes back. */
import * as openid from 'openid-client';
import { UnsafeAddress, type GuardedFetch } from '../../../platform/guarded-fetch.ts';
import type { ProviderProblem } from '../domain/provider-problems.ts';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What went wrong, and the other side's own word for it, for those who run it. */
export class ProviderFailure extends Error {
  readonly problem: ProviderProblem;

  constructor(problem: ProviderProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

export type Provider = openid.Configuration;

/** Reads the provider's discovery document. Throws ProviderFailure. */
export async function discoverProvider(fetched: GuardedFetch, settings: ProviderSettings): Promise<Provider> {
  const { issuer, clientId, clientSecret } = settings;
  const plain = issuer.toLowerCase().startsWith('http:');
  try {
    const provider = await openid.discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
      [openid.customFetch]: (url, options) => answered(fetched, url, options),
      // Addresses of this very machine, in the sandbox; the fetch takes no other plain ones.
      execute: [openid.enableNonRepudiationChecks, ...(plain ? [openid.allowInsecureRequests] : [])],
      timeout: 10,
    });
    const { authorization_endpoint: authorize, token_endpoint: token, jwks_uri: keys } = provider.serverMetadata();
    if (!authorize || !token || !keys) throw new ProviderFailure('notAProvider', 'an endpoint is missing');
    return provider;
  } catch (error) {
    throw failureOf(error, 'notAProvider');
  }
}

/** By the form where the provider takes that; by the header where it says nothing, as the specification has it. */
function authentication(secret: string): openid.ClientAuth {
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const by = taken.includes('client_secret_basic') ? openid.ClientSecretBasic : openid.ClientSecretPost;
    return by(secret)(server, ...rest);
  };
}

type Sent = Parameters<openid.CustomFetch>[1];

async function answered(fetched: GuardedFetch, url: string, { method, headers, body }: Sent): Promise<Response> {
  const text = body === null || body === undefined ? undefined : String(body as string | URLSearchParams);
  const answer = await fetched(url, { method, headers, body: text });
  if (answer.status >= 500) throw new Error(`${new URL(url).pathname} answers ${answer.status}`);
  return answer;
}

/** What is remembered of a way there until somebody comes back. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface Departure extends Journey {
  readonly url: string;
}

/** The address to send a person to. */
export async function departFor(
  provider: Provider,
  where: { readonly redirectUri: string; readonly groupClaim: string; readonly loginHint?: string },
): Promise<Departure> {
  const codeVerifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const groups = provider.serverMetadata().scopes_supported?.includes(where.groupClaim) ? ` ${where.groupClaim}` : '';
  const url = openid.buildAuthorizationUrl(provider, {
    redirect_uri: where.redirectUri,
    scope: `openid profile email${groups}`,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(where.loginHint ? { login_hint: where.loginHint } : {}),
  });
  return { url: url.toString(), state, nonce, codeVerifier };
}

export interface Arrival {
  readonly issuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Redeems what the provider sent back, and reads who it was. `query`: as it came. Throws ProviderFailure. */
export async function arriveFrom(
  provider: Provider,
  journey: Journey,
  where: { readonly redirectUri: string; readonly query: string; readonly groupClaim: string },
): Promise<Arrival> {
  try {
    const tokens = await openid.authorizationCodeGrant(provider, new URL(`${where.redirectUri}?${where.query}`), {
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      pkceCodeVerifier: journey.codeVerifier,
      idTokenExpected: true,
    });
    const said = tokens.claims()!;
    const complete = said['email'] !== undefined && said[where.groupClaim] !== undefined;
    const more =
      complete || !provider.serverMetadata().userinfo_endpoint
        ? {}
        : await openid.fetchUserInfo(provider, tokens.access_token, said.sub);
    return { issuer: said.iss, claims: { ...more, ...said } };
  } catch (error) {
    throw failureOf(error, 'untrusted');
  }
}

/** Where the provider ends its own session; undefined: it does not say. */
export function farewellAddress(provider: Provider, back: string): string | undefined {
  if (!provider.serverMetadata().end_session_endpoint) return undefined;
  return openid.buildEndSessionUrl(provider, { post_logout_redirect_uri: back }).toString();
}

const clientErrors = new Set(['invalid_client', 'unauthorized_client']);

function failureOf(error: unknown, otherwise: ProviderProblem): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  // The library says “something went wrong” around what our fetch threw.
  const chain = causesOf(error);
  const said = chain.at(-1)!;
  if (chain.some((one) => one instanceof UnsafeAddress)) return new ProviderFailure('unsafeAddress', wordsOf(said));
  if (error instanceof openid.AuthorizationResponseError) {
    return new ProviderFailure('declined', error.error_description ?? error.error);
  }
  if (error instanceof openid.ResponseBodyError) {
    const words = [error.error, error.error_description].filter(Boolean).join(': ');
    return new ProviderFailure(clientErrors.has(error.error) ? 'clientRefused' : 'untrusted', words);
  }
  const { code } = error as { code?: unknown };
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
    return new ProviderFailure(otherwise === 'untrusted' ? 'untrusted' : 'issuerDiffers', wordsOf(said));
  }
  if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return new ProviderFailure('clientRefused', wordsOf(said));
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return new ProviderFailure('unreachable', wordsOf(said));
  if (typeof code === 'string' && code.startsWith('OAUTH_')) return new ProviderFailure(otherwise, wordsOf(said));
  return new ProviderFailure('unreachable', wordsOf(said));
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error));

const deepest = 5;

/** From the outermost to what began it. */
function causesOf(error: unknown): unknown[] {
  const chain = [error];
  for (let depth = 0; depth < deepest; depth += 1) {
    const last = chain.at(-1);
    if (!(last instanceof Error) || !(last.cause instanceof Error)) break;
    chain.push(last.cause);
  }
  return chain;
}
