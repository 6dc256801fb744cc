/** Access tokens for tests, signed with the server's own key as its token service signs them. */
import { importJWK, SignJWT } from 'jose';
import { newId, type Role, type TenantPart } from '../src/kernel/index.ts';
import { signingAlgorithm, signingKeys } from '../src/modules/identity/index.ts';
import type { Context } from '../src/platform/context.ts';

export interface TokenWishes {
  readonly tenantId: string;
  readonly parts: readonly TenantPart[];
  /** An application's token has no user. */
  readonly kind?: 'user' | 'app';
  readonly roles?: readonly Role[];
  readonly userId?: string;
  /** The application that the token was issued to; one of its own unless told otherwise. */
  readonly applicationId?: string;
  /** Of another tenant's application: the tenant it belongs to. */
  readonly applicationTenantId?: string;
  readonly userPrincipalName?: string;
  readonly audience?: string;
  /** Seconds from now; negative: expired. */
  readonly lifetime?: number;
  readonly issuer?: string;
}

export async function accessToken(context: Context, wishes: TokenWishes): Promise<string> {
  const [jwk] = await signingKeys(context);
  const { kind = 'user', tenantId } = wishes;
  const upn = wishes.userPrincipalName ?? `tester@${tenantId}`;
  const user = { upn, roles: wishes.roles ?? ['global_admin', 'admin_agent'] };
  return (
    new SignJWT({
      tid: tenantId,
      oid: wishes.userId ?? newId(),
      appid: wishes.applicationId ?? newId(),
      ...(wishes.applicationTenantId ? { apptid: wishes.applicationTenantId } : {}),
      idtyp: kind,
      name: 'tester',
      parts: [...wishes.parts],
      ...(kind === 'user' ? user : { roles: [] }),
    })
      .setProtectedHeader({ alg: signingAlgorithm, kid: jwk!.kid!, typ: 'at+jwt' })
      .setIssuer(wishes.issuer ?? `${context.origin()}/${tenantId}/v2.0`)
      .setAudience(wishes.audience ?? 'https://api.partnercenter.microsoft.com')
      .setIssuedAt()
      // Wall clock: tokens expire by it.
      .setExpirationTime(Math.floor(Date.now() / 1000) + (wishes.lifetime ?? 3600))
      .sign(await importJWK(jwk!, signingAlgorithm))
  );
}
