import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { appAddress, qrOf, recoveryCodeOf, recoveryHash, stepOfCode, typedSecret } from './second-factor.ts';

/** RFC 6238, appendix B: the secret and codes of its table, of which apps show the last six digits. */
const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('At second %i the code is %s', (second, code) => {
  expect(stepOfCode(secret, code, second * 1000, 0)).toBe(Math.floor(second / 30));
  expect(stepOfCode(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, second * 1000, 0)).toBeDefined();
  const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  expect(stepOfCode(secret, other, second * 1000, 0)).toBeUndefined();
});

test('A code counts half a minute before and after its own, and no longer', () => {
  const at = 1_111_111_109_000;
  const seconds = (more: number) => stepOfCode(secret, '081804', at + more * 1000, 0) !== undefined;
  expect([-30, 30].map(seconds)).toEqual([true, true]);
  expect([-90, 90].map(seconds)).toEqual([false, false]);
});

test('A code that was used, and one before it, count no more', () => {
  const step = Math.floor(59 / 30);
  expect(stepOfCode(secret, '287082', 59_000, step - 1)).toBe(step);
  expect(stepOfCode(secret, '287082', 59_000, step)).toBeUndefined();
  expect(stepOfCode(secret, '287082', 59_000, step + 1)).toBeUndefined();
  for (const none of ['', '12345', '1234567', 'abcdef', '２８７０８２'])
    expect(stepOfCode(secret, none, 59_000, 0)).toBeUndefined();
});

test('An app reads the secret by an address, and by a picture of it', () => {
  const address = appAddress(secret, 'ada@contoso.example', 'Comptoir');
  expect(address).toMatch(/^otpauth:\/\/totp\/Comptoir:ada%40contoso\.example\?/);
  expect(new URL(address).searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(typedSecret(secret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  const { size, path } = qrOf(address);
  expect(size).toBeGreaterThan(20);
  expect(path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/);
});

test('A recovery code is read however it is typed, and differs from every other', () => {
  const random = randomBytes(10);
  const code = recoveryCodeOf(random);
  expect(code).toMatch(/^(?:[A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  expect(recoveryHash(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual(recoveryHash(code));
  expect(recoveryHash(code.slice(1))).toBeUndefined();
  const many = new Set(Array.from({ length: 500 }, () => recoveryCodeOf(randomBytes(10))));
  expect(many.size).toBe(500);
  random[0]! ^= 1;
  expect(recoveryCodeOf(random)).not.toBe(code);
});
