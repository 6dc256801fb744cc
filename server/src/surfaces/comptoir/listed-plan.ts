/** A published plan as partners and customers see it on the wire. */
import type { listedPlan, SearchFilters } from '@comptoir/contracts/comptoir/marketplace';
import type { z } from 'zod';
import { hourlyPrice, pricePerUnit, type FoundOffers, type StorePlan } from '../../modules/offers/index.ts';

export function listedPlanToWire({ plan, skuId, markets, item }: StorePlan): z.infer<typeof listedPlan> {
  return {
    planId: plan.planId,
    skuId,
    name: plan.name,
    description: plan.description,
    pricingModel: plan.pricingModel,
    applicationType: plan.applicationType ?? null,
    seats: plan.seats ?? null,
    markets: [...markets],
    hourlyPrice: item ? hourlyPrice(plan, item.currency) : null,
    dimensions: plan.dimensions.map((dimension) => ({
      id: dimension.id,
      name: dimension.name,
      unitOfMeasure: dimension.unitOfMeasure,
      includedQuantity: dimension.includedQuantity,
      pricePerUnit: item ? pricePerUnit(dimension, item.currency) : null,
    })),
  };
}

/** What stands beside the items of a page. */
export function pageToWire({ total, alike, filters, next }: FoundOffers<unknown>) {
  return { total, alike, ...(filters ? { filters: filters as SearchFilters } : {}), ...(next ? { next } : {}) };
}
