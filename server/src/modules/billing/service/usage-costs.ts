/** What a subscription used in the running month, and what it will cost its partner. */
import { decimal, monthOf, monthRange, sum, toText, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { metersOf } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
import { subscriptionOf } from '../../subscriptions/index.ts';
import { usageSince } from '../../usage/index.ts';
import { usedAmountOf } from '../domain/price.ts';

/** A meter with what was used of it. Amounts are exact text in the currency of its price. */
export interface UsageCost {
  readonly dimension: string;
  readonly name: string;
  readonly unitOfMeasure: string;
  readonly includedQuantity: number;
  /** Reported in the running month, and before it what is on no invoice yet. */
  readonly quantity: string;
  readonly lastDay: Temporal.PlainDate | undefined;
  readonly listPrice: string;
  /** What is left of it after the margin of its plan that is in force now. */
  readonly price: string;
  /** Of what is on no invoice yet. */
  readonly cost: string;
}

export interface UsageCosts {
  readonly month: MonthText;
  readonly currency: string;
  readonly meters: readonly UsageCost[];
  readonly unbilled: string;
}

/** All meters of a subscription of the acting account, used or not; none of a plan without. Faults: SubscriptionNotFound. */
export async function usageCosts(work: Work, customerTenantId: string, id: string): Promise<UsageCosts> {
  const subscription = await subscriptionOf(work, customerTenantId, id);
  const month = monthOf(work.now);
  const used = await usageSince(work, subscription.partnerTenantId, subscription.id, monthRange(month).start);
  const ids = [...new Set([subscription.availabilityId, ...used.map(({ availabilityId }) => availabilityId)])];
  const plans = await metersOf(work, ids);
  const margins = await marginsAt(
    work,
    ids.map((availabilityId) => ({ ...subscription, planId: plans.get(availabilityId)!.planId, at: work.now })),
  );
  const costOf = (availabilityId: string, dimension: string): UsageCost => {
    const meter = plans.get(availabilityId)!.dimensions.find((one) => one.id === dimension)!;
    const usage = used.find((one) => one.availabilityId === availabilityId && one.dimension === dimension);
    const listPrice = meter.pricePerUnit ?? '0';
    const margin = margins[ids.indexOf(availabilityId)];
    const price = margin ? wholesalePrice(listPrice, margin.percentage) : listPrice;
    const { name, unitOfMeasure, includedQuantity } = meter;
    const { quantity = '0', openQuantity = '0', lastDay } = usage ?? {};
    const cost = usedAmountOf(price, openQuantity, subscription.pricingCurrency);
    const told = { dimension, name, unitOfMeasure, includedQuantity, lastDay, listPrice, price, cost: toText(cost) };
    return { ...told, quantity: toText(decimal(quantity)) };
  };
  const own = plans
    .get(subscription.availabilityId)!
    .dimensions.map((meter) => [subscription.availabilityId, meter.id] as const);
  const others = used
    .filter(({ availabilityId }) => availabilityId !== subscription.availabilityId)
    .map(({ availabilityId, dimension }) => [availabilityId, dimension] as const);
  const meters = [...own, ...others].map(([availabilityId, dimension]) => costOf(availabilityId, dimension));
  const unbilled = toText(sum(meters.map(({ cost }) => decimal(cost))));
  return { month, currency: subscription.pricingCurrency, meters, unbilled };
}
