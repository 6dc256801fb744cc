/** What a publisher reads: lists of products and plans, single resources, resource trees, submissions. */
import {
  plansQuery,
  productPath,
  productsQuery,
  resourceBundle,
  resourceList,
  resourcePath,
  submissionPath,
  targetQuery,
  versionQuery,
  wireResource,
  type ResourceList,
  type WireResource,
} from '@comptoir/contracts/product-ingestion/configure';
import { productTypes } from '@comptoir/contracts/product-ingestion/resources';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { Fault, type Page } from '../../kernel/index.ts';
import {
  ingestionFault,
  listPlans,
  listProducts,
  listSubmissions,
  readResource,
  readSubmission,
  resourceTree,
  type Resource,
} from '../../modules/ingestion/index.ts';
import type { Context } from '../../platform/context.ts';
import { frameOf } from './schemas.ts';
import { toWire, toWireList } from './wire.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const pageSize = 100;

type ListQuery = Pick<z.infer<typeof productsQuery>, '$version' | '$maxpagesize' | 'continuationToken'>;
const response = { 200: resourceList };

export function queryRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/product', { config, schema: { querystring: productsQuery, response } }, async (request) => {
    const { query } = request;
    const type = productTypes.find((known) => known === query.type);
    // Types this marketplace has no products of are known to clients: nothing is of them.
    if (query.type && type === undefined) return { value: [] };
    const externalId = query.externalId || query.externalID || undefined;
    const page = await request.work((work) => listProducts(work, { ...sliceOf(query), externalId, type }));
    return toList(context, request, page, query);
  });
  routes.get('/plan', { config, schema: { querystring: plansQuery, response } }, async (request) => {
    const { query } = request;
    const offerId = /^product\/([^/]+)$/i.exec(query.product ?? '')?.[1];
    if (!offerId) throw productMissing();
    const externalId = query.externalId || query.externalID || undefined;
    const page = await request.work((work) => listPlans(work, offerId, { ...sliceOf(query), externalId }));
    return toList(context, request, page, query);
  });
  const tree = { params: productPath, querystring: targetQuery, response: { 200: resourceBundle } };
  routes.get('/resource-tree/product/:offerId', { config, schema: tree }, async (request) => {
    const { $version, targetType = 'draft' } = request.query;
    const { offerId } = request.params;
    const resources = await request.work((work) => resourceTree(work, offerId, targetType));
    return {
      $schema: frameOf('resource-tree', $version),
      root: `product/${offerId.toLowerCase()}`,
      target: { targetType },
      resources: toWireList(resources, $version),
    };
  });
  submissionRoutes(app);
  resourceRoutes(app);
}

function submissionRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const ofProduct = { params: productPath, querystring: targetQuery, response };
  // Clients ask with and without `product/` before the id (contract section 8.3).
  for (const path of ['/submission/product/:offerId', '/submission/:offerId']) {
    routes.get(path, { config, schema: ofProduct }, async (request) => {
      const { $version, targetType } = request.query;
      const { offerId } = request.params;
      return { value: toWireList(await request.work((work) => listSubmissions(work, offerId, targetType)), $version) };
    });
  }
  const single = { params: submissionPath, querystring: versionQuery, response: { 200: wireResource } };
  routes.get('/submission/:offerId/:submission', { config, schema: single }, (request) => {
    const { offerId, submission } = request.params;
    return one(
      request.query.$version,
      request.work((work) => readSubmission(work, offerId, submission)),
    );
  });
}

/** `GET <durable id>`: the draft's resource. */
function resourceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const read = (request: FastifyRequest, version: string) => {
    const { resourceType, offerId, '*': rest } = request.params as Record<string, string>;
    const id = [resourceType, offerId, ...(rest ? [rest] : [])].join('/');
    return one(
      version,
      request.work((work) => readResource(work, id)),
    );
  };
  const single = { querystring: versionQuery, response: { 200: wireResource } };
  routes.get('/:resourceType/:offerId', { config, schema: { ...single, params: resourcePath } }, (request) =>
    read(request, request.query.$version),
  );
  routes.get('/:resourceType/:offerId/*', { config, schema: { ...single, params: resourcePath.loose() } }, (request) =>
    read(request, request.query.$version),
  );
}

async function one(version: string, found: Promise<Resource>): Promise<WireResource> {
  const wire = toWire(await found, version);
  if (wire) return wire;
  throw ingestionFault('IngestionResourceUnknown', `There is no schema of this resource as old as ${version}.`);
}

function sliceOf({ $maxpagesize = pageSize, continuationToken }: ListQuery) {
  return { limit: $maxpagesize, after: continuationToken || undefined };
}

function toList(
  context: Context,
  request: FastifyRequest,
  page: Page<Resource>,
  { $version }: ListQuery,
): ResourceList {
  const value = toWireList(page.items, $version);
  if (page.next === undefined) return { value };
  const [path, sent] = request.url.split('?');
  const query = new URLSearchParams(sent);
  query.set('continuationToken', page.next);
  return { value, '@nextLink': `${context.origin()}${path}?${query.toString()}` };
}

function productMissing(): Fault {
  const message = 'is required: the durable id of a product, as product=product/<GUID>';
  const problems = [{ path: 'product', code: 'invalidRequest', message }];
  return new Fault('InvalidInput', 'invalid', { message: `product ${message}`, target: 'product', problems });
}
