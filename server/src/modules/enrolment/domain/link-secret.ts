/** Secrets in links of mails and in codes: 256 random bits, kept as sha256, compared in constant time. Pure but for random. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { newId, newSecret } from '../../../kernel/index.ts';

export interface LinkSecret {
  readonly id: string;
  /** What the link carries: the row's id and the secret. */
  readonly token: string;
  readonly hash: Buffer;
}

export function newLinkSecret(): LinkSecret {
  const [id, secret] = [newId(), newSecret()];
  return { id, token: `${id}.${secret}`, hash: hashOf(secret) };
}

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** The parts of a token, or undefined for what is none. */
export function readLinkToken(token: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = shape.exec(token) ?? [];
  return id && secret ? { id, secret } : undefined;
}

export function secretFits(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(hashOf(secret), hash);
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
