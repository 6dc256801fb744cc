/** Signing in at the portal as a browser does: code with PKCE, the page's form, and the tokens behind it. */
import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { portalClientId } from '../src/modules/identity/index.ts';
import type { CookieBrowser } from './cookie-browser.ts';
import { password, type IdentityWorld } from './identity-world.ts';

const portalScope = 'openid profile offline_access https://api.partnercenter.microsoft.com/user_impersonation';

interface Start {
  readonly url: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

type Tokens = { access_token: string; refresh_token: string; id_token: string; scope: string; error: string };

/** Server and world are asked for when they are needed: they are made before the first test. */
export function portalSignIn(server: () => { readonly origin: string }, world: () => IdentityWorld) {
  function start(change: Record<string, string> = {}, tenant = 'common', origin = server().origin): Start {
    const verifier = randomBytes(32).toString('base64url');
    const redirectUri = change['redirect_uri'] ?? `${origin}/signed-in`;
    const query = new URLSearchParams({
      client_id: portalClientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: portalScope,
      state: 'st&te',
      nonce: 'nonce-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...change,
    });
    return { url: `${origin}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`, verifier, redirectUri };
  }

  async function signIn(browser: CookieBrowser, begun: Start, name = world().ada): Promise<URLSearchParams> {
    const page = await browser.open(begun.url, begun.redirectUri);
    const last = page.status === 0 ? page : await browser.submit(page, { username: name, password }, begun.redirectUri);
    expect(last.url.startsWith(begun.redirectUri)).toBe(true);
    return new URL(last.url).searchParams;
  }

  async function redeem(form: Record<string, string>, tenant = 'common'): Promise<Tokens> {
    const response = await fetch(`${server().origin}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return (await response.json()) as Tokens;
  }

  function codeForm(begun: Start, code: string): Record<string, string> {
    return {
      grant_type: 'authorization_code',
      client_id: portalClientId,
      redirect_uri: begun.redirectUri,
      code_verifier: begun.verifier,
      code,
    };
  }
  return { start, signIn, redeem, codeForm };
}
