/** A plan, its listing and what is deployed for it, from a draft and onto it. */
import type { Draft, DraftPlan, OfferFacts, OfferKind } from './draft.ts';
import { languageIds, languageOf, planIdOf, planListingId, planResourceId, productIdOf } from './ids.ts';
import type {
  Notes,
  PlanListingResource,
  PlanResource,
  PrivateAudienceUpdate,
  ResourceType,
  VmTechnicalResource,
} from './resources.ts';
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

/** What every image is answered as, and its system called. */
const keptImageType = 'x64Gen2';
const defaultNames: ReadonlySet<string> = new Set(['Linux', 'Windows']);

export function vmTechnicalFrom(plan: DraftPlan, offer: OfferFacts): VmTechnicalResource {
  const family = plan.package?.operatingSystem ?? 'linux';
  const image = {
    imageType: keptImageType,
    source: { sourceType: 'sasUri', osDisk: { uri: plan.package?.address ?? '' } },
  };
  return {
    ...ofPlan('virtual-machine-plan-technical-configuration', offer, plan),
    operatingSystem: { family, friendlyName: family === 'linux' ? 'Linux' : 'Windows', type: 'other' },
    recommendedVmSizes: [],
    openPorts: [],
    vmProperties: {},
    skus: plan.package ? [{ imageType: image.imageType, skuId: plan.planId }] : [],
    vmImageVersions: plan.package
      ? [
          {
            versionNumber: plan.package.version,
            vmImages: [{ ...image, source: { ...image.source, dataDisks: [] } }],
            lifecycleState: 'generallyAvailable',
          },
        ]
      : [],
  };
}

/**
 * Of a machine the draft keeps what is deployed: the newest image that is generally available, its version and operating
 * system. Older images stay with the versions of the offer they were published in.
 */
export function applyVmTechnical(draft: Draft, plan: DraftPlan, given: VmTechnicalResource, notes: Notes): Draft {
  const sold = given.vmImageVersions.filter(
    ({ lifecycleState = 'generallyAvailable' }) => lifecycleState === 'generallyAvailable',
  );
  const newest = sold.toSorted((left, right) => compareVersions(left.versionNumber, right.versionNumber)).at(-1);
  if (!newest) {
    const { package: _before, ...rest } = plan;
    return withPlan(draft, rest);
  }
  const image = imageOf(newest, notes);
  const address = image?.source.osDisk?.uri ?? '';
  for (const sentence of unkeptOfMachine(given, newest, image)) notes.warn(sentence);
  const operatingSystem = given.operatingSystem?.family ?? plan.package?.operatingSystem;
  const made = { version: newest.versionNumber, address, ...(operatingSystem ? { operatingSystem } : {}) };
  return withPlan(draft, { ...plan, package: made });
}

type ImageVersion = VmTechnicalResource['vmImageVersions'][number];
type VmImage = ImageVersion['vmImages'][number];

/** The one image of a version that a plan deploys: the first for x64, or the first there is. */
function imageOf({ versionNumber, vmImages }: ImageVersion, notes: Notes): VmImage | undefined {
  const image = vmImages.find(({ imageType }) => /^x64/i.test(imageType)) ?? vmImages[0];
  if (image && image.source.sourceType !== 'sasUri') {
    notes.refuse('notSupported', 'Images are fetched from an address. Use sourceType sasUri.');
  } else if (!image?.source.osDisk?.uri) {
    notes.refuse('notSupported', `Version ${versionNumber} needs an image with an osDisk.uri.`);
  }
  if (image && (image.source.dataDisks ?? []).length > 0) {
    notes.refuse('notSupported', 'Machines with data disks are not sold here. Send dataDisks empty.');
  }
  return image;
}

/** What a client sent of a machine and will not read back, a sentence for each thing: it would lose them unknowingly. */
function unkeptOfMachine(given: VmTechnicalResource, newest: ImageVersion, image: VmImage | undefined): string[] {
  const versions = given.vmImageVersions.filter((version) => version !== newest);
  const images = newest.vmImages.filter((other) => other !== image);
  const skus = (given.skus ?? []).filter(({ imageType }) => imageType !== image?.imageType);
  const properties = Object.entries(given.vmProperties ?? {}).filter(([, value]) => value !== false && value !== null);
  const { friendlyName, type } = given.operatingSystem ?? {};
  return [
    ...versions.map(
      ({ versionNumber }) => `Image version ${versionNumber} was not kept: a plan deploys its newest one.`,
    ),
    ...images.map(
      ({ imageType }) => `The image ${imageType} of ${newest.versionNumber} was not kept: a plan has one image.`,
    ),
    ...skus.map(({ skuId, imageType }) => `The SKU ${skuId} (${imageType}) was not kept: a plan is one SKU.`),
    ...(image && image.imageType !== keptImageType
      ? [`The image type ${image.imageType} is answered as ${keptImageType}.`]
      : []),
    ...properties.map(([name]) => `The property ${name} of the machine was not kept.`),
    ...(friendlyName && !defaultNames.has(friendlyName)
      ? [`The name '${friendlyName}' of the system was not kept.`]
      : []),
    ...(type && type !== 'other' ? [`The type '${type}' of the system was not kept.`] : []),
    ...((given.openPorts?.length ?? 0) > 0 ? ['Open ports were not kept.'] : []),
    ...((given.recommendedVmSizes?.length ?? 0) > 0 ? ['Recommended sizes were not kept.'] : []),
  ];
}

/** `1.10.0` is newer than `1.9.0`. */
function compareVersions(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
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
