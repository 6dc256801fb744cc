/**
 * Landing tokens: what the activation link carries to the publisher's landing page. Sealed (AES-256-GCM), so that a
 * publisher can neither read nor make one; it says which purchase it is for and when it ends. Pure.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A token opens its purchase for 24 hours (SaaS fulfillment contract, sections 2 and 4). */
export const landingTokenHours = 24;

export interface LandingClaims {
  readonly partnerTenantId: string;
  readonly subscriptionId: string;
  readonly expiresAt: Temporal.Instant;
}

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Seals claims with a 32-byte key; base64url text. */
export function sealLandingToken(key: Buffer, claims: LandingClaims): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key, nonce);
  const text = JSON.stringify([claims.partnerTenantId, claims.subscriptionId, claims.expiresAt.toString()]);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The claims of a token, or undefined when it was not sealed with this key. Does not look at the clock. */
export function openLandingToken(key: Buffer, token: string): LandingClaims | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  try {
    const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString(
      'utf8',
    );
    const [partnerTenantId, subscriptionId, expiresAt] = JSON.parse(text) as [string, string, string];
    return { partnerTenantId, subscriptionId, expiresAt: Temporal.Instant.from(expiresAt) };
  } catch {
    return undefined;
  }
}
