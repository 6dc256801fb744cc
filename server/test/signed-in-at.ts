/** Somebody signed in at the portal of a server of its own, who is known by name and password only. */
import { createHash, randomBytes } from 'node:crypto';
import { portalClientId } from '../src/modules/identity/index.ts';
import { cookieBrowser } from './cookie-browser.ts';

export interface SignedIn {
  readonly token: string;
  readonly permissions: string[];
  readonly tenant: { readonly id: string; readonly domain: string };
}

/** Undefined when the password is not taken. */
export async function signedInAt(origin: string, username: string, password: string): Promise<SignedIn | undefined> {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = `${origin}/signed-in`;
  const form = {
    client_id: portalClientId,
    redirect_uri: redirectUri,
    scope: 'openid https://api.partnercenter.microsoft.com/user_impersonation',
  };
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
  const challenge = { code_challenge: codeChallenge, code_challenge_method: 'S256' };
  const query = new URLSearchParams({ ...form, ...challenge, response_type: 'code', state: 'x', nonce: 'y' });
  const browser = cookieBrowser();
  const page = await browser.open(`${origin}/common/oauth2/v2.0/authorize?${query.toString()}`);
  const last = await browser.submit(page, { username, password }, redirectUri);
  const code = new URL(last.url).searchParams.get('code');
  if (!code) return undefined;
  const body = new URLSearchParams({ ...form, grant_type: 'authorization_code', code, code_verifier: verifier });
  const answer = await fetch(`${origin}/common/oauth2/v2.0/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const me = await fetch(`${origin}/comptoir/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  return { token, ...((await me.json()) as Omit<SignedIn, 'token'>) };
}
