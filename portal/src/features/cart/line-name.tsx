/** Name of what a catalogue item id stands for, in the customer's country. */
import type { MarketplacePlan } from '@comptoir/contracts/comptoir/marketplace';
import { useQueries, useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/link.tsx';
import { marketplaceOfferQuery, splitCatalogItem } from '../marketplace/queries.ts';

function useItem(catalogItemId: string, country: string | undefined) {
  const { productId, skuId } = splitCatalogItem(catalogItemId);
  const offer = useQuery(marketplaceOfferQuery(productId, country)).data;
  return { offer, plan: offer?.plans.find((each) => each.skuId === skuId) };
}

type Seats = NonNullable<MarketplacePlan['seats']>;

/** How many seats of each item may be bought at once, by item; absent while that is not known. */
export function useSeats(items: readonly string[], country: string | undefined): ReadonlyMap<string, Seats> {
  const queries = items.map((item) => marketplaceOfferQuery(splitCatalogItem(item).productId, country));
  const offers = useQueries({ queries });
  return new Map(
    items.flatMap((item, index) => {
      const { skuId } = splitCatalogItem(item);
      const plan = offers[index]?.data?.plans.find((each) => each.skuId === skuId);
      if (!plan) return [];
      return [[item, plan.seats ?? { min: 1, max: 1 }] as const];
    }),
  );
}

export function useItemName(catalogItemId: string, country: string | undefined): string {
  const { offer, plan } = useItem(catalogItemId, country);
  return offer ? nameOf(offer, plan) : catalogItemId;
}

/** The same of several, in their order. */
export function useItemNames(catalogItemIds: readonly string[], country: string | undefined): readonly string[] {
  const asked = catalogItemIds.map((item) => marketplaceOfferQuery(splitCatalogItem(item).productId, country));
  const offers = useQueries({ queries: asked });
  return catalogItemIds.map((item, index) => {
    const offer = offers[index]?.data;
    const plan = offer?.plans.find((each) => each.skuId === splitCatalogItem(item).skuId);
    return offer ? nameOf(offer, plan) : item;
  });
}

const nameOf = (offer: { readonly title: string }, plan: { readonly name: string } | undefined) =>
  [offer.title, plan?.name].filter(Boolean).join(' – ');

export function ItemLink(props: { catalogItemId: string; country: string | undefined; customerId: string }) {
  const name = useItemName(props.catalogItemId, props.country);
  const { productId } = splitCatalogItem(props.catalogItemId);
  return <TextLink to={`${paths.marketplaceOffer(productId)}?customer=${props.customerId}`}>{name}</TextLink>;
}

export function ItemName(props: { catalogItemId: string; country: string | undefined }) {
  return useItemName(props.catalogItemId, props.country);
}
