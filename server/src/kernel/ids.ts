/** Identifiers. Time-ordered UUIDs (v7) for our rows; short opaque codes where the wire contracts ask for them. */
import { randomBytes, randomFillSync } from 'node:crypto';
import { v5, v7 } from 'uuid';

/** A UUID v7, lower case. Made in the process because PostgreSQL 15 has no `uuidv7()`. */
export function newId(): string {
  return v7();
}

/** The namespace of GUIDs that are made from names. */
const nameSpace = '6d1f2a34-9c0e-4a5b-8f57-3e2b1c7d9a60';

/** The same GUID for the same name, always. */
export function guidOf(name: string): string {
  return v5(name, nameSpace);
}

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return guidShape.test(text);
}

/** The digits bare, with dashes, in braces or in parentheses: .NET's formats N, D, B and P, Python's `hex`. */
const writtenGuid = /^(?:\{(.+)\}|\((.+)\)|(.+))$/;

/** A GUID however it is written, in lower case with dashes; undefined for what is none. */
export function readGuid(text: string): string | undefined {
  const [, braces, parentheses, bare] = writtenGuid.exec(text.trim().toLowerCase()) ?? [];
  const inner = braces ?? parentheses ?? bare ?? '';
  const dashed = bare === undefined ? inner : inner.replace(/^(\w{8})(\w{4})(\w{4})(\w{4})(\w{12})$/, '$1-$2-$3-$4-$5');
  return isGuid(dashed) ? dashed : undefined;
}

/** How .NET and Java write an id that was never set: it names nothing. */
export const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** Catalogue identifiers avoid vowels and look-alikes, so that no word and no misreading appears. */
const catalogueAlphabet = '0123456789BCDFGHJKLMNPQRSTVWXYZ';

/** A catalogue id of `length` characters, `DZ`-prefixed like the marketplace's (`DZH318Z0BQ3Q`). */
export function newCatalogueId(length = 12): string {
  return `DZ${randomText(catalogueAlphabet, length - 2)}`;
}

const urlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A modern order id: 33 URL-safe characters (198 random bits). */
export function newOrderId(): string {
  return randomText(urlAlphabet, 33);
}

/** An order's alternate id: 12 lower-case hexadecimal digits. */
export function newAlternateId(): string {
  return newBytes(6).toString('hex');
}

/** A correlation vector's beginning: 16 characters of base64. */
export function newVectorBase(): string {
  return newBytes(12).toString('base64');
}

/** Unguessable text for secrets: `bytes` random bytes in base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** Asked for once for many ids: each question costs as much as all its bytes. Each byte is given once. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function newBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}

function randomText(alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of newBytes(length)) {
      // Bytes past the last whole multiple would favour the first letters.
      if (byte < 256 - (256 % alphabet.length) && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}
