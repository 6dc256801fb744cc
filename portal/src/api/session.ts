/** Sign-in by OpenID Connect with PKCE; the session lives in this tab's storage and is renewed by its refresh token. */
import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';

const portalClientId = 'c0a7701e-0000-4000-8000-000000000001';
const scope = 'openid profile offline_access https://api.partnercenter.microsoft.com/user_impersonation';

const manager = new UserManager({
  authority: `${location.origin}/common/v2.0`,
  client_id: portalClientId,
  redirect_uri: `${location.origin}/signed-in`,
  post_logout_redirect_uri: `${location.origin}/sign-in`,
  scope,
  response_type: 'code',
  automaticSilentRenew: true,
  userStore: new WebStorageStateStore({ store: window.sessionStorage }),
});

export async function currentUser(): Promise<User | undefined> {
  const user = await manager.getUser();
  return user && !user.expired ? user : undefined;
}

export async function accessToken(): Promise<string | undefined> {
  return (await currentUser())?.access_token;
}

/** Leaves for the sign-in page of the authority; comes back to `returnTo`. */
export async function signIn(returnTo: string): Promise<void> {
  await manager.signinRedirect({ state: returnTo, ui_locales: document.documentElement.lang });
}

/** Completes a sign-in from the address the authority sent back; returns where the person wanted to go. */
export async function completeSignIn(): Promise<string> {
  const user = await manager.signinRedirectCallback();
  return typeof user.state === 'string' && user.state.startsWith('/') ? user.state : '/';
}

/** Ends the session here and, where the authority knows how, there. */
export async function signOut(): Promise<void> {
  const endsThere = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined);
  if (endsThere) return manager.signoutRedirect();
  await manager.removeUser();
  location.assign('/sign-in');
}

/** Forgets a session that the server no longer accepts. */
export async function forgetSession(): Promise<void> {
  await manager.removeUser();
}
