/** `/comptoir/v1/marketplace/offers…`: what the acting partner finds in the marketplace. */
import {
  marketplaceDetailQuery,
  marketplaceQuery,
  type MarketplaceItem,
  type MarketplaceOffer,
  type MarketplacePlan,
} from '@comptoir/contracts/comptoir/marketplace';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as offers from '../../modules/offers/index.ts';
import { localeOf } from '../locale.ts';

const config = { access: { permission: 'catalogue.read' } } as const;
const productPath = z.strictObject({ productId: z.string().regex(/^[A-Za-z0-9]{1,20}$/) });

export function marketplaceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/marketplace/offers', { config, schema: { querystring: marketplaceQuery } }, (request) =>
    request.work(async (work) => {
      const page = await offers.marketplaceOffers(work, { ...request.query, language: localeOf(request).language });
      return { ...page, items: page.items.map(itemToWire) };
    }),
  );
  routes.get(
    '/marketplace/offers/:productId',
    { config, schema: { params: productPath, querystring: marketplaceDetailQuery } },
    (request) =>
      request.work(async (work) => {
        const wanted = { ...request.query, language: localeOf(request).language };
        return offerToWire(await offers.marketplaceOffer(work, request.params.productId, wanted));
      }),
  );
}

function itemToWire({ version, listing, exclusive, admitted, purchasable }: offers.MarketplaceOffer): MarketplaceItem {
  return {
    productId: version.productId,
    title: listing.title,
    summary: listing.summary,
    publisherName: version.publisherName,
    categories: version.document.properties.categories as MarketplaceItem['categories'],
    label: exclusive ? 'exclusive' : null,
    purchasable,
    contact: exclusive && !admitted ? version.document.contacts.cspProgramme : null,
  };
}

function offerToWire(offer: offers.MarketplaceOffer): MarketplaceOffer {
  const { document, publisherTenantId } = offer.version;
  return {
    ...itemToWire(offer),
    country: offer.country,
    description: offer.listing.description,
    publisherTenantId,
    contacts: document.contacts,
    cspMarketingUrl: document.cspMarketingUrl,
    privacyUrl: document.privacyUrl,
    terms: document.properties.terms,
    plans: offer.plans.map(planToWire),
  };
}

function planToWire({ plan, skuId, markets, item, hindrances }: offers.MarketplacePlan): MarketplacePlan {
  return {
    planId: plan.planId,
    skuId,
    name: plan.name,
    description: plan.description,
    pricingModel: plan.pricingModel,
    seats: plan.seats ?? null,
    markets: [...markets],
    offeredAs: item
      ? {
          catalogItemId: `${item.productId}:${item.skuId}:${item.availabilityId}`,
          currency: item.currency,
          prices: [...item.prices],
        }
      : null,
    dimensions: plan.dimensions.map(({ id, name, unitOfMeasure, includedQuantity, prices }) => ({
      id,
      name,
      unitOfMeasure,
      includedQuantity,
      pricePerUnit: prices.find((price) => price.currency === item?.currency)?.pricePerUnit ?? null,
    })),
    purchasable: hindrances.length === 0,
    hindrances: hindrances.map(({ rule, reason }) => ({ rule, reason })),
  };
}
