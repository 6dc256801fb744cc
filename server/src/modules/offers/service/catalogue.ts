/**
 * The catalogue as partners use it. What was published never changes and is kept in the process; who may sell it now
 * (state, live version, audience) is read fresh each time.
 */
import { LRUCache } from 'lru-cache';
import { maxSeats, systemActor } from '../../../kernel/index.ts';
import type { WorkRunner } from '../../../platform/work.ts';
import type { OfferForSale } from '../../../programme/sale.ts';
import {
  selectAvailabilities,
  selectLiveFacts,
  isProduct,
  selectTechnicalOwner,
  selectVersionIds,
  selectVersions,
  type Statements,
  type StoredAvailability,
  type StoredVersion,
} from '../store/catalogue.ts';
import { listingIn, type Plan } from '../domain/document.ts';
import { isDefaultResold, isVisible } from '../domain/resale.ts';
import type { OfferVersion, PurchasableItem, ResaleFacts } from '../domain/types.ts';
import { offerFault } from '../faults.ts';

/** Bounded by what a version holds, because one in all markets weighs a hundred times one in a single market. */
const versions = new LRUCache<string, OfferVersion>({
  maxSize: 200_000,
  sizeCalculation: (version) => 5 + version.items.length,
});
const items = new LRUCache<string, PurchasableItem>({ max: 100_000 });

/** The same as `purchasable` when all of them were seen before, without waiting; undefined otherwise. */
export function knownItems(availabilityIds: readonly string[]): PurchasableItem[] | undefined {
  const ids = [...new Set(availabilityIds.map((id) => id.toUpperCase()))];
  const found = ids.flatMap((id) => items.get(id) ?? []);
  return found.length === ids.length ? found : undefined;
}

/**
 * The immutable facts of availabilities, in any order, each once; ids that do not exist are left out. Costs no round
 * trip once the process knows them.
 */
export async function purchasable(work: Statements, availabilityIds: readonly string[]): Promise<PurchasableItem[]> {
  const ids = [...new Set(availabilityIds.map((id) => id.toUpperCase()))];
  const missing = ids.filter((id) => !items.has(id));
  if (missing.length > 0) {
    const found = await selectVersionIds(work, missing);
    for (const version of await versionsOf(work, found))
      for (const item of version.items) items.set(item.availabilityId, item);
  }
  return ids.flatMap((id) => items.get(id) ?? []);
}

/** The immutable facts of one availability that something was bought by, so that it exists. */
export async function catalogueItem(work: Statements, availabilityId: string): Promise<PurchasableItem> {
  const [item] = await purchasable(work, [availabilityId]);
  if (!item) throw new Error(`availability ${availabilityId} does not exist`);
  return item;
}

/** Published versions by their ids, which must exist. */
export async function offerVersionsOf(
  work: Statements,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, OfferVersion>> {
  const found = await versionsOf(work, [...new Set(versionIds)]);
  return new Map(found.map((version) => [version.versionId, version]));
}

/** A published version by its id, which must exist. */
export async function offerVersionOf(work: Statements, versionId: string): Promise<OfferVersion> {
  const [version] = await versionsOf(work, [versionId]);
  if (!version) throw new Error(`offer version ${versionId} does not exist`);
  return version;
}

/**
 * The publisher whose live offers name this tenant and application in their technical configuration: on whose behalf a
 * caller of the SaaS fulfillment API acts. Undefined when there is none. Asked before anybody acts, in a work of its own.
 */
export async function findTechnicalOwner(
  runner: WorkRunner,
  pair: { readonly tenantId: string; readonly applicationId: string },
): Promise<string | undefined> {
  const ask = (work: Statements) =>
    selectTechnicalOwner(work, pair.tenantId.toLowerCase(), pair.applicationId.toLowerCase());
  return runner.run({ actor: systemActor, system: true }, ask, (asking) => [ask(asking)]);
}

/** A published offer as one partner meets it. */
export interface CatalogueEntry {
  readonly version: OfferVersion;
  /** What its sale by this partner depends on. */
  readonly offer: OfferForSale;
  /** Open to selected partners only (A28). */
  readonly exclusive: boolean;
}

/**
 * A published offer by its product id, in any case; undefined when there is none or partners may not see it (A28): they
 * see those of option 1 and 2, and those with a plan resold by default (A3).
 */
export async function catalogueEntry(
  work: Statements,
  partnerTenantId: string,
  productId: string,
): Promise<CatalogueEntry | undefined> {
  const [facts] = await selectLiveFacts(work, partnerTenantId, productId.toUpperCase());
  if (facts?.offerState !== 'live') return undefined;
  const version = await offerVersionOf(work, facts.liveVersionId!);
  const { kind, document } = version;
  const seen = isVisible({
    ...facts,
    transactable: document.setup.sellThroughOperator,
    defaultResold: isDefaultResold(kind, document),
  });
  return seen ? { version, offer: offerForSale(version, facts), exclusive: facts.option === 'selected' } : undefined;
}

/** Refuses a product id that was never sold; of what is no longer sold there are prices. Faults: ProductUnknown. */
export async function requireProduct(work: Statements, productId: string): Promise<void> {
  if (await isProduct(work, productId.toUpperCase())) return;
  throw offerFault('ProductUnknown', `There is no product ${productId}. Look it up in the catalogue.`, {
    target: 'productId',
  });
}

/** What its sale depends on, for the partner of the facts. */
export function offerForSale({ kind, document }: OfferVersion, facts: ResaleFacts): OfferForSale {
  const { offerState, option, listed } = facts;
  return { kind, offerState, option, listed, sellThroughOperator: document.setup.sellThroughOperator };
}

/** Versions are read so many at a time, to keep answers of the database small. */
const batch = 100;

async function versionsOf(work: Statements, versionIds: readonly string[]): Promise<OfferVersion[]> {
  const known = new Map(versionIds.flatMap((id) => [[id, versions.get(id)] as const]));
  const missing = [...known].flatMap(([id, version]) => (version ? [] : [id]));
  for (let start = 0; start < missing.length; start += batch) {
    const ids = missing.slice(start, start + batch);
    const [stored, availabilities] = await Promise.all([selectVersions(work, ids), selectAvailabilities(work, ids)]);
    const ofVersion = Map.groupBy(availabilities, (row) => row.version_id);
    for (const row of stored) {
      const version = fromRows(row, ofVersion.get(row.id) ?? []);
      versions.set(version.versionId, version);
      known.set(version.versionId, version);
    }
  }
  return [...known.values()].filter((version) => version !== undefined);
}

function fromRows(row: StoredVersion, availabilities: readonly StoredAvailability[]): OfferVersion {
  const plans = new Map(row.document.plans.map((plan) => [plan.planId, plan]));
  return {
    versionId: row.id,
    offerId: row.offer_id,
    productId: row.product_id,
    externalId: row.external_id,
    kind: row.kind,
    number: row.number,
    publisherTenantId: row.publisher_tenant_id,
    publisherName: row.publisher_name,
    publishedAt: row.published_at,
    document: row.document,
    items: availabilities.map((availability) => itemOf(row, availability, plans.get(availability.plan_id)!)),
  };
}

function itemOf(version: StoredVersion, availability: StoredAvailability, plan: Plan): PurchasableItem {
  return {
    availabilityId: availability.id,
    offerId: version.offer_id,
    versionId: version.id,
    productId: version.product_id,
    skuId: availability.sku_id,
    planId: plan.planId,
    kind: version.kind,
    sellThroughOperator: version.document.setup.sellThroughOperator,
    plan: { pricingModel: plan.pricingModel, private: plan.private, stopped: plan.stopped },
    offerName: listingIn(version.document, 'en').title,
    planName: plan.name,
    publisherTenantId: version.publisher_tenant_id,
    publisherName: version.publisher_name,
    market: availability.market,
    currency: availability.currency,
    perSeat: plan.pricingModel === 'perSeat',
    trial: plan.trial ?? false,
    onePerCustomer: plan.onePerCustomer ?? false,
    seats: plan.pricingModel === 'perSeat' ? (plan.seats ?? { min: 1, max: maxSeats }) : { min: 1, max: 1 },
    prices: availability.prices ?? [],
  };
}
