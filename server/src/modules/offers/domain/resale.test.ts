import { expect, test } from 'vitest';
import {
  hourlyPlan,
  ownLicencePlan,
  containerPlan,
  listingDocument,
  machineDocument,
} from '../../../../test/offer-kinds.ts';
import { completeDocument, perSeatPlan } from '../../../../test/offers.ts';
import {
  hasResellerAudience,
  isDefaultResold,
  mayBuyInPartnerCenter,
  mayOrderPlan,
  mayResellPlan,
  maySellInMarket,
  planIsDefaultResold,
} from './resale.ts';

const live = { option: null, listed: false, offerState: 'live' } as const;

test('AUD-09 AUD-10 AUD-11 AUD-12 Sold SaaS, machines and Azure applications have a reseller audience; listings and containers have none', () => {
  const sold = completeDocument();
  for (const kind of ['saas', 'virtualMachine', 'azureApplication'] as const) {
    expect(hasResellerAudience(kind, sold)).toMatchObject({ allowed: true, rule: { id: 'A2' } });
  }
  expect(hasResellerAudience('container', sold)).toMatchObject({ allowed: false, rule: { id: 'A2' } });
  expect(hasResellerAudience('saas', listingDocument())).toMatchObject({ allowed: false, rule: { id: 'A2' } });
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
  expect(mayResellPlan({ ...live, offerState: 'stopped' }, 'container', containerPlan).allowed).toBe(false);
});

test('A plan that is private or stopped puts no offer into the marketplace', () => {
  const offer = (plan: Partial<typeof ownLicencePlan>) =>
    isDefaultResold('virtualMachine', machineDocument({ plans: [hourlyPlan, { ...ownLicencePlan, ...plan }] }));
  expect(offer({})).toBe(true);
  expect(offer({ private: true })).toBe(false);
  expect(offer({ stopped: true })).toBe(false);
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

test('Nothing is sold through partners in Korea; in China own-licence machines are, from the day it is a market', () => {
  const on = Temporal.PlainDate.from('2026-11-21');
  expect(maySellInMarket('saas', perSeatPlan, 'KR', on)).toMatchObject({ allowed: false, rule: { id: 'A32' } });
  expect(maySellInMarket('virtualMachine', ownLicencePlan, 'KR', on).allowed).toBe(false);
  expect(maySellInMarket('virtualMachine', ownLicencePlan, 'CN', on)).toMatchObject({
    allowed: true,
    rule: { id: 'A32' },
  });
  expect(maySellInMarket('virtualMachine', hourlyPlan, 'CN', on)).toMatchObject({
    allowed: false,
    rule: { id: 'A32' },
  });
  expect(maySellInMarket('saas', perSeatPlan, 'CN', on).allowed).toBe(false);
  expect(maySellInMarket('virtualMachine', ownLicencePlan, 'CN', on.with({ year: 2022 })).allowed).toBe(false);
  expect(maySellInMarket('saas', perSeatPlan, 'BR', on).allowed).toBe(true);
});
