import { expect, test } from 'vitest';
import {
  applicationDocument,
  containerDocument,
  containerPlan,
  hourlyPlan,
  listingDocument,
  machineDocument,
  managedApplicationPlan,
  ownLicencePlan,
  solutionTemplatePlan,
} from '../../../../test/offer-kinds.ts';
import { completeDocument, meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import type { OfferDocument, OfferKind, Plan } from './document.ts';
import type { ValidationFacts } from './facts.ts';
import { problemsOf } from './validate.ts';

const facts = {
  on: Temporal.PlainDate.from('2026-11-21'),
  localAddresses: false,
  selectablePartners: new Set<string>(),
  technicalPairTaken: false,
  live: undefined,
  audienceInForce: undefined,
};

const problems = (kind: OfferKind, document: OfferDocument, more: Partial<ValidationFacts> = {}) =>
  problemsOf(document, { ...facts, kind, ...more }).map(({ path, code, rule }) => [path, code, rule?.id].join(' '));
const planProblems = (kind: OfferKind, plan: Plan) => problems(kind, completeOf(kind, [plan]));

function completeOf(kind: OfferKind, plans: readonly Plan[]): OfferDocument {
  if (kind === 'saas') return completeDocument({ plans });
  if (kind === 'virtualMachine') return machineDocument({ plans });
  return kind === 'container' ? containerDocument({ plans }) : applicationDocument({ plans });
}

test.for([
  [
    'AUD-10 A virtual machine with a pay-as-you-go plan and one for the customer’s own licence',
    'virtualMachine',
    machineDocument(),
  ],
  [
    'AUD-11 AUD-12 An Azure application with a solution template and a managed application',
    'azureApplication',
    applicationDocument(),
  ],
  ['A container', 'container', containerDocument()],
  ['A SaaS offer that is only listed', 'saas', listingDocument()],
] as const)('%s, complete, has no problem', ([, kind, document]) => {
  expect(problems(kind, document)).toEqual([]);
});

test('A plan with members of another kind has a problem for each, where it is', () => {
  const { pricingModel: _model, ...foreign } = {
    ...managedApplicationPlan,
    hourlyPrices: hourlyPlan.hourlyPrices,
    trial: true,
  };
  expect(planProblems('virtualMachine', { ...foreign, pricingModel: 'byol', package: hourlyPlan.package })).toEqual([
    'plans[0].applicationType NotOfThisKind A3',
    'plans[0].terms NotOfThisKind A3',
    'plans[0].prices NotOfThisKind A3',
    'plans[0].dimensions NotOfThisKind A3',
    'plans[0].trial NotOfThisKind A3',
    'plans[0].authorizations NotOfThisKind A3',
    'plans[0].hourlyPrices PriceOfOwnLicence A3',
  ]);
  expect(
    planProblems('saas', { ...meteredPlan, package: hourlyPlan.package, applicationType: 'managedApplication' }),
  ).toEqual(['plans[0].applicationType NotOfThisKind F3', 'plans[0].package NotOfThisKind F3']);
});

test('Each kind has its pricing models', () => {
  const wrong = (kind: OfferKind, plan: Plan, pricingModel: Plan['pricingModel']) =>
    planProblems(kind, { ...plan, pricingModel }).filter((problem) => problem.includes('PricingModelNotOfKind'));
  for (const [kind, plan, model] of [
    ['saas', meteredPlan, 'free'],
    ['virtualMachine', hourlyPlan, 'flat'],
    ['azureApplication', solutionTemplatePlan, 'flat'],
    ['azureApplication', managedApplicationPlan, 'free'],
    ['container', containerPlan, 'hourly'],
  ] as const) {
    expect(wrong(kind, plan, model)).toHaveLength(1);
  }
});

test('A machine needs its image with an operating system, a managed application somebody who manages it, a template its package', () => {
  const { package: _package, ...imageless } = ownLicencePlan;
  expect(planProblems('virtualMachine', imageless)).toEqual(['plans[0].package Required A3']);
  const { operatingSystem: _system, ...nameless } = hourlyPlan.package!;
  expect(planProblems('virtualMachine', { ...hourlyPlan, package: nameless })).toEqual([
    'plans[0].package.operatingSystem Required A3',
  ]);
  expect(planProblems('azureApplication', { ...managedApplicationPlan, authorizations: [] })).toEqual([
    'plans[0].authorizations AuthorizationMissing A2',
  ]);
  expect(planProblems('azureApplication', { ...solutionTemplatePlan, package: hourlyPlan.package })).toEqual([
    'plans[0].package.operatingSystem NotOfThisKind A2',
  ]);
});

test('A machine by the hour is priced in every currency of its markets; with an own licence it is not priced at all', () => {
  const [euros] = hourlyPlan.hourlyPrices!;
  expect(planProblems('virtualMachine', { ...hourlyPlan, hourlyPrices: [euros!] })).toEqual([
    'plans[0].hourlyPrices PriceMissing C11',
  ]);
  expect(planProblems('virtualMachine', { ...ownLicencePlan, hourlyPrices: [euros!] })).toEqual([
    'plans[0].hourlyPrices PriceOfOwnLicence A3',
  ]);
});

test('A managed application is sold by the month only', () => {
  const yearly = { term: 'P1Y', billingCycle: 'annual' } as const;
  const plan = { ...managedApplicationPlan, terms: [yearly], prices: [{ ...yearly, currency: 'EUR', amount: '100' }] };
  expect(planProblems('azureApplication', plan)).toEqual(['plans[0].terms[0] OnlyMonthly A2']);
});

test.for([
  ['registry.isv.example/tools/agent:1.4', true],
  ['localhost:5000/agent:latest', true],
  [`isv.azurecr.io/agent@sha256:${'a'.repeat(64)}`, true],
  ['agent:1.4', false],
  ['registry.isv.example/tools/agent', false],
  ['https://registry.isv.example/tools/agent:1.4', false],
  ['registry.isv.example/Tools/agent:1.4', false],
] as const)('The image of a container is registry/repository:tag: %s', ([address, sound]) => {
  const found = planProblems('container', { ...containerPlan, package: { version: '1.4', address } });
  expect(found).toEqual(sound ? [] : ['plans[0].package.address NotAnImage A3']);
});

test('AUD-09 A SaaS offer that is only listed needs a call to action, has no plans, no technical configuration and no audience', () => {
  const withPlans = completeDocument({ setup: { sellThroughOperator: false } });
  expect(problems('saas', withPlans)).toEqual([
    'setup.callToAction CallToActionMissing A2',
    'technical.landingPageUrl NotOfThisKind F10',
    'technical.connectionWebhook NotOfThisKind F10',
    'technical.tenantId NotOfThisKind F10',
    'technical.applicationId NotOfThisKind F10',
    'plans[0] PlanOfListing A2',
    'plans[1] PlanOfListing A2',
    'audience.option AudienceNotOffered A2',
  ]);
  const callToAction = { kind: 'getItNow', url: 'http://isv.example/get' } as const;
  expect(problems('saas', listingDocument({ setup: { sellThroughOperator: false, callToAction } }))).toEqual([
    'setup.callToAction.url NotAnAddress ',
  ]);
});

test('AUD-09 A listing, a container and a machine resold by default need no choice of partners; whatever else partners could sell does', () => {
  const open = { option: null, partnerTenantIds: [] };
  expect(problems('saas', listingDocument())).toEqual([]);
  expect(problems('container', containerDocument())).toEqual([]);
  expect(problems('virtualMachine', machineDocument({ audience: open, plans: [ownLicencePlan] }))).toEqual([]);
  const missing = ['audience.option AudienceMissing A5'];
  expect(problems('virtualMachine', machineDocument({ audience: open }))).toEqual(missing);
  expect(problems('azureApplication', applicationDocument({ audience: open }))).toEqual(missing);
  expect(problems('saas', completeDocument({ audience: open }))).toEqual(missing);
});

test('Whether an offer is sold or only listed is fixed by its first publication', () => {
  expect(problems('saas', listingDocument(), { live: completeDocument() })).toEqual([
    'setup.sellThroughOperator SaleFixed A2',
  ]);
});

test('Machines, applications and containers are always sold, and have no landing page', () => {
  const setup = listingDocument().setup;
  expect(problems('container', { ...containerDocument({ plans: [] }), setup })).toEqual([
    'setup.sellThroughOperator NotTransactable A2',
  ]);
  const { technical } = completeDocument();
  expect(problems('virtualMachine', machineDocument({ technical }))).toHaveLength(4);
});

test('A public plan that was published cannot become private; a private one names its customers', () => {
  const named = { private: true, privateAudience: [{ tenantId: 'a', name: 'A' }] };
  expect(planProblems('saas', { ...perSeatPlan, ...named })).toEqual([]);
  expect(planProblems('saas', { ...perSeatPlan, private: true })).toEqual([
    'plans[0].privateAudience PrivateAudienceMissing A31',
  ]);
  expect(planProblems('saas', { ...perSeatPlan, privateAudience: named.privateAudience })).toEqual([
    'plans[0].privateAudience PlanNotPrivate A31',
  ]);
  const live = completeDocument();
  expect(problems('saas', completeDocument({ plans: [{ ...perSeatPlan, ...named }] }), { live })).toEqual([
    'plans[0].private PublicPlanFixed A31',
  ]);
});

test('A trial goes with a plan without dimensions', () => {
  expect(planProblems('saas', { ...perSeatPlan, trial: true })).toEqual([]);
  expect(planProblems('saas', { ...meteredPlan, trial: true })).toEqual(['plans[0].trial TrialOfMeteredPlan F25']);
});

test('A price for one market needs that market, priced in its currency, and stands beside the price of the currency', () => {
  const monthly = { term: 'P1M', billingCycle: 'monthly' } as const;
  const plan = { ...perSeatPlan, markets: ['FR', 'DE', 'CH'] };
  const priced = (more: Plan['prices']) => planProblems('saas', { ...plan, prices: [...perSeatPlan.prices, ...more] });
  expect(priced([{ ...monthly, currency: 'EUR', market: 'DE', amount: '11' }])).toEqual([]);
  expect(priced([{ ...monthly, currency: 'EUR', market: 'IT', amount: '11' }])).toEqual([
    'plans[0].prices[4].market NotAMarketOfThePlan C11',
  ]);
  expect(priced([{ ...monthly, currency: 'EUR', market: 'CH', amount: '11' }])).toEqual([
    'plans[0].prices[4].market MarketInOtherCurrency C11',
  ]);
  const only = [
    { ...monthly, currency: 'EUR', market: 'DE', amount: '11' },
    { ...monthly, currency: 'EUR', market: 'FR', amount: '12' },
  ];
  const bare = { ...plan, terms: [monthly], markets: ['FR', 'DE'] };
  expect(planProblems('saas', { ...bare, prices: only })).toEqual([]);
  expect(planProblems('saas', { ...bare, prices: only.slice(0, 1) })).toEqual(['plans[0].prices PriceMissing C11']);
});

test('China is a market of machines with an own licence only; Korea and Brazil are priced like any other', () => {
  expect(planProblems('virtualMachine', { ...ownLicencePlan, markets: ['CN', 'FR'] })).toEqual([]);
  expect(planProblems('virtualMachine', { ...hourlyPlan, markets: ['CN', 'FR', 'CH'] })).toEqual([
    'plans[0].markets[0] NotASaleMarket A32',
  ]);
  expect(planProblems('container', { ...containerPlan, markets: ['CN'] })).toEqual([
    'plans[0].markets[0] NotASaleMarket A32',
  ]);
  const prices = [{ term: 'P1M' as const, billingCycle: 'monthly' as const, currency: 'USD', amount: '10' }];
  const brazilian = { ...perSeatPlan, markets: ['BR'], terms: perSeatPlan.terms.slice(0, 1), prices };
  expect(planProblems('saas', brazilian)).toEqual([]);
});

test('Names of the preview audience are user names, each once', () => {
  const preview = { audience: ['ada@isv.example', 'ADA@isv.example', 'somebody'] };
  expect(problems('saas', completeDocument({ preview }))).toEqual([
    'preview.audience[1] UserTwice ',
    'preview.audience[2] NotAUser ',
  ]);
});

test.for([
  ['container', containerPlan],
  ['virtualMachine', ownLicencePlan],
] as const)(
  'A %s without an address of its package is told that it is missing, not that it is wrong',
  ([kind, plan]) => {
    const found = planProblems(kind, { ...plan, package: { ...plan.package!, address: '' } });
    expect(found.map((one) => one.split(' ').slice(0, 2))).toEqual([['plans[0].package.address', 'Required']]);
  },
);
