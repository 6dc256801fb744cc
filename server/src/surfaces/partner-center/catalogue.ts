/**
 * Products, SKUs and availabilities, by country and by customer (wire contract, section 3). The twins by customer take
 * the country from the customer. What the audience keeps from the caller is absent from lists and 404 by id.
 */
import {
  availabilities,
  availability,
  product as productShape,
  products,
  sku,
  skus,
} from '@comptoir/contracts/partner-center/catalogue';
import { customerPath } from '@comptoir/contracts/partner-center/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as offers from '../../modules/offers/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { bind, wireEnum } from './binding.ts';
import { availabilityToWire, listedOf, productToWire, skuToWire, type Place } from './catalogue-wire.ts';
import { collection, link } from './envelope.ts';

const config = { access: { permission: 'catalogue.read' } } as const;

/** The official list (section 3.2). */
const targetViews = [
  'Azure',
  'AzureReservations',
  'AzureReservationsVM',
  'AzureReservationsSQL',
  'AzureReservationsCosmosDb',
  'MicrosoftAzure',
  'OnlineServices',
  'Software',
  'SoftwareSUSELinux',
  'SoftwarePerpetual',
  'SoftwareSubscriptions',
  'SpecializedOffers',
  'MarketplaceSaaS',
] as const;
const segments = ['commercial', 'education', 'government', 'nonprofit'] as const;

/** The one documented scope of reservations, none of which are sold here; an empty one narrows nothing. */
const reservationScopes = ['', 'AzurePlan'] as const;
const narrowing = {
  targetSegment: wireEnum(segments).optional(),
  reservationScope: wireEnum(reservationScopes).optional(),
};
const view = { targetView: wireEnum(targetViews) };
const country = {
  country: z
    .string({ error: 'country is required: the ISO 3166-1 code of two letters of the customers to sell to' })
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'country must be a country code of two letters'),
};
/** Of requests that name a country and nothing else. */
export const countryQuery = bind(z.object(country));
const ofCountry = bind(z.object({ ...country, ...narrowing }));
const listOfCountry = bind(z.object({ ...country, ...view, ...narrowing }));
const ofCustomer = bind(z.object(narrowing));
const listOfCustomer = bind(z.object({ ...view, ...narrowing }));

type Narrowing = z.output<z.ZodObject<typeof narrowing>>;

export function catalogueRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: products };
  routes.get('/products', { config, schema: { querystring: listOfCountry, response } }, (request) =>
    request.work((work) => listProducts(work, placeOf(context, request, request.query), request.query)),
  );
  const ofOne = { params: customerPath, querystring: listOfCustomer, response };
  routes.get('/customers/:customerId/products', { config, schema: ofOne }, (request) =>
    request.work(async (work) =>
      listProducts(work, await customerPlace(context, work, request, request.params.customerId), request.query),
    ),
  );
  for (const route of byPath) oneRoutes(app, context, route);
}

/** By country, and its twin by customer. */
function oneRoutes(app: FastifyInstance, context: Context, { path, shape, answer }: CatalogueRoute): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, z.string()] as const);
  const params = z.object(Object.fromEntries(names));
  const response = { 200: shape };
  routes.get(path, { config, schema: { params, querystring: ofCountry, response } }, (request) =>
    request.work((work) => {
      requireCommercial(request.query);
      return answer(work, placeOf(context, request, request.query), pathOf(request));
    }),
  );
  const ofOne = { params: customerPath.extend(params.shape), querystring: ofCustomer, response };
  routes.get(`/customers/:customerId${path}`, { config, schema: ofOne }, (request) =>
    request.work(async (work) => {
      requireCommercial(request.query);
      return answer(work, await customerPlace(context, work, request, request.params.customerId!), pathOf(request));
    }),
  );
}

interface CataloguePath {
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
}

interface CatalogueRoute {
  readonly path: string;
  readonly shape: z.ZodType;
  readonly answer: (work: Work, place: Place, path: CataloguePath) => Promise<unknown>;
}

/** What is answered below `/products`, for a country or a customer alike. */
const byPath: readonly CatalogueRoute[] = [
  {
    path: '/products/:productId',
    shape: productShape,
    answer: async (work, place, { productId }) =>
      productToWire(listedOf(await offers.soldProduct(work, place.country, productId), place), place),
  },
  {
    path: '/products/:productId/skus',
    shape: skus,
    answer: async (work, place, { productId }) => {
      const product = await offers.soldProduct(work, place.country, productId);
      const items = (await offers.skusOf(work, product)).map((sold) => skuToWire(sold, place));
      return collection(items, { self: link(place.uri(`/products/${product.version.productId}/skus`)) });
    },
  },
  {
    path: '/products/:productId/skus/:skuId',
    shape: sku,
    answer: async (work, place, { productId, skuId }) =>
      skuToWire(await offers.soldSku(work, place.country, productId, skuId), place),
  },
  {
    path: '/products/:productId/skus/:skuId/availabilities',
    shape: availabilities,
    answer: async (work, place, { productId, skuId }) => {
      const sold = await offers.soldSku(work, place.country, productId, skuId);
      const self = place.uri(`/products/${sold.item.productId}/skus/${skuId}/availabilities`);
      return collection([availabilityToWire(sold, place)], { self: link(self) });
    },
  },
  {
    path: '/products/:productId/skus/:skuId/availabilities/:availabilityId',
    shape: availability,
    answer: async (work, place, path) =>
      availabilityToWire(await offers.soldAvailability(work, place.country, path), place),
  },
];

async function listProducts(
  work: Work,
  place: Place,
  query: Narrowing & { readonly targetView: (typeof targetViews)[number] },
) {
  requireCommercial(query);
  const { targetView } = query;
  if (targetView !== 'OnlineServices' && targetView !== 'MarketplaceSaaS' && targetView !== 'SpecializedOffers') {
    throw offers.offerFault(
      'TargetViewNotAllowed',
      `You may not read the view ${targetView}: nothing of it is sold here. Use MarketplaceSaaS.`,
      {
        target: 'targetView',
      },
    );
  }
  const sold = await offers.soldProducts(work, place.country, place.locale.language);
  const shown = targetView === 'SpecializedOffers' ? sold.filter((product) => product.exclusive) : sold;
  const self = place.uri('/products', { targetView });
  return collection(
    shown.map((product) => productToWire(product, place)),
    { self: link(self) },
  );
}

/** Marketplace offers are sold in one segment. */
function requireCommercial({ targetSegment = 'commercial' }: Narrowing): void {
  if (targetSegment === 'commercial') return;
  throw offers.offerFault(
    'TargetSegmentNotAllowed',
    `You may not read the segment ${targetSegment}: marketplace offers are sold in the segment commercial.`,
    {
      target: 'targetSegment',
    },
  );
}

function placeOf(context: Context, request: FastifyRequest, query: { readonly country: string }): Place {
  return {
    country: query.country,
    locale: localeOf(request),
    contractUri: `${context.origin()}/standard-contract`,
    uri: (path, more = {}) => `${path}?${new URLSearchParams({ country: query.country, ...more }).toString()}`,
  };
}

async function customerPlace(
  context: Context,
  work: Work,
  request: FastifyRequest,
  customerId: string,
): Promise<Place> {
  const { customer } = await requireCustomer(work, customerId);
  return {
    country: customer.country,
    locale: localeOf(request),
    contractUri: `${context.origin()}/standard-contract`,
    uri: (path, more = {}) => {
      const query = new URLSearchParams(more).toString();
      return `/customers/${customerId}${path}${query ? `?${query}` : ''}`;
    },
  };
}

function pathOf(request: FastifyRequest): CataloguePath {
  return request.params as CataloguePath;
}
