/** A seller's own prices: what a partner asks of its customers, and a provider of its resellers (rule G1, AZP-03). */
import {
  decimal,
  decimalPlaces,
  minorUnitDigits,
  newId,
  toText,
  type BillingCycle,
  type Problem,
  type Term,
} from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { catalogueEntry } from '../../offers/index.ts';
import { partnerAccountOf, partnerByMpnId, whyNotOnRecord } from '../../partners/index.ts';
import { connectedResellers } from '../../partnerships/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import type { ListedPrice, OwnPrice } from '../domain/words.ts';
import type { BillingEvents } from '../events.ts';
import { priceRefused } from '../faults.ts';
import { selectPrices, type PriceSort } from '../store/price-list.ts';
import { insertPrice } from '../store/prices.ts';
import { namesCharged } from '../store/subjects.ts';

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
export async function setPrice(work: Work, input: NewPrice): Promise<ListedPrice> {
  const { buyer: _buyer, ...plan } = input;
  const price: OwnPrice = {
    ...plan,
    ...(await checkPrice(work, input)),
    productId: input.productId.toUpperCase(),
    skuId: input.skuId.toUpperCase(),
    id: newId(),
    amount: toText(decimal(input.amount)),
    effectiveFrom: input.effectiveFrom ?? work.now,
    createdAt: work.now,
    createdBy: work.actor.name,
  };
  await insertPrice(work, work.account, price);
  const { id, createdAt: _at, createdBy: _by, buyerTenantId = null, buyerName = null, effectiveFrom, ...rest } = price;
  const newValue: BillingEvents['PriceSet'] = {
    ...rest,
    buyerTenantId,
    buyerName,
    effectiveFrom: effectiveFrom.toString(),
  };
  work.publish({
    name: 'PriceSet',
    aggregateType: 'price',
    aggregateId: id,
    partnerTenantId: work.account,
    newValue,
  });
  return (await pricesOf(work, { sort: 'set', descending: true, search: '', filters: { id }, size: 1 })).items[0]!;
}

/** What a price would be set for, without setting it. Faults: as `setPrice`. */
export async function checkPrice(work: Work, input: NewPrice) {
  const { buyer = { kind: 'customer' } } = input;
  const { tenantId, name, problems: wrongBuyer } = await buyerOf(work, buyer);
  const { names, problems: wrongPlan } = await planOf(work, input);
  const problems = [...wrongBuyer, ...valueProblems(input, work.now), ...wrongPlan];
  if (problems.length > 0) throw priceRefused(problems);
  return { buyerKind: buyer.kind, buyerTenantId: tenantId, buyerName: name, ...names };
}

/** The buyer's tenant, and why there can be no price for it. Only a provider has resellers (rules G1, D10). */
async function buyerOf(
  work: Work,
  buyer: PriceBuyer,
): Promise<{
  readonly tenantId: string | undefined;
  readonly name: string | undefined;
  readonly problems: readonly Problem[];
}> {
  if (buyer.kind === 'customer') {
    const customer = buyer.tenantId ? (await requireCustomer(work, buyer.tenantId)).customer : undefined;
    return { tenantId: customer?.tenantId, name: customer?.companyName, problems: [] };
  }
  const seller = await partnerAccountOf(work, work.account);
  if (buyer.mpnId === undefined) {
    const message = 'Only an indirect provider sells to resellers. Set a price for customers.';
    const problems = seller.kind === 'provider' ? [] : [{ path: 'buyerKind', code: 'notProvider', message }];
    return { tenantId: undefined, name: undefined, problems };
  }
  const reseller = await partnerByMpnId(work, buyer.mpnId);
  const connected = await connectedResellers(work, seller.tenantId, [buyer.mpnId]);
  const why = whyNotOnRecord(seller, reseller, buyer.mpnId, connected.has(buyer.mpnId));
  const problems = why ? [{ path: 'resellerMpnId', code: why.code, message: why.reason }] : [];
  return { tenantId: reseller?.tenantId, name: reseller?.name, problems };
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

interface PlanNames {
  readonly productName: string;
  readonly skuName: string;
}

/** The plan must be one the partner can sell, or one it has sold: subscriptions outlive an offer's sale. */
async function planOf(
  work: Work,
  input: NewPrice,
): Promise<{ readonly names: PlanNames; readonly problems: readonly Problem[] }> {
  const entry = await catalogueEntry(work, work.account, input.productId);
  const plans = entry?.version.items.filter((item) => item.skuId.toUpperCase() === input.skuId.toUpperCase()) ?? [];
  const sold = plans.find((plan) =>
    plan.prices.some((price) => price.term === input.term && price.billingCycle === input.billingCycle),
  );
  if (sold) return { names: { productName: sold.offerName, skuName: sold.planName }, problems: [] };
  const [productId, skuId] = [input.productId.toUpperCase(), input.skuId.toUpperCase()];
  const charged = await namesCharged(work, work.account, { productId, skuId });
  if (charged) return { names: charged, problems: [] };
  const [path, what] =
    plans.length > 0
      ? ['billingCycle', `is not sold for ${input.term} with ${input.billingCycle} billing`]
      : ['skuId', 'is not in the catalogue you can sell from'];
  const message = `Plan ${input.skuId} of product ${input.productId} ${what}.`;
  return { names: { productName: productId, skuName: skuId }, problems: [{ path, code: 'notSold', message }] };
}

/** The acting partner's prices as they stand now. Faults: InvalidInput for a foreign position. */
export function pricesOf(work: Work, wanted: ListRequest<PriceSort>): Promise<CountedPage<ListedPrice>> {
  return selectPrices(work, work.account, wanted);
}
