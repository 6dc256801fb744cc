import { expect, test } from 'vitest';
import { containerPlan, hourlyPlan, ownLicencePlan } from '../../test/offer-kinds.ts';
import { perSeatPlan } from '../../test/offers.ts';
import {
  isTransactable,
  mayBuyInPartnerCenter,
  mayOrderPlan,
  mayResell,
  mayResellPlan,
  planIsDefaultResold,
} from './resale.ts';

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

test('AUD-59 What is resold by default is a fact of the plan: own-licence machines and containers', () => {
  expect(planIsDefaultResold('virtualMachine', ownLicencePlan)).toBe(true);
  expect(planIsDefaultResold('virtualMachine', hourlyPlan)).toBe(false);
  expect(planIsDefaultResold('container', { pricingModel: 'free' })).toBe(true);
  expect(planIsDefaultResold('container', containerPlan)).toBe(true);
  expect(planIsDefaultResold('azureApplication', { pricingModel: 'free' })).toBe(false);
  expect(planIsDefaultResold('saas', perSeatPlan)).toBe(false);
});

test('AUD-13 AUD-14 AUD-59 A plan resold by default is sold whatever the publisher chose, its neighbours are not', () => {
  for (const option of [null, 'none', 'selected'] as const) {
    expect(mayResellPlan({ ...live, option }, 'virtualMachine', ownLicencePlan)).toMatchObject({
      allowed: true,
      rule: { id: 'A3' },
    });
    expect(mayResellPlan({ ...live, option }, 'virtualMachine', hourlyPlan).allowed).toBe(false);
    expect(mayResellPlan({ ...live, option }, 'container', containerPlan).allowed).toBe(true);
  }
  expect(mayResellPlan({ ...live, option: null, offerState: 'stopped' }, 'container', containerPlan).allowed).toBe(
    false,
  );
});

test('Only SaaS is bought in Partner Center, and there neither private nor stopped plans', () => {
  expect(mayBuyInPartnerCenter('saas').allowed).toBe(true);
  for (const kind of ['virtualMachine', 'azureApplication', 'container'] as const) {
    expect(mayBuyInPartnerCenter(kind)).toMatchObject({ allowed: false, rule: { id: 'F5' } });
  }
  expect(mayOrderPlan({ private: false }).allowed).toBe(true);
  expect(mayOrderPlan({ private: true })).toMatchObject({ allowed: false, rule: { id: 'A31' } });
  expect(mayOrderPlan({ private: false, stopped: true })).toMatchObject({ allowed: false, rule: { id: 'F4' } });
});

test('AUD-12 An offer that is only listed is sold by nobody', () => {
  expect(isTransactable({ sellThroughOperator: true })).toMatchObject({ allowed: true, rule: { id: 'A2' } });
  expect(isTransactable({ sellThroughOperator: false })).toMatchObject({ allowed: false, rule: { id: 'A2' } });
});
