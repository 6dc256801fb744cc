/** Renewals that are near, with what they cost now and then: what a partner tells its customers before they come (rules F24, C11). */
import { dayOf, startOfDay, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { priceAtRenewal, priceChange } from '../../../programme/renewal-price.ts';
import { customerNames } from '../../customers/index.ts';
import { metersOf, pricesSince, purchasable, type PurchasableItem } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
import { meterChanges, type MeterChange } from '../domain/meter-changes.ts';
import { isOtherProduct } from '../domain/next-term.ts';
import { termOverAt } from '../domain/term.ts';
import * as store from '../store/coming-renewals.ts';
import type { SubscriptionTables } from '../tables.ts';
import { namesOf, productName, toSubscription, type Subscription } from './read.ts';
import type { UnitPrice } from './price.ts';

export interface ComingRenewal {
  readonly subscription: Subscription;
  readonly customerName: string;
  readonly product: string;
  /** First day of the next term. */
  readonly renewsOn: Temporal.PlainDate;
  readonly becomes: Renewed;
  readonly now: UnitPrice;
  /** Undefined where nobody knows it: what is scheduled is sold no more. */
  readonly next: UnitPrice | undefined;
  /** Meters of which a unit costs something else then; none where something else is scheduled. */
  readonly meters: readonly MeterChange[];
  readonly change: store.RenewalChange;
}

/** What a subscription is from its renewal on. */
interface Renewed {
  readonly product: string;
  readonly quantity: number;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
}

/** Of the acting account, trials and its own purchases left out. Faults: InvalidInput for a foreign position. */
export async function comingRenewals(
  work: Work<SubscriptionTables>,
  wanted: ListRequest<store.RenewalSort>,
): Promise<CountedPage<ComingRenewal>> {
  const today = dayOf(work.now);
  const groups = await store.renewalGroups(work, work.account, today);
  const names = await namesOf(work, [...new Set(groups.map(({ availabilityId }) => availabilityId))]);
  const prices = await pricesOf(work, groups);
  const page = await store.selectComingRenewals(work, work.account, today, { names, groups, prices }, wanted);
  return {
    ...page,
    items: await described(work, page.items, new Map(names.map((one) => [one.availabilityId, one.product]))),
  };
}

/** What the renewal of each costs; null where it keeps the price it has. What is published is asked once for a plan. */
async function pricesOf(work: Work, groups: readonly store.RenewalGroup[]): Promise<(store.RenewalPrice | null)[]> {
  const keyOf = ({ availabilityId, versionId, term, billingCycle }: store.RenewalGroup) =>
    [availabilityId, versionId, term, billingCycle].join(' ');
  const plans = new Map(groups.map((group) => [keyOf(group), group]));
  const published = await pricesSince(work, [...plans.values()]);
  const byKey = new Map([...plans.keys()].map((key, index) => [key, published[index]!]));
  const meters = await metersOf(work, [...new Set(groups.map(({ pricedBy }) => pricedBy))]);
  return groups.map((group) => {
    const price = priceAtRenewal(byKey.get(keyOf(group))!, termOverAt(group.termEnd));
    if (!price) return null;
    const { amount, availabilityId } = price;
    const now = { amount, meters: meters.get(group.pricedBy)!.dimensions };
    return { amount, availabilityId, meters: priceChange(now, price) };
  });
}

/** The rows of a page with names and prices: a statement for each kind of fact. */
async function described(
  work: Work,
  rows: readonly store.ComingRenewalRow[],
  products: ReadonlyMap<string, string>,
): Promise<ComingRenewal[]> {
  const customers = await customerNames(work, [...new Set(rows.map((row) => row.customer_tenant_id))]);
  const ones = rows.map(toSubscription);
  const others = ones.map((one) => (one.nextTerm && isOtherProduct(one, one.nextTerm) ? one.nextTerm : undefined));
  const items = await scheduledItems(work, ones);
  const scheduled = await scheduledPrices(work, ones, items);
  const at = ones.map((one) => termOverAt(one.termEnd!));
  const nowMargins = await marginsAt(
    work,
    ones.map((one, index) => ({
      ...one,
      at: one.term === 'P1M' ? work.now : (rows[index]!.plan_since ?? startOfDay(one.termStart!)),
    })),
  );
  const nextMargins = await marginsAt(
    work,
    ones.map((one, index) => ({ ...one, planId: others[index]?.planId ?? one.planId, at: at[index]! })),
  );
  const meters = await changedMeters(work, rows);
  const paid = (listPrice: string, margin: (typeof nowMargins)[number]): UnitPrice => ({
    listPrice,
    price: margin ? wholesalePrice(listPrice, margin.percentage) : listPrice,
  });
  return ones.map((subscription, index) => {
    const row = rows[index]!;
    const next = others[index] ? scheduled.get(subscription.id) : (row.next_price ?? row.now_price);
    return {
      subscription,
      customerName: customers.get(subscription.customerTenantId)?.name ?? '',
      product: products.get(subscription.availabilityId)!,
      renewsOn: dayOf(at[index]!),
      becomes: renewedOf(subscription, products, items),
      now: paid(row.now_price, nowMargins[index]),
      next: next === undefined ? undefined : paid(next, nextMargins[index]),
      meters: meters[index]!,
      change: row.change,
    };
  });
}

type Items = ReadonlyMap<string, PurchasableItem>;

/** What is scheduled, by its availability. */
async function scheduledItems(work: Work, ones: readonly Subscription[]): Promise<Items> {
  const ids = ones.flatMap(({ nextTerm }) => nextTerm?.availabilityId ?? []);
  return new Map((await purchasable(work, ids)).map((item) => [item.availabilityId, item]));
}

function renewedOf(one: Subscription, products: ReadonlyMap<string, string>, items: Items): Renewed {
  const { nextTerm } = one;
  const item = nextTerm && items.get(nextTerm.availabilityId);
  const product = item ? productName(item) : products.get(one.availabilityId)!;
  const { term, billingCycle, quantity = one.quantity } = nextTerm ?? one;
  return { product, quantity, term, billingCycle };
}

/** Of each row, in their order, the meters that cost something else from its renewal on. */
async function changedMeters(work: Work, rows: readonly store.ComingRenewalRow[]): Promise<readonly MeterChange[][]> {
  const known = rows.flatMap(({ priced_by: now, next_availability_id: next }) => (next === null ? [] : [now, next]));
  const meters = await metersOf(work, [...new Set(known)]);
  return rows.map(({ priced_by: now, next_availability_id: next, next_term: scheduled }) =>
    scheduled || next === null ? [] : meterChanges(meters.get(now)!.dimensions, meters.get(next)!.dimensions),
  );
}

/** The list price of another plan or term that is scheduled, by subscription. */
async function scheduledPrices(
  work: Work,
  ones: readonly Subscription[],
  items: Items,
): Promise<ReadonlyMap<string, string>> {
  const others = ones.filter((one) => one.nextTerm && isOtherProduct(one, one.nextTerm));
  const published = await pricesSince(
    work,
    others.map((one) => {
      const { versionId } = items.get(one.nextTerm!.availabilityId)!;
      return { ...one, ...one.nextTerm!, versionId, currency: one.pricingCurrency };
    }),
  );
  return new Map(
    others.flatMap((one, index) => {
      const price = priceAtRenewal(published[index]!, termOverAt(one.termEnd!));
      return price ? [[one.id, price.amount] as const] : [];
    }),
  );
}
