/** A seller's own prices: what a partner asks of its customers, and a provider of its resellers (rule G1, AZP-03). */
import {
  decimal,
  decimalPlaces,
  minorUnitDigits,
  newId,
  toText,
  type BillingCycle,
  type Page,
  type Problem,
  type Term,
} from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { catalogueEntry } from '../../offers/index.ts';
import { partnerAccountOf, partnerByMpnId, whyNotOnRecord } from '../../partners/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import type { OwnPrice } from '../domain/words.ts';
import type { BillingEvents } from '../events.ts';
import { priceRefused } from '../faults.ts';
import { insertPrice, selectPrices, type PriceFilter } from '../store/prices.ts';
import { hasSubjectOf } from '../store/subjects.ts';
import type { BillingTables } from '../tables.ts';

/** Whom a price is for: every buyer of the kind when none is named. */
export type PriceBuyer =
  | { readonly kind: 'customer'; readonly tenantId?: string | undefined }
  | { readonly kind: 'reseller'; readonly mpnId?: string | undefined };

export interface NewPrice {
  /** Absent: every customer. */
  readonly buyer?: PriceBuyer | undefined;
  readonly productId: string;
  readonly skuId: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  readonly amount: string;
  /** Now when absent; never in the past, for what was charged stays charged. */
  readonly effectiveFrom?: Temporal.Instant | undefined;
}

/**
 * Sets a price from a moment on; it counts for cycles that fall due from then on. Earlier prices stay as they are.
 * Faults: PriceRefused with every problem, CustomerNotFound.
 */
export async function setPrice(work: Work, input: NewPrice): Promise<OwnPrice> {
  const { buyer = { kind: 'customer' }, ...plan } = input;
  const { tenantId, problems: wrongBuyer } = await buyerOf(work, buyer);
  const problems = [...wrongBuyer, ...valueProblems(input, work.now), ...(await planProblems(work, input))];
  if (problems.length > 0) throw priceRefused(problems);
  const price: OwnPrice = {
    ...plan,
    buyerKind: buyer.kind,
    buyerTenantId: tenantId,
    productId: input.productId.toUpperCase(),
    skuId: input.skuId.toUpperCase(),
    id: newId(),
    amount: toText(decimal(input.amount)),
    effectiveFrom: input.effectiveFrom ?? work.now,
    createdAt: work.now,
    createdBy: work.actor.name,
  };
  await insertPrice(work as Work<BillingTables>, work.account, price);
  const { id, createdAt: _at, createdBy: _by, buyerTenantId = null, effectiveFrom, ...rest } = price;
  const newValue: BillingEvents['PriceSet'] = { ...rest, buyerTenantId, effectiveFrom: effectiveFrom.toString() };
  work.publish({
    name: 'PriceSet',
    aggregateType: 'price',
    aggregateId: id,
    partnerTenantId: work.account,
    newValue,
  });
  return price;
}

/** The buyer's tenant, and why there can be no price for it. Only a provider has resellers (rules G1, D10). */
async function buyerOf(
  work: Work,
  buyer: PriceBuyer,
): Promise<{ readonly tenantId: string | undefined; readonly problems: readonly Problem[] }> {
  if (buyer.kind === 'customer') {
    if (buyer.tenantId) await requireCustomer(work, buyer.tenantId);
    return { tenantId: buyer.tenantId?.toLowerCase(), problems: [] };
  }
  const seller = await partnerAccountOf(work, work.account);
  if (buyer.mpnId === undefined) {
    const message = 'Only an indirect provider sells to resellers. Set a price for customers.';
    const problems = seller.kind === 'provider' ? [] : [{ path: 'buyerKind', code: 'notProvider', message }];
    return { tenantId: undefined, problems };
  }
  const reseller = await partnerByMpnId(work, buyer.mpnId);
  const why = whyNotOnRecord(seller, reseller, buyer.mpnId);
  const problems = why ? [{ path: 'resellerMpnId', code: why.code, message: why.reason }] : [];
  return { tenantId: reseller?.tenantId, problems };
}

function valueProblems(input: NewPrice, now: Temporal.Instant): Problem[] {
  const problems: Problem[] = [];
  const digits = minorUnitDigits(input.currency);
  if (!Intl.supportedValuesOf('currency').includes(input.currency)) {
    problems.push({ path: 'currency', code: 'unknown', message: `${input.currency} is not a currency of ISO 4217.` });
  }
  if (decimalPlaces(decimal(input.amount)) > digits) {
    const message = `An amount in ${input.currency} has at most ${digits} digits after the point; ${input.amount} has more.`;
    problems.push({ path: 'amount', code: 'tooPrecise', message });
  }
  if (input.effectiveFrom && Temporal.Instant.compare(input.effectiveFrom, now) < 0) {
    const message = `A price cannot start in the past: choose a moment from ${now.toString({ smallestUnit: 'second' })} on.`;
    problems.push({ path: 'effectiveFrom', code: 'past', message });
  }
  return problems;
}

/** The plan must be one the partner can sell, or one it has sold: subscriptions outlive an offer's sale. */
async function planProblems(work: Work, input: NewPrice): Promise<Problem[]> {
  const entry = await catalogueEntry(work, work.account, input.productId);
  const plans = entry?.version.items.filter((item) => item.skuId.toUpperCase() === input.skuId.toUpperCase()) ?? [];
  const sold = plans.some((plan) =>
    plan.prices.some((price) => price.term === input.term && price.billingCycle === input.billingCycle),
  );
  if (sold || (await wasCharged(work, input))) return [];
  const [path, what] =
    plans.length > 0
      ? ['billingCycle', `is not sold for ${input.term} with ${input.billingCycle} billing`]
      : ['skuId', 'is not in the catalogue you can sell from'];
  return [{ path, code: 'notSold', message: `Plan ${input.skuId} of product ${input.productId} ${what}.` }];
}

function wasCharged(work: Work, { productId, skuId }: NewPrice): Promise<boolean> {
  const plan = { productId: productId.toUpperCase(), skuId: skuId.toUpperCase() };
  return hasSubjectOf(work, work.account, plan);
}

/** The acting partner's prices, newest first. */
export async function pricesOf(
  work: Work,
  filter: Omit<PriceFilter, 'partnerTenantId'>,
  size: number,
): Promise<Page<OwnPrice>> {
  const own = { ...filter, partnerTenantId: work.account };
  const items = await selectPrices(work as Work<BillingTables>, own, size + 1);
  const shown = items.slice(0, size);
  return { items: shown, ...(items.length > size ? { next: shown.at(-1)!.id } : {}) };
}
