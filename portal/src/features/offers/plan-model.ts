/** A plan while it is edited: which prices it needs, and what a new one looks like. Pure. */
import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';

export type Term = OfferPlan['terms'][number]['term'];
export type Cycle = OfferPlan['terms'][number]['billingCycle'];

/** Billing cycles each term may have (rule F3). */
export const cyclesOf: Readonly<Record<Term, readonly Cycle[]>> = {
  P1M: ['monthly'],
  P1Y: ['monthly', 'annual'],
  P2Y: ['monthly', 'annual', 'biennial'],
  P3Y: ['monthly', 'annual', 'triennial'],
};
export const termNames = Object.keys(cyclesOf) as readonly Term[];

export function newPlan(planId: string, name: string): OfferPlan {
  return {
    planId,
    name,
    description: '',
    pricingModel: 'perSeat',
    seats: { min: 1, max: 1000 },
    markets: [],
    terms: [{ term: 'P1M', billingCycle: 'monthly' }],
    prices: [],
    dimensions: [],
    private: false,
  };
}

/** Currencies of the plan's markets, each once. */
export function currenciesOf(plan: Pick<OfferPlan, 'markets'>, markets: readonly MarketRow[]): readonly string[] {
  const chosen = plan.markets === 'all' ? undefined : new Set(plan.markets);
  const currencies = markets.flatMap((market) =>
    market.priceCurrency && (!chosen || chosen.has(market.country)) ? [market.priceCurrency] : [],
  );
  return [...new Set(currencies)].toSorted();
}

type PriceKey = { readonly term: Term; readonly billingCycle: Cycle; readonly currency: string };
const samePrice = (left: PriceKey, right: PriceKey) =>
  left.term === right.term && left.billingCycle === right.billingCycle && left.currency === right.currency;

export function amountOf(plan: OfferPlan, key: PriceKey): string {
  return plan.prices.find((price) => samePrice(price, key))?.amount ?? '';
}

export function withAmount(plan: OfferPlan, key: PriceKey, amount: string): OfferPlan {
  const others = plan.prices.filter((price) => !samePrice(price, key));
  return { ...plan, prices: amount === '' ? others : [...others, { ...key, amount }] };
}

/** Drops what no longer belongs: prices of terms and currencies not offered, seats of a flat plan, its dimensions else. */
export function tidied(plan: OfferPlan, markets: readonly MarketRow[]): OfferPlan {
  const currencies = new Set(currenciesOf(plan, markets));
  const offered = (price: PriceKey) =>
    currencies.has(price.currency) &&
    plan.terms.some((term) => term.term === price.term && term.billingCycle === price.billingCycle);
  const { seats, ...rest } = plan;
  return {
    ...rest,
    ...(plan.pricingModel === 'perSeat' ? { seats: seats ?? { min: 1, max: 1000 } } : {}),
    prices: plan.prices.filter(offered),
    dimensions:
      plan.pricingModel === 'flat'
        ? plan.dimensions.map((dimension) => ({
            ...dimension,
            prices: dimension.prices.filter((price) => currencies.has(price.currency)),
          }))
        : [],
  };
}

/** An amount as it is typed in either language, as decimal text. */
export function amountTyped(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
}
