/** What a form of a price means: its request, what it begins with, and what should be asked before it is set. Pure. */
import type { Price } from '@comptoir/contracts/comptoir/billing';
import { isLess, isZero, timesOf } from '../../ui/amounts.ts';
import { filled } from '../../ui/form/problems.ts';
import { amountTyped } from '../../ui/typed.ts';

export interface Values {
  buyerKind: string;
  customerTenantId: string;
  /** PartnerID; every reseller when empty. */
  resellerMpnId: string;
  productId: string;
  /** Plan and price option, `sku term cycle`. */
  option: string;
  amount: string;
  /** A day; now when empty. */
  effectiveFrom: string;
}

/** A way to buy a plan, with what it costs this partner and what it is listed at. */
export interface PlanChoice {
  readonly value: string;
  readonly label: string;
  readonly skuId: string;
  readonly term: string;
  readonly billingCycle: string;
  readonly currency: string;
  /** Absent for a plan that is not sold any more. */
  readonly list?: string;
  readonly cost?: string;
}

/** Members of the request that one choice stands for. */
export const optionMembers = new Set(['skuId', 'term', 'billingCycle', 'currency']);

/** From today on is from now on: its first moment is over. */
export function bodyOf(
  { option: value, amount, effectiveFrom, ...rest }: Values,
  options: readonly PlanChoice[],
  today: string,
) {
  const option = options.find((each) => each.value === value);
  return filled({
    ...rest,
    skuId: option?.skuId,
    term: option?.term,
    billingCycle: option?.billingCycle,
    currency: option?.currency,
    amount: amountTyped(amount),
    effectiveFrom: effectiveFrom && effectiveFrom !== today ? `${effectiveFrom}T00:00:00Z` : '',
  });
}

/** An empty form, or one for what takes over from a price: from the day after `today`, of a coming one from its own day. */
export function startOf(price: Price | undefined, today: string): Values {
  return {
    buyerKind: price?.buyerKind ?? 'customer',
    customerTenantId: price?.customerTenantId ?? '',
    resellerMpnId: price?.reseller?.mpnId ?? '',
    productId: price?.productId ?? '',
    option: price ? `${price.skuId} ${price.term} ${price.billingCycle}` : '',
    amount: price?.amount ?? '',
    effectiveFrom: price ? (price.state === 'ahead' ? price.effectiveFrom.slice(0, 10) : dayAfter(today)) : '',
  };
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** A price of nothing, one below cost, or more than ten times the list price: nobody sets them by a slip. */
export type Doubt = 'free' | 'belowCost' | 'tenfold';

export function doubtOf(amount: string, option: PlanChoice | undefined): Doubt | undefined {
  const asked = amountTyped(amount);
  if (!/^\d+(\.\d+)?$/.test(asked)) return undefined;
  if (isZero(asked)) return 'free';
  if (option?.cost !== undefined && isLess(asked, option.cost)) return 'belowCost';
  return option?.list !== undefined && isLess(timesOf(option.list, 10), asked) ? 'tenfold' : undefined;
}
