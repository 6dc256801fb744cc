/** Tokens in links of mails and in codes: the id of a row, and a secret of which the row keeps the hash. Pure but for random. */
import { newId, newLinkSecret } from '../../../kernel/index.ts';

export interface LinkToken {
  readonly id: string;
  /** What the link carries: the row's id and the secret. */
  readonly token: string;
  readonly hash: Buffer;
}

export function newLinkToken(): LinkToken {
  const [id, { plain, hash }] = [newId(), newLinkSecret()];
  return { id, token: `${id}.${plain}`, hash };
}

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** The parts of a token, or undefined for what is none. */
export function readLinkToken(token: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = shape.exec(token) ?? [];
  return id && secret ? { id, secret } : undefined;
}
