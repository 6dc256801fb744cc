import { expect, test } from 'vitest';
import { completeDocument, meteredPlan, perSeatPlan } from '../../../../test/offers.ts';
import { newId } from '../../../kernel/index.ts';
import { notes } from './apply.ts';
import type { Draft, DraftPlan, OfferFacts, OfferKind } from './draft.ts';
import { planIdOf } from './ids.ts';
import { applyPlan, applyPlanListing, applyPrivateAudience, planFrom, planListingFrom } from './plan-resources.ts';
import type { PlanListingResource, PlanResource, PrivateAudienceUpdate } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const offerOf = (kind: OfferKind): OfferFacts => ({
  offerId,
  externalId: 'notes',
  kind,
  name: 'Notes',
  stopped: false,
});
const saas = offerOf('saas');
const document: Draft = completeDocument();
const product = `product/${offerId}`;

function taken(change: Partial<PlanResource>, from: Draft = document, offer = saas, published: readonly string[] = []) {
  const found = notes();
  const given: PlanResource = { type: 'plan', product, identity: { externalId: 'gold' }, alias: 'Gold', ...change };
  const made = applyPlan(from, given, offer, published, found);
  return { made, plans: made.plans, problems: found.problems.map(({ code }) => code), warnings: found.warnings };
}

test('A new plan has its alias for a name, is for everybody and everywhere, and is priced as its kind of offer', () => {
  const fresh = (kind: OfferKind, from: Draft, change: Partial<PlanResource> = {}) =>
    taken(change, from, offerOf(kind)).plans.at(-1)!;
  const none: Draft = { ...document, plans: [] };
  expect(fresh('saas', none)).toEqual({
    planId: 'gold',
    name: 'Gold',
    description: '',
    pricingModel: 'perSeat',
    markets: 'all',
    terms: [],
    prices: [],
    dimensions: [],
    private: false,
  });
  expect(fresh('saas', { ...document, plans: [meteredPlan, perSeatPlan] }).pricingModel).toBe('flat');
  expect(fresh('virtualMachine', document).pricingModel).toBe('hourly');
  expect(fresh('container', document).pricingModel).toBe('free');
  expect(fresh('azureApplication', document, { subtype: 'solutionTemplate' })).toMatchObject({
    pricingModel: 'free',
    applicationType: 'solutionTemplate',
  });
  expect(fresh('azureApplication', document, { subtype: 'managedApplication' }).pricingModel).toBe('flat');
});

test('A known plan keeps its name and place; it is stopped and sold again as its state says, and stays so when it says nothing', () => {
  const identity = { externalId: 'team' };
  expect(taken({ identity }).made).toEqual(document);
  const stopped = taken({ identity, lifecycleState: 'deprecated' }).made;
  expect(stopped.plans).toEqual([{ ...perSeatPlan, stopped: true }, meteredPlan]);
  expect(taken({ identity }, stopped).made).toEqual(stopped);
  expect(taken({ identity, lifecycleState: 'generallyAvailable' }, stopped).made).toEqual(document);
});

test('A plan that is not published is deleted, alone; one that is, is deprecated', () => {
  const identity = { externalId: 'team' };
  expect(taken({ identity, lifecycleState: 'deleted' }, document, saas, ['pages']).plans).toEqual([meteredPlan]);
  expect(taken({ identity, lifecycleState: 'deleted' }, document, saas, ['team']).problems).toEqual(['invalidState']);
  expect(taken({ lifecycleState: 'deleted' }).made).toEqual(document);
});

test('A hundred plans are the most; a known one is still changed', () => {
  const many = (count: number): Draft => ({
    ...document,
    plans: Array.from({ length: count }, (_, index) => ({ ...perSeatPlan, planId: `plan-${index}` })),
  });
  expect(taken({}, many(99)).problems).toEqual([]);
  expect(taken({}, many(100)).problems).toEqual(['collectionLimitExceeded']);
  expect(taken({ identity: { externalId: 'plan-7' } }, many(100)).problems).toEqual([]);
});

test('Only plans of an application have a subtype, and regions other than the one there is are told', () => {
  expect(taken({ subtype: 'managedApplication' }).problems).toEqual(['businessValidationError']);
  expect(taken({ subtype: 'managedApplication' }, document, offerOf('azureApplication')).problems).toEqual([]);
  expect(taken({ azureRegions: ['azureGlobal'] }).warnings).toEqual([]);
  expect(taken({ azureRegions: [] }).warnings).toEqual([]);
  expect(taken({ azureRegions: ['azureGlobal', 'azureGermany'] }).warnings).toEqual([
    'Plans are sold in azureGlobal only; the other regions were not kept.',
  ]);
});

test('A plan is told with its state and, of an application, its type', () => {
  const told = (change: Partial<DraftPlan>) => planFrom({ ...perSeatPlan, ...change }, saas);
  expect(told({})).toEqual({
    type: 'plan',
    id: planIdOf(offerId, 'team'),
    product,
    identity: { externalId: 'team' },
    alias: 'Team',
    azureRegions: ['azureGlobal'],
    lifecycleState: 'generallyAvailable',
  });
  expect(told({})).not.toHaveProperty('subtype');
  expect(told({ stopped: true }).lifecycleState).toBe('deprecated');
  expect(told({ applicationType: 'managedApplication' }).subtype).toBe('managedApplication');
});

test('A plan’s listing names it; a summary and a second language are told, another language is refused', () => {
  const listed = (change: Partial<PlanListingResource>) => {
    const found = notes();
    const given = { ...planListingFrom(perSeatPlan, saas), name: 'Crew', description: 'For crews', ...change };
    const { plans } = applyPlanListing(document, perSeatPlan, given, found);
    return { plan: plans[0], warnings: found.warnings, problems: found.problems.map(({ code }) => code) };
  };
  const crew = { ...perSeatPlan, name: 'Crew', description: 'For crews' };
  expect(listed({})).toEqual({ plan: crew, warnings: [], problems: [] });
  expect(listed({ languageId: 'fr' })).toMatchObject({
    plan: crew,
    warnings: ['A plan has one name and one description, for every language.'],
  });
  expect(listed({ summary: 'Short' }).warnings).toEqual([
    'A plan has no summary beside its description; it was not kept.',
  ]);
  expect(listed({ languageId: 'de-de' }).problems).toEqual(['notSupported']);
  const kinds = (['saas', 'virtualMachine', 'azureApplication', 'container'] as const).map(
    (kind) => planListingFrom(perSeatPlan, offerOf(kind)).kind,
  );
  expect(kinds).toEqual(['azureSaaS-plan', 'azureVM-plan', 'azureApplication-plan', 'azureContainer-plan']);
});

function updated(update: PrivateAudienceUpdate['privateAudiences'], change: Partial<DraftPlan> = { private: true }) {
  const found = notes();
  const plan: DraftPlan = { ...perSeatPlan, ...change };
  const given = {
    type: 'price-and-availability-update-private-audiences',
    product,
    plan: { externalId: 'team' },
    privateAudiences: update,
  } as const;
  const { plans } = applyPrivateAudience({ ...document, plans: [plan] }, plan, given, found);
  return { audience: plans[0]!.privateAudience, problems: found.problems.map(({ code }) => code) };
}

test('Customers of a private plan are removed, then added with their labels; who stays keeps the name there was', () => {
  const [one, other, third] = [newId(), newId(), newId()];
  const tenant = (id: string, label?: string) => ({ type: 'tenant', id, ...(label === undefined ? {} : { label }) });
  const before = { private: true, privateAudience: [one, other].map((tenantId) => ({ tenantId, name: 'Before' })) };
  expect(updated({}, before).audience).toEqual(before.privateAudience);
  expect(
    updated(
      { add: [tenant(one, 'After'), tenant(third.toUpperCase(), 'Third')], remove: [tenant(other.toUpperCase())] },
      before,
    ).audience,
  ).toEqual([
    { tenantId: one, name: 'Before' },
    { tenantId: third, name: 'Third' },
  ]);
  expect(updated({ add: [tenant(one, 'After')], remove: [tenant(one)] }, before).audience).toEqual([
    { tenantId: other, name: 'Before' },
    { tenantId: one, name: 'After' },
  ]);
  expect(updated({ add: [tenant(third)] }).audience).toEqual([{ tenantId: third, name: '' }]);
});

test('A public plan has no customers of its own, a private one at most two hundred, each a tenant', () => {
  const tenants = (count: number) => Array.from({ length: count }, () => ({ type: 'tenant', id: newId() }));
  expect(updated({ add: tenants(1) }, { private: false }).problems).toEqual(['businessValidationError']);
  expect(updated({ add: tenants(200) }).problems).toEqual([]);
  expect(updated({ add: tenants(201) }).problems).toEqual(['collectionLimitExceeded']);
  expect(updated({ add: [{ type: 'tenant', id: 'contoso' }] }).problems).toEqual(['invalidId']);
  expect(updated({ remove: [{ type: 'subscription', id: newId() }] }).problems).toEqual(['notSupported']);
});
