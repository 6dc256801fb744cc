/** The marketplace as this partner sees it. */
import {
  marketplaceList,
  marketplaceOffer,
  type MarketplaceItem,
  type MarketplacePlan,
} from '@comptoir/contracts/comptoir/marketplace';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import type { FileForm } from '../../ui/list-bar.tsx';
import type { PickerSource } from '../../ui/picker.tsx';

const root = '/comptoir/v1/marketplace/offers';

export interface MarketplaceWish {
  readonly country?: string | undefined;
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly category?: string | undefined;
  readonly publisher?: string | undefined;
}

export const marketplaceQuery = (wish: MarketplaceWish) =>
  infiniteQueryOptions({
    queryKey: ['marketplace', wish],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask(root, marketplaceList, { query: { ...wish, after: pageParam } }),
    getNextPageParam: (page) => page.next,
  });

/** Offers to choose from, by any word that the marketplace finds them by. */
export const marketplaceChoices: PickerSource<MarketplaceItem> = {
  key: ['marketplace'],
  find: (search) => ask(root, marketplaceList, { query: { search: search || undefined, size: choices } }),
  choiceOf: ({ productId, title, publisherName }) => ({ value: productId, label: title, hint: publisherName }),
};

/** As many as are looked at; the rest is found by typing. */
const choices = 20;

/** For a customer the margins are those that count for it. */
export const marketplaceOfferQuery = (productId: string, country: string | undefined, customerTenantId?: string) =>
  queryOptions({
    queryKey: ['marketplace', 'offer', productId, country, customerTenantId],
    queryFn: () =>
      ask(`${root}/${encodeURIComponent(productId)}`, marketplaceOffer, { query: { country, customerTenantId } }),
  });

/** The price list of a country as CSV. */
export const priceListPath = (country: string, form: FileForm) =>
  `/comptoir/v1/marketplace/prices?format=${form}&country=${encodeURIComponent(country)}`;

/** Product and plan of a catalogue item id, `product:sku:availability`. */
export function splitCatalogItem(catalogItemId: string): { readonly productId: string; readonly skuId: string } {
  const [productId = '', skuId = ''] = catalogItemId.split(':');
  return { productId, skuId };
}

export interface PriceOption {
  readonly key: string;
  readonly catalogItemId: string;
  readonly term: string;
  readonly billingCycle: string;
  readonly amount: string;
  /** What this partner pays instead, when its publisher grants it a margin. */
  readonly wholesale: string | undefined;
  /** Days that cost nothing before (rule F25). */
  readonly trialDays: number | undefined;
  readonly currency: string;
}

/** Ways to buy a plan in the asked country. */
export function priceOptions(plan: MarketplacePlan): readonly PriceOption[] {
  const offered = plan.offeredAs;
  if (!offered) return [];
  let trialDays: number | undefined;
  return offered.prices.flatMap(({ trialDays: days, ...price }, index) => {
    // A trial is a row of its own, before the price that follows it; nobody chooses it.
    if (days !== null) {
      trialDays = days;
      return [];
    }
    const option = {
      ...price,
      wholesale: plan.margin?.wholesale[index],
      trialDays,
      key: `${price.term} ${price.billingCycle}`,
      catalogItemId: offered.catalogItemId,
      currency: offered.currency,
    };
    trialDays = undefined;
    return [option];
  });
}
