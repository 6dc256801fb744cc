/** The catalogue of one country: what the acting partner may sell to customers there now. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { fullRefundWindow, windowsAt, type CancellationWindows } from '../../../programme/cancellation.ts';
import { chosenWindows } from '../../cancellation-policies/index.ts';
import { marketOf, maySellMarketplaceIn } from '../../../programme/markets.ts';
import { isSold } from '../../../programme/sale.ts';
import { selectSoldProducts, type ListedProduct } from '../store/catalogue.ts';
import type { ListingLanguage, TermOption } from '../domain/document.ts';
import { countryNotListed, offerFault } from '../faults.ts';
import type { OfferVersion, PurchasableItem } from '../domain/types.ts';
import { catalogueEntry, type CatalogueEntry } from './catalogue.ts';

export interface SoldProduct {
  readonly version: OfferVersion;
  /** Open to selected partners only, of which the acting one is. */
  readonly exclusive: boolean;
  /** One availability per plan sold in the country, by SKU. */
  readonly items: readonly PurchasableItem[];
}

/**
 * Products the acting partner may sell in a country, by title. An offer that its audience keeps from the partner is not among
 * them (A6, A7, A14). Faults: CountryNotListed.
 */
export async function soldProducts(work: Work, country: string, language: ListingLanguage): Promise<ListedProduct[]> {
  requireListed(work, country);
  const open = maySellMarketplaceIn(country, dayOf(work.now)).allowed;
  return open ? selectSoldProducts(work, work.account, country, language) : [];
}

/** One of them. Faults: CountryNotListed, ProductUnknown. */
export async function soldProduct(work: Work, country: string, productId: string): Promise<SoldProduct> {
  requireListed(work, country);
  const entry = await catalogueEntry(work, work.account, productId);
  const sold = entry && soldIn(entry, country, dayOf(work.now));
  if (!sold) {
    throw offerFault(
      'ProductUnknown',
      `Product ${productId} was not found in ${country}. List the products of the country.`,
    );
  }
  return sold;
}

export interface SoldSku {
  readonly product: SoldProduct;
  readonly item: PurchasableItem;
  /** By term and billing cycle: ISO-8601 duration in which a purchase is cancelled for a full refund (F22). */
  readonly terms: readonly (TermOption & { readonly fullRefundWithin: string })[];
}

/** One plan of a product. Faults: CountryNotListed, ProductUnknown, SkuUnknown. */
export async function soldSku(work: Work, country: string, productId: string, skuId: string): Promise<SoldSku> {
  const product = await soldProduct(work, country, productId);
  const item = product.items.find((one) => one.skuId === skuId);
  if (!item) {
    throw offerFault(
      'SkuUnknown',
      `SKU ${skuId} of product ${productId} was not found in ${country}. List the product's SKUs.`,
    );
  }
  return soldSkuOf(product, item, await windowsNow(work));
}

/** The plans of a product, by SKU. */
export async function skusOf(work: Work, product: SoldProduct): Promise<SoldSku[]> {
  const windows = await windowsNow(work);
  return product.items.map((item) => soldSkuOf(product, item, windows));
}

/** Of terms that begin today. */
async function windowsNow(work: Work): Promise<CancellationWindows> {
  return windowsAt(await chosenWindows(work), work.now);
}

function soldSkuOf(product: SoldProduct, item: PurchasableItem, windows: CancellationWindows): SoldSku {
  const terms = item.prices.map(({ term, billingCycle }) => ({
    term,
    billingCycle,
    fullRefundWithin: fullRefundWindow(billingCycle, windows),
  }));
  return { product, item, terms };
}

/** A plan by its availability, which must be the one of this country. Faults: as `soldSku`, and AvailabilityUnknown. */
export async function soldAvailability(
  work: Work,
  country: string,
  path: { readonly productId: string; readonly skuId: string; readonly availabilityId: string },
): Promise<SoldSku> {
  const sold = await soldSku(work, country, path.productId, path.skuId);
  if (sold.item.availabilityId === path.availabilityId.toUpperCase()) return sold;
  throw offerFault(
    'AvailabilityUnknown',
    `Availability ${path.availabilityId} was not found for SKU ${path.skuId} in ${country}. Availabilities change when the publisher publishes: read them again.`,
  );
}

function requireListed(work: Work, country: string): void {
  const today = dayOf(work.now);
  if (!marketOf(country, today)) throw countryNotListed(country, today);
}

/** The plans that may be ordered for customers of the country, if there are any; whatever state the partner's account is in. */
function soldIn(
  { version, exclusive, offer }: CatalogueEntry,
  country: string,
  on: Temporal.PlainDate,
): SoldProduct | undefined {
  const items = version.items.filter(
    ({ market, plan }) => market === country && isSold({ on, country, offer, plan, markets: [market] }),
  );
  return items.length > 0 ? { version, exclusive, items } : undefined;
}
