/** Who a token is about: looks the person and the tenant up and writes the claims. */
import type { Account, Client, Configuration, FindAccount, KoaContextWithOIDC } from 'oidc-provider';
import { systemActor } from '../../kernel/index.ts';
import {
  accessTokenClaims,
  consentOf,
  findUser,
  secondFactorFacts,
  tenantOf,
  type Tenant,
  type User,
} from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';
import type { Authority } from './authority.ts';
import { clientRequests, credentialOf } from './translate-response.ts';
import { consentMissing } from './consent-check.ts';
import { textOf } from './text-of.ts';

/** The account of a user id, if it may be used at this authority with this application. */
export function findAccount(context: Context, authority: Authority): FindAccount {
  return async (ctx, id, source): Promise<Account | undefined> => {
    const amr = (source as { readonly amr?: readonly string[] } | undefined)?.amr ?? ctx.oidc.session?.amr;
    const user = await context.runner.run<User | undefined, unknown>({ actor: systemActor, system: true }, (work) =>
      userProved(work, id, amr?.includes('mfa') ?? false),
    );
    if (!user || !mayUse(user, authority, tenantServed(ctx.oidc.client))) return undefined;
    return {
      accountId: user.id,
      tenantId: user.tenantId,
      claims: async () => ({
        sub: user.id,
        oid: user.id,
        tid: user.tenantId,
        name: user.displayName,
        preferred_username: user.userPrincipalName,
        upn: user.userPrincipalName,
        email: user.email,
      }),
    };
  };
}

/** The person, unless its tenant asks for a second factor and none was used: then it signs in anew. */
async function userProved(work: Work, id: string, twice: boolean): Promise<User | undefined> {
  const user = await findUser(work, id);
  if (!user || twice) return user;
  return (await secondFactorFacts(work, user)).secondFactorRequired ? undefined : user;
}

/** The tenant whose people an application is for; empty: every tenant's, as the house's own and those that are shared. */
export function tenantServed(client: Client | undefined): string {
  return client?.['multi_tenant'] === true ? '' : textOf(client?.['tenant_id']);
}

/** Whether a person may use an authority with an application for `clientTenant` (empty: for everybody). */
export function mayUse(user: User, authority: Authority, clientTenant: string): boolean {
  return (
    user.active &&
    (!authority.tenantId || user.tenantId === authority.tenantId) &&
    (clientTenant === '' || user.tenantId === clientTenant)
  );
}

type WriteClaims = NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>;

/** Replaces the provider's claims by ours, keeping what it decided: audience, times and id. */
export function writeClaims(context: Context, authority: Authority): WriteClaims {
  return async (ctx, token, jwt) => {
    const { aud, iat, exp, jti } = jwt.payload;
    const accountId = token.kind === 'AccessToken' ? token.accountId : undefined;
    const [tenant, user] = await subjectOf(context, authority, accountId);
    const client = token.client ?? ctx.oidc.client;
    const consent = await consentFor(context, tenant, client);
    const credentialId = credentialOf.get(ctx.req);
    const claims = accessTokenClaims({
      origin: authority.origin,
      tenant,
      clientId: token.clientId!.toLowerCase(),
      clientName: client?.clientName ?? '',
      version: clientRequests.get(ctx.req)?.version ?? '2.0',
      ...(consent ? { consent } : {}),
      ...(credentialId ? { credentialId } : {}),
      ...(user ? { user: { account: user, amr: amrOf(ctx), ...signInOf(token) } } : {}),
    });
    jwt.payload = { aud, iat, nbf: iat, exp, jti, ...claims };
  };
}

/** Of another tenant's application: what the tenant consented to, without which there is no token. Undefined for its own. */
async function consentFor(context: Context, tenant: Tenant, client: Client | undefined) {
  const owner = textOf(client?.['tenant_id']);
  if (!client || owner === '' || owner === tenant.id) return undefined;
  const consent = await context.runner.run({ actor: systemActor, system: true }, (work) =>
    consentOf(work, tenant.id, client.clientId.toLowerCase()),
  );
  if (!consent) throw consentMissing();
  return consent;
}

/** The browser's sign-in by which the token came. */
function signInOf(token: object): { readonly signInId?: string } {
  const { sessionUid } = token as { sessionUid?: unknown };
  return typeof sessionUid === 'string' ? { signInId: sessionUid } : {};
}

function subjectOf(
  context: Context,
  authority: Authority,
  accountId: string | undefined,
): Promise<readonly [Tenant, User | undefined]> {
  return context.runner.run<readonly [Tenant, User | undefined], unknown>(
    { actor: systemActor, system: true },
    async (work) => {
      const user = accountId ? await findUser(work, accountId) : undefined;
      // An application's own token is issued in its own tenant only: translate-request.ts refuses it at `common`.
      const tenantId = user?.tenantId ?? authority.tenantId;
      if (!tenantId) throw new Error('a token needs a tenant');
      return [await tenantOf(work, tenantId), user];
    },
  );
}

/** How the person signed in, as the code or refresh token that is being redeemed remembers it. */
function amrOf(ctx: KoaContextWithOIDC): readonly string[] {
  const { AuthorizationCode, DeviceCode, RefreshToken } = ctx.oidc.entities;
  const source = AuthorizationCode ?? DeviceCode ?? RefreshToken;
  return source?.amr ?? ['pwd'];
}

/** The tenant by whose identity provider the browser's session came; undefined: it came by a password. */
export async function providerTenantOf(context: Context, { oidc }: KoaContextWithOIDC): Promise<string | undefined> {
  const { accountId, amr } = oidc.session ?? {};
  if (!accountId || !amr?.includes('fed')) return undefined;
  const user = await context.runner.run({ actor: systemActor, system: true }, (work) => findUser(work, accountId));
  return user?.tenantId;
}
