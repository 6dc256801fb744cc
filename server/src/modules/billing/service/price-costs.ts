/** What a seller's own prices stand beside: what each plan is listed at now, and what it costs the seller (rule F27). */
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { catalogueEntry } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
import type { OwnPrice } from '../domain/words.ts';

export interface PriceCost {
  /** Decimal text, in the price's currency. */
  readonly listPrice: string;
  readonly cost: string;
}

/** In the order of the prices; undefined for what the seller cannot sell any more. */
export async function costsOf(work: Work, prices: readonly OwnPrice[]): Promise<(PriceCost | undefined)[]> {
  const ids = [...new Set(prices.map(({ productId }) => productId))];
  const entries = await Promise.all(ids.map((id) => catalogueEntry(work, work.account, id)));
  const itemsOf = new Map(ids.map((id, index) => [id, entries[index]?.version.items ?? []]));
  const sold = prices.map((price) => {
    const { productId, skuId, currency, term, billingCycle } = price;
    // Prices of a plan are by currency: every market that has it has the same.
    const item = itemsOf.get(productId)!.find((each) => each.skuId === skuId && each.currency === currency);
    const listed = item?.prices.find((each) => each.term === term && each.billingCycle === billingCycle);
    return item && listed ? { price, planId: item.planId, listPrice: listed.amount } : undefined;
  });
  const asked = sold.filter((each) => each !== undefined);
  const margins = await marginsAt(
    work,
    asked.map(({ price: { productId, buyerKind, buyerTenantId }, planId }) => ({
      partnerTenantId: work.account,
      productId,
      planId,
      customerTenantId: buyerKind === 'customer' ? buyerTenantId : undefined,
      at: work.now,
    })),
  );
  const costs = new Map(
    asked.map(({ price, listPrice }, index) => {
      const margin = margins[index];
      return [price.id, { listPrice, cost: margin ? wholesalePrice(listPrice, margin.percentage) : listPrice }];
    }),
  );
  return prices.map(({ id }) => costs.get(id));
}
