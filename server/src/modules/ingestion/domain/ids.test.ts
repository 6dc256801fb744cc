import { expect, test } from 'vitest';
import { notes } from './apply.ts';
import { cycleDuration, cycleOf, termDuration, termOf } from './durations.ts';
import { languageOf, listingId, planGuid, planListingId, planResourceId, productResourceId, targetOf } from './ids.ts';
import type { Duration } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';

test('A listing is English or French in any spelling of the language, and no other', () => {
  expect(['en', 'en-US', 'EN_gb'].map(languageOf)).toEqual(['en', 'en', 'en']);
  expect(['fr', 'FR-fr', 'fr_CA'].map(languageOf)).toEqual(['fr', 'fr', 'fr']);
  for (const other of ['', 'de-DE', 'english', 'xfr']) expect([other, languageOf(other)]).toEqual([other, undefined]);
});

test('Durable ids name the type, the product and the plan; a plan’s part stays the same for its offer and plan id', () => {
  const guid = planGuid(offerId, 'team');
  expect(guid).toBe(planGuid(offerId, 'team'));
  expect(guid).not.toBe(planGuid(offerId, 'solo'));
  expect(planResourceId('plan', offerId, 'team')).toBe(`plan/${offerId}/${guid}`);
  expect(planListingId(offerId, 'team')).toBe(`plan-listing/${offerId}/public/main/${guid}/en-us`);
  expect(productResourceId('reseller', offerId)).toBe(`reseller/${offerId}`);
  expect(productResourceId('property', offerId)).toBe(`property/${offerId}/public/main`);
  expect(listingId(offerId, 'fr')).toBe(`listing/${offerId}/public/main/default/fr-fr`);
  expect(listingId(offerId, 'en')).toBe(`listing/${offerId}/public/main/default/en-us`);
});

test('A reference is a durable id of two or three parts, the publisher’s own id, or a name of the request', () => {
  expect(targetOf(`product/${offerId.toUpperCase()}`)).toEqual({ by: 'id', type: 'product', guid: offerId });
  const plan = planGuid(offerId, 'team');
  expect(targetOf(`plan/${offerId}/${plan}`)).toEqual({ by: 'id', type: 'plan', guid: plan });
  expect(targetOf({ externalId: 'notes' })).toEqual({ by: 'externalId', externalId: 'notes' });
  expect(targetOf({ resourceName: 'first' })).toEqual({ by: 'name', name: 'first' });
  for (const wrong of [
    '',
    offerId,
    'product/',
    'product/notes',
    `listing/${offerId}/public/${plan}`,
    `${offerId}/product`,
  ])
    expect([wrong, targetOf(wrong)]).toEqual([wrong, undefined]);
});

test('F3 The terms and cycles of the programme are durations of months and years, both ways', () => {
  const terms = { P1M: ['month', 1], P1Y: ['year', 1], P2Y: ['year', 2], P3Y: ['year', 3] } as const;
  const cycles = { monthly: ['month', 1], annual: ['year', 1], biennial: ['year', 2], triennial: ['year', 3] } as const;
  for (const [term, [type, value]] of Object.entries(terms)) {
    expect(termDuration(term as keyof typeof terms)).toEqual({ type, value });
    expect(termOf({ type, value }, notes())).toBe(term);
  }
  for (const [cycle, [type, value]] of Object.entries(cycles)) {
    expect(cycleDuration(cycle as keyof typeof cycles)).toEqual({ type, value });
    expect(cycleOf({ type, value }, 'P3Y', notes())).toBe(cycle);
  }
  expect(termOf({ type: 'month', value: 24 }, notes())).toBe('P2Y');
  expect(cycleOf(undefined, 'P2Y', notes())).toBe('biennial');
});

test('F3 A duration that nothing is sold for is refused', () => {
  const refusals = (take: (found: ReturnType<typeof notes>) => unknown) => {
    const found = notes();
    expect(take(found)).toBeUndefined();
    return found.problems.map(({ code }) => code);
  };
  for (const odd of [
    { type: 'month', value: 6 },
    { type: 'day', value: 1 },
    { type: 'week', value: 12 },
  ] as Duration[]) {
    expect(refusals((found) => termOf(odd, found))).toEqual(['notSupported']);
    expect(refusals((found) => cycleOf(odd, 'P1Y', found))).toEqual(['notSupported']);
  }
});
