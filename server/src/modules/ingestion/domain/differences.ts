/**
 * What of a resource a client will not read back as it sent it: the resource as it was sent against the same one as it is
 * told afterwards, member by member, so that nothing is lost without a word (decision 0017). Pure.
 */
import { decimal } from '../../../kernel/index.ts';
import { termsAddressOf } from './product-resources.ts';
import type { Resource, ResourceType } from './resources.ts';

/** Told otherwise on purpose: a machine names each thing itself, meters live in plans, submissions are states. */
const skippedTypes: ReadonlySet<ResourceType> = new Set([
  'virtual-machine-plan-technical-configuration',
  'price-and-availability-custom-meter',
  'price-and-availability-update-private-audiences',
  'submission',
]);
/** Names and references, which have many spellings, and the state a private offer is sent with. */
const skippedMembers: ReadonlySet<string> = new Set([
  'type',
  'id',
  'resourceName',
  'unkept',
  'product',
  'plan',
  'state',
]);

/** A sentence for each member. `said`: members that something was said about already. */
export function differencesOf(sent: Resource, told: Resource, said: readonly string[] = []): string[] {
  if (skippedTypes.has(sent.type) || sent.type !== told.type) return [];
  const found = new Map<string, unknown>();
  compare(comparable(sent), comparable(told), '', (path, value) => void found.set(path, value));
  return [...found]
    .filter(([path]) => !said.some((member) => path === member || path.startsWith(`${member}.`)))
    .map(([path, value]) =>
      value === undefined ? `${path} was not kept.` : `${path} is answered as ${JSON.stringify(value)}.`,
    );
}

type Found = (path: string, told: unknown) => void;

function compare(sent: unknown, told: unknown, path: string, found: Found): void {
  if (isNothing(sent) || isSame(sent, told)) return;
  if (Array.isArray(sent) && Array.isArray(told)) return compareLists(sent, told, path, found);
  if (!isObject(sent) || !isObject(told)) return found(path, told);
  for (const [name, value] of Object.entries(sent)) {
    if (path === '' && skippedMembers.has(name)) continue;
    compare(value, told[name], path === '' ? name : `${path}.${name}`, found);
  }
}

/** Lists are compared without their order: each entry with the one that is nearest to it. */
function compareLists(sent: readonly unknown[], told: readonly unknown[], path: string, found: Found): void {
  for (const entry of sent) {
    const tries = told.map((other) => {
      const differing = new Map<string, unknown>();
      compare(entry, other, `${path}[]`, (at, value) => void differing.set(at, value));
      return differing;
    });
    const nearest = tries.toSorted((one, other) => one.size - other.size)[0];
    if (!nearest) found(path, undefined);
    else for (const [at, value] of nearest) found(at, at === `${path}[]` ? undefined : value);
  }
}

/** What says nothing need not be kept. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.every(isPlaceholder);
  return isObject(value) && Object.values(value).every(isNothing);
}

/** An audience entry that clients send for "nobody". */
const isPlaceholder = (entry: unknown): boolean => isObject(entry) && entry['type'] === 'none';

function isSame(sent: unknown, told: unknown): boolean {
  if (typeof sent === 'string' && typeof told === 'string') {
    return plain(sent) === plain(told) || (isAmount(sent) && isAmount(told) && decimal(sent).eq(decimal(told)));
  }
  if (isDuration(sent) && isDuration(told)) return days(sent) === days(told);
  return sent === told;
}

/** `ContactMe` and `contact-me`, `FR` and `fr` are the same. */
const plain = (text: string): string => text.trim().toLowerCase().replaceAll('-', '');
const isAmount = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Length {
  readonly type: keyof typeof lengths;
  readonly value: number;
}
/** A month is thirty days (rule F25), a year twelve months. */
const lengths = { day: 1, week: 7, month: 30, year: 360 } as const;
const isDuration = (value: unknown): value is Length =>
  isObject(value) && String(value['type']) in lengths && typeof value['value'] === 'number';
const days = ({ type, value }: Length): number => lengths[type] * value;

/** Prices by market one by one, however they are grouped; the address of terms in the member where it is told. */
function comparable(resource: Resource): unknown {
  if (resource.type === 'property' && resource.termsConditions !== 'standardMicrosoft') {
    const address = termsAddressOf(resource);
    return address === resource.termsOfUse ? { ...resource, termsOfUse: undefined, termsOfUseUrl: address } : resource;
  }
  if (resource.type !== 'price-and-availability-plan' || !resource.pricing?.recurrentPrice) return resource;
  const { recurrentPrice } = resource.pricing;
  if (recurrentPrice.priceInputOption !== 'perMarket') return resource;
  const prices = recurrentPrice.prices.flatMap(({ markets, currency, prices: each }) =>
    (markets.length === 0 ? [''] : markets).flatMap((market) => each.map((price) => ({ market, currency, ...price }))),
  );
  return { ...resource, pricing: { ...resource.pricing, recurrentPrice: { ...recurrentPrice, prices } } };
}
