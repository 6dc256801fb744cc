/** What a subscription may become, now or at its renewal: the plans of its offer that its seller may sell, with their prices. */
import { dayOf, isFault, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { isSold } from '../../../programme/sale.ts';
import { catalogueEntry, catalogueItem, purchasable, storeOffer, type PurchasableItem } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
import { whyNotNow, type NotNow } from '../domain/plan-choice.ts';
import type { SubscriptionTables } from '../tables.ts';
import { subscriptionOf, type Subscription } from './read.ts';
import type { UnitPrice } from './price.ts';
import { trialsLeft } from './trials.ts';

export interface PlanChoice {
  readonly skuId: string;
  readonly planName: string;
  readonly perSeat: boolean;
  readonly seats: { readonly min: number; readonly max: number };
  /** As they are today. */
  readonly prices: readonly (UnitPrice & { readonly term: Term; readonly billingCycle: BillingCycle })[];
  /** Why it is one for the renewal only; absent for the plan that it has, and for those that it may have now. */
  readonly notNow?: NotNow;
}

export interface ChangeChoices {
  readonly currency: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** The plan that it has, as it was bought. */
  readonly current: Omit<PlanChoice, 'prices'>;
  readonly plans: readonly PlanChoice[];
}

/** Faults: SubscriptionNotFound. */
export async function changeChoices(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
): Promise<ChangeChoices> {
  const one = await subscriptionOf(work, customerTenantId, id);
  const { skuId, planName, perSeat, seats } = await catalogueItem(work, one.availabilityId);
  const items = await itemsFor(work, one);
  const { partnerTenantId } = one;
  const margins = await marginsAt(
    work,
    items.map((item) => ({ ...item, partnerTenantId, customerTenantId: one.customerTenantId, at: work.now })),
  );
  const trials = await trialsLeft(work, one.customerTenantId, items);
  const plans = items.map((item, index): PlanChoice => {
    const margin = margins[index];
    const paid = (list: string) => (margin ? wholesalePrice(list, margin.percentage) : list);
    const prices = item.prices.map(({ term, billingCycle, amount: listPrice }) => {
      return { term, billingCycle, listPrice, price: paid(listPrice) };
    });
    const notNow = item.skuId === skuId ? undefined : whyNotNow(one, { ...item, trial: trials[index]! });
    const choice = { skuId: item.skuId, planName: item.planName, perSeat: item.perSeat, seats: item.seats, prices };
    return { ...choice, ...(notNow ? { notNow } : {}) };
  });
  const { pricingCurrency: currency, term, billingCycle } = one;
  return { currency, term, billingCycle, current: { skuId, planName, perSeat, seats }, plans };
}

/** What is sold now, by this partner or in the store, in the subscription's market and currency. */
async function itemsFor(work: Work, one: Subscription): Promise<readonly PurchasableItem[]> {
  if (one.partnerTenantId === one.customerTenantId) return itemsInStore(work, one);
  const entry = await catalogueEntry(work, one.partnerTenantId, one.productId);
  const on = dayOf(work.now);
  return (entry?.version.items ?? []).filter(
    ({ market, currency, plan }) =>
      market === one.market &&
      currency === one.pricingCurrency &&
      isSold({ on, country: market, offer: entry!.offer, plan, markets: [market] }),
  );
}

/** What is in the store no more has no plans to change to. */
function ifNotSold(error: unknown): undefined {
  if (!isFault(error) || error.code !== 'ProductUnknown') throw error;
}

async function itemsInStore(work: Work, one: Subscription): Promise<readonly PurchasableItem[]> {
  const offer = await storeOffer(work, one.productId, { country: one.market, language: 'en' }).catch(ifNotSold);
  const items = await purchasable(
    work,
    (offer?.plans ?? []).flatMap(({ item }) => item?.availabilityId ?? []),
  );
  return items.filter(({ currency }) => currency === one.pricingCurrency);
}
