/** The resources of a request, read by the schema each names. Every problem at once, each with its resource. */
import { privateOffer } from '@comptoir/contracts/product-ingestion/private-offer';
import * as shapes from '@comptoir/contracts/product-ingestion/resources';
import type { z } from 'zod';
import { Fault, type Problem } from '../../kernel/index.ts';
import type { Resource, ResourceType } from '../../modules/ingestion/index.ts';
import { pathText } from '../../platform/invalid-input.ts';
import { readSchema } from './schemas.ts';

const shapeOf = {
  product: shapes.product,
  'commercial-marketplace-setup': shapes.commercialMarketplaceSetup,
  property: shapes.property,
  listing: shapes.listing,
  'software-as-a-service-technical-configuration': shapes.saasTechnicalConfiguration,
  'price-and-availability-offer': shapes.priceAndAvailabilityOffer,
  'price-and-availability-custom-meter': shapes.customMeter,
  'price-and-availability-plan': shapes.priceAndAvailabilityPlan,
  'price-and-availability-update-private-audiences': shapes.updatePrivateAudiences,
  reseller: shapes.reseller,
  plan: shapes.plan,
  'plan-listing': shapes.planListing,
  'virtual-machine-plan-technical-configuration': shapes.vmTechnicalConfiguration,
  submission: shapes.submission,
  'private-offer': privateOffer,
} as const satisfies Record<ResourceType, z.ZodObject>;

/** Faults: InvalidInput with the problems of every resource; their codes are the schema's. */
export function readResources(given: readonly Readonly<Record<string, unknown>>[]): Resource[] {
  const problems: Problem[] = [];
  const resources = given.flatMap((raw, index) => {
    const read = readResource(raw, `resources[${index}]`);
    if (!Array.isArray(read)) return [read];
    problems.push(...read);
    return [];
  });
  const names = resources.flatMap(({ resourceName }) => resourceName ?? []);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) < index))) {
    problems.push({ path: 'resources', code: 'schemaValidationError', message: `resourceName ${name} is used twice.` });
  }
  if (problems.length === 0) return resources;
  const message = 'Invalid configuration: schema validation failed';
  throw new Fault('InvalidInput', 'invalid', { message, problems });
}

function readResource(raw: Readonly<Record<string, unknown>>, path: string): Resource | Problem[] {
  const schema = readSchema(raw['$schema']);
  if (schema.kind === 'notSupported') {
    const message = `${schema.type} is not supported: this marketplace keeps nothing of that kind. Leave it out.`;
    return [{ path, code: 'notSupported', message }];
  }
  if (schema.kind !== 'resource') {
    const message = `${String(raw['$schema'])} is no schema of a resource, such as https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3.`;
    return [{ path: `${path}.$schema`, code: 'schemaValidationError', message }];
  }
  const shape = shapeOf[schema.type];
  const present = withoutNulls(raw) as Record<string, unknown>;
  const read = shape.safeParse(present);
  if (!read.success) {
    return read.error.issues.map((issue) => ({
      path: pathText([path, ...issue.path]),
      code: 'schemaValidationError',
      message: issue.message,
    }));
  }
  const unkept = [...new Set(unknownIn(present, read.data, ''))];
  return { ...named(schema.type, read.data), ...(unkept.length > 0 ? { unkept } : {}) };
}

const frameMembers: ReadonlySet<string> = new Set(['$schema', 'validations']);
/** Members whose names are brought to another spelling. */
const renamed: ReadonlySet<string> = new Set(['externalID', 'categories']);

/** Members that were sent and that the schema does not name, at every depth. */
function unknownIn(sent: unknown, read: unknown, path: string): string[] {
  if (Array.isArray(sent) && Array.isArray(read)) {
    return sent.flatMap((entry, index) => unknownIn(entry, read[index], `${path}[]`));
  }
  if (!isObject(sent) || !isObject(read)) return [];
  return Object.entries(sent).flatMap(([name, value]) => {
    if (renamed.has(name) || (path === '' && frameMembers.has(name))) return [];
    const at = path === '' ? name : `${path}.${name}`;
    return Object.hasOwn(read, name) ? unknownIn(value, read[name], at) : [at];
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** On the wire a product's `type` is its kind; for the rest of the house the type of a resource is. */
function named(type: ResourceType, data: Readonly<Record<string, unknown>>): Resource {
  const { type: productType, ...rest } = data;
  return (type === 'product' ? { ...rest, type, productType } : { ...data, type }) as unknown as Resource;
}

/** Clients of typed languages send null for what is not set. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, withoutNulls(member)]));
}
