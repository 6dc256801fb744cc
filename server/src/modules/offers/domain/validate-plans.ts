/** What a plan must have before its offer is published: markets, terms, a price for each, and sound dimensions. */
import {
  cycleFitsTerm,
  decimal,
  decimalPlaces,
  maxSeats,
  minorUnitDigits,
  type RuleReference,
} from '../../../kernel/index.ts';
import { marketsOn } from '../../../programme/markets.ts';
import type { OfferDocument, Plan } from './document.ts';
import type { ValidationFacts } from './facts.ts';
import type { Findings } from './problem.ts';

const rules = {
  terms: { id: 'F3', source: 'MS csp-commercial-marketplace-discover; plan-saas-offer' },
  markets: { id: 'A32', source: 'MS marketplace-geo-availability-currencies' },
  currencies: { id: 'C11', source: 'MS marketplace-geo-availability-currencies' },
  metered: { id: 'saas-fulfillment 6', source: 'MS marketplace-metering-service-apis' },
} as const satisfies Record<string, RuleReference>;

const mostDimensions = 30;

/** A market as a plan sees it. */
export interface PlanMarket {
  readonly country: string;
  readonly currency: string;
}

/** The countries a plan is sold in with the currency of each, on a day; countries nothing is sold in are left out. */
export function marketsOfPlan(plan: Pick<Plan, 'markets'>, on: Temporal.PlainDate): PlanMarket[] {
  const chosen = plan.markets === 'all' ? undefined : new Set(plan.markets);
  return marketsOn(on).flatMap(({ country, priceCurrency }) =>
    priceCurrency && (!chosen || chosen.has(country)) ? [{ country, currency: priceCurrency }] : [],
  );
}

export function checkPlans(document: OfferDocument, facts: ValidationFacts, found: Findings): void {
  if (document.plans.length === 0) found.add('plans', 'PlanMissing', 'Add at least one plan.');
  document.plans.forEach((plan, index) => {
    const path = `plans[${index}]`;
    if (document.plans.findIndex((other) => other.planId === plan.planId) < index) {
      found.add(`${path}.planId`, 'PlanIdTwice', `Plan id ${plan.planId} is used twice.`);
    }
    for (const field of ['name', 'description'] as const) {
      if (plan[field] === '') found.add(`${path}.${field}`, 'Required', `The plan needs a ${field}.`);
    }
    checkPricingModel(plan, path, facts, found);
    checkMarkets(plan, path, facts, found);
    checkTerms(plan, path, found);
    const currencies = new Set(marketsOfPlan(plan, facts.on).map((market) => market.currency));
    checkPrices(plan, path, currencies, found);
    checkDimensions(plan, path, currencies, found);
  });
  checkSharedDimensions(document, facts, found);
}

function checkPricingModel(plan: Plan, path: string, { live }: ValidationFacts, found: Findings): void {
  const published = live?.plans.find((other) => other.planId === plan.planId);
  if (published && published.pricingModel !== plan.pricingModel) {
    found.add(
      `${path}.pricingModel`,
      'PricingModelFixed',
      'The pricing model of a published plan cannot change. Add a plan instead.',
    );
  }
  if (plan.pricingModel === 'flat') {
    if (plan.seats) found.add(`${path}.seats`, 'SeatsOnFlatPlan', 'A flat plan has no seats. Leave them out.');
  } else if (!plan.seats) {
    found.add(`${path}.seats`, 'Required', 'A per-seat plan needs the fewest and the most seats of one purchase.');
  } else if (plan.seats.min > plan.seats.max) {
    found.add(`${path}.seats`, 'SeatsReversed', `The fewest seats must not exceed the most (at most ${maxSeats}).`);
  }
}

function checkMarkets(plan: Plan, path: string, { on }: ValidationFacts, found: Findings): void {
  if (plan.markets === 'all') return;
  if (plan.markets.length === 0)
    found.add(`${path}.markets`, 'MarketMissing', 'Choose at least one market.', rules.markets);
  const sold = new Set(marketsOfPlan({ markets: 'all' }, on).map((market) => market.country));
  plan.markets.forEach((country, index) => {
    if (!sold.has(country)) {
      found.add(
        `${path}.markets[${index}]`,
        'NotASaleMarket',
        `The marketplace does not sell in ${country}.`,
        rules.markets,
      );
    } else if (plan.markets.indexOf(country) < index) {
      found.add(`${path}.markets[${index}]`, 'MarketTwice', `${country} is chosen twice.`);
    }
  });
}

function checkTerms(plan: Plan, path: string, found: Findings): void {
  if (plan.terms.length === 0) found.add(`${path}.terms`, 'TermMissing', 'Choose at least one term.', rules.terms);
  plan.terms.forEach(({ term, billingCycle }, index) => {
    if (!cycleFitsTerm(term, billingCycle)) {
      found.add(
        `${path}.terms[${index}].billingCycle`,
        'CycleDoesNotFit',
        `A term of ${term} cannot be billed ${billingCycle}.`,
        rules.terms,
      );
    }
    if (plan.terms.findIndex((other) => other.term === term) < index) {
      found.add(
        `${path}.terms[${index}].term`,
        'TermTwice',
        `${term} is chosen twice. A plan has one payment option for each term.`,
        rules.terms,
      );
    }
  });
}

function checkPrices(plan: Plan, path: string, currencies: ReadonlySet<string>, found: Findings): void {
  const keyOf = (price: { term: string; billingCycle: string }, currency: string) =>
    `${price.term} ${price.billingCycle} ${currency}`;
  const wanted = new Set(plan.terms.flatMap((term) => [...currencies].map((currency) => keyOf(term, currency))));
  const seen = new Set<string>();
  plan.prices.forEach((price, index) => {
    const at = `${path}.prices[${index}]`;
    const key = keyOf(price, price.currency);
    if (!currencies.has(price.currency)) {
      found.add(
        `${at}.currency`,
        'CurrencyNotOfAMarket',
        `No chosen market is priced in ${price.currency}.`,
        rules.currencies,
      );
    } else if (!wanted.has(key)) {
      found.add(
        `${at}.term`,
        'TermNotOffered',
        `The plan does not offer ${price.term} billed ${price.billingCycle}.`,
        rules.terms,
      );
    } else if (seen.has(key)) {
      found.add(at, 'PriceTwice', `There are two prices for ${key}.`);
    }
    seen.add(key);
    checkDigits(price.amount, price.currency, `${at}.amount`, found);
  });
  for (const key of wanted) {
    if (!seen.has(key))
      found.add(`${path}.prices`, 'PriceMissing', `The price for ${key} is missing.`, rules.currencies);
  }
}

function checkDigits(amount: string, currency: string, path: string, found: Findings): void {
  const digits = minorUnitDigits(currency);
  if (decimalPlaces(decimal(amount)) <= digits) return;
  found.add(path, 'TooManyDecimals', `${currency} has ${digits} decimals; ${amount} has more.`);
}

function checkDimensions(plan: Plan, path: string, currencies: ReadonlySet<string>, found: Findings): void {
  if (plan.dimensions.length > 0 && plan.pricingModel !== 'flat') {
    found.add(`${path}.dimensions`, 'MeteredNeedsFlat', 'Only a flat plan can have metered dimensions.', rules.metered);
  }
  plan.dimensions.forEach((dimension, index) => {
    const at = `${path}.dimensions[${index}]`;
    if (plan.dimensions.findIndex((other) => other.id === dimension.id) < index) {
      found.add(`${at}.id`, 'DimensionTwice', `Dimension ${dimension.id} is there twice.`, rules.metered);
    }
    for (const field of ['name', 'unitOfMeasure'] as const) {
      if (dimension[field] === '')
        found.add(`${at}.${field}`, 'Required', 'A dimension needs a name and a unit of measure.');
    }
    const priced = dimension.prices.map((price) => price.currency);
    priced.forEach((currency, priceIndex) => {
      const priceAt = `${at}.prices[${priceIndex}].currency`;
      if (!currencies.has(currency)) {
        found.add(priceAt, 'CurrencyNotOfAMarket', `No chosen market is priced in ${currency}.`, rules.currencies);
      } else if (priced.indexOf(currency) < priceIndex)
        found.add(priceAt, 'PriceTwice', `There are two prices in ${currency}.`);
    });
    for (const currency of currencies) {
      if (!priced.includes(currency)) {
        found.add(`${at}.prices`, 'PriceMissing', `The price of a unit in ${currency} is missing.`, rules.currencies);
      }
    }
  });
}

/** Dimensions belong to the offer: plans that share one share its name and unit, and publishing freezes both. */
function checkSharedDimensions(document: OfferDocument, { live }: ValidationFacts, found: Findings): void {
  const known = new Map<string, { name: string; unitOfMeasure: string }>();
  for (const dimension of live?.plans.flatMap((plan) => plan.dimensions) ?? []) known.set(dimension.id, dimension);
  const own = new Set<string>();
  document.plans.forEach((plan, planIndex) =>
    plan.dimensions.forEach((dimension, index) => {
      own.add(dimension.id);
      const same = known.get(dimension.id);
      known.set(dimension.id, same ?? dimension);
      if (!same || (same.name === dimension.name && same.unitOfMeasure === dimension.unitOfMeasure)) return;
      found.add(
        `plans[${planIndex}].dimensions[${index}]`,
        'DimensionDiffers',
        `Dimension ${dimension.id} is already named “${same.name}”, measured in ${same.unitOfMeasure}: keep both, or use another id.`,
        rules.metered,
      );
    }),
  );
  if (own.size > mostDimensions) {
    found.add(
      'plans',
      'TooManyDimensions',
      `An offer has at most ${mostDimensions} dimensions; this one has ${own.size}.`,
      rules.metered,
    );
  }
}
