import { expect, test } from 'vitest';
import type { PrivateOfferDocument } from './document.ts';
import { problemsOf, type PricedPlans } from './validate.ts';

const sold: PricedPlans = {
  sold: true,
  plans: [
    { planId: 'team', private: false, pricingModel: 'perSeat' },
    { planId: 'bespoke', private: true, pricingModel: 'flat' },
    { planId: 'own', private: false, pricingModel: 'byol' },
  ],
};
const free: PricedPlans = { sold: true, plans: [{ planId: 'template', private: false, pricingModel: 'free' }] };
const facts = {
  on: Temporal.PlainDate.from('2027-02-10'),
  offers: new Map([
    ['sold', sold],
    ['stopped', { ...sold, sold: false }],
    ['free', free],
  ]),
  selectablePartners: new Set(['azur']),
};
const complete: PrivateOfferDocument = {
  name: 'Spring',
  preparedBy: '',
  start: '2027-03-01',
  end: '2027-03-31',
  notificationContacts: [],
  beneficiaries: [{ partnerTenantId: 'azur', customerTenantIds: [] }],
  pricing: [{ offerId: 'sold', discountPercentage: '12.50' }],
};
const problems = (changes: Partial<PrivateOfferDocument>) =>
  problemsOf({ ...complete, ...changes }, facts).map(({ path, code, rule }) => `${path} ${code} ${rule.id}`);
const pricing = (offerId: string, planId: string, discountPercentage = '5') =>
  problems({ pricing: [{ offerId, planId, discountPercentage }] });

test('A complete draft has no problem, as soon as possible or from a coming month on', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ start: 'asSoonAsPossible', end: '2027-02-28' })).toEqual([]);
});

test('It starts on the first of a coming month and ends on the last day of one that is not over', () => {
  expect(problems({ start: '2027-03-02' })).toEqual(['start NotFirstOfMonth F26']);
  expect(problems({ start: '2027-02-01' })).toEqual(['start Past F26']);
  expect(problems({ end: '2027-03-30' })).toEqual(['end NotEndOfMonth F26']);
  expect(problems({ start: 'asSoonAsPossible', end: '2027-01-31' })).toEqual(['end Past F26']);
  expect(problems({ start: '2027-04-01' })).toEqual(['end BeforeStart F26']);
  expect(problems({ start: null, end: null })).toEqual(['start Missing F26', 'end Missing F26']);
});

test('A margin is off a software price of an offer that is sold, never of a private plan', () => {
  expect(pricing('sold', 'team')).toEqual([]);
  expect(pricing('sold', 'bespoke')).toEqual(['pricing[0].planId PlanPrivate A31']);
  expect(pricing('sold', 'own')).toEqual(['pricing[0].planId NoSoftwarePrice F27']);
  expect(pricing('stopped', 'team')).toEqual(['pricing[0].offerId OfferStopped F26']);
  expect(problems({ pricing: [{ offerId: 'free', discountPercentage: '5' }] })).toEqual([
    'pricing[0].offerId NoSoftwarePrice F27',
  ]);
});

test.each([
  ['100', []],
  ['0.01', []],
  ['100.01', ['OutOfRange']],
  ['0', ['OutOfRange']],
  ['0.00', ['OutOfRange']],
  ['12.345', ['TooPrecise']],
  ['', ['Missing']],
])('%s percent: %j', (percentage, codes) => {
  expect(pricing('sold', 'team', percentage)).toEqual(codes.map((code) => `pricing[0].discountPercentage ${code} F26`));
});

test('At most 400 partners, 25 customers each, 10 prices and 5 contacts', () => {
  const many = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, i) => item(i));
  const customerTenantIds = many(25, String);
  const partner = { partnerTenantId: 'azur', customerTenantIds };
  expect(problems({ beneficiaries: [partner] })).toEqual([]);
  expect(problems({ beneficiaries: [{ ...partner, customerTenantIds: many(26, String) }] })).toEqual([
    'beneficiaries[0].customerTenantIds TooMany F26',
  ]);
  const partners = (count: number) => ({
    document: { ...complete, beneficiaries: many(count, (i) => ({ partnerTenantId: `p${i}`, customerTenantIds: [] })) },
    facts: { ...facts, selectablePartners: new Set(many(count, (i) => `p${i}`)) },
  });
  const most = partners(400);
  const more = partners(401);
  expect(problemsOf(most.document, most.facts)).toEqual([]);
  expect(problemsOf(more.document, more.facts).map((one) => one.code)).toEqual(['TooMany']);
  const contacts = (count: number) => problems({ notificationContacts: many(count, (i) => `c${i}@isv.example`) });
  expect([contacts(5), contacts(6)]).toEqual([[], ['notificationContacts TooMany F26']]);
  const plans = many(11, (i) => ({ planId: `plan${i}`, private: false, pricingModel: 'flat' }));
  const prices = (count: number) =>
    problemsOf(
      {
        ...complete,
        pricing: plans.slice(0, count).map(({ planId }) => ({ offerId: 'wide', planId, discountPercentage: '5' })),
      },
      { ...facts, offers: new Map([['wide', { sold: true, plans }]]) },
    ).map((one) => `${one.path} ${one.code}`);
  expect([prices(10), prices(11)]).toEqual([[], ['pricing TooMany']]);
});

test('F26 What is missing is told where it is: name, start, end, prices and partners', () => {
  expect(problems({ name: '', start: null, end: null, pricing: [], beneficiaries: [] })).toEqual([
    'name Missing F26',
    'start Missing F26',
    'end Missing F26',
    'pricing Missing F26',
    'beneficiaries Missing F26',
  ]);
});

test('F26 It may end today, may last a single month, and may not start today', () => {
  const on = (day: string) => ({ ...facts, on: Temporal.PlainDate.from(day) });
  const codes = (day: string, changes: Partial<PrivateOfferDocument>) =>
    problemsOf({ ...complete, ...changes }, on(day)).map(({ code }) => code);
  expect(codes('2027-02-28', { start: 'asSoonAsPossible', end: '2027-02-28' })).toEqual([]);
  expect(codes('2027-03-01', { start: 'asSoonAsPossible', end: '2027-02-28' })).toEqual(['Past']);
  expect(codes('2027-02-28', { start: '2027-03-01', end: '2027-03-31' })).toEqual([]);
  expect(codes('2027-03-01', { start: '2027-03-01', end: '2027-03-31' })).toEqual(['Past']);
  expect(codes('2027-12-31', { start: '2028-02-01', end: '2028-02-29' })).toEqual([]);
  expect(codes('2027-12-31', { start: '2028-02-01', end: '2028-02-28' })).toEqual(['NotEndOfMonth']);
});

test('F26 People are notified at mail addresses, each once', () => {
  const notified = (...notificationContacts: string[]) => problems({ notificationContacts });
  expect(notified('ada@isv.example', 'bob@isv.example')).toEqual([]);
  expect(notified('ada@isv.example', 'bob@isv.example', 'ada@isv.example')).toEqual([
    'notificationContacts[2] Repeated F26',
  ]);
  for (const wrong of ['ada', 'ada@isv', '@isv.example', 'ada@isv.', 'a da@isv.example', 'ada@isv.example x', ' a@b.c'])
    expect(notified(wrong), wrong).toEqual(['notificationContacts[0] NoMailAddress F26']);
});

test('F26 An offer and a plan of it are priced once each; what is not published cannot be priced', () => {
  const twice = { offerId: 'sold', planId: 'team', discountPercentage: '5' };
  const whole = { offerId: 'sold', discountPercentage: '5' };
  expect(problems({ pricing: [twice, whole] })).toEqual([]);
  expect(problems({ pricing: [twice, twice] })).toEqual(['pricing[1] Repeated F26']);
  expect(problems({ pricing: [whole, twice, whole] })).toEqual(['pricing[2] Repeated F26']);
  expect(pricing('unknown', 'team')).toEqual(['pricing[0].offerId OfferUnknown F26']);
  expect(pricing('sold', 'unknown')).toEqual(['pricing[0].planId PlanUnknown F26']);
});

test('A29 Only active direct partners and providers get a margin, each named once, and each customer once', () => {
  const partner = (partnerTenantId: string, ...customerTenantIds: string[]) => ({ partnerTenantId, customerTenantIds });
  expect(problems({ beneficiaries: [partner('rhein')] })).toEqual([
    'beneficiaries[0].partnerTenantId PartnerNotSelectable A29',
  ]);
  expect(problems({ beneficiaries: [partner('azur'), partner('azur')] })).toEqual(['beneficiaries[1] Repeated F26']);
  expect(problems({ beneficiaries: [partner('azur', 'a', 'b', 'a')] })).toEqual([
    'beneficiaries[0].customerTenantIds[2] Repeated F26',
  ]);
});
