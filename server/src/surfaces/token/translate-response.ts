/** Rewrites the JSON answers of the provider as the client expects them, before they are sent. */
import type { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { isGuid } from '../../kernel/index.ts';
import { busySeconds, isDatabaseBusy } from '../../platform/busy.ts';
import {
  toDeviceResponse,
  toDiscoveryDocument,
  toTokenResponse,
  type AnswerSubject,
  type DeviceAnswer,
  type TokenAnswer,
} from './response-bodies.ts';
import type { Authority } from './authority.ts';
import type { ClientRequest } from './translate-request.ts';
import { refusalBody, refusalOf, type ProviderError } from './refusal.ts';
import { textOf } from './text-of.ts';

/** What the client of a request expects, until its answer is translated. */
export const clientRequests = new WeakMap<IncomingMessage, ClientRequest>();

/** The secret or certificate by which the application of a request proved itself. */
export const credentialOf = new WeakMap<IncomingMessage, string>();

const errorOf = new WeakMap<IncomingMessage, ProviderError>();

/** Remembers the true reason of a refusal or failure, which the provider's answer hides. */
export function noteError(ctx: KoaContextWithOIDC, error: unknown): void {
  errorOf.set(ctx.req, error as ProviderError);
}

/** Koa middleware in front of the provider's own. */
export function translateResponse(authority: Authority) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    await next().catch((error: unknown) => restartDeviceSignIn(ctx, error, authority));
    if (isDatabaseBusy(errorOf.get(ctx.req))) {
      ctx.status = 503;
      ctx.set('retry-after', String(busySeconds));
    }
    const client = clientRequests.get(ctx.req);
    if (!client || !isJson(ctx.body)) return;
    if (ctx.body['error']) translateError(ctx, client, authority);
    else if (ctx.oidc.route === 'token') translateTokens(ctx, client);
    else if (ctx.oidc.route === 'device_authorization') {
      ctx.body = toDeviceResponse(ctx.body as unknown as DeviceAnswer, client);
    } else if (ctx.oidc.route === 'discovery') ctx.body = toDiscoveryDocument(ctx.body, client);
  };
}

const devicePage = '/oauth2/deviceauth';

/**
 * Somebody sends a device code, or comes back with one, and has no session (its cookie is gone, or it is no browser): the
 * provider fails to keep a session that never was. The page for the code is where such a sign-in begins.
 */
function restartDeviceSignIn(ctx: KoaContextWithOIDC, error: unknown, authority: Authority): void {
  const session = ctx.oidc?.session;
  const at = ctx.path.toLowerCase().indexOf(devicePage);
  if (!session || typeof session.exp === 'number' || at < 0) throw error;
  ctx.status = 303;
  ctx.body = '';
  ctx.set('location', `${authority.origin}/${authority.path}${devicePage}`);
}

function isJson(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !('pipe' in body);
}

function translateTokens(ctx: KoaContextWithOIDC, client: ClientRequest): void {
  const { AccessToken, ClientCredentials, Account } = ctx.oidc.entities;
  const audience = textOf((AccessToken ?? ClientCredentials)?.aud);
  const subject: AnswerSubject | undefined = Account && {
    userId: Account.accountId,
    tenantId: textOf(Account['tenantId']),
  };
  const seconds = Math.floor(Date.now() / 1000);
  ctx.body = toTokenResponse(ctx.body as unknown as TokenAnswer, client, audience, subject, seconds);
}

function translateError(ctx: KoaContextWithOIDC, client: ClientRequest, authority: Authority): void {
  const body = ctx.body as unknown as ProviderError;
  const error = errorOf.get(ctx.req);
  const where = { clientId: textOf(ctx.oidc?.params?.['client_id']), directory: authority.path };
  const forResource = client.refusal && (body.error === client.refusal.error || body.error === 'invalid_target');
  const detail = error?.error_detail ? { error_detail: error.error_detail } : {};
  const refusal = forResource ? client.refusal! : refusalOf({ ...body, ...detail }, where);
  if (body.error !== 'server_error') ctx.status = refusal.status;
  ctx.body = refusalBody(refusal, correlationOf(ctx));
}

function correlationOf(ctx: KoaContextWithOIDC): string {
  const sent = ctx.get('client-request-id');
  return isGuid(sent) ? sent : ctx.get('x-comptoir-correlation');
}
