/**
 * The token by which a publisher's webhook knows that a call comes from the marketplace (SaaS fulfillment contract, section
 * 5): as Entra's v2 tokens, signed with the keys that the publisher's tenant finds by discovery. It opens nothing here.
 */
import { importJWK, SignJWT } from 'jose';
import type { Context } from '../../../platform/context.ts';
import { guidOf } from '../../../kernel/index.ts';
import { signingAlgorithm, signingKeys } from '../store/signing-keys.ts';
import { accessTokenSeconds, issuerOf } from './access-token-claims.ts';

/** The marketplace's own application, which calls webhooks. */
export const marketplaceApplicationId = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

/** Whom a call is made out to: what the offer's technical configuration names. */
export interface CalledApplication {
  readonly tenantId: string;
  readonly applicationId: string;
}

/** A bearer token for one call to a publisher's application. Wall clock: it lives an hour. */
export async function marketplaceToken(
  context: Pick<Context, 'pools' | 'runner' | 'origin'>,
  { tenantId, applicationId }: CalledApplication,
): Promise<string> {
  const [key] = await signingKeys(context);
  // The marketplace's service principal in that tenant.
  const oid = guidOf(`marketplace in ${tenantId}`);
  const claims = {
    tid: tenantId,
    // Its v1 and v2 names: receivers look at either.
    appid: marketplaceApplicationId,
    azp: marketplaceApplicationId,
    azpacr: '1',
    oid,
    rh: '0.',
    uti: crypto.randomUUID(),
    ver: '2.0',
  };
  return (
    new SignJWT(claims)
      // Not an access token's type: that would open our own APIs.
      .setProtectedHeader({ alg: signingAlgorithm, typ: 'JWT', kid: key!.kid! })
      .setIssuer(issuerOf(context.origin(), tenantId))
      .setAudience(applicationId)
      .setSubject(oid)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime(`${accessTokenSeconds}s`)
      .sign(await importJWK(key!, signingAlgorithm))
  );
}
