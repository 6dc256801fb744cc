/** From sold products to the wire's Product, Sku and Availability (section 3.3). */
import type { Availability, Product, Sku } from '@comptoir/contracts/partner-center/catalogue';
import { listingIn, type ListedProduct, type SoldProduct, type SoldSku } from '../../modules/offers/index.ts';
import type { Locale } from '../locale.ts';
import { link } from './envelope.ts';

/** Where the catalogue is looked at: a country, or a customer and its country. */
export interface Place {
  readonly country: string;
  readonly locale: Locale;
  /** Address of the standard contract, absolute. */
  readonly contractUri: string;
  /** The path of a resource as seen from here, with the query it needs; relative, without `/v1`. */
  readonly uri: (path: string, more?: Readonly<Record<string, string>>) => string;
}

/** A product that was read whole, as the list of a country has it. */
export function listedOf({ version, exclusive }: SoldProduct, { locale }: Place): ListedProduct {
  const { title, description } = listingIn(version.document, locale.language);
  return { productId: version.productId, publisherName: version.publisherName, title, description, exclusive };
}

export function productToWire(product: ListedProduct, { uri }: Place): Product {
  const { title, description } = product;
  const self = `/products/${product.productId}`;
  return {
    id: product.productId,
    title,
    description,
    // Clients recognise marketplace SaaS by these two ids (section 3.2).
    productType: { id: 'Azure', displayName: 'Azure', subType: { id: 'SaaS', displayName: 'SaaS' } },
    isMicrosoftProduct: false,
    publisherName: product.publisherName,
    links: { skus: link(uri(`${self}/skus`)), self: link(uri(self)) },
  };
}

export function skuToWire({ product: { version }, item }: SoldSku, { uri, contractUri }: Place): Sku {
  const plan = version.document.plans.find((one) => one.planId === item.planId)!;
  const { terms } = version.document.properties;
  const self = `/products/${item.productId}/skus/${item.skuId}`;
  return {
    id: item.skuId,
    productId: item.productId,
    title: item.planName,
    description: plan.description,
    minimumQuantity: item.seats.min,
    maximumQuantity: item.seats.max,
    isTrial: false,
    supportedBillingCycles: [...new Set(item.prices.map((price) => price.billingCycle))],
    purchasePrerequisites: ['MicrosoftCustomerAgreement'],
    inventoryVariables: [],
    provisioningVariables: [],
    actions: [],
    dynamicAttributes: {},
    termsOfUseUri: terms.standardContract ? contractUri : terms.url,
    links: { availabilities: link(uri(`${self}/availabilities`)), self: link(uri(self)) },
  };
}

export function availabilityToWire(sold: SoldSku, place: Place): Availability {
  const { item } = sold;
  const renewal = [{ renewToId: item.availabilityId, isAutoRenewable: true }];
  const terms = sold.terms.map(({ term, billingCycle, fullRefundWithin }) => ({
    id: `${term}-${billingCycle}`,
    duration: term,
    description: describe(term, billingCycle, place.locale.language),
    billingCycle,
    renewalOptions: renewal,
    cancellationPolicies: [{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: fullRefundWithin }] }],
  }));
  return {
    id: item.availabilityId,
    productId: item.productId,
    skuId: item.skuId,
    catalogItemId: `${item.productId}:${item.skuId}:${item.availabilityId}`,
    defaultCurrency: { code: item.currency, symbol: symbolOf(item.currency, place.locale.tag) },
    segment: 'commercial',
    country: item.market,
    isPurchasable: true,
    isRenewable: true,
    renewalInstructions: [{ applicableTermIds: terms.map((term) => term.id), renewalOptions: renewal }],
    terms,
    product: productToWire(listedOf(sold.product, place), place),
    sku: skuToWire(sold, place),
    links: {
      self: link(place.uri(`/products/${item.productId}/skus/${item.skuId}/availabilities/${item.availabilityId}`)),
    },
  };
}

/** Links from what was bought to the catalogue, with the country without which the catalogue answers 400. */
export function catalogueLinks(bought: {
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly market: string;
}) {
  const product = `/products/${bought.productId}`;
  const sku = `${product}/skus/${bought.skuId}`;
  const of = (path: string) => link(`${path}?country=${bought.market}`);
  return { product: of(product), sku: of(sku), availability: of(`${sku}/availabilities/${bought.availabilityId}`) };
}

type Price = SoldSku['item']['prices'][number];

const words = {
  en: {
    term: { P1M: '1 month', P1Y: '1 year', P2Y: '2 years', P3Y: '3 years' },
    cycle: { monthly: 'monthly', annual: 'annually', biennial: 'every two years', triennial: 'every three years' },
    billed: 'billed',
  },
  fr: {
    term: { P1M: '1 mois', P1Y: '1 an', P2Y: '2 ans', P3Y: '3 ans' },
    cycle: { monthly: 'par mois', annual: 'par an', biennial: 'tous les deux ans', triennial: 'tous les trois ans' },
    billed: 'facturé',
  },
} as const satisfies Record<Locale['language'], unknown>;

function describe(term: Price['term'], cycle: Price['billingCycle'], language: Locale['language']): string {
  const { billed, ...names } = words[language];
  return `${names.term[term]}, ${billed} ${names.cycle[cycle]}`;
}

function symbolOf(currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
}
