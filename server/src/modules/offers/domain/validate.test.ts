import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeDocument, meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import { cycleFitsTerm, terms as allTerms, billingCycles } from '../../../kernel/index.ts';
import { marketsOn } from '../../../programme/markets.ts';
import { differences } from './diff.ts';
import { emptyDocument, type OfferDocument, type Plan } from './document.ts';
import { availabilitiesOf } from './availabilities.ts';
import type { ValidationFacts } from './facts.ts';
import { problemsOf } from './validate.ts';
import { marketsOfPlan } from './plan-markets.ts';

const on = Temporal.PlainDate.from('2026-11-21');
const facts: ValidationFacts = {
  kind: 'saas',
  on,
  localAddresses: false,
  selectablePartners: new Set(['p1', 'p2']),
  technicalPairTaken: false,
  live: undefined,
  audienceInForce: undefined,
};

const problems = (changes: Partial<OfferDocument>, more: Partial<ValidationFacts> = {}) =>
  problemsOf(completeDocument(changes), { ...facts, ...more }).map(({ path, code, page }) => `${page} ${path} ${code}`);
const planProblems = (changes: Partial<Plan>, plan = perSeatPlan) => problems({ plans: [{ ...plan, ...changes }] });

test('A complete draft has no problem', () => {
  expect(problems({})).toEqual([]);
});

test('An empty draft has a problem on every page but the first, and choosing nothing is not choosing an audience', () => {
  const found = problemsOf(emptyDocument, facts);
  expect(new Set(found.map((problem) => problem.page))).toEqual(
    new Set(['properties', 'listing', 'technical', 'plans', 'audience']),
  );
  expect(found.find((problem) => problem.page === 'audience')).toMatchObject({
    code: 'AudienceMissing',
    rule: { id: 'A5' },
  });
});

const nobody = { name: '', email: '', phone: '' };

test('COL-01 COL-04 COL-05 COL-06 Opening to partners asks for marketing material and the programme contact, on the listing page', () => {
  const bare = { cspMarketingUrl: '', contacts: { ...completeDocument().contacts, cspProgramme: nobody } };
  const missing = [
    'listing contacts.cspProgramme.name Required',
    'listing contacts.cspProgramme.email Required',
    'listing contacts.cspProgramme.phone Required',
    'listing cspMarketingUrl Required',
  ];
  expect(problems({ ...bare, audience: { option: 'any', partnerTenantIds: [] } })).toEqual(missing);
  expect(problems({ ...bare, audience: { option: 'selected', partnerTenantIds: ['p1'] } })).toEqual(missing);
  expect(problems({ ...bare, audience: { option: 'none', partnerTenantIds: [] } })).toEqual([]);
});

test('AUD-06 AUD-07 Without support contact, address and engineering contact nothing is published', () => {
  const { cspProgramme } = completeDocument().contacts;
  const found = problems({ contacts: { support: { ...nobody, url: '' }, engineering: nobody, cspProgramme } });
  expect(found).toHaveLength(7);
  expect(found).toContain('listing contacts.support.url Required');
});

test('AUD-20 Selecting partners means naming at least one, and only those that transact', () => {
  const selected = (partnerTenantIds: string[]) => problems({ audience: { option: 'selected', partnerTenantIds } });
  expect(selected(['p1', 'p2'])).toEqual([]);
  expect(selected([])).toEqual(['audience audience.partnerTenantIds AudienceEmpty']);
  expect(selected(['p1', 'stranger'])).toEqual(['audience audience.partnerTenantIds[1] PartnerNotSelectable']);
});

test('A partner that is in force already may stay on the list although it could not be added any more', () => {
  const audienceInForce = { option: 'selected' as const, partnerTenantIds: ['gone'] };
  const audience = { option: 'selected' as const, partnerTenantIds: ['gone', 'p1'] };
  expect(problems({ audience }, { audienceInForce })).toEqual([]);
});

test('The landing page is an https address without #; http only to this machine and only in the sandbox', () => {
  const { technical } = completeDocument();
  const at = (landingPageUrl: string, localAddresses = false) =>
    problems({ technical: { ...technical, landingPageUrl } }, { localAddresses });
  expect(at('https://isv.example/landing?x=1')).toEqual([]);
  expect(at('https://isv.example/#/landing')).toEqual(['technical technical.landingPageUrl FragmentNotAllowed']);
  for (const bad of [
    '',
    'landing',
    'http://isv.example/',
    'javascript:alert(1)',
    'http://localhost:4380/isv',
    'https://169.254.169.254/',
  ]) {
    expect(at(bad)).toEqual(['technical technical.landingPageUrl NotAnAddress']);
  }
  expect(at('http://localhost:4380/isv', true)).toEqual([]);
  expect(at('http://isv.example/', true)).toEqual(['technical technical.landingPageUrl NotAnAddress']);
});

test('A price with more decimals than its currency has is named with its path', () => {
  const prices = perSeatPlan.prices.map((price, index) => (index === 2 ? { ...price, amount: '13.005' } : price));
  expect(planProblems({ prices })).toEqual(['plans plans[0].prices[2].amount TooManyDecimals']);
  const yen = { term: 'P1M', billingCycle: 'monthly', currency: 'JPY', amount: '99.5' } as const;
  const japan = { markets: ['JP'], terms: [{ term: 'P1M', billingCycle: 'monthly' }], prices: [yen] } as const;
  expect(planProblems(japan)).toEqual(['plans plans[0].prices[0].amount TooManyDecimals']);
  expect(planProblems({ ...japan, prices: [{ ...yen, amount: '99.000' }] })).toEqual([]);
});

test('No market without a price, no price without a market, none twice', () => {
  const [first, ...rest] = perSeatPlan.prices;
  expect(planProblems({ prices: rest })).toEqual(['plans plans[0].prices PriceMissing']);
  expect(planProblems({ prices: [...perSeatPlan.prices, first!] })).toEqual(['plans plans[0].prices[4] PriceTwice']);
  expect(planProblems({ prices: [...perSeatPlan.prices, { ...first!, currency: 'USD' }] })).toEqual([
    'plans plans[0].prices[4].currency CurrencyNotOfAMarket',
  ]);
  expect(planProblems({ prices: [...perSeatPlan.prices, { ...first!, term: 'P3Y' }] })).toEqual([
    'plans plans[0].prices[4].term TermNotOffered',
  ]);
});

test('A market the marketplace does not sell in is refused with its path', () => {
  expect(planProblems({ markets: ['FR', 'CH', 'RU', 'VU', 'FR'] })).toEqual([
    'plans plans[0].markets[2] NotASaleMarket',
    'plans plans[0].markets[3] NotASaleMarket',
    'plans plans[0].markets[4] MarketTwice',
  ]);
});

test('A plan has one payment option for each term, and the cycle divides the term', () => {
  const priced = (terms: Plan['terms']) =>
    planProblems({
      terms,
      prices: terms.flatMap((term) => ['EUR', 'CHF'].map((currency) => ({ ...term, currency, amount: '1' }))),
    });
  expect(priced([{ term: 'P1M', billingCycle: 'annual' }])).toEqual([
    'plans plans[0].terms[0].billingCycle CycleDoesNotFit',
  ]);
  expect(
    priced([
      { term: 'P1Y', billingCycle: 'monthly' },
      { term: 'P1Y', billingCycle: 'annual' },
    ]),
  ).toEqual(['plans plans[0].terms[1].term TermTwice']);
});

test('Any plan whose prices are spread over its terms and currencies is sound exactly when every cycle fits its term', () => {
  const sellable = marketsOn(on).filter((market) => market.priceCurrency);
  const markets = fc.uniqueArray(fc.constantFrom(...sellable.map((market) => market.country)), {
    minLength: 1,
    maxLength: 6,
  });
  const terms = fc.uniqueArray(
    fc.record({ term: fc.constantFrom(...allTerms), billingCycle: fc.constantFrom(...billingCycles) }),
    { minLength: 1, maxLength: 4, selector: (term) => term.term },
  );
  fc.assert(
    fc.property(markets, terms, (countries, options) => {
      const sold = marketsOfPlan('saas', { ...perSeatPlan, markets: countries }, on);
      const currencies = [...new Set(sold.map((market) => market.currency))];
      const prices = options.flatMap((term) => currencies.map((currency) => ({ ...term, currency, amount: '5' })));
      const plan = { ...perSeatPlan, markets: countries, terms: options, prices };
      const sound = options.every(({ term, billingCycle }) => cycleFitsTerm(term, billingCycle));
      expect(problems({ plans: [plan] }).length === 0).toBe(sound);
      const published = availabilitiesOf('saas', completeDocument({ plans: [plan] }), on, new Map(), () =>
        crypto.randomUUID(),
      );
      expect(new Set(published.availabilities.map((row) => row.market))).toEqual(new Set(countries));
      for (const { id } of published.availabilities) {
        expect(published.prices.filter((price) => price.availability_id === id)).toHaveLength(options.length);
      }
    }),
    { numRuns: 100 },
  );
});

test('Seats belong to per-seat plans, dimensions to flat ones', () => {
  expect(planProblems({ seats: undefined })).toEqual(['plans plans[0].seats Required']);
  expect(planProblems({ seats: { min: 5, max: 4 } })).toEqual(['plans plans[0].seats SeatsReversed']);
  expect(planProblems({ seats: { min: 1, max: 1 } }, meteredPlan)).toEqual(['plans plans[0].seats SeatsOnFlatPlan']);
  const dimensions = meteredPlan.dimensions.map((dimension) => ({
    ...dimension,
    prices: ['EUR', 'CHF'].map((currency) => ({ currency, pricePerUnit: '0.004' })),
  }));
  expect(planProblems({ dimensions })).toEqual(['plans plans[0].dimensions MeteredNeedsFlat']);
});

test('Dimensions are priced in every currency, shared by name and unit, and thirty at most', () => {
  const [dimension] = meteredPlan.dimensions;
  expect(planProblems({ dimensions: [{ ...dimension!, prices: [] }] }, meteredPlan)).toEqual([
    'plans plans[0].dimensions[0].prices PriceMissing',
  ]);
  const renamed = { ...meteredPlan, planId: 'more', dimensions: [{ ...dimension!, unitOfMeasure: 'sheet' }] };
  expect(problems({ plans: [meteredPlan, renamed] })).toEqual(['plans plans[1].dimensions[0] DimensionDiffers']);
  expect(problems({ plans: [renamed] }, { live: completeDocument() })).toEqual([
    'plans plans[0].dimensions[0] DimensionDiffers',
  ]);
  const many = Array.from({ length: 31 }, (_, index) => ({ ...dimension!, id: `d${index}` }));
  expect(planProblems({ dimensions: many }, meteredPlan)).toEqual(['plans plans TooManyDimensions']);
});

test('A published plan keeps its pricing model', () => {
  const { seats: _seats, ...flat } = { ...perSeatPlan, pricingModel: 'flat' as const };
  expect(problems({ plans: [flat] }, { live: completeDocument() })).toEqual([
    'plans plans[0].pricingModel PricingModelFixed',
  ]);
});

test('A plan keeps its SKU id over versions, and a dropped one is never given again', () => {
  const document = completeDocument();
  const known = new Map([
    ['gone', '0001'],
    ['pages', '0007'],
  ]);
  const { plans } = availabilitiesOf('saas', document, on, known, () => 'id');
  expect(plans).toEqual([
    { plan_id: 'team', sku_id: '0008' },
    { plan_id: 'pages', sku_id: '0007' },
  ]);
});

const pathsOf = (left: unknown, right: unknown) => differences(left, right).found.map(({ path }) => path);

test('A document differs from itself nowhere, and a changed member is named', () => {
  const document = completeDocument();
  expect(pathsOf(document, structuredClone(document))).toEqual([]);
  const changed = { ...document, plans: [{ ...perSeatPlan, name: 'Other' }, meteredPlan] };
  expect(pathsOf(document, changed)).toEqual(['plans[team].name']);
  expect(pathsOf(document, { ...document, plans: [perSeatPlan] })).toEqual(['plans[pages]']);
});
