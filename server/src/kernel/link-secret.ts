/** Secrets that links of mails carry: 256 random bits, of which only the hash is kept. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { newSecret } from './ids.ts';

export interface LinkSecret {
  /** Stands in the link, and nowhere else. */
  readonly plain: string;
  /** SHA-256 of it. */
  readonly hash: Buffer;
}

export function newLinkSecret(): LinkSecret {
  const plain = newSecret(32);
  return { plain, hash: hashOf(plain) };
}

/** Whether a link carries the secret that was hashed; takes as long for a wrong one. */
export function fitsSecret(given: string, hash: Buffer): boolean {
  return timingSafeEqual(hashOf(given), hash);
}

function hashOf(plain: string): Buffer {
  return createHash('sha256').update(plain).digest();
}
