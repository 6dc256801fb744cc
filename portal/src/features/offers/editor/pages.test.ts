import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { describe, expect, test } from 'vitest';
import { comparedChanges, namedPath } from '../document/compared.ts';
import { differences } from '../document/diff.ts';
import { pagesOf, whyNot } from './pages.ts';
import { newPlan } from '../plans/model.ts';

const offer = (kind: Offer['kind'], change: { sold?: boolean; audienceModule?: boolean; plans?: number } = {}) => ({
  kind,
  audienceModule: change.audienceModule ?? true,
  document: {
    setup: { sellThroughOperator: change.sold ?? true },
    plans: Array.from({ length: change.plans ?? 0 }, (_, index) => newPlan(kind, `plan-${index}`, '')),
  } as Offer['document'],
});

describe('the menu of an offer', () => {
  test('AUD-09 AUD-10 holds the pages of A24 in their order, and only those its kind has', () => {
    expect(pagesOf(offer('saas'))).toEqual([
      'overview',
      'setup',
      'properties',
      'listing',
      'preview',
      'technical',
      'plans',
      'audience',
      'publish',
    ]);
    expect(pagesOf(offer('virtualMachine'))).not.toContain('technical');
    expect(pagesOf(offer('virtualMachine'))).toContain('audience');
  });

  test('a container has no audience, and what is only listed has no plans either; both say why', () => {
    const container = offer('container', { audienceModule: false });
    expect(pagesOf(container)).not.toContain('audience');
    expect(whyNot(container, 'audience')).toBe('offerPage.absent.container');
    const listing = offer('saas', { sold: false, audienceModule: false });
    expect(pagesOf(listing)).toEqual(['overview', 'setup', 'properties', 'listing', 'preview', 'publish']);
    expect(whyNot(listing, 'plans')).toBe('offerPage.absent.listing');
  });

  test('plans that an offer still has can be removed when it is only listed from now on', () => {
    expect(pagesOf(offer('saas', { sold: false, audienceModule: false, plans: 1 }))).toContain('plans');
  });
});

test('numbers in the server’s paths become the names of plans and prices', () => {
  const { document } = offer('saas', { plans: 2 });
  const price = { term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '1' } as const;
  const priced = { ...document, plans: [document.plans[0]!, { ...document.plans[1]!, prices: [price] }] };
  const names = ['plans', 'plan-1', 'prices', 'P1M monthly EUR', 'amount'];
  expect(namedPath('plans[1].prices[0].amount', priced)).toEqual(names);
  expect(differences(document, priced)[0]!.path).toEqual(names.slice(0, 4));
  expect(namedPath('plans[7].name', priced)).toEqual(['plans', '8', 'name']);
});

test('the server’s changes name plans and prices as the portal’s own comparison does', () => {
  const { document } = offer('saas', { plans: 1 });
  const priced = (amount: string) => ({
    ...document,
    plans: [
      {
        ...document.plans[0]!,
        prices: [{ term: 'P1M' as const, billingCycle: 'monthly' as const, currency: 'CHF', market: 'CH', amount }],
      },
    ],
  });
  const path = 'plans[plan-0].prices[P1M monthly CHF CH].amount';
  const changes = [{ page: 'plans' as const, path, from: '1', to: '2' }];
  expect(comparedChanges({ changes, more: false })).toEqual(differences(priced('1'), priced('2')));
});
