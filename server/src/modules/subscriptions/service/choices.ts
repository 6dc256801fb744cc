/** What a subscription may become, now or at its renewal: the plans of its offer that its partner may sell, with their prices. */
import { dayOf, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { isSold } from '../../../programme/sale.ts';
import { catalogueEntry, catalogueItem } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
import type { SubscriptionTables } from '../tables.ts';
import { subscriptionOf } from './read.ts';
import type { UnitPrice } from './price.ts';

export interface PlanChoice {
  readonly skuId: string;
  readonly planName: string;
  readonly perSeat: boolean;
  readonly seats: { readonly min: number; readonly max: number };
  /** As they are today. */
  readonly prices: readonly (UnitPrice & { readonly term: Term; readonly billingCycle: BillingCycle })[];
}

export interface ChangeChoices {
  readonly currency: string;
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
  const entry = await catalogueEntry(work, one.partnerTenantId, one.productId);
  const on = dayOf(work.now);
  const items = (entry?.version.items ?? []).filter(
    ({ market, currency, plan }) =>
      market === one.market &&
      currency === one.pricingCurrency &&
      isSold({ on, country: market, offer: entry!.offer, plan, markets: [market] }),
  );
  const { partnerTenantId } = one;
  const margins = await marginsAt(
    work,
    items.map((item) => ({ ...item, partnerTenantId, customerTenantId: one.customerTenantId, at: work.now })),
  );
  const plans = items.map((item, index): PlanChoice => {
    const margin = margins[index];
    const paid = (list: string) => (margin ? wholesalePrice(list, margin.percentage) : list);
    const prices = item.prices.map(({ term, billingCycle, amount: listPrice }) => {
      return { term, billingCycle, listPrice, price: paid(listPrice) };
    });
    return { skuId: item.skuId, planName: item.planName, perSeat: item.perSeat, seats: item.seats, prices };
  });
  return { currency: one.pricingCurrency, current: { skuId, planName, perSeat, seats }, plans };
}
