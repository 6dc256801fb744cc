/** A plan, its listing and its private audience, from a draft and onto it. */
import type { Draft, DraftPlan, OfferFacts, OfferKind } from './draft.ts';
import { languageIds, languageOf, planIdOf, planListingId, planResourceId, productIdOf } from './ids.ts';
import type { Notes, PlanListingResource, PlanResource, PrivateAudienceUpdate, ResourceType } from './resources.ts';
import { tenantsOf } from './product-resources.ts';

const listingKinds = {
  saas: 'azureSaaS-plan',
  virtualMachine: 'azureVM-plan',
  azureApplication: 'azureApplication-plan',
  container: 'azureContainer-plan',
} as const satisfies Record<OfferKind, string>;

/** Id and references of a resource there is one of for each plan. */
export function ofPlan<Type extends ResourceType>(type: Type, { offerId }: OfferFacts, { planId }: DraftPlan) {
  return {
    type,
    id: planResourceId(type, offerId, planId),
    product: productIdOf(offerId),
    plan: planIdOf(offerId, planId),
  };
}

export function planFrom(plan: DraftPlan, offer: OfferFacts): PlanResource {
  return {
    type: 'plan',
    id: planIdOf(offer.offerId, plan.planId),
    product: productIdOf(offer.offerId),
    identity: { externalId: plan.planId },
    alias: plan.name,
    azureRegions: ['azureGlobal'],
    ...(plan.applicationType ? { subtype: plan.applicationType } : {}),
    lifecycleState: plan.stopped ? 'deprecated' : 'generallyAvailable',
  };
}

/** What a plan of this kind most likely is, until its price says so. */
function pricingModelOf(draft: Draft, { kind }: OfferFacts, plan: PlanResource): DraftPlan['pricingModel'] {
  if (kind === 'saas') return draft.plans[0]?.pricingModel ?? 'perSeat';
  if (kind === 'virtualMachine') return 'hourly';
  return plan.subtype === 'managedApplication' ? 'flat' : 'free';
}

const mostPlans = 100;

/**
 * Adds the plan, or changes the one of that id. Its name is the alias only when it is new: afterwards the plan's listing
 * names it, so that sending the same resources again changes nothing. `published`: ids of the live version's plans.
 */
export function applyPlan(
  draft: Draft,
  given: PlanResource,
  offer: OfferFacts,
  published: readonly string[],
  notes: Notes,
): Draft {
  const planId = given.identity.externalId;
  const known = draft.plans.find((plan) => plan.planId === planId);
  if (given.lifecycleState === 'deleted') return withoutPlan(draft, planId, published, notes);
  if (given.azureRegions?.some((region) => region !== 'azureGlobal')) {
    notes.warn('Plans are sold in azureGlobal only; the other regions were not kept.', 'azureRegions');
  }
  if (given.subtype && offer.kind !== 'azureApplication') {
    notes.refuse('businessValidationError', 'Only plans of an azureApplication have a subtype.');
  }
  if (!known && draft.plans.length >= mostPlans) {
    notes.refuse('collectionLimitExceeded', `An offer has at most ${mostPlans} plans.`);
  }
  const fresh: DraftPlan = {
    planId,
    name: given.alias,
    description: '',
    pricingModel: pricingModelOf(draft, offer, given),
    markets: 'all',
    terms: [],
    prices: [],
    dimensions: [],
    private: false,
  };
  const { stopped: before, ...plan } = known ?? fresh;
  const stopped = given.lifecycleState ? given.lifecycleState === 'deprecated' : before;
  const changed: DraftPlan = {
    ...plan,
    ...(given.subtype ? { applicationType: given.subtype } : {}),
    ...(stopped ? { stopped } : {}),
  };
  return known ? withPlan(draft, changed) : { ...draft, plans: [...draft.plans, changed] };
}

function withoutPlan(draft: Draft, planId: string, published: readonly string[], notes: Notes): Draft {
  if (published.includes(planId)) {
    notes.refuse('invalidState', `Plan ${planId} is published. Set its lifecycleState to deprecated and publish.`);
  }
  return { ...draft, plans: draft.plans.filter((plan) => plan.planId !== planId) };
}

/** The draft with one of its plans replaced. */
export function withPlan(draft: Draft, changed: DraftPlan): Draft {
  return { ...draft, plans: draft.plans.map((plan) => (plan.planId === changed.planId ? changed : plan)) };
}

export function planListingFrom(plan: DraftPlan, offer: OfferFacts): PlanListingResource {
  return {
    ...ofPlan('plan-listing', offer, plan),
    id: planListingId(offer.offerId, plan.planId),
    kind: listingKinds[offer.kind],
    languageId: languageIds.en,
    name: plan.name,
    description: plan.description,
    summary: '',
  };
}

export function applyPlanListing(draft: Draft, plan: DraftPlan, given: PlanListingResource, notes: Notes): Draft {
  const language = languageOf(given.languageId);
  if (!language) {
    notes.refuse('notSupported', `Listings are in English or French (en-us, fr-fr), not in '${given.languageId}'.`);
  }
  if (language === 'fr') notes.warn('A plan has one name and one description, for every language.', 'languageId');
  if (given.summary) notes.warn('A plan has no summary beside its description; it was not kept.', 'summary');
  return withPlan(draft, { ...plan, name: given.name, description: given.description });
}

const mostTenants = 200;

/** Tenants a private plan is for: those there were, without the removed, with the added. */
export function applyPrivateAudience(
  draft: Draft,
  plan: DraftPlan,
  { privateAudiences: { add = [], remove = [] } }: PrivateAudienceUpdate,
  notes: Notes,
): Draft {
  if (!plan.private) {
    notes.refuse('businessValidationError', `Plan ${plan.planId} is public. Only private plans have an audience.`);
  }
  const gone = new Set(tenantsOf(remove, 'Customers', notes));
  const kept = (plan.privateAudience ?? []).filter(({ tenantId }) => !gone.has(tenantId));
  const known = new Set(kept.map(({ tenantId }) => tenantId));
  const added = tenantsOf(add, 'Customers', notes).filter((tenantId) => !known.has(tenantId));
  const labels = new Map(add.map(({ id, label = '' }) => [id.toLowerCase(), label]));
  const privateAudience = [...kept, ...added.map((tenantId) => ({ tenantId, name: labels.get(tenantId) ?? '' }))];
  if (privateAudience.length > mostTenants) {
    notes.refuse('collectionLimitExceeded', `A private plan is for at most ${mostTenants} tenants.`);
  }
  return withPlan(draft, { ...plan, privateAudience });
}
