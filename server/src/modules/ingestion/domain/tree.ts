/** All resources of an offer in one of its states, in the order a pipeline would send them. */
import type { Draft, OfferFacts, OfferKind } from './draft.ts';
import { productIdOf } from './ids.ts';
import { listingFrom } from './listing-resources.ts';
import { customMeterFrom } from './meters.ts';
import { planFrom, planListingFrom } from './plan-resources.ts';
import { planPricingFrom } from './pricing.ts';
import { previewAudienceFrom, propertyFrom, resellerFrom, setupFrom, technicalFrom } from './product-resources.ts';
import type { PlanResource, ProductResource, ProductType, Resource } from './resources.ts';
import { vmTechnicalFrom } from './vm-resources.ts';

export const productTypes = {
  saas: 'softwareAsAService',
  virtualMachine: 'azureVirtualMachine',
  azureApplication: 'azureApplication',
  container: 'azureContainer',
} as const satisfies Record<OfferKind, ProductType>;

export function kindOf(type: ProductType): OfferKind {
  return (Object.keys(productTypes) as OfferKind[]).find((kind) => productTypes[kind] === type)!;
}

export function productFrom(offer: OfferFacts): ProductResource {
  return {
    type: 'product',
    id: productIdOf(offer.offerId),
    identity: { externalId: offer.externalId },
    productType: productTypes[offer.kind],
    alias: offer.name,
    lifecycleState: offer.stopped ? 'deprecated' : 'generallyAvailable',
  };
}

export function plansFrom(draft: Draft, offer: OfferFacts): PlanResource[] {
  return draft.plans.map((plan) => planFrom(plan, offer));
}

/**
 * What a tree tells. A machine's has no setup: clients of machine offers know the types they list, and no others. Meters
 * are told where a plan prices one.
 */
export function resourcesOf(draft: Draft, offer: OfferFacts, everywhere: readonly string[]): Resource[] {
  const metered = draft.plans.some((plan) => plan.dimensions.length > 0);
  return allResourcesOf(draft, offer, everywhere).filter(({ type }) => {
    if (type === 'commercial-marketplace-setup') return offer.kind !== 'virtualMachine';
    return type !== 'price-and-availability-custom-meter' || metered;
  });
}

/** What can be sent of an offer and is answered by its id. `everywhere`: the countries that `all` markets means today. */
export function allResourcesOf(draft: Draft, offer: OfferFacts, everywhere: readonly string[]): Resource[] {
  const software = offer.kind === 'saas' ? [technicalFrom(draft, offer)] : [];
  return [
    productFrom(offer),
    setupFrom(draft, offer),
    propertyFrom(draft, offer),
    ...(['en', 'fr'] as const).flatMap((language) => listingFrom(draft, offer, language) ?? []),
    ...software,
    previewAudienceFrom(draft, offer),
    customMeterFrom(draft, offer),
    ...plansFrom(draft, offer),
    ...draft.plans.flatMap((plan): Resource[] => [
      planListingFrom(plan, offer),
      planPricingFrom(plan, offer, everywhere),
      ...(offer.kind === 'virtualMachine' ? [vmTechnicalFrom(plan, offer)] : []),
    ]),
    resellerFrom(draft, offer),
  ];
}
