/** docs/openapi/*.json: each API as an OpenAPI 3.1 document, from the schemas and the access that its routes declare. */
import { STATUS_CODES } from 'node:http';
import swagger from '@fastify/swagger';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Config } from '../../server/src/config.ts';
import { declaredSurfaces } from '../../server/src/main.ts';
import type { RouteAccess } from '../../server/src/platform/http.ts';
import { contractsOf } from './openapi-names.ts';

const titles: Readonly<Record<string, string>> = {
  comptoir: 'Comptoir’s own API',
  'partner-center': 'Partner Center v1',
  'saas-fulfillment': 'SaaS fulfillment v2',
  'product-ingestion': 'Product ingestion (Graph)',
  graph: 'Delegated administration (Graph)',
  sandbox: 'Sandbox (does not exist in production)',
};

interface OpenApi {
  readonly paths: object;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/** Names and texts of the documents: of every surface whose routes declare what they answer. */
export async function openApiDocuments(config: Config): Promise<(readonly [string, string])[]> {
  const documents = await declaredSurfaces(
    config,
    async (server, { name, faultShape }) => {
      if (faultShape) await server.register(swagger, await optionsFor(name));
    },
    (server, { name, faultShape }) =>
      faultShape && ([`docs/openapi/${name}.json`, textOf(server.swagger() as OpenApi)] as const),
  );
  return documents.filter((document) => document !== undefined);
}

async function optionsFor(surface: string): Promise<Parameters<typeof swagger>[1]> {
  const schemaRegistry = z.registry<{ id: string }>();
  for (const [id, schema] of await contractsOf(surface)) schemaRegistry.add(schema, { id });
  const transform = createJsonSchemaTransform({ schemaRegistry });
  const inline = createJsonSchemaTransform({ schemaRegistry: z.registry<{ id: string }>() });
  return {
    openapi: {
      openapi: '3.1.0',
      info: { title: titles[surface] ?? surface, version: '0.1.0', license: { name: 'Apache-2.0' } },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    hideUntagged: false,
    transform: (document) => {
      const { schema, url } = transform(document);
      // Parameters stand one by one in a document, so what they are stands with them.
      const { params, querystring } = (inline(document).schema ?? {}) as Readonly<Record<string, unknown>>;
      const access = document.route.config!.access as RouteAccess;
      return {
        url,
        schema: {
          ...schema,
          ...(params ? { params } : {}),
          ...(querystring ? { querystring } : {}),
          ...accessOf(access),
          operationId: operationId(document.route),
        },
      };
    },
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  };
}

function accessOf({ permission, userOnly }: RouteAccess) {
  if (permission === 'public') return { security: [] };
  const who = userOnly ? ' Needs the token of a signed-in person.' : '';
  return { security: [{ token: [] }], description: `Permission \`${permission}\`.${who}` };
}

/** `GET /comptoir/v1/offers/:offerId` → `getOffersByOfferId`: what generators of clients call the method. */
function operationId({ method, url }: { readonly method: string | string[]; readonly url: string }): string {
  const parts = url.split('/').filter((part) => part !== '' && !/^(?:comptoir|v\d|api|sandbox|rp)$/.test(part));
  const words = parts
    .map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part === '*' ? 'rest' : part))
    .flatMap((part) => part.split(/\W+/));
  const capitals = words.filter(Boolean).map((word) => word[0]!.toUpperCase() + word.slice(1));
  return `${[method].flat()[0]!.toLowerCase()}${capitals.join('') || 'All'}`;
}

/** The document with the schemas that it uses, sorted, so that a change shows where it is. */
function textOf(document: OpenApi): string {
  const schemas = document.components?.schemas ?? {};
  const used = new Map<string, unknown>();
  const follow = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name!)) continue;
      used.set(name!, schemas[name!]);
      follow(schemas[name!]);
    }
  };
  follow(document.paths);
  const sorted = Object.fromEntries([...used].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  const components = { ...document.components, schemas: sorted };
  return `${JSON.stringify({ ...document, components }, described, 2)}\n`;
}

/** What an answer is called, where the library has no word for it: by its status. */
function described(key: string, value: unknown): unknown {
  if (key !== 'responses') return value;
  const named = Object.entries(value as Readonly<Record<string, object>>).map(([status, answer]) => {
    const description = refusals[status] ?? STATUS_CODES[status] ?? status;
    return [status, { ...answer, description }] as const;
  });
  return Object.fromEntries(named);
}

const refusals: Readonly<Record<string, string>> = { '4XX': 'Refused', '5XX': 'Failed' };
