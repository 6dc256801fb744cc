/**
 * Sign-in by OpenID Connect with PKCE. Each tab has tokens of its own in its storage, renewed by its refresh token; a tab
 * without any asks the authority, whose session all tabs share, before it asks the person (decision 0031).
 */
import { ErrorResponse, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';

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

/** Whether somebody has signed in with this browser and not out again: all tabs see it, and it holds no secret. */
const mark = 'comptoir.signedIn';

/** Where a sign-out in another tab leads this one. */
const signInPath = '/sign-in';

window.addEventListener('storage', ({ key, newValue }) => {
  if (key !== mark || newValue !== null) return;
  void manager.removeUser().then(() => location.assign(signInPath));
});

let renewal: Promise<User | null> | undefined;

/** Tokens that ran out, for example while the computer slept, are renewed once for everybody who asks. */
function renewed(): Promise<User | null> {
  renewal ??= manager
    .signinSilent()
    .catch(() => null)
    .finally(() => {
      renewal = undefined;
    });
  return renewal;
}

/** Takes new tokens, when what the organisation may has changed. */
export async function renewSession(): Promise<void> {
  await renewed();
}

export async function currentUser(): Promise<User | undefined> {
  const kept = await manager.getUser();
  const user = kept?.expired && kept.refresh_token ? await renewed() : kept;
  return user && !user.expired ? user : undefined;
}

export async function accessToken(): Promise<string | undefined> {
  return (await currentUser())?.access_token;
}

const locales = () => ({ ui_locales: document.documentElement.lang });

/** Leaves for the sign-in page of the authority; comes back to `returnTo`. */
export async function signIn(returnTo: string): Promise<void> {
  await manager.signinRedirect({ state: returnTo, ...locales() });
}

/** Asks for name, password and second factor although somebody is signed in; comes back to `returnTo`. */
export async function signInAnew(returnTo: string): Promise<void> {
  await manager.signinRedirect({ state: returnTo, prompt: 'login', ...locales() });
}

/** Takes over the authority's session without asking the person; false when there was none to take over. */
export async function takeOverSession(returnTo: string): Promise<boolean> {
  if (localStorage.getItem(mark) === null) return false;
  await manager.signinRedirect({ state: returnTo, prompt: 'none', ...locales() });
  return true;
}

/** Signs in beside the page, which stays as it is. Whether it was the same person; fails when the window was closed. */
export async function signInAgain(): Promise<boolean> {
  const before = await manager.getUser();
  const user = await manager.signinPopup(locales());
  return before === null || before.profile.sub === user.profile.sub;
}

export type SignInOutcome = { readonly signedIn: boolean; readonly returnTo: string } | undefined;

/** Completes a sign-in from the address the authority sent back. Undefined: this window only told the one beside it. */
export async function completeSignIn(): Promise<SignInOutcome> {
  try {
    const user = await manager.signinCallback();
    if (!user) return undefined;
    localStorage.setItem(mark, 'yes');
    return { signedIn: true, returnTo: pathOf(user.state) };
  } catch (error) {
    // The authority has no session any more; now the person is asked.
    if (!(error instanceof ErrorResponse) || error.error !== 'login_required') throw error;
    localStorage.removeItem(mark);
    return { signedIn: false, returnTo: pathOf(error.state) };
  }
}

const pathOf = (state: unknown) => (typeof state === 'string' && state.startsWith('/') ? state : '/');

/** Ends the session here, in the other tabs, and where the authority knows how, there. */
export async function signOut(): Promise<void> {
  localStorage.removeItem(mark);
  const endsThere = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined);
  if (endsThere) return manager.signoutRedirect();
  await manager.removeUser();
  location.assign(signInPath);
}
