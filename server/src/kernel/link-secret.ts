/** Secrets that links of mails carry: 256 random bits, of which only the hash is kept. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { newId, newSecret } from './ids.ts';

/** Whether a link carries the secret that was hashed; takes as long for a wrong one. */
export function fitsSecret(given: string, hash: Buffer): boolean {
  return timingSafeEqual(hashOf(given), hash);
}

export interface LinkToken {
  /** Of the row that the link is about. */
  readonly id: string;
  /** What the link carries: the row's id and the secret. */
  readonly token: string;
  /** SHA-256 of the secret, which stands in the link and nowhere else. */
  readonly hash: Buffer;
}

export function newLinkToken(id: string = newId()): LinkToken {
  const plain = newSecret(32);
  return { id, token: `${id}.${plain}`, hash: hashOf(plain) };
}

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** The parts of a token, or undefined for what is none. */
export function readLinkToken(token: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = shape.exec(token) ?? [];
  return id && secret ? { id, secret } : undefined;
}

function hashOf(plain: string): Buffer {
  return createHash('sha256').update(plain).digest();
}
