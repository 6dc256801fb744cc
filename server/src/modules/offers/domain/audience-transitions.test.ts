import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  audienceAfter,
  decideAddition,
  decideAnyRemoval,
  decideTransition,
  draftAfterAuthorising,
  draftAfterChange,
  type Audience,
  type AudienceChange,
} from './audience-transitions.ts';
import type { AudienceOption } from './document.ts';

const to = (option: AudienceOption, ...partnerTenantIds: string[]): AudienceChange => ({
  kind: 'changeOption',
  to: option,
  partnerTenantIds,
});
const remove = (...partnerTenantIds: string[]): AudienceChange => ({ kind: 'removePartners', partnerTenantIds });
const any: Audience = { option: 'any', partnerTenantIds: [] };
const none: Audience = { option: 'none', partnerTenantIds: [] };
const selected = (...partnerTenantIds: string[]): Audience => ({ option: 'selected', partnerTenantIds });
const answer = (inForce: Audience | undefined, sold: readonly string[], change: AudienceChange) => {
  const { how, rule } = decideTransition({ inForce, sold }, change);
  return `${how} ${rule.id}`;
};

test('AUD-50 AUD-53 From any to selected partners goes by request, and whoever sold is on the list', () => {
  expect(answer(any, [], to('selected', 'a'))).toBe('request A17');
  expect(answer(any, ['b'], to('selected', 'a'))).toBe('request A17');
  expect(audienceAfter(any, to('selected', 'a'), ['b', 'a']).partnerTenantIds).toEqual(['a', 'b']);
  expect(answer(any, ['b'], to('selected'))).toBe('request A17');
  expect(answer(any, [], to('selected'))).toBe('refused A5');
});

test('AUD-51 From any to no partner goes by request, and is refused once somebody sold', () => {
  expect(answer(any, [], to('none'))).toBe('request A17');
  expect(answer(any, ['a'], to('none'))).toBe('refused A22');
});

test('AUD-54 From selected partners to any goes by request, whether they sold or not', () => {
  expect(answer(selected('a'), [], to('any'))).toBe('request A19');
  expect(answer(selected('a'), ['a'], to('any'))).toBe('request A19');
});

test('AUD-56 From selected partners to none goes by request, only while no partner of the list sold', () => {
  expect(answer(selected('a', 'b'), [], to('none'))).toBe('request A20');
  expect(answer(selected('a', 'b'), ['b'], to('none'))).toBe('refused A20');
  // Sold by default, without being on the list: nobody's authorisation ends.
  expect(answer(selected('a', 'b'), ['c'], to('none'))).toBe('request A20');
});

test('AUD-39 AUD-58 AUD-63 From no partner every option is free, and from the others none is', () => {
  expect(answer(none, [], to('any'))).toBe('selfService A21');
  expect(answer(none, ['a'], to('selected', 'b'))).toBe('selfService A21');
  for (const from of [any, selected('a')]) {
    for (const option of ['any', 'selected', 'none'] as const) {
      expect(answer(from, [], to(option, 'b'))).not.toContain('selfService');
    }
  }
});

test('AUD-40 AUD-41 A partner that did not sell is removed by request, one that sold never', () => {
  expect(answer(selected('a', 'b'), [], remove('a'))).toBe('request A16');
  expect(answer(selected('a', 'b'), ['b'], remove('a'))).toBe('request A16');
  expect(answer(selected('a', 'b', 'c'), ['b'], remove('a', 'b'))).toBe('refused A15');
  expect(audienceAfter(selected('a', 'b'), remove('a'), []).partnerTenantIds).toEqual(['b']);
});

test('AUD-41 Nobody is removed who is not on a list, and never the last one', () => {
  expect(answer(selected('a', 'b'), [], remove('c'))).toBe('refused A16');
  expect(answer(selected('a', 'b'), [], remove())).toBe('refused A16');
  expect(answer(selected('a', 'b'), [], remove('a', 'b'))).toBe('refused A5');
  expect(answer(any, [], remove('a'))).toBe('refused A16');
  expect(answer(none, [], remove('a'))).toBe('refused A16');
});

test('AUD-63 Before its first publication an offer changes freely', () => {
  for (const change of [to('any'), to('selected', 'a'), to('none'), remove('a')]) {
    expect(answer(undefined, [], change)).toBe('selfService A22');
  }
  expect(decideAddition(undefined).how).toBe('selfService');
  expect(decideAnyRemoval({ inForce: undefined, sold: [] }).how).toBe('selfService');
});

test('AUD-40 Whether anybody can be removed at all is told for the whole list', () => {
  const way = (inForce: Audience, ...sold: string[]) => {
    const { how, rule } = decideAnyRemoval({ inForce, sold });
    return `${how} ${rule.id}`;
  };
  expect(way(selected('a', 'b'))).toBe('request A16');
  expect(way(selected('a', 'b'), 'a')).toBe('request A16');
  expect(way(selected('a', 'b'), 'b', 'a')).toBe('refused A15');
  expect(way(selected('a'))).toBe('refused A5');
  expect(way(any)).toBe('refused A16');
  expect(decideAddition(selected('a'))).toMatchObject({ how: 'selfService', rule: { id: 'A12' } });
  expect(decideAddition(any).how).toBe('refused');
});

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
const inForce = fc.record<Audience>({ option: fc.constantFrom('any', 'selected', 'none'), partnerTenantIds: ids });
const anyChange = fc.oneof(
  ids.map((partners) => remove(...partners)),
  fc.record({
    kind: fc.constant('changeOption' as const),
    to: fc.constantFrom('any', 'selected', 'none'),
    partnerTenantIds: ids,
  }),
) as fc.Arbitrary<AudienceChange>;

const maySell = ({ option, partnerTenantIds }: Audience, partner: string) =>
  option === 'any' || (option === 'selected' && partnerTenantIds.includes(partner));

test('AUD-40 AUD-53 No transition that is not refused takes an offer from a partner that sold it', () => {
  fc.assert(
    fc.property(inForce, ids, anyChange, (before, sold, change) => {
      fc.pre(before.option !== 'none' && decideTransition({ inForce: before, sold }, change).how !== 'refused');
      const after = audienceAfter(before, change, sold);
      for (const partner of sold.filter((one) => maySell(before, one))) expect(maySell(after, partner)).toBe(true);
    }),
  );
});

test('AUD-41 A request never changes more than it asks for', () => {
  fc.assert(
    fc.property(ids, ids, ids, (listed, sold, leaving) => {
      const before = selected(...listed);
      fc.pre(decideTransition({ inForce: before, sold }, remove(...leaving)).how === 'request');
      const { option, partnerTenantIds } = audienceAfter(before, remove(...leaving), sold);
      expect(option).toBe('selected');
      expect(partnerTenantIds).toEqual(listed.filter((partner) => !leaving.includes(partner)));
      expect(partnerTenantIds.length).toBeGreaterThan(0);
    }),
  );
});

test('The draft follows what came into force and keeps what its publisher still has in mind', () => {
  const draft = { option: 'selected' as const, partnerTenantIds: ['a', 'b', 'new'] };
  expect(draftAfterChange(draft, remove('a'), selected('b'))).toEqual({ ...draft, partnerTenantIds: ['b', 'new'] });
  expect(draftAfterChange(draft, to('any'), any)).toEqual(any);
  expect(draftAfterAuthorising(draft, selected('a'), ['c'])).toEqual({
    ...draft,
    partnerTenantIds: ['a', 'b', 'new', 'c'],
  });
  expect(draftAfterAuthorising({ ...draft, option: 'none' }, none, ['c'])).toEqual(selected('c'));
  expect(draftAfterAuthorising({ ...draft, option: 'any' }, none, ['c'])).toMatchObject({ option: 'any' });
});

test('AUD-40 Where there is no list, nobody is removed, and the answer says so and not that everybody sold', () => {
  for (const inForce of [any, none, { option: 'any', partnerTenantIds: ['a'] }] as const)
    for (const sold of [[], ['a']])
      expect(decideAnyRemoval({ inForce, sold })).toMatchObject({
        how: 'refused',
        rule: { id: 'A16' },
        reason: 'There is no list of partners under this option.',
      });
  expect(decideTransition({ inForce: any, sold: [] }, remove('a')).reason).toBe(
    'There is no list of partners under this option.',
  );
  expect(decideAnyRemoval({ inForce: selected(), sold: [] })).toMatchObject({
    rule: { id: 'A16' },
    reason: expect.stringContaining('on the list in force'),
  });
});

test('AUD-41 A refusal counts the partners that sold', () => {
  const why = (...sold: string[]) =>
    decideTransition({ inForce: selected('a', 'b', 'c'), sold }, remove('a', 'b')).reason;
  expect(why('a')).toMatch(/^A partner already resold/);
  expect(why('a', 'b', 'c')).toMatch(/^2 partners already resold/);
});
