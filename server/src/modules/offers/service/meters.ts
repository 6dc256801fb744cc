/** Metered dimensions of plans as they were published: what usage is reported of, and what a unit costs. */
import { pricePerUnit } from '../domain/list-prices.ts';
import type { Statements } from '../store/catalogue.ts';
import { offerVersionsOf, purchasable } from './catalogue.ts';

export interface Meter {
  readonly id: string;
  readonly name: string;
  readonly unitOfMeasure: string;
  /** Units of each term that cost nothing more; the publisher counts them, and reports what goes beyond. */
  readonly includedQuantity: number;
  /** Of one unit, exact decimal text in the currency of the plan's market; null when it has none there. */
  readonly pricePerUnit: string | null;
}

export interface MeteredPlan {
  readonly planId: string;
  readonly offerId: string;
  readonly currency: string;
  readonly dimensions: readonly Meter[];
}

/** The meters of price versions, by their availability ids, which must exist; a plan without meters has none. */
export async function metersOf(
  work: Statements,
  availabilityIds: readonly string[],
): Promise<ReadonlyMap<string, MeteredPlan>> {
  if (availabilityIds.length === 0) return new Map();
  const items = await purchasable(work, availabilityIds);
  const versions = await offerVersionsOf(work, [...new Set(items.map(({ versionId }) => versionId))]);
  return new Map(
    items.map(({ availabilityId, versionId, planId, offerId, currency }) => {
      const plan = versions.get(versionId)!.document.plans.find((one) => one.planId === planId);
      const dimensions = (plan?.dimensions ?? []).map((dimension) => ({
        id: dimension.id,
        name: dimension.name,
        unitOfMeasure: dimension.unitOfMeasure,
        includedQuantity: dimension.includedQuantity,
        pricePerUnit: pricePerUnit(dimension, currency),
      }));
      return [availabilityId, { planId, offerId, currency, dimensions }];
    }),
  );
}
