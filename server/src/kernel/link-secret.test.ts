import { expect, test } from 'vitest';
import { fitsSecret, newLinkToken, readLinkToken } from './link-secret.ts';

test('ENR-39 A link carries a secret of 256 bits of which a hash is kept; a changed one does not fit', () => {
  const { id, token, hash } = newLinkToken();
  const read = readLinkToken(token)!;
  expect(read.id).toBe(id);
  expect(Buffer.from(read.secret, 'base64url')).toHaveLength(32);
  expect(fitsSecret(read.secret, hash)).toBe(true);
  expect(fitsSecret(newLinkToken().token.split('.')[1]!, hash)).toBe(false);
  expect(readLinkToken(`${token}x`)).toBeUndefined();
  expect(readLinkToken('')).toBeUndefined();
});
