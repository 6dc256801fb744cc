import { expect, test } from 'vitest';
import { completeDocument } from '../../../../test/offers.ts';
import { inOrder, notes, planOf } from './apply.ts';
import { planGuid, planIdOf } from './ids.ts';
import type { Reference, ResourceType } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const offer = { offerId, externalId: 'notes', kind: 'saas', name: 'Notes', stopped: false } as const;

test('What others refer to is carried out first, what publishes last, and the rest as it was sent', () => {
  const wanted: ResourceType[] = [
    'product',
    'listing',
    'property',
    'plan',
    'price-and-availability-custom-meter',
    'price-and-availability-plan',
    'plan-listing',
    'reseller',
    'price-and-availability-update-private-audiences',
    'submission',
    'private-offer',
  ];
  const sent = wanted.map((type) => ({ type }));
  expect(inOrder(sent)).toEqual(sent);
  const swapped = ['property', 'listing', 'plan-listing', 'price-and-availability-plan'] as const;
  const rest = wanted.filter((type) => !(swapped as readonly ResourceType[]).includes(type));
  const reversed = [...rest.toReversed(), ...swapped].map((type) => ({ type }));
  expect(inOrder(reversed).map(({ type }) => type)).toEqual([
    'product',
    'property',
    'listing',
    'plan',
    'price-and-availability-custom-meter',
    'plan-listing',
    'price-and-availability-plan',
    'reseller',
    'price-and-availability-update-private-audiences',
    'submission',
    'private-offer',
  ]);
});

test('A plan is found by its durable id, its own id, and its name within the request, and by nothing else', () => {
  const found = (reference: Reference) => {
    const said = notes();
    const plan = planOf(completeDocument(), reference, { offer, planNames: new Map([['thePlan', 'pages']]) }, said);
    return plan?.planId ?? said.problems.map(({ code }) => code);
  };
  expect(found(planIdOf(offerId, 'team'))).toBe('team');
  expect(found(planIdOf(offerId, 'team').toUpperCase())).toBe('team');
  expect(found({ externalId: 'pages' })).toBe('pages');
  expect(found({ resourceName: 'thePlan' })).toBe('pages');
  expect(found({ resourceName: 'other' })).toEqual(['resourceNotFound']);
  expect(found({ externalId: 'thePlan' })).toEqual(['resourceNotFound']);
  expect(found(`product/${planGuid(offerId, 'team')}`)).toEqual(['resourceNotFound']);
  expect(found(planIdOf('6f1d7c0a-3c1e-4d39-9a52-7d1c2b0f4e11', 'team'))).toEqual(['resourceNotFound']);
  expect(found('team')).toEqual(['invalidId']);
});

test('A warning tells the member it is about, where it is about one', () => {
  const said = notes();
  said.warn('One.', 'summary');
  said.warn('Two.');
  expect(said).toMatchObject({ problems: [], warnings: ['One.', 'Two.'], warnedOf: ['summary'] });
});
