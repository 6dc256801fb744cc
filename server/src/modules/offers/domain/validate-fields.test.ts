import { expect, test } from 'vitest';
import { completeDocument, meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import type { OfferDocument, Plan } from './document.ts';
import type { ValidationFacts } from './facts.ts';
import { isEmail } from './problem.ts';
import { problemsOf } from './validate.ts';

const facts: ValidationFacts = {
  kind: 'saas',
  on: Temporal.PlainDate.from('2027-01-15'),
  localAddresses: false,
  selectablePartners: new Set(['p1', 'p2']),
  technicalPairTaken: false,
  live: undefined,
  audienceInForce: undefined,
};
/** Each problem as its path, its code and the rule that says so. */
const problems = (changes: Partial<OfferDocument>, more: Partial<ValidationFacts> = {}) =>
  problemsOf(completeDocument(changes), { ...facts, ...more }).map(({ path, code, rule }) =>
    [path, code, ...(rule ? [rule.id] : [])].join(' '),
  );
const ofPlan = (changes: Partial<Plan>, plan = perSeatPlan) => problems({ plans: [{ ...plan, ...changes }] });
const document = completeDocument();

test('F8 An offer has one or two categories, and the standard contract or terms of its own', () => {
  const properties = (categories: string[], standardContract = true, url = '') =>
    problems({ properties: { categories, terms: { standardContract, url } } });
  expect(properties(['productivity', 'security'])).toEqual([]);
  expect(properties([])).toEqual(['properties.categories CategoryMissing']);
  expect(properties(['security', 'security'])).toEqual(['properties.categories CategoryTwice']);
  expect(properties(['security'], false, 'https://isv.example/terms')).toEqual([]);
  expect(properties(['security'], false)).toEqual(['properties.terms.url TermsMissing F8']);
  expect(properties(['security'], false, 'ftp://isv.example')).toEqual(['properties.terms.url TermsMissing F8']);
});

test('A listing in one language is enough, and each that there is has title, summary and description', () => {
  const empty = { title: '', summary: '', description: '', keywords: [] };
  expect(problems({ listings: { fr: document.listings.fr } })).toEqual([]);
  expect(problems({ listings: {} })).toEqual(['listings ListingMissing']);
  expect(problems({ listings: { en: document.listings.en, fr: empty } })).toEqual([
    'listings.fr.title Required',
    'listings.fr.summary Required',
    'listings.fr.description Required',
  ]);
});

test('A25 A23 Contacts are complete with mail addresses, and addresses are of the web', () => {
  const contacts = (changes: Partial<OfferDocument['contacts']>) =>
    problems({ contacts: { ...document.contacts, ...changes } });
  const odd = { name: 'Ada', email: 'ada at isv', phone: '01.23 45' };
  expect(contacts({ engineering: odd })).toEqual(['contacts.engineering.email NotAnEmail']);
  expect(contacts({ engineering: { ...odd, email: '' } })).toEqual(['contacts.engineering.email Required A25']);
  for (const phone of ['abc', '1', '12 ext']) {
    expect(contacts({ engineering: { ...odd, email: 'ada@isv.example', phone } })).toEqual([
      'contacts.engineering.phone NotAPhoneNumber',
    ]);
  }
  expect(contacts({ support: { ...document.contacts.support, url: 'isv.example' } })).toEqual([
    'contacts.support.url NotAnAddress',
  ]);
  expect(contacts({ cspProgramme: { ...odd, email: 'ada@isv.example', phone: '' } })).toEqual([
    'contacts.cspProgramme.phone Required A23',
  ]);
  expect(problems({ cspMarketingUrl: 'isv' })).toEqual(['cspMarketingUrl NotAnAddress']);
  expect(problems({ privacyUrl: '' })).toEqual(['privacyUrl Required']);
});

test('A mail address has one sign and a domain with a point; a web address is https, or local where that is allowed', () => {
  for (const text of ['a@b.c', 'ada.l+x@isv.example']) expect(isEmail(text), text).toBe(true);
  for (const text of ['', 'a', 'a@b', 'a@@b.c', 'a b@c.d', '@b.c', 'a@.', 'x a@b.c', 'a@b.c x'])
    expect(isEmail(text), text).toBe(false);
});

test('F10 The technical configuration is complete, can be reached, and is its publisher’s alone', () => {
  const technical = (changes: Partial<OfferDocument['technical']>, more: Partial<ValidationFacts> = {}) =>
    problems({ technical: { ...document.technical, ...changes } }, more);
  expect(technical({ connectionWebhook: 'http://localhost:1/x' })).toEqual([
    'technical.connectionWebhook NotAnAddress F10',
  ]);
  expect(technical({ connectionWebhook: 'https://isv.example/#x' })).toEqual([]);
  expect(technical({ landingPageUrl: 'https://isv.example/#x' })).toEqual([
    'technical.landingPageUrl FragmentNotAllowed F10',
  ]);
  expect(technical({ tenantId: '', applicationId: '' })).toEqual([
    'technical.tenantId Required',
    'technical.applicationId Required',
  ]);
  expect(technical({}, { technicalPairTaken: true })).toEqual(['technical.applicationId PairTaken']);
});

test('A5 A29 Partners are selected by name, at least one, each active; who is in force may stay', () => {
  const audience = (option: 'any' | 'selected' | 'none' | null, ...partnerTenantIds: string[]) => ({
    audience: { option, partnerTenantIds },
  });
  expect(problems(audience('selected', 'p1', 'p2'))).toEqual([]);
  expect(problems(audience('selected'))).toEqual(['audience.partnerTenantIds AudienceEmpty A5']);
  expect(problems(audience('selected', 'p1', 'gone'))).toEqual([
    'audience.partnerTenantIds[1] PartnerNotSelectable A29',
  ]);
  const inForce = { audienceInForce: { option: 'selected', partnerTenantIds: ['gone'] } } as const;
  expect(problems(audience('selected', 'gone', 'p1'), inForce)).toEqual([]);
  expect(problems(audience('selected', 'p1'), inForce)).toEqual(['audience.option AudienceChangeNeedsRequest A16']);
  expect(problems(audience(null))).toEqual(['audience.option AudienceMissing A5']);
});

test('Plans are named, told apart and described; a plan that is only listed sells nothing', () => {
  expect(problems({ plans: [] })).toEqual(['plans PlanMissing']);
  expect(problems({ plans: [perSeatPlan, meteredPlan, perSeatPlan] })).toEqual(['plans[2].planId PlanIdTwice']);
  expect(ofPlan({ name: '', description: '' })).toEqual(['plans[0].name Required', 'plans[0].description Required']);
});

test('A31 A private plan names its customers, each once, and a public one names none', () => {
  const named = (...ids: string[]) => ids.map((tenantId) => ({ tenantId, name: tenantId }));
  expect(ofPlan({ private: true, privateAudience: named('a', 'b') })).toEqual([]);
  expect(ofPlan({ private: true })).toEqual(['plans[0].privateAudience PrivateAudienceMissing A31']);
  expect(ofPlan({ privateAudience: named('a') })).toEqual(['plans[0].privateAudience PlanNotPrivate A31']);
  expect(ofPlan({ private: true, privateAudience: named('a', 'b', 'a') })).toEqual([
    'plans[0].privateAudience[2].tenantId TenantTwice',
  ]);
});

test('F3 Seats go from fewest to most, which may be equal; a flat plan has none', () => {
  expect(ofPlan({ seats: { min: 5, max: 5 } })).toEqual([]);
  expect(ofPlan({ seats: { min: 6, max: 5 } })).toEqual(['plans[0].seats SeatsReversed']);
  expect(ofPlan({ seats: undefined })).toEqual(['plans[0].seats Required']);
  expect(ofPlan({ seats: { min: 1, max: 5 } }, meteredPlan)).toEqual(['plans[0].seats SeatsOnFlatPlan']);
});

test('A32 C11 A plan is sold in markets of the marketplace, and priced in each of them, once, with its digits', () => {
  const monthly = { term: 'P1M', billingCycle: 'monthly' } as const;
  const priced = (prices: Plan['prices'], markets: Plan['markets'] = ['FR', 'CH']) =>
    ofPlan({ terms: [monthly], markets, prices });
  const [euro, franc] = ['EUR', 'CHF'].map((currency) => ({ ...monthly, currency, amount: '10' })) as [
    Plan['prices'][number],
    Plan['prices'][number],
  ];
  expect(priced([euro, franc])).toEqual([]);
  expect(priced([], [])).toEqual(['plans[0].markets MarketMissing A32']);
  expect(priced([euro, franc], ['FR', 'CH', 'KP'])).toEqual(['plans[0].markets[2] NotASaleMarket A32']);
  expect(priced([euro])).toEqual(['plans[0].prices PriceMissing C11']);
  expect(priced([euro, franc, { ...euro, currency: 'GBP' }])).toEqual([
    'plans[0].prices[2].currency CurrencyNotOfAMarket C11',
  ]);
  expect(priced([euro, franc, { ...euro, term: 'P1Y' }])).toEqual(['plans[0].prices[2].term TermNotOffered F3']);
  expect(priced([euro, franc, euro])).toEqual(['plans[0].prices[2] PriceTwice']);
  expect(priced([{ ...euro, market: 'FR' }, franc])).toEqual([]);
  expect(priced([euro, franc, { ...euro, market: 'CH' }])).toEqual([
    'plans[0].prices[2].market MarketInOtherCurrency C11',
  ]);
  expect(priced([euro, franc, { ...euro, market: 'DE' }])).toEqual([
    'plans[0].prices[2].market NotAMarketOfThePlan C11',
  ]);
  expect(
    priced([
      { ...euro, amount: '10.01' },
      { ...franc, amount: '10.001' },
    ]),
  ).toEqual(['plans[0].prices[1].amount TooManyDecimals']);
});

test('F3 Terms are chosen once each, at least one, and are billed in cycles that divide them', () => {
  const [month, year] = [
    { term: 'P1M', billingCycle: 'monthly' },
    { term: 'P1Y', billingCycle: 'annual' },
  ] as const;
  const codes = (terms: Plan['terms']) => ofPlan({ terms }).filter((one) => one.includes('.terms'));
  expect(codes([month, year])).toEqual([]);
  expect(codes([])).toEqual(['plans[0].terms TermMissing F3']);
  expect(codes([year, { ...year, billingCycle: 'monthly' }])).toEqual(['plans[0].terms[1].term TermTwice F3']);
  expect(codes([{ ...month, billingCycle: 'annual' }])).toEqual(['plans[0].terms[0].billingCycle CycleDoesNotFit F3']);
});

test('F3 Dimensions are named, priced in every currency, told apart, and shared alike by all plans', () => {
  const [pages] = meteredPlan.dimensions;
  const metered = (...dimensions: Plan['dimensions']) => ofPlan({ dimensions }, meteredPlan);
  expect(metered({ ...pages!, name: '', unitOfMeasure: '' })).toEqual([
    'plans[0].dimensions[0].name Required',
    'plans[0].dimensions[0].unitOfMeasure Required',
  ]);
  expect(metered(pages!, pages!)).toEqual(['plans[0].dimensions[1].id DimensionTwice F3/dimensions']);
  expect(metered({ ...pages!, prices: [] })).toEqual(['plans[0].dimensions[0].prices PriceMissing C11']);
  expect(metered({ ...pages!, prices: [...pages!.prices, ...pages!.prices] })).toEqual([
    'plans[0].dimensions[0].prices[1].currency PriceTwice',
  ]);
  const dollars = { currency: 'USD', pricePerUnit: '1' };
  expect(metered({ ...pages!, prices: [...pages!.prices, dollars] })).toEqual([
    'plans[0].dimensions[0].prices[1].currency CurrencyNotOfAMarket C11',
  ]);
  const other = { ...meteredPlan, planId: 'other' };
  for (const change of [{ name: 'Sheets' }, { unitOfMeasure: 'sheet' }])
    expect(problems({ plans: [meteredPlan, { ...other, dimensions: [{ ...pages!, ...change }] }] })).toEqual([
      'plans[1].dimensions[0] DimensionDiffers F3/dimensions',
    ]);
  const many = (count: number) =>
    metered(...Array.from({ length: count }, (_, index) => ({ ...pages!, id: `d${index}` })));
  expect([many(30), many(31)]).toEqual([[], ['plans TooManyDimensions F3/dimensions']]);
});

test('What was published stays: pricing model, what is deployed, and that a plan is for everybody', () => {
  const live = completeDocument({ plans: [perSeatPlan] });
  const changed = (changes: Partial<Plan>) => problems({ plans: [{ ...perSeatPlan, ...changes }] }, { live });
  expect(changed({})).toEqual([]);
  expect(changed({ pricingModel: 'flat', seats: undefined })).toEqual(['plans[0].pricingModel PricingModelFixed']);
  expect(changed({ private: true, privateAudience: [{ tenantId: 'a', name: 'A' }] })).toEqual([
    'plans[0].private PublicPlanFixed A31',
  ]);
  expect(changed({ planId: 'new', pricingModel: 'flat', seats: undefined })).toEqual([]);
});
