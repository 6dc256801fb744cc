/** One resource onto the draft of its offer: the changed draft, what was wrong, and what was not kept. */
import type { Draft, DraftPlan, OfferFacts } from './draft.ts';
import { planGuid, targetOf } from './ids.ts';
import { applyListing } from './listing-resources.ts';
import { applyCustomMeter, meterNamesOf, type MeterNames } from './meters.ts';
import { applyPlan, applyPlanListing } from './plan-resources.ts';
import { applyPlanPricing } from './pricing.ts';
import { applyPreviewAudience, applyProperty, applyReseller, applySetup, applyTechnical } from './product-resources.ts';
import { applyVmTechnical } from './vm-resources.ts';
import type { DraftResource, Notes, ProblemCode, Reference, ResourceType } from './resources.ts';

export interface ResourceProblem {
  readonly code: ProblemCode;
  readonly message: string;
}

export interface Noted extends Notes {
  readonly problems: readonly ResourceProblem[];
  readonly warnings: readonly string[];
  /** Members that a warning is about. */
  readonly warnedOf: readonly string[];
}

export function notes(): Noted {
  const problems: ResourceProblem[] = [];
  const warnings: string[] = [];
  const warnedOf: string[] = [];
  return {
    problems,
    warnings,
    warnedOf,
    refuse: (code, message) => void problems.push({ code, message }),
    warn: (message, about) => {
      warnings.push(message);
      if (about) warnedOf.push(about);
    },
  };
}

export interface ApplyFacts {
  readonly offer: OfferFacts;
  /** Ids of the live version's plans. */
  readonly publishedPlans: readonly string[];
  /** Meters named earlier in the same request. */
  readonly meters: MeterNames;
  /** Publisher's ids of plans, by the name their resources have in the request. */
  readonly planNames: ReadonlyMap<string, string>;
}

/** The order resources are carried out in: what others refer to comes first, what publishes comes last. */
const order: Readonly<Record<ResourceType, number>> = {
  product: 0,
  'commercial-marketplace-setup': 1,
  property: 1,
  listing: 1,
  'software-as-a-service-technical-configuration': 1,
  'price-and-availability-offer': 1,
  plan: 2,
  'price-and-availability-custom-meter': 3,
  'plan-listing': 4,
  'price-and-availability-plan': 4,
  'virtual-machine-plan-technical-configuration': 4,
  reseller: 5,
  'price-and-availability-update-private-audiences': 6,
  submission: 7,
  'private-offer': 8,
};

export function isResourceType(type: string): type is ResourceType {
  return Object.hasOwn(order, type);
}

export function inOrder<Item extends { readonly type: ResourceType }>(resources: readonly Item[]): Item[] {
  return resources.toSorted((left, right) => order[left.type] - order[right.type]);
}

/** The draft as the resource wants it; look into the notes before keeping it. */
export function applyResource(draft: Draft, resource: DraftResource, facts: ApplyFacts, found: Notes): Draft {
  switch (resource.type) {
    case 'commercial-marketplace-setup':
      return applySetup(draft, resource, found);
    case 'property':
      return applyProperty(draft, resource, found);
    case 'listing':
      return applyListing(draft, resource, found);
    case 'software-as-a-service-technical-configuration':
      return applyTechnical(draft, resource, facts.offer, found);
    case 'price-and-availability-offer':
      return applyPreviewAudience(draft, resource, found);
    case 'price-and-availability-custom-meter':
      return applyCustomMeter(draft, resource);
    case 'reseller':
      return applyReseller(draft, resource, found);
    case 'plan':
      return applyPlan(draft, resource, facts.offer, facts.publishedPlans, found);
    default: {
      const plan = planOf(draft, resource.plan, facts, found);
      return plan ? applyToPlan(draft, plan, resource, facts, found) : draft;
    }
  }
}

function applyToPlan(
  draft: Draft,
  plan: DraftPlan,
  resource: Extract<DraftResource, { plan: Reference }>,
  facts: ApplyFacts,
  found: Notes,
): Draft {
  switch (resource.type) {
    case 'plan-listing':
      return applyPlanListing(draft, plan, resource, found);
    case 'price-and-availability-plan': {
      const names = new Map([...meterNamesOf(draft), ...facts.meters]);
      return applyPlanPricing(draft, plan, resource, names, found);
    }
    case 'virtual-machine-plan-technical-configuration':
      if (facts.offer.kind !== 'virtualMachine') {
        found.refuse('businessValidationError', 'Only an azureVirtualMachine has images.');
      }
      return applyVmTechnical(draft, plan, resource, found);
  }
}

/** The plan a reference points at; refuses what is no plan of the draft. */
export function planOf(
  draft: Draft,
  reference: Reference,
  { offer, planNames }: Pick<ApplyFacts, 'offer' | 'planNames'>,
  found: Notes,
): DraftPlan | undefined {
  const target = targetOf(reference);
  if (!target) {
    found.refuse('invalidId', `'${JSON.stringify(reference)}' is no id of a plan, such as plan/<product>/<plan>.`);
    return undefined;
  }
  const plan = draft.plans.find(({ planId }) => {
    if (target.by === 'externalId') return planId === target.externalId;
    if (target.by === 'name') return planId === planNames.get(target.name);
    return target.type === 'plan' && planGuid(offer.offerId, planId) === target.guid;
  });
  if (!plan) found.refuse('resourceNotFound', `The product has no plan ${JSON.stringify(reference)}. List its plans.`);
  return plan;
}
