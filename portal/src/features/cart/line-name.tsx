/** Name of what a catalogue item id stands for, in the customer's country. */
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/link.tsx';
import { marketplaceOfferQuery, splitCatalogItem } from '../marketplace/queries.ts';

function useItem(catalogItemId: string, country: string | undefined) {
  const { productId, skuId } = splitCatalogItem(catalogItemId);
  const offer = useQuery(marketplaceOfferQuery(productId, country)).data;
  return { offer, plan: offer?.plans.find((each) => each.skuId === skuId) };
}

/** How many seats may be bought at once; undefined while that is not known. */
export const useSeats = (catalogItemId: string, country: string | undefined) =>
  useItem(catalogItemId, country).plan?.seats ?? undefined;

export function useItemName(catalogItemId: string, country: string | undefined): string {
  const { offer, plan } = useItem(catalogItemId, country);
  return offer ? [offer.title, plan?.name].filter(Boolean).join(' – ') : catalogItemId;
}

export function ItemLink(props: { catalogItemId: string; country: string | undefined; customerId: string }) {
  const name = useItemName(props.catalogItemId, props.country);
  const { productId } = splitCatalogItem(props.catalogItemId);
  return <TextLink to={`${paths.marketplaceOffer(productId)}?customer=${props.customerId}`}>{name}</TextLink>;
}

export function ItemName(props: { catalogItemId: string; country: string | undefined }) {
  return useItemName(props.catalogItemId, props.country);
}
