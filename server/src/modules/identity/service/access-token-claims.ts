/** What an access token of ours says, and the one place that says it. */
import { importJWK, SignJWT, type JWK } from 'jose';
import { systemActor, type Role, type TenantPart } from '../../../kernel/index.ts';
import type { Context } from '../../../platform/context.ts';
import { findResource, userPermission } from '../domain/resources.ts';
import { unknownResource, userNotFound } from '../faults.ts';
import { findUserByName, type User } from './users.ts';
import { tenantOf, type Tenant } from './tenants.ts';
import { signingAlgorithm, signingKeys } from '../store/signing-keys.ts';

export const accessTokenSeconds = 3600;

/** The portal: a public client that exists in every installation. */
export const portalClientId = 'c0a7701e-0000-4000-8000-000000000001';

/** Claims beyond `aud`, `exp`, `iat` and `jti`. `appid` and `azp` are the same client id under its v1 and v2 names. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly tid: string;
  /** Object id: the person's, or the application's own. */
  readonly oid: string;
  readonly appid: string;
  readonly azp: string;
  /** The tenant of another tenant's application, whose consent is asked at each request. */
  readonly apptid?: string;
  /** The secret or certificate by which the application asked: once that is gone, the token opens nothing. */
  readonly credential?: string;
  readonly idtyp: 'app' | 'user';
  readonly ver: '1.0' | '2.0';
  readonly name: string;
  readonly upn?: string;
  /** How a person signed in. */
  readonly amr?: readonly string[];
  /** The person's sign-in, which `GET /comptoir/v1/sign-ins` lists. */
  readonly sid?: string;
  readonly scp?: string;
  /** Partner Center roles of the person; empty for an application. */
  readonly roles: readonly Role[];
  /** Parts the tenant plays. */
  readonly parts: readonly TenantPart[];
}

export interface TokenSubject {
  readonly origin: string;
  readonly tenant: Tenant;
  readonly clientId: string;
  readonly clientName: string;
  readonly version: '1.0' | '2.0';
  /** What the tenant consented to, of another tenant's application. */
  readonly consent?: { readonly applicationTenantId: string; readonly scopes: readonly string[] };
  /** Absent of public applications, which hold none. */
  readonly credentialId?: string;
  /** Absent when the application acts by itself. */
  readonly user?: { readonly account: User; readonly amr: readonly string[]; readonly signInId?: string };
}

export function accessTokenClaims(subject: TokenSubject): AccessTokenClaims {
  const { tenant, clientId, version, user, consent, credentialId } = subject;
  const oid = user?.account.id ?? clientId;
  return {
    iss: issuerOf(subject.origin, tenant.id),
    sub: oid,
    tid: tenant.id,
    oid,
    appid: clientId,
    azp: clientId,
    ...(consent ? { apptid: consent.applicationTenantId } : {}),
    ...(credentialId ? { credential: credentialId } : {}),
    ver: version,
    parts: tenant.parts,
    ...(user
      ? {
          idtyp: 'user',
          name: user.account.displayName,
          upn: user.account.userPrincipalName,
          amr: user.amr,
          ...(user.signInId ? { sid: user.signInId } : {}),
          scp: consent?.scopes.join(' ') ?? userPermission,
          roles: user.account.roles,
        }
      : { idtyp: 'app', name: subject.clientName, roles: [] }),
  };
}

/** The issuer of tokens for one tenant. */
export function issuerOf(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

/**
 * The sandbox's short cut: a token of a person as if signed in at the portal with a second factor. Faults:
 * UserNotFound, UnknownResource.
 */
export async function issueUserToken(
  context: Context,
  input: { readonly userPrincipalName: string; readonly resource: string },
): Promise<{ access_token: string }> {
  const resource = findResource(input.resource);
  if (!resource) throw unknownResource(input.resource);
  const claims = await context.runner.run<AccessTokenClaims, unknown>(
    { actor: systemActor, system: true },
    async (work) => {
      const account = await findUserByName(work, input.userPrincipalName);
      if (!account?.active) throw userNotFound(input.userPrincipalName);
      return accessTokenClaims({
        origin: context.origin(),
        tenant: await tenantOf(work, account.tenantId),
        clientId: portalClientId,
        clientName: 'Comptoir',
        version: '2.0',
        user: { account, amr: ['pwd', 'mfa'] },
      });
    },
  );
  const [key] = await signingKeys(context);
  return { access_token: await sign(key!, { ...claims, aud: resource }) };
}

async function sign(key: JWK, claims: AccessTokenClaims & { aud: string }): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: signingAlgorithm, typ: 'at+jwt', kid: key.kid! })
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime(`${accessTokenSeconds}s`)
    .setJti(crypto.randomUUID())
    .sign(await importJWK(key, signingAlgorithm));
}
