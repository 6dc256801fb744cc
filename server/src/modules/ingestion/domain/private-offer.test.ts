import { expect, test } from 'vitest';
import { notes } from './apply.ts';
import { planIdOf } from './ids.ts';
import { marginDocumentOf, privateOfferFrom, type MarginDocument } from './private-offer.ts';
import type { PrivateOfferResource } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const document: MarginDocument = {
  name: 'Spring',
  preparedBy: 'Ada',
  start: '2027-03-01',
  end: '2027-03-31',
  notificationContacts: ['ada@isv.example'],
  beneficiaries: [{ partnerTenantId: 'azur', customerTenantIds: ['bakery'] }],
  pricing: [
    { offerId, planId: 'team', discountPercentage: '12.5' },
    { offerId, discountPercentage: '' },
  ],
};
const resource: PrivateOfferResource = {
  type: 'private-offer',
  id: 'private-offer/p1',
  privateOfferType: 'cspPromotion',
  name: 'Spring',
  state: 'draft',
  variableStartDate: false,
  start: '2027-03-01',
  end: '2027-03-31',
  preparedBy: 'Ada',
  notificationContacts: ['ada@isv.example'],
  beneficiaries: [
    { id: 'azur', description: '', beneficiaryRecipients: [{ id: 'bakery', recipientType: 'cspCustomer' }] },
  ],
  pricing: [
    {
      product: `product/${offerId}`,
      plan: planIdOf(offerId, 'team'),
      discountType: 'percentage',
      discountPercentage: '12.5',
    },
    { product: `product/${offerId}`, discountType: 'percentage' },
  ],
};
const priced = [{ offerId, planId: 'team' }, { offerId }];
function taken(change: Partial<PrivateOfferResource>) {
  const found = notes();
  const made = marginDocumentOf({ ...resource, ...change }, priced, found);
  return { made, problems: found.problems.map(({ code, message }) => `${code} ${message}`) };
}

test('F26 A margin is told as a private offer of the type for partners, and taken again from it as it was', () => {
  expect(privateOfferFrom('p1', 'draft', document)).toEqual(resource);
  expect(taken({})).toEqual({ made: document, problems: [] });
});

test('F26 As soon as possible is a start that varies; a start and an end not chosen are left out', () => {
  const soon = privateOfferFrom('p1', 'draft', { ...document, start: 'asSoonAsPossible' });
  expect(soon).toMatchObject({ variableStartDate: true });
  expect(soon).not.toHaveProperty('start');
  expect(taken(soon).made.start).toBe('asSoonAsPossible');
  const open = privateOfferFrom('p1', 'draft', { ...document, start: null, end: null });
  expect([open.variableStartDate, 'start' in open, 'end' in open]).toEqual([false, false, false]);
  expect(marginDocumentOf(open, priced, notes())).toMatchObject({ start: null, end: null });
});

test('F26 What is left out is empty, and whatever type is left out is that for partners', () => {
  const bare = { type: 'private-offer', name: 'Spring', state: 'draft' } as const;
  const found = notes();
  expect(marginDocumentOf(bare, [], found)).toEqual({
    name: 'Spring',
    preparedBy: '',
    start: null,
    end: null,
    notificationContacts: [],
    beneficiaries: [],
    pricing: [],
  });
  expect(found.problems).toEqual([]);
  const alone = { beneficiaries: [{ id: 'azur', beneficiaryRecipients: null }] };
  expect(taken(alone).made.beneficiaries).toEqual([{ partnerTenantId: 'azur', customerTenantIds: [] }]);
});

test('F27 Another type, a price instead of a percentage and recipients who are no customers are refused', () => {
  const price = { product: `product/${offerId}`, discountType: 'absolute' };
  const person = { id: 'azur', beneficiaryRecipients: [{ id: 'x', recipientType: 'partner' }] };
  expect(taken({ privateOfferType: 'customerPromotion' }).problems).toEqual([
    expect.stringMatching(/^notSupported Only private offers for partners.*cspPromotion/),
  ]);
  expect(taken({ pricing: [price] }).problems).toEqual([expect.stringMatching(/^notSupported .*margin in percent/)]);
  expect(taken({ pricing: [{ ...price, discountType: 'Percentage' }] }).problems).toEqual([]);
  expect(taken({ beneficiaries: [person] }).problems).toEqual([expect.stringMatching(/^notSupported Recipients are/)]);
});
