/** Codes of authenticator apps (RFC 6238), recovery codes, and the picture that an app reads. Pure. */
import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';

/** What apps expect unless told otherwise, and some whatever they are told. */
const algorithm = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Clocks of telephones: half a minute either way. */
const window = 1;
const periodMs = algorithm.period * 1000;

/**
 * The step of time whose code this is, or undefined for a wrong one. A code counts once: steps up to the last one used
 * are past.
 */
export function stepOfCode(secret: Buffer, code: string, nowMs: number, lastStep: number): number | undefined {
  const typed = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(typed)) return undefined;
  const delta = totpOf(secret).validate({ token: typed, timestamp: nowMs, window });
  if (delta === null) return undefined;
  const step = Math.floor(nowMs / periodMs) + delta;
  return step > lastStep ? step : undefined;
}

/** What an app reads: whose account it is, and the secret. */
export function appAddress(secret: Buffer, account: string, issuer: string): string {
  return totpOf(secret, { issuer, label: account }).toString();
}

/** The secret as people type it. */
export function typedSecret(secret: Buffer): string {
  return (
    secretOf(secret)
      .base32.match(/.{1,4}/g)
      ?.join(' ') ?? ''
  );
}

function totpOf(secret: Buffer, named: { readonly issuer?: string; readonly label?: string } = {}): TOTP {
  return new TOTP({ ...algorithm, ...named, secret: secretOf(secret) });
}

const secretOf = (bytes: Buffer) => new Secret({ buffer: new Uint8Array(bytes).buffer });

export interface QrPicture {
  /** Modules of a side, with the border. */
  readonly size: number;
  /** Path of an SVG whose unit is a module. */
  readonly path: string;
}

export function qrOf(text: string): QrPicture {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  return { size, path: rows.join('') };
}

/** Letters and digits that are not mistaken for each other. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupLength = 4;

/** Of 10 random bytes: 80 bits, which no slow hash has to guard. */
export function recoveryCodeOf(random: Buffer): string {
  let bits = BigInt(`0x${random.toString('hex')}`);
  const letters = Array.from({ length: groups * groupLength }, () => {
    const letter = alphabet[Number(bits & 31n)]!;
    bits >>= 5n;
    return letter;
  }).join('');
  return letters.match(/.{4}/g)!.join('-');
}

/** What is kept of a recovery code, however it is typed; undefined for what is none. */
export function recoveryHash(typed: string): Buffer | undefined {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  if (letters.length !== groups * groupLength) return undefined;
  return createHash('sha256').update(letters).digest();
}
