/** The provider's own pages, in our layout: device code, signing out, and what it refuses to a browser. */
import type { Client, ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { chooseLanguage, languageCookie, type Language } from './pages/language.ts';
import { deviceConfirmPage, deviceInputPage, type DeviceProblem } from './pages/device.ts';
import { pageHeaders } from './pages/layout.ts';
import { messagePage, refusedPage, signOutPage } from './pages/message.ts';

function languageOf(ctx: KoaContextWithOIDC): Language {
  return chooseLanguage(ctx.req.headers, ctx.req.url ?? '');
}

function show(ctx: KoaContextWithOIDC, body: string): void {
  ctx.set({ ...pageHeaders });
  ctx.append('set-cookie', languageCookie(languageOf(ctx), ctx.oidc.issuer.startsWith('https:')));
  ctx.body = body;
}

/** The provider's guard against forged forms; it lives in the session. */
function xsrfOf(ctx: KoaContextWithOIDC): string {
  return (ctx.oidc.session as { state?: { secret?: string } } | undefined)?.state?.secret ?? '';
}

function actionOf(ctx: KoaContextWithOIDC, route: string): string {
  return new URL(ctx.oidc.urlFor(route)).pathname;
}

const deviceProblems: Readonly<Record<string, DeviceProblem>> = {
  NoCodeError: 'deviceMissing',
  NotFoundError: 'deviceUnknown',
  AlreadyUsedError: 'deviceUsed',
  ExpiredError: 'deviceExpired',
  AbortedError: 'deviceStopped',
};

export async function deviceInput(
  ctx: KoaContextWithOIDC,
  _form: string,
  _out?: ErrorOut,
  error?: Error,
): Promise<void> {
  const problem = error && (deviceProblems[error.name] ?? 'deviceUnknown');
  const action = actionOf(ctx, 'code_verification');
  show(ctx, deviceInputPage({ language: languageOf(ctx), action, xsrf: xsrfOf(ctx), ...(problem ? { problem } : {}) }));
}

export async function deviceConfirm(
  ctx: KoaContextWithOIDC,
  _form: string,
  client: Client,
  _deviceInfo: unknown,
  userCode: string,
): Promise<void> {
  const action = actionOf(ctx, 'code_verification');
  const form = { language: languageOf(ctx), action, xsrf: xsrfOf(ctx) };
  show(ctx, deviceConfirmPage({ ...form, clientName: client.clientName ?? client.clientId, userCode }));
}

export async function deviceAnswered(ctx: KoaContextWithOIDC): Promise<void> {
  show(ctx, messagePage(languageOf(ctx), 'deviceDone'));
}

/** Whoever came by its organisation's identity provider signs out there too. */
export async function loggingOut(ctx: KoaContextWithOIDC, providerTenant?: string): Promise<void> {
  const { session, issuer } = ctx.oidc;
  const state = session?.['state'] as { postLogoutRedirectUri?: string } | undefined;
  if (state && providerTenant) {
    state.postLogoutRedirectUri = `${new URL(issuer).origin}/${providerTenant}/oauth2/provider/signed-out`;
  }
  show(ctx, signOutPage(languageOf(ctx), actionOf(ctx, 'end_session_confirm'), xsrfOf(ctx)));
}

export async function loggedOut(ctx: KoaContextWithOIDC): Promise<void> {
  show(ctx, messagePage(languageOf(ctx), 'signedOut'));
}

export async function errorPage(ctx: KoaContextWithOIDC, out: ErrorOut): Promise<void> {
  show(ctx, refusedPage(languageOf(ctx), [out.error, out.error_description].filter(Boolean).join(': ')));
}
