import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayChangeAudience, type Audience, maySync, syncOf } from './audience.ts';

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

test('A10 Nothing is synced on an offer without an audience in force, whatever its state', () => {
  expect(maySync('live', undefined)).toMatchObject({ allowed: false, rule: { id: 'A10' } });
  const inForce = { option: 'selected', partnerTenantIds: [] } as const;
  expect(maySync('draft', inForce)).toMatchObject({ allowed: false, rule: { id: 'A10' } });
});

test('A16 The refusal to lose partners counts them', () => {
  const selected = (...partnerTenantIds: string[]) => ({ option: 'selected' as const, partnerTenantIds });
  const why = (...kept: string[]) => {
    const verdict = mayChangeAudience(selected('a', 'b', 'c'), selected(...kept));
    return verdict.allowed ? verdict.rule?.id : `${verdict.rule.id} ${verdict.reason}`;
  };
  expect(why('a', 'b')).toMatch(/^A16 A partner of this published offer/);
  expect(why('a')).toMatch(/^A16 2 partners of this published offer/);
  expect(why('c', 'b', 'a', 'd')).toBe('A12');
});
