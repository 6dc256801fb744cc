import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applicationDocument, containerDocument, machineDocument } from '../../../../test/offer-kinds.ts';
import { completeDocument } from '../../../../test/offers.ts';
import { newId } from '../../../kernel/index.ts';
import { applyResource, inOrder, notes, type ApplyFacts } from './apply.ts';
import type { Draft, DraftPlan, OfferFacts } from './draft.ts';
import type { DraftResource, Resource } from './resources.ts';
import { resourcesOf } from './tree.ts';

const offer: OfferFacts = { offerId: newId(), externalId: 'field-notes', kind: 'saas', name: 'Notes', stopped: false };
const everywhere = ['CH', 'DE', 'FR', 'US'];

const empty: Draft = {
  setup: { sellThroughOperator: true },
  properties: { categories: [], terms: { standardContract: true, url: '' } },
  listings: {},
  contacts: {
    support: { name: '', email: '', phone: '', url: '' },
    engineering: { name: '', email: '', phone: '' },
    cspProgramme: { name: '', email: '', phone: '' },
  },
  cspMarketingUrl: '',
  privacyUrl: '',
  technical: { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' },
  plans: [],
  audience: { option: null, partnerTenantIds: [] },
};

/** Carries out every resource that edits a draft; throws what was refused. */
function applied(draft: Draft, resources: readonly Resource[], of: OfferFacts = offer): Draft {
  const edits = inOrder(resources).filter((one): one is DraftResource => one.type !== 'product');
  let meters: ApplyFacts['meters'] = new Map();
  return edits.reduce<Draft>((now, resource) => {
    const found = notes();
    if (resource.type === 'price-and-availability-custom-meter') {
      meters = new Map(Object.entries(resource.customMeters));
    }
    const changed = applyResource(
      now,
      resource,
      { offer: of, publishedPlans: [], meters, planNames: new Map() },
      found,
    );
    expect(found.problems).toEqual([]);
    return changed;
  }, draft);
}

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const amount = fc.tuple(fc.nat(99_999), fc.integer({ min: 1, max: 999 })).map(([whole, part]) => `${whole}.${part}`);
const allTerms = [
  { term: 'P1M', billingCycle: 'monthly' },
  { term: 'P1Y', billingCycle: 'monthly' },
  { term: 'P1Y', billingCycle: 'annual' },
  { term: 'P2Y', billingCycle: 'biennial' },
  { term: 'P3Y', billingCycle: 'triennial' },
] as const;
const terms = fc
  .uniqueArray(fc.constantFrom(...allTerms), { minLength: 1, maxLength: 4, selector: ({ term }) => term })
  .map((list) => list.map((one) => ({ ...one })));
const words = fc.string({ minLength: 1, maxLength: 30 });

const plan: fc.Arbitrary<DraftPlan> = fc
  .record({
    planId: fc.stringMatching(/^[a-z0-9_-]{1,20}$/),
    name: words,
    description: words,
    perSeat: fc.boolean(),
    terms,
    currencies: fc.uniqueArray(fc.constantFrom('USD', 'EUR', 'CHF'), { minLength: 1 }),
    own: fc.boolean(),
    amounts: fc.infiniteStream(amount),
    markets: fc.oneof(fc.constant('all' as const), fc.subarray(everywhere, { minLength: 1 })),
    included: fc.nat(1000),
    meters: fc.uniqueArray(fc.constantFrom('pages', 'scans'), { maxLength: 2 }),
    trial: fc.boolean(),
    stopped: fc.boolean(),
    tenants: fc.uniqueArray(fc.uuid(), { maxLength: 3 }),
  })
  .map((wish) => {
    const next = () => wish.amounts.next().value!;
    const prices = wish.terms.flatMap((option) => [
      ...wish.currencies.map((currency) => ({ ...option, currency, amount: next() })),
      ...(wish.own ? [{ ...option, currency: 'EUR', market: 'FR', amount: next() }] : []),
    ]);
    const dimensions = wish.meters.map((id) => ({
      id,
      name: `Meter ${id}`,
      unitOfMeasure: 'unit',
      includedQuantity: wish.included,
      prices: wish.currencies.map((currency) => ({ currency, pricePerUnit: next() })),
    }));
    return {
      planId: wish.planId,
      name: wish.name,
      description: wish.description,
      pricingModel: wish.perSeat ? 'perSeat' : 'flat',
      ...(wish.perSeat ? { seats: { min: 1, max: 50 } } : {}),
      markets: wish.markets,
      terms: wish.terms,
      prices,
      dimensions: wish.perSeat ? [] : dimensions,
      ...(wish.trial ? { trial: true } : {}),
      ...(wish.stopped ? { stopped: true } : {}),
      private: wish.tenants.length > 0,
      ...(wish.tenants.length > 0
        ? { privateAudience: wish.tenants.map((tenantId) => ({ tenantId, name: 'Customer' })) }
        : {}),
    } satisfies DraftPlan;
  });

const draft: fc.Arbitrary<Draft> = fc
  .record({
    plans: fc.uniqueArray(plan, { maxLength: 4, selector: ({ planId }) => planId }),
    option: fc.constantFrom('any' as const, 'none' as const, 'selected' as const, null),
    partners: fc.uniqueArray(fc.uuid(), { maxLength: 5 }),
    preview: fc.uniqueArray(fc.emailAddress(), { maxLength: 3 }),
    own: fc.boolean(),
  })
  .map(({ plans, option, partners, preview, own }) => ({
    ...completeDocument(),
    properties: {
      categories: ['productivity', 'sales'],
      terms: own ? { standardContract: false, url: 'https://isv.example/terms' } : { standardContract: true, url: '' },
    },
    plans,
    ...(preview.length > 0 ? { preview: { audience: preview } } : {}),
    audience: { option, partnerTenantIds: option === 'selected' ? partners : [] },
  }));

test('An offer told as resources and taken again from them is the same offer, from nothing and onto itself', () => {
  fc.assert(
    fc.property(draft, (given) => {
      const resources = resourcesOf(given, offer, everywhere);
      expect(json(applied(given, resources))).toEqual(json(given));
      const again = applied(empty, resources);
      const bySpelling = (one: Draft) => ({
        ...one,
        // From nothing, prices come market by market.
        plans: one.plans.map((each) => ({
          ...each,
          prices: each.prices.map((price) => JSON.stringify(price, Object.keys(price).toSorted())).toSorted(),
        })),
      });
      expect(json(bySpelling(again))).toEqual(json(bySpelling(given)));
    }),
    { numRuns: 200 },
  );
});

test('Prices in dollars stay as they were converted until the price in dollars changes', () => {
  const [team] = completeDocument().plans;
  const dollars = { term: 'P1M', billingCycle: 'monthly', currency: 'USD', amount: '10' } as const;
  const euros = { ...dollars, currency: 'EUR', amount: '9.26' };
  const converted: DraftPlan = {
    ...team!,
    terms: [{ term: 'P1M', billingCycle: 'monthly' }],
    prices: [dollars, euros],
    priceInput: 'usd',
  };
  const given: Draft = { ...completeDocument(), plans: [converted] };
  const resources = resourcesOf(given, offer, everywhere);
  expect(json(applied(given, resources))).toEqual(json(given));
  const dearer = json(resources) as Resource[];
  const pricing = dearer.find((one) => one.type === 'price-and-availability-plan')!;
  const recurrent = pricing.pricing!.recurrentPrice!;
  expect(recurrent).toMatchObject({ priceInputOption: 'usd', prices: [{ pricePerPaymentInUsd: '10' }] });
  Object.assign(recurrent.prices[0]!, { pricePerPaymentInUsd: '11' });
  expect(applied(given, dearer).plans[0]!.prices).toEqual([{ ...dollars, amount: '11' }]);
});

test.for([
  ['virtualMachine', machineDocument()],
  ['azureApplication', applicationDocument()],
  ['container', containerDocument()],
] as const)('Resources of a draft of kind %s, sent back, change nothing', ([kind, given]) => {
  const of = { ...offer, kind };
  // Hourly prices are told in dollars only.
  const hourlyPrices = [{ currency: 'USD', pricePerCoreHour: '0.05' }];
  const plans = given.plans.map((one) =>
    one.pricingModel === 'hourly' ? { ...one, hourlyPrices, priceInput: 'usd' as const } : one,
  );
  const from: Draft = { ...given, plans };
  expect(json(applied(from, resourcesOf(from, of, everywhere), of))).toEqual(json(from));
});

const clients = [
  'product',
  'property',
  'listing',
  'plan',
  'plan-listing',
  'price-and-availability-offer',
  'price-and-availability-plan',
  'virtual-machine-plan-technical-configuration',
  'reseller',
];

test('A machine has only resources that clients of machine offers know', () => {
  const types = resourcesOf(machineDocument(), { ...offer, kind: 'virtualMachine' }, everywhere).map(
    ({ type }) => type,
  );
  expect(types.filter((type) => !clients.includes(type))).toEqual([]);
});

/** What a resource is refused with. */
function refusals(resource: DraftResource, given: Draft = completeDocument()): string[] {
  const found = notes();
  applyResource(given, resource, { offer, publishedPlans: ['team'], meters: new Map(), planNames: new Map() }, found);
  return found.problems.map(({ code }) => code);
}

test('What this marketplace cannot keep is refused, with the reason', () => {
  const product = `product/${offer.offerId}`;
  const plan = { externalId: 'team' };
  const pricing = { type: 'price-and-availability-plan', product, plan } as const;
  const month = { type: 'month', value: 1 } as const;
  const price = { billingTerm: month, pricePerPaymentInUsd: '1' };
  const recurrent = (prices: readonly (typeof price)[]) => ({
    ...pricing,
    pricing: { recurrentPrice: { recurrentPriceMode: 'perUser', priceInputOption: 'usd', prices } as const },
  });
  expect(refusals({ ...pricing, visibility: 'hidden' })).toEqual(['notSupported']);
  expect(refusals({ ...pricing, markets: [] })).toEqual(['businessValidationError']);
  expect(refusals({ ...pricing, trial: { type: 'week', value: 1 } })).toEqual(['notSupported']);
  expect(refusals({ ...pricing, audience: 'public', privateAudiences: [{ type: 'tenant', id: newId() }] })).toEqual([
    'businessValidationError',
  ]);
  expect(refusals(recurrent([{ ...price, billingTerm: { ...month, value: 7 } } as never]))).toEqual(['notSupported']);
  const twice = recurrent([price, { ...price, paymentOption: { type: 'year', value: 1 } } as never]);
  expect(refusals({ ...twice, pricing: { ...twice.pricing } })).toEqual(['businessValidationError']);
  expect(refusals({ ...pricing, plan: { externalId: 'nowhere' } })).toEqual(['resourceNotFound']);
  expect(refusals({ ...pricing, plan: 'plan/x' })).toEqual(['invalidId']);
  const meters = { priceInputOption: 'usd', meters: { calls: { pricePerPaymentInUsd: '1' } } } as const;
  const metered = recurrent([price]);
  expect(refusals({ ...metered, pricing: { ...metered.pricing, customMeters: meters } })).toEqual([
    'businessValidationError',
  ]);
  const gone = { type: 'plan', product, identity: plan, alias: 'Team', lifecycleState: 'deleted' } as const;
  expect(refusals(gone)).toEqual(['invalidState']);
  const listing = { type: 'listing', product, kind: 'azureSaaS', languageId: 'de-de' } as const;
  expect(refusals(listing)).toEqual(['notSupported']);
  const property = { type: 'property', product, kind: 'azureSaaS', categories: {}, termsConditions: 'custom' } as const;
  expect(refusals({ ...property, termsOfUse: 'Be kind.' })).toEqual(['notSupported']);
  const reseller = { type: 'reseller', product, resellerChannelState: 'some' } as const;
  expect(refusals({ ...reseller, audiences: [{ type: 'subscription', id: newId() }] })).toEqual(['notSupported']);
  expect(refusals({ ...reseller, audiences: [{ type: 'tenant', id: 'x' }] })).toEqual(['invalidId']);
  expect(refusals({ ...reseller, resellerChannelState: 'terminated', audiences: [] })).toEqual(['notSupported']);
});
