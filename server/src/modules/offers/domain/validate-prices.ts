/** Terms and prices of a plan: one payment option for each term, and a price for each market. */
import { cycleFitsTerm, decimal, decimalPlaces, minorUnitDigits } from '../../../kernel/index.ts';
import type { PlanMarket } from '../../../programme/plan-markets.ts';
import type { Plan, TermOption } from './document.ts';
import type { Findings } from './problem.ts';
import { rules } from '../../../programme/rules/index.ts';

/** Currency that prices are converted from, where a plan asks for it. */
const base = 'USD';

export function checkTerms(plan: Plan, path: string, found: Findings): void {
  if (plan.terms.length === 0) found.add(`${path}.terms`, 'TermMissing', 'Choose at least one term.', rules.F3);
  plan.terms.forEach(({ term, billingCycle }, index) => {
    if (!cycleFitsTerm(term, billingCycle)) {
      found.add(
        `${path}.terms[${index}].billingCycle`,
        'CycleDoesNotFit',
        `A term of ${term} cannot be billed ${billingCycle}.`,
        rules.F3,
      );
    }
    if (plan.terms.findIndex((other) => other.term === term) < index) {
      found.add(
        `${path}.terms[${index}].term`,
        'TermTwice',
        `${term} is chosen twice. A plan has one payment option for each term.`,
        rules.F3,
      );
    }
  });
}

const keyOf = ({ term, billingCycle }: TermOption, place: string) => `${term} ${billingCycle} ${place}`;

/** A price of each term in the currency of each market, or for the market itself, which goes before. */
export function checkPrices(plan: Plan, path: string, markets: readonly PlanMarket[], found: Findings): void {
  const currencies = currenciesOf(plan, markets);
  const offered = new Set(plan.terms.map((term) => keyOf(term, '')));
  const seen = new Set<string>();
  plan.prices.forEach((price, index) => {
    const at = `${path}.prices[${index}]`;
    const key = keyOf(price, price.market ? `${price.currency} in ${price.market}` : price.currency);
    if (!currencies.has(price.currency)) {
      found.add(`${at}.currency`, 'CurrencyNotOfAMarket', noMarketPricedIn(price.currency), rules.C11);
    } else if (!offered.has(keyOf(price, ''))) {
      found.add(
        `${at}.term`,
        'TermNotOffered',
        `The plan does not offer ${price.term} billed ${price.billingCycle}.`,
        rules.F3,
      );
    } else if (seen.has(key)) {
      found.add(at, 'PriceTwice', `There are two prices for ${key}.`);
    }
    seen.add(key);
    if (price.market) checkMarketOfPrice(price.market, price.currency, markets, `${at}.market`, found);
    checkDigits(price.amount, price.currency, `${at}.amount`, found);
  });
  for (const term of plan.terms) {
    const bare = markets.filter(
      ({ country, currency }) =>
        !seen.has(keyOf(term, currency)) && !seen.has(keyOf(term, `${currency} in ${country}`)),
    );
    for (const currency of new Set(bare.map((market) => market.currency))) {
      const dollars = plan.priceInput === 'usd' && seen.has(keyOf(term, base));
      found.add(`${path}.prices`, 'PriceMissing', missing(keyOf(term, currency), currency, dollars), rules.C11);
    }
  }
}

/** Currencies a plan may be priced in: those of its markets, and dollars where prices are converted from them. */
function currenciesOf(plan: Pick<Plan, 'priceInput'>, markets: readonly PlanMarket[]): ReadonlySet<string> {
  const own = markets.map((market) => market.currency);
  return new Set(plan.priceInput === 'usd' ? [...own, base] : own);
}

function missing(what: string, currency: string, dollars: boolean): string {
  if (!dollars) return `The price for ${what} is missing.`;
  return `The price for ${what} is missing: no exchange rate from ${base} to ${currency} is recorded for this month or before. Ask the operator to record one and save again, or enter the price.`;
}

function noMarketPricedIn(currency: string): string {
  return `No chosen market is priced in ${currency}.`;
}

function checkMarketOfPrice(
  country: string,
  currency: string,
  markets: readonly PlanMarket[],
  path: string,
  found: Findings,
): void {
  const market = markets.find((one) => one.country === country);
  if (!market) {
    found.add(path, 'NotAMarketOfThePlan', `The plan is not sold in ${country}.`, rules.C11);
  } else if (market.currency !== currency) {
    found.add(path, 'MarketInOtherCurrency', `${country} is priced in ${market.currency}.`, rules.C11);
  }
}

function checkDigits(amount: string, currency: string, path: string, found: Findings): void {
  const digits = minorUnitDigits(currency);
  if (decimalPlaces(decimal(amount)) <= digits) return;
  found.add(path, 'TooManyDecimals', `${currency} has ${digits} decimals; ${amount} has more.`);
}

/** Prices of a unit (a dimension's, or a machine's hour): one in each currency of the markets. */
export function checkUnitPrices(
  plan: Plan,
  path: string,
  priced: readonly { readonly currency: string }[],
  markets: readonly PlanMarket[],
  found: Findings,
): void {
  const currencies = currenciesOf(plan, markets);
  const given = priced.map((price) => price.currency);
  given.forEach((currency, index) => {
    const at = `${path}[${index}].currency`;
    if (!currencies.has(currency)) {
      found.add(at, 'CurrencyNotOfAMarket', noMarketPricedIn(currency), rules.C11);
    } else if (given.indexOf(currency) < index) {
      found.add(at, 'PriceTwice', `There are two prices in ${currency}.`);
    }
  });
  const dollars = plan.priceInput === 'usd' && given.includes(base);
  for (const currency of new Set(markets.map((market) => market.currency))) {
    if (given.includes(currency)) continue;
    found.add(path, 'PriceMissing', missing(`a unit in ${currency}`, currency, dollars), rules.C11);
  }
}
