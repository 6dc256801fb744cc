import { expect, test } from 'vitest';
import { hourlyPlan, listingDocument, machineDocument, ownLicencePlan } from '../../../../test/offer-kinds.ts';
import { completeDocument } from '../../../../test/offers.ts';
import { hasResellerAudience, isDefaultResold } from './resale.ts';

test('AUD-09 AUD-10 AUD-11 AUD-12 Sold SaaS, machines and Azure applications have a reseller audience; listings and containers have none', () => {
  const sold = completeDocument();
  for (const kind of ['saas', 'virtualMachine', 'azureApplication'] as const) {
    expect(hasResellerAudience(kind, sold)).toMatchObject({ allowed: true, rule: { id: 'A2' } });
  }
  expect(hasResellerAudience('container', sold)).toMatchObject({ allowed: false, rule: { id: 'A2' } });
  expect(hasResellerAudience('saas', listingDocument())).toMatchObject({ allowed: false, rule: { id: 'A2' } });
});

test('A plan that is private or stopped puts no offer into the marketplace', () => {
  const offer = (plan: Partial<typeof ownLicencePlan>) =>
    isDefaultResold('virtualMachine', machineDocument({ plans: [hourlyPlan, { ...ownLicencePlan, ...plan }] }));
  expect(offer({})).toBe(true);
  expect(offer({ private: true })).toBe(false);
  expect(offer({ stopped: true })).toBe(false);
});
