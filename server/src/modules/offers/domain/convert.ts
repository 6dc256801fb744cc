/**
 * Prices entered in US dollars become prices of each market's currency, once: what a plan has in a currency already
 * stays, so that a moving rate never changes a price that partners saw.
 */
import { decimal, roundDown, roundDownUnitPrice, toText, type Decimal } from '../../../kernel/index.ts';
import type { OfferDocument, OfferKind, Plan } from './document.ts';
import { marketsOfPlan } from './plan-markets.ts';

const base = 'USD';

/** US dollars for one unit of a currency, by currency. */
export type DollarRates = ReadonlyMap<string, Decimal>;

/** Currencies that some plan of the document asks to convert into. */
export function currenciesToConvert(kind: OfferKind, document: OfferDocument, on: Temporal.PlainDate): string[] {
  const wanted = document.plans.filter(isConverted).flatMap((plan) => currenciesOf(kind, plan, on));
  return [...new Set(wanted)];
}

/**
 * The document with a price in every currency of a plan's markets that has none yet, where the plan has one in US
 * dollars; rounded down to the currency's minor unit, prices of units to six decimals. Without a rate it stays missing.
 */
export function convertPrices(
  kind: OfferKind,
  document: OfferDocument,
  on: Temporal.PlainDate,
  rates: DollarRates,
): OfferDocument {
  if (!document.plans.some(isConverted)) return document;
  return {
    ...document,
    plans: document.plans.map((plan) => (isConverted(plan) ? convertPlan(kind, plan, on, rates) : plan)),
  };
}

function isConverted(plan: Plan): boolean {
  return plan.priceInput === 'usd';
}

function currenciesOf(kind: OfferKind, plan: Plan, on: Temporal.PlainDate): string[] {
  const currencies = new Set(marketsOfPlan(kind, plan, on).map((market) => market.currency));
  currencies.delete(base);
  return [...currencies];
}

function convertPlan(kind: OfferKind, plan: Plan, on: Temporal.PlainDate, rates: DollarRates): Plan {
  const currencies = currenciesOf(kind, plan, on).filter((currency) => rates.has(currency));
  const inCurrency = (amount: string, currency: string) => decimal(amount).div(rates.get(currency)!);
  const terms = plan.prices.filter(
    (price) => price.currency === base && price.market === undefined && isOffered(plan, price),
  );
  const prices = terms.flatMap((dollars) =>
    currencies
      .filter((currency) => !plan.prices.some((price) => price.currency === currency && isSamePrice(price, dollars)))
      .map((currency) => ({
        ...dollars,
        currency,
        amount: toText(roundDown(inCurrency(dollars.amount, currency), currency)),
      })),
  );
  const missingUnits = <Priced extends { readonly currency: string }>(
    given: readonly Priced[],
    amountOf: (price: Priced) => string,
  ) => {
    const dollars = given.find((price) => price.currency === base);
    if (!dollars) return [];
    return currencies
      .filter((currency) => !given.some((price) => price.currency === currency))
      .map((currency) => ({ currency, amount: toText(roundDownUnitPrice(inCurrency(amountOf(dollars), currency))) }));
  };
  const hours = missingUnits(plan.hourlyPrices ?? [], (price) => price.pricePerCoreHour);
  return {
    ...plan,
    prices: [...plan.prices, ...prices],
    ...(plan.hourlyPrices && {
      hourlyPrices: [
        ...plan.hourlyPrices,
        ...hours.map(({ currency, amount }) => ({ currency, pricePerCoreHour: amount })),
      ],
    }),
    dimensions: plan.dimensions.map((dimension) => ({
      ...dimension,
      prices: [
        ...dimension.prices,
        ...missingUnits(dimension.prices, (price) => price.pricePerUnit).map(({ currency, amount }) => ({
          currency,
          pricePerUnit: amount,
        })),
      ],
    })),
  };
}

type TermPrice = Plan['prices'][number];

function isOffered(plan: Plan, price: TermPrice): boolean {
  return plan.terms.some((term) => term.term === price.term && term.billingCycle === price.billingCycle);
}

/** The price of the same term that holds for every market of its currency. */
function isSamePrice(left: TermPrice, right: TermPrice): boolean {
  return left.market === undefined && left.term === right.term && left.billingCycle === right.billingCycle;
}
