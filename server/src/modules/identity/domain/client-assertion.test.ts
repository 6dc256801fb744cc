import { expect, test } from 'vitest';
import { assertionProblem, readAssertion, type Assertion } from './client-assertion.ts';

const now = 1_800_000_000;
const assertion: Assertion = {
  clientId: 'a1',
  algorithm: 'PS256',
  thumbprint: undefined,
  thumbprintSha256: 'AB',
  audiences: ['https://Login.example/T/oauth2/token'],
  jti: '1',
  notBefore: now,
  expiresAt: now + 600,
};
const problem = (change: Partial<Assertion> = {}, clientId: string | undefined = 'A1') =>
  assertionProblem({ ...assertion, ...change }, { clientId, audiences: ['https://login.example/t/oauth2/token'], now });

test('Clocks may differ by five minutes, and an assertion lasts an hour at most', () => {
  expect(problem()).toBeUndefined();
  expect([problem({ expiresAt: now - 299 }), problem({ expiresAt: now - 300 })]).toEqual([undefined, 'outOfTime']);
  expect([problem({ notBefore: now + 300 }), problem({ notBefore: now + 301 })]).toEqual([undefined, 'outOfTime']);
  expect([problem({ expiresAt: now + 3600 }), problem({ expiresAt: now + 3601 })]).toEqual([undefined, 'tooLong']);
});

test('Algorithm, client and audience are each asked for; a client may be named by the assertion alone', () => {
  expect(problem({ algorithm: 'HS256' })).toBe('otherAlgorithm');
  expect(problem({ algorithm: 'none' })).toBe('otherAlgorithm');
  expect(problem({}, 'b2')).toBe('otherClient');
  expect(
    assertionProblem(assertion, { clientId: undefined, audiences: ['https://login.example/t/oauth2/token'], now }),
  ).toBe(undefined);
  expect(problem({ audiences: [] })).toBe('otherAudience');
  expect(problem({ audiences: ['https://other.example', 'https://login.example/t/oauth2/token'] })).toBeUndefined();
});

const jwt = (header: object, claims: object) =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.c2ln';

test('An assertion names its certificate by one of two thumbprints, in base64url or base64', () => {
  const claims = { iss: 'A1', sub: 'A1', aud: 'x', exp: now, iat: now - 5 };
  const bytes = Buffer.from('fbff00', 'hex');
  for (const x5t of [bytes.toString('base64'), bytes.toString('base64url')]) {
    expect(readAssertion(jwt({ alg: 'RS256', x5t }, claims))).toEqual({
      clientId: 'a1',
      algorithm: 'RS256',
      thumbprint: 'FBFF00',
      thumbprintSha256: undefined,
      audiences: ['x'],
      jti: undefined,
      notBefore: now - 5,
      expiresAt: now,
    });
  }
  expect(readAssertion(jwt({ alg: 'RS256' }, claims))).toBeUndefined();
  expect(readAssertion(jwt({ alg: 'RS256', x5t: 'AA' }, { ...claims, sub: 'B2' }))).toBeUndefined();
  expect(readAssertion(jwt({ alg: 'RS256', x5t: 'AA' }, { ...claims, exp: undefined }))).toBeUndefined();
  expect(readAssertion(jwt({ alg: 'RS256', x5t: 'AA' }, { ...claims, more: 'x'.repeat(20_000) }))).toBeUndefined();
  for (const text of ['', 'a.b', 'a.b.c', '....']) expect(readAssertion(text)).toBeUndefined();
});
