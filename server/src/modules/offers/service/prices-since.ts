/** What a plan asks in the version that was bought and in every one published since, fee and meters. */
import { selectPricesSince, type PriceOfVersion, type PriceSought, type Statements } from '../store/catalogue.ts';
import { metersOf, type Meter } from './meters.ts';

export interface PublishedPrice extends PriceOfVersion {
  readonly meters: readonly Meter[];
}

/** Of each, in their order, oldest first; versions without it are left out. */
export async function pricesSince(
  work: Statements,
  sought: readonly PriceSought[],
): Promise<readonly (readonly PublishedPrice[])[]> {
  const found = await selectPricesSince(work, sought);
  const meters = await metersOf(work, [...new Set(found.flat().map(({ availabilityId }) => availabilityId))]);
  return found.map((prices) =>
    prices.map((price) => ({ ...price, meters: meters.get(price.availabilityId)!.dimensions })),
  );
}
