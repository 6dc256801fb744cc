import type { OfferDocument, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import { describe, expect, test } from 'vitest';
import { differences, mergeDrafts, valueAt } from './diff.ts';
import { newPlan } from '../plans/model.ts';

const nobody = { name: '', email: '', phone: '' };
const base: OfferDocument = {
  setup: { sellThroughOperator: true },
  properties: { categories: ['sales'], terms: { standardContract: true, url: '' } },
  listings: { en: { title: 'Notebook', summary: 'Notes', description: 'Long', keywords: [] } },
  contacts: { support: { ...nobody, url: '' }, engineering: nobody, cspProgramme: nobody },
  cspMarketingUrl: '',
  privacyUrl: 'https://isv.example/privacy',
  technical: { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' },
  plans: [plan('team', 'Team'), plan('big', 'Big')],
  audience: { option: 'selected', partnerTenantIds: ['a', 'b'] },
};

function plan(planId: string, name: string): OfferPlan {
  return {
    ...newPlan('saas', planId, name),
    markets: ['FR'],
    prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '10.00' }],
  };
}
const withPlan = (change: Partial<OfferPlan>) => ({
  ...base,
  plans: [{ ...base.plans[0]!, ...change }, base.plans[1]!],
});

describe('what differs between two states of an offer', () => {
  test('is told at the value, whatever the order of lists and members', () => {
    expect(differences(base, { ...base, plans: base.plans.toReversed() })).toEqual([]);
    expect(differences(base, withPlan({ name: 'Teams' }))).toEqual([
      { path: ['plans', 'team', 'name'], from: 'Team', to: 'Teams' },
    ]);
    const dearer = withPlan({ prices: [{ ...base.plans[0]!.prices[0]!, amount: '12.00' }] });
    expect(differences(base, dearer)).toEqual([
      { path: ['plans', 'team', 'prices', 'P1M monthly EUR', 'amount'], from: '10.00', to: '12.00' },
    ]);
  });

  test('a plan that is only on one side is one change', () => {
    const changes = differences(base, { ...base, plans: [base.plans[0]!] });
    expect(changes).toEqual([{ path: ['plans', 'big'], from: base.plans[1], to: undefined }]);
    expect(valueAt(base, changes[0]!.path)).toBe(base.plans[1]);
  });

  test('two plans under one id are compared as one list', () => {
    const twice = { ...base, plans: [base.plans[0]!, base.plans[0]!] };
    expect(differences(base, twice).map(({ path }) => path)).toEqual([['plans']]);
  });
});

describe('two people who change the same draft', () => {
  const mine = { ...withPlan({ name: 'Teams' }), privacyUrl: 'https://isv.example/mine' };

  test('both keep what only one of them changed', () => {
    const theirs = {
      ...base,
      plans: [...base.plans, plan('solo', 'Solo')],
      cspMarketingUrl: 'https://isv.example/csp',
    };
    const { document, foreign } = mergeDrafts(base, mine, theirs);
    expect(document.plans.map(({ name }) => name)).toEqual(['Teams', 'Big', 'Solo']);
    expect(document).toMatchObject({ privacyUrl: mine.privacyUrl, cspMarketingUrl: theirs.cspMarketingUrl });
    expect(foreign.map(({ path, both }) => ({ path: path.join('.'), both }))).toEqual([
      { path: 'cspMarketingUrl', both: false },
      { path: 'plans.solo', both: false },
    ]);
  });

  test('where both changed the same value mine stays, and it is told', () => {
    const { document, foreign } = mergeDrafts(base, mine, { ...base, privacyUrl: 'https://isv.example/theirs' });
    expect(document.privacyUrl).toBe('https://isv.example/mine');
    expect(foreign).toEqual([
      {
        path: ['privacyUrl'],
        from: 'https://isv.example/privacy',
        to: 'https://isv.example/theirs',
        mine: 'https://isv.example/mine',
        both: true,
      },
    ]);
  });

  test('partners that one adds and the other removes are added and removed', () => {
    const audience = (...partnerTenantIds: string[]) => ({
      ...base,
      audience: { option: 'selected' as const, partnerTenantIds },
    });
    const { document } = mergeDrafts(base, audience('a', 'b', 'c'), audience('b', 'd'));
    expect(document.audience.partnerTenantIds).toEqual(['b', 'c', 'd']);
  });

  test('what both changed alike is no news', () => {
    const audience = (...partnerTenantIds: string[]) => ({
      ...base,
      audience: { option: 'selected' as const, partnerTenantIds },
    });
    expect(mergeDrafts(base, mine, mine).foreign).toEqual([]);
    expect(mergeDrafts(base, audience('a', 'b', 'd', 'c'), audience('a', 'b', 'c')).foreign).toEqual([]);
  });

  test('what one deleted and the other changed is kept as mine has it', () => {
    const without = { ...base, plans: [base.plans[1]!] };
    expect(mergeDrafts(base, without, withPlan({ name: 'Teams' })).document.plans.map(({ planId }) => planId)).toEqual([
      'big',
    ]);
    expect(mergeDrafts(base, mine, without).document.plans.map(({ name }) => name)).toEqual(['Big', 'Teams']);
  });
});
