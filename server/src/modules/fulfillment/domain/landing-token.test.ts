import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLandingToken, sealLandingToken } from './landing-token.ts';

const key = randomBytes(32);
const claims = {
  partnerTenantId: '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11',
  subscriptionId: '0f7d1a0e-0b4e-7a51-8b9f-5f0f0a1b2c3d',
  expiresAt: Temporal.Instant.from('2026-11-22T07:00:00Z'),
};

test('ACT-02 ACT-03 A landing token opens to the one purchase it was sealed for', () => {
  const opened = openLandingToken(key, sealLandingToken(key, claims));
  expect(opened?.subscriptionId).toBe(claims.subscriptionId);
  expect(opened?.partnerTenantId).toBe(claims.partnerTenantId);
  expect(opened?.expiresAt.equals(claims.expiresAt)).toBe(true);
});

test('ACT-02 Two links for the same purchase carry different tokens', () => {
  expect(sealLandingToken(key, claims)).not.toBe(sealLandingToken(key, claims));
});

test('ACT-03 A token sealed elsewhere, cut short or changed in any place does not open', () => {
  expect(openLandingToken(randomBytes(32), sealLandingToken(key, claims))).toBeUndefined();
  const token = sealLandingToken(key, claims);
  fc.assert(
    fc.property(fc.nat(Buffer.from(token, 'base64url').length - 1), fc.integer({ min: 1, max: 255 }), (place, mask) => {
      const bytes = Buffer.from(token, 'base64url');
      bytes[place] = bytes[place]! ^ mask;
      expect(openLandingToken(key, bytes.toString('base64url'))).toBeUndefined();
      expect(openLandingToken(key, token.slice(0, place))).toBeUndefined();
    }),
  );
});

test('Any text a client may send instead of a token is simply not a token', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(openLandingToken(key, text)).toBeUndefined();
    }),
  );
});
