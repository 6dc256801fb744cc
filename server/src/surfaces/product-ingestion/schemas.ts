/** Schema addresses: which types and versions there are, and the one to answer with under a `$version`. */
import { schemaHosts } from '@comptoir/contracts/product-ingestion/resources';
import type { ResourceType } from '../../modules/ingestion/index.ts';

const [presentHost, formerHost] = schemaHosts;

/** Schemas that are no resources of a product. */
type FrameType = 'configure' | 'configure-status' | 'configure-detail' | 'resource-tree';

interface Schema {
  readonly host: (typeof schemaHosts)[number];
  /** The oldest first. */
  readonly versions: readonly string[];
}

const preview = (...numbers: number[]) => numbers.map((number) => `2022-03-01-preview${number}`);
const present = (...versions: string[]): Schema => ({ host: presentHost, versions });
/** These the service still tells with the former host, and clients compare the whole address (contract section 8.4). */
const former = (...versions: string[]): Schema => ({ host: formerHost, versions });

const frame = present(...preview(2), '2022-07-01');

const schemas: Readonly<Record<ResourceType | FrameType, Schema>> = {
  configure: frame,
  'configure-status': frame,
  'configure-detail': frame,
  'resource-tree': frame,
  product: present(...preview(2, 3)),
  'commercial-marketplace-setup': present(...preview(2)),
  property: former(...preview(2, 3)),
  listing: former(...preview(2, 3)),
  'software-as-a-service-technical-configuration': present(...preview(3)),
  'price-and-availability-offer': present(...preview(2, 3)),
  'price-and-availability-custom-meter': present(...preview(3)),
  'price-and-availability-plan': present(...preview(2, 3, 4)),
  'price-and-availability-update-private-audiences': present(...preview(2, 3)),
  reseller: present(...preview(2)),
  plan: present(...preview(2, 3)),
  'plan-listing': former(...preview(2, 3)),
  'virtual-machine-plan-technical-configuration': present(...preview(2, 3, 5)),
  submission: present(...preview(2)),
  'private-offer': present('2022-07-01', '2023-07-15'),
};

/** Types of the API that this marketplace has nothing for. */
const notSupported: ReadonlySet<string> = new Set([
  'azure-application-plan-technical-configuration',
  'azure-test-drive-technical-configuration',
  'container-plan-technical-configuration',
  'core-virtual-machine-plan-technical-configuration',
  'customer-leads',
  'listing-asset',
  'listing-trailer',
  'microsoft365-integration',
  'price-and-availability-private-offer-plan',
  'test-drive',
  'test-drive-listing',
  'virtual-machine-test-drive-technical-configuration',
]);

/** Newest schema of a type that is not newer than `version`; undefined when all of them are. */
export function schemaOf(type: ResourceType | FrameType, version: string): string | undefined {
  const { host, versions } = schemas[type];
  const found = versions.findLast((one) => !isNewer(one, version));
  return found && `${host}/schema/${type}/${found}`;
}

/** As `schemaOf`, for the frames around resources: they exist since the first version. */
export function frameOf(type: FrameType, version: string): string {
  return schemaOf(type, version) ?? `${presentHost}/schema/${type}/${frame.versions[0]}`;
}

/** By date, then by number of preview; what is no preview any more comes after all previews of its date. */
function isNewer(left: string, right: string): boolean {
  const [leftDate, leftPreview] = parts(left);
  const [rightDate, rightPreview] = parts(right);
  return leftDate === rightDate ? leftPreview > rightPreview : leftDate > rightDate;
}

function parts(version: string): readonly [string, number] {
  const [date = '', number] = version.split('-preview');
  return [date, number === undefined ? Number.POSITIVE_INFINITY : Number(number)];
}

export type NamedSchema =
  | { readonly kind: 'resource'; readonly type: ResourceType }
  | { readonly kind: 'frame'; readonly type: FrameType }
  | { readonly kind: 'notSupported'; readonly type: string }
  | { readonly kind: 'unknown' };

const frames: ReadonlySet<string> = new Set(['configure', 'configure-status', 'configure-detail', 'resource-tree']);

/** What a `$schema` names: either host, any version of a known type. */
export function readSchema(address: unknown): NamedSchema {
  const text = typeof address === 'string' ? address.trim() : '';
  const host = schemaHosts.find((one) => text.startsWith(`${one}/schema/`));
  const [type = '', version = '', ...rest] = host ? text.slice(`${host}/schema/`.length).split('/') : [];
  if (!/^\d{4}-\d{2}-\d{2}(-preview\d{1,3})?$/.test(version) || rest.length > 0) return { kind: 'unknown' };
  if (notSupported.has(type)) return { kind: 'notSupported', type };
  if (!Object.hasOwn(schemas, type)) return { kind: 'unknown' };
  if (frames.has(type)) return { kind: 'frame', type: type as FrameType };
  return { kind: 'resource', type: type as ResourceType };
}
