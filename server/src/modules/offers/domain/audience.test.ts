import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayChangeAudience, mayResell, type Audience, maySync, syncOf } from './audience.ts';

const live = { offerState: 'live', listed: false } as const;

test('AUD-04 AUD-30 Nothing is resold before its publisher chose and published', () => {
  expect(mayResell({ ...live, option: null })).toMatchObject({ allowed: false, rule: { id: 'A1' } });
  expect(mayResell({ option: 'any', listed: true, offerState: 'draft' })).toMatchObject({
    allowed: false,
    rule: { id: 'A10' },
  });
  expect(mayResell({ option: 'any', listed: true, offerState: 'stopped' })).toMatchObject({ allowed: false });
});

test('AUD-19 Option 1 lets every partner resell', () => {
  expect(mayResell({ ...live, option: 'any' })).toMatchObject({ allowed: true, rule: { id: 'A6' } });
});

test('AUD-20 Option 2 lets the named partners resell and no other', () => {
  expect(mayResell({ ...live, option: 'selected', listed: true })).toMatchObject({ allowed: true, rule: { id: 'A7' } });
  expect(mayResell({ ...live, option: 'selected' })).toMatchObject({ allowed: false, rule: { id: 'A7' } });
});

test('AUD-38 Option 3 lets nobody resell, even a partner that is still on the list', () => {
  for (const listed of [true, false]) {
    expect(mayResell({ ...live, option: 'none', listed })).toMatchObject({ allowed: false, rule: { id: 'A14' } });
  }
});

test('AUD-13 AUD-59 A plan that is resold by default is sold under any option once its offer is live', () => {
  for (const option of ['any', 'selected', 'none', null] as const) {
    expect(mayResell({ ...live, option, planIsDefaultResold: true })).toMatchObject({
      allowed: true,
      rule: { id: 'A3' },
    });
  }
});

const audience = fc.record<Audience>({
  option: fc.constantFrom('any', 'selected', 'none'),
  partnerTenantIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
});

test('AUD-63 Before publication and out of option 3 every change is free', () => {
  fc.assert(
    fc.property(audience, audience, (before, after) => {
      expect(mayChangeAudience(undefined, after).allowed).toBe(true);
      expect(mayChangeAudience({ ...before, option: 'none' }, after).allowed).toBe(true);
    }),
  );
});

test('AUD-50 AUD-51 AUD-54 AUD-56 Every change of option that does not leave option 3 needs a request', () => {
  fc.assert(
    fc.property(audience, audience, (before, after) => {
      fc.pre(before.option !== 'none' && before.option !== after.option);
      expect(mayChangeAudience(before, after).allowed).toBe(false);
    }),
  );
});

test('AUD-34 Within option 2 adding is free and losing anybody is not', () => {
  fc.assert(
    fc.property(audience, audience, (before, after) => {
      const [from, to] = [
        { ...before, option: 'selected' as const },
        { ...after, option: 'selected' as const },
      ];
      const loses = from.partnerTenantIds.some((partner) => !to.partnerTenantIds.includes(partner));
      expect(mayChangeAudience(from, to).allowed).toBe(!loses);
    }),
  );
});

test.each([
  ['a draft', 'draft', undefined, 'A10'],
  ['a stopped offer', 'stopped', 'selected', 'A10'],
  ['an offer that is open to any partner', 'live', 'any', 'A6'],
  ['an offer outside the programme', 'live', 'none', 'A14'],
] as const)('AUD-33 There is nothing to sync on %s, and the rule says why', (_case, state, option, rule) => {
  const inForce = option && { option, partnerTenantIds: [] };
  expect(maySync(state, inForce)).toMatchObject({ allowed: false, rule: { id: rule } });
});

test('AUD-33 AUD-34 On a live offer with a list a sync adds, each partner once, and never removes', () => {
  expect(maySync('live', { option: 'selected', partnerTenantIds: ['a'] })).toMatchObject({
    allowed: true,
    rule: { id: 'A12' },
  });
  expect(syncOf(['a', 'b'], ['c', 'b', 'c'])).toEqual({ added: ['c'], stayed: ['a', 'b'] });
  expect(syncOf(['a'], [])).toEqual({ added: [], stayed: ['a'] });
});
