/** Stock of products, and which promotions a purchase may have (wire contract, sections 3.1 and 3.3). */
import { customerPath } from '@comptoir/contracts/partner-center/common';
import {
  inventory,
  inventoryRequest,
  promotionEligibilities,
  promotionRequest,
} from '@comptoir/contracts/partner-center/inventory';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { soldProduct, soldProducts } from '../../modules/offers/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { bind } from './binding.ts';
import { countryQuery } from './catalogue.ts';
import { collection, linkToItself } from './envelope.ts';

const config = { access: { permission: 'catalogue.read' } } as const;

export function inventoryRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const stock = { querystring: countryQuery, body: bind(inventoryRequest), response: { 200: inventory } };
  // What is unknown is left out without a word, as the contract says; what is sold here never runs out.
  routes.post('/extensions/product/checkinventory', { config, schema: stock }, (request) =>
    request.work(async (work: Work) => {
      const { targetItems } = request.body;
      const sold = await soldOf(work, request.query.country, localeOf(request).language, targetItems);
      return targetItems
        .filter((item) => sold.has(nameOf(item)))
        .map((item) => ({ ...item, isRestricted: false as const, restrictions: [] }));
    }),
  );
  const promotions = { params: customerPath, body: bind(promotionRequest), response: { 200: promotionEligibilities } };
  routes.post('/customers/:customerId/promotionEligibilities', { config, schema: promotions }, (request) =>
    request.work(async (work: Work) => {
      const { customer } = await requireCustomer(work, request.params.customerId);
      const asked = request.body.items.map((item) => ({ item, of: itemOf(item.catalogItemId) }));
      const sold = await soldOf(
        work,
        customer.country,
        localeOf(request).language,
        asked.map(({ of }) => of),
      );
      const items = asked.map(({ item, of }) => ({
        ...item,
        eligibilities: [eligibilityOf(item, sold.has(nameOf(of)))],
      }));
      return collection(items, { self: linkToItself(request) });
    }),
  );
}

/** What of some items the caller may sell in a country: `product` and `product:sku`. */
type Sold = ReadonlySet<string>;

interface Item {
  readonly productId: string;
  readonly skuId?: string | undefined;
}

const nameOf = ({ productId, skuId }: Item) => (skuId === undefined ? productId : `${productId}:${skuId}`);

/** One statement says which products are sold; of those that are asked for, each is then looked into once. */
async function soldOf(work: Work, country: string, language: 'en' | 'fr', items: readonly Item[]): Promise<Sold> {
  const listed = new Set((await soldProducts(work, country, language)).map(({ productId }) => productId));
  const wanted = new Set(items.map(({ productId }) => productId).filter((productId) => listed.has(productId)));
  const sold = new Set<string>();
  for (const productId of wanted) {
    sold.add(productId);
    const product = await soldProduct(work, country, productId);
    for (const item of product.items) sold.add(nameOf(item));
  }
  return sold;
}

function itemOf(catalogItemId: string): Item {
  const [productId = '', skuId = ''] = catalogItemId.split(':');
  return { productId, skuId };
}

function eligibilityOf({ promotionId }: { readonly promotionId?: string | undefined }, known: boolean) {
  const wrong = promotionId === undefined ? ('NoPromotionsAvailable' as const) : ('InvalidPromotion' as const);
  const type = known ? wrong : ('InvalidCatalogItemId' as const);
  return { ...(promotionId === undefined ? {} : { promotionId }), isEligible: false as const, errors: [{ type }] };
}
