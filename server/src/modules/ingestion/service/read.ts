/** What publishers read: products, plans, single resources, resource trees and submissions, all of their own. */
import { dayOf, decodeCursor, encodeCursor, Fault, isGuid, type Page } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  offerVersionNumber,
  publisherOffers,
  previewedOffer,
  readOffer,
  submissionsOf,
  type OfferDetail,
  type OfferDocument,
} from '../../offers/index.ts';
import { findPrivateOffer } from '../../private-offers/index.ts';
import { marketsOn } from '../../../programme/markets.ts';
import type { OfferFacts, OfferKind } from '../domain/draft.ts';
import { isResourceType } from '../domain/apply.ts';
import { privateOfferFrom } from '../domain/private-offer.ts';
import type { ProductType, Resource, SubmissionResource, TargetType } from '../domain/resources.ts';
import {
  activeSubmissions,
  inPreview,
  submissionFrom,
  submissionKeyOf,
  submissionId,
  type SubmissionFacts,
} from '../domain/submissions.ts';
import { allResourcesOf, kindOf, plansFrom, productFrom, resourcesOf } from '../domain/tree.ts';
import { ingestionFault, resourceUnknown } from '../faults.ts';

export interface Slice {
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string | undefined;
}

export function factsOf(offer: {
  readonly offerId: string;
  readonly externalId: string;
  readonly kind: OfferKind;
  readonly name: string;
  readonly state: string;
}): OfferFacts {
  const { offerId, externalId, kind, name, state } = offer;
  return { offerId, externalId, kind, name, stopped: state === 'stopped' };
}

/** The acting publisher's products, the oldest first. */
export async function listProducts(
  work: Work,
  query: Slice & { readonly externalId?: string | undefined; readonly type?: ProductType | undefined },
): Promise<Page<Resource>> {
  const { externalId, type, limit: size, after } = query;
  const kind = type && kindOf(type);
  const { items, next } = await publisherOffers(work, {
    sort: 'age',
    descending: false,
    search: '',
    filters: { externalId, kind },
    size,
    after,
  }).catch(notOurs);
  return { items: items.map((offer) => productFrom(factsOf(offer))), ...(next === undefined ? {} : { next }) };
}

/** The plans of a product's draft. Faults: IngestionResourceUnknown, OfferUnknown. */
export async function listPlans(
  work: Work,
  offerId: string,
  query: Slice & { readonly externalId?: string | undefined },
): Promise<Page<Resource>> {
  const offer = await publisherOffer(work, offerId);
  const plans = plansFrom(offer.document, factsOf(offer))
    .filter(({ identity }) => query.externalId === undefined || identity.externalId === query.externalId)
    .toSorted((left, right) => (left.id! < right.id! ? -1 : 1));
  return pageOf(
    plans,
    ({ id }) => id!,
    query,
    (plan) => plan,
  );
}

/** Id after which a page begins. Faults: IngestionRefused. */
function lastOf(after: string | undefined): string | undefined {
  if (after === undefined) return undefined;
  const [last, ...more] = decodeCursor(after) ?? [];
  if (last !== undefined && isGuid(last.split('/')[1] ?? last) && more.length === 0) return last;
  throw foreignToken();
}

/** A position of another list, in this API's words. */
function notOurs(error: unknown): never {
  throw error instanceof Fault && error.code === 'InvalidInput' && error.details.problems?.[0]?.path === 'after'
    ? foreignToken()
    : error;
}

const foreignToken = () =>
  ingestionFault('IngestionRefused', 'The continuationToken was not issued by this API. Follow @nextLink as it is.');

/** Items stand in the order of their keys. */
function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, after }: Slice,
  toResource: (item: Item) => Resource,
): Page<Resource> {
  const last = lastOf(after);
  const rest = last === undefined ? items : items.filter((item) => keyOf(item) > last);
  const page = rest.slice(0, limit);
  const next = rest.length > limit ? { next: encodeCursor([keyOf(page.at(-1)!)]) } : {};
  return { items: page.map(toResource), ...next };
}

/** Everything a product has in one environment. Faults: IngestionResourceUnknown, also where nothing is there yet. */
export async function resourceTree(work: Work, offerId: string, target: TargetType): Promise<Resource[]> {
  const offer = await publisherOffer(work, offerId);
  const facts = await submissionFacts(work, offerId);
  const document = await documentIn(work, offer, facts, target);
  if (!document) throw resourceUnknown(`product ${offerId} in ${target}`);
  const submission = submissionFrom(facts, target);
  return [...resourcesOf(document, factsOf(offer), countriesNow(work)), ...(submission ? [submission] : [])];
}

async function documentIn(
  work: Work,
  offer: OfferDetail,
  facts: SubmissionFacts,
  target: TargetType,
): Promise<OfferDocument | undefined> {
  if (target === 'draft') return offer.document;
  if (target === 'preview' && inPreview(facts)) return (await previewedOffer(work, offer.productId)).document;
  if (!offer.live) return undefined;
  const { document } = await offerVersionNumber(work, offer.offerId, offer.live.number);
  const { option, partnerTenantIds } = offer.liveAudience ?? document.audience;
  return { ...document, audience: { option, partnerTenantIds } };
}

/** One resource of a product's draft by its durable id. Faults: IngestionResourceUnknown. */
export async function readResource(work: Work, durableId: string): Promise<Resource> {
  const id = durableId.toLowerCase();
  const [type = '', guid = ''] = id.split('/');
  if (!isResourceType(type)) {
    const message = `There is no type of resource '${type}'. Take ids from the resource tree of a product.`;
    throw ingestionFault('IngestionResourceUnknown', message);
  }
  if (type === 'private-offer') return readPrivateOffer(work, guid);
  const offer = await publisherOffer(work, guid);
  const all = allResourcesOf(offer.document, factsOf(offer), countriesNow(work));
  const found = all.find((one) => one.id === id);
  if (!found) throw resourceUnknown(durableId);
  return found;
}

/** Faults: IngestionResourceUnknown. */
export async function readPrivateOffer(work: Work, guid: string): Promise<Resource> {
  const row = await findPrivateOffer(work, guid.toLowerCase());
  if (!row) throw resourceUnknown(`private-offer/${guid}`);
  return privateOfferFrom(row.id, row.state, row.document);
}

/** The active submissions of a product, of one environment when asked. Faults: IngestionResourceUnknown. */
export async function listSubmissions(work: Work, offerId: string, target?: TargetType): Promise<SubmissionResource[]> {
  await publisherOffer(work, offerId);
  const facts = await submissionFacts(work, offerId);
  if (target === undefined) return activeSubmissions(facts);
  const found = submissionFrom(facts, target);
  return found ? [found] : [];
}

/** One active submission by the last part of its id. Faults: IngestionResourceUnknown. */
export async function readSubmission(work: Work, offerId: string, last: string): Promise<SubmissionResource> {
  const key = submissionKeyOf(last.toLowerCase());
  const id = key && submissionId(offerId.toLowerCase(), key);
  const found = (await listSubmissions(work, offerId)).find((one) => one.id === id);
  if (!found) throw resourceUnknown(`active submission/${offerId}/${last}`);
  return found;
}

export async function submissionFacts(work: Work, offerId: string): Promise<SubmissionFacts> {
  const { state, live } = await readOffer(work, offerId);
  const submissions = await submissionsOf(work, offerId);
  return { offerId, stopped: state === 'stopped', live, submissions };
}

/** Faults: IngestionResourceUnknown, OfferUnknown. */
async function publisherOffer(work: Work, offerId: string): Promise<OfferDetail> {
  if (!isGuid(offerId)) throw resourceUnknown(`product/${offerId}`);
  return readOffer(work, offerId.toLowerCase());
}

/** Every country something is sold in today. */
export function countriesNow(work: Work): string[] {
  const sold = marketsOn(dayOf(work.now)).filter(({ sale }) => sale);
  return [...new Set(sold.map(({ country }) => country))].toSorted();
}
