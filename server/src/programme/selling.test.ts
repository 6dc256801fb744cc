import { expect, test } from 'vitest';
import { maySell, type SellingPartner } from './selling.ts';

const signed = Temporal.Instant.from('2026-01-01T00:00:00Z');
const partner: SellingPartner = { kind: 'direct', state: 'active', agreementSignedAt: signed };
const decidedBy = (facts: SellingPartner) => {
  const verdict = maySell(facts);
  return verdict.allowed ? 'allowed' : verdict.rule.id;
};

test('Direct partners and indirect providers sell; an indirect reseller asks its provider', () => {
  expect(decidedBy(partner)).toBe('allowed');
  expect(decidedBy({ ...partner, kind: 'provider' })).toBe('allowed');
  expect(decidedBy({ ...partner, kind: 'reseller' })).toBe('D9');
});

test('ENR-29 Until the partner agreement is signed there is no transaction', () => {
  expect(decidedBy({ ...partner, agreementSignedAt: undefined })).toBe('B17');
});

test('A restricted or suspended account takes on nothing new', () => {
  expect(decidedBy({ ...partner, state: 'restricted' })).toBe('B24');
  expect(decidedBy({ ...partner, state: 'suspended' })).toBe('B24');
});
