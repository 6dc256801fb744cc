/** Which price is asked on a hop: the operator's list price less a margin, everybody else's own price. */
import { dayOf, type Currency } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { BillableTerm } from '../../subscriptions/index.ts';
import { candidatePrices, priceKeyText, type PriceKey } from '../store/prices.ts';
import type { Hop } from '../domain/chain.ts';
import { sameCurrency, type AmountInput, type ExchangeRate } from '../domain/price.ts';
import { priceInForce, resale, type PartnerPrice } from '../domain/resale.ts';
import { trialPrice } from '../domain/trial.ts';
import { wholesale, type MarginTaken } from '../domain/wholesale.ts';
import type { Cycle } from '../domain/schedule.ts';

/** What the prices of a cycle's hops are made from. */
export interface PriceFacts {
  /** From the list price's currency to `currency`; the operator's hop has one. */
  readonly rate: ExchangeRate | undefined;
  /** What the operator bills the account in. */
  readonly currency: Currency;
  readonly margin: MarginTaken | undefined;
  /** By `priceKeyText`. */
  readonly prices: ReadonlyMap<string, readonly PartnerPrice[]>;
}

/** Every seller's own prices that could count on a hop of these sales: one statement. The operator has none. */
export async function pricesOfHops(
  work: Work,
  sales: readonly { readonly term: BillableTerm; readonly chain: readonly Hop[] }[],
): Promise<PriceFacts['prices']> {
  return pricesOn(
    work,
    sales.flatMap(({ term, chain }) => chain.slice(1).map((hop) => ({ hop, term }))),
  );
}

/** The same of single hops, none of them the operator's. */
export function pricesOn(
  work: Work,
  hops: readonly { readonly hop: Hop; readonly term: PricedSale }[],
): Promise<PriceFacts['prices']> {
  return candidatePrices(
    work,
    hops.map(({ hop, term }) => priceKey(hop, term)),
  );
}

/** What of a term decides its price. */
type PricedSale = Pick<
  BillableTerm,
  'productId' | 'skuId' | 'term' | 'billingCycle' | 'customerTenantId' | 'unitPrice' | 'pricingCurrency'
>;

function priceKey(hop: Hop, term: PricedSale): PriceKey {
  return {
    partner_tenant_id: hop.sellerTenantId,
    product_id: term.productId,
    sku_id: term.skuId,
    term: term.term,
    billing_cycle: term.billingCycle,
    buyer_kind: hop.buyerTenantId === term.customerTenantId ? 'customer' : 'reseller',
    buyer_tenant_id: hop.buyerTenantId,
  };
}

/** The unit price of a hop and what it is converted to. Sellers set their prices in the currency they bill in. */
export function priceOn(
  hop: Hop,
  byOperator: boolean,
  term: PricedSale,
  cycle: Pick<Cycle, 'dueAt' | 'isTrial'>,
  { rate, currency, margin, prices }: PriceFacts,
): Pick<AmountInput, 'price' | 'rate' | 'currency'> {
  const list = { amount: term.unitPrice, currency: term.pricingCurrency };
  const asked = cycle.isTrial ? trialPrice(term.pricingCurrency) : list;
  if (byOperator) return { price: wholesale(asked, margin), rate: rate!, currency };
  const own = cycle.isTrial ? undefined : (prices.get(priceKeyText(priceKey(hop, term))) ?? []);
  const price = resale(asked, own && priceInForce(own, hop.buyerTenantId, cycle.dueAt));
  return { price, rate: sameCurrency(dayOf(cycle.dueAt)), currency: price.currency };
}
