/** A plan while it is edited: what its kind has, which prices it needs, and what a new one looks like. Pure. */
import type { OfferKind, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow, PlanChoices } from '@comptoir/contracts/comptoir/reference';

export type Term = OfferPlan['terms'][number]['term'];
export type Cycle = OfferPlan['terms'][number]['billingCycle'];
export type PricingModel = OfferPlan['pricingModel'];

/** Billing cycles a term may have. */
export const cyclesOf = ({ terms }: PlanChoices, term: Term): readonly Cycle[] =>
  terms.find((each) => each.term === term)?.billingCycles ?? [];

const sortsOf = ({ sorts }: PlanChoices, kind: OfferKind) => sorts.filter((sort) => sort.kind === kind);

/** How plans of a kind are sold; of an Azure application the type of the plan decides. */
export const modelsOf = (choices: PlanChoices, kind: OfferKind): readonly PricingModel[] =>
  sortsOf(choices, kind).map(({ pricingModel }) => pricingModel);

/** Types of plans of an Azure application, each with how it is sold. */
export const applicationTypesOf = (choices: PlanChoices) =>
  sortsOf(choices, 'azureApplication').flatMap(({ applicationType, pricingModel }) =>
    applicationType ? [{ applicationType, pricingModel }] : [],
  );

const sortOf = (choices: PlanChoices, kind: OfferKind, { pricingModel }: Pick<OfferPlan, 'pricingModel'>) =>
  sortsOf(choices, kind).find((sort) => sort.pricingModel === pricingModel);

/** Only what is bought for a term has terms and a price for each. */
export const hasTerms = (plan: Pick<OfferPlan, 'pricingModel'>) =>
  plan.pricingModel === 'perSeat' || plan.pricingModel === 'flat';
export const isPriced = (plan: Pick<OfferPlan, 'pricingModel'>) => hasTerms(plan) || plan.pricingModel === 'hourly';

/** Partners resell these whatever the publisher chooses, as long as they are on sale to everybody. */
export const isResoldByDefault = (
  choices: PlanChoices,
  kind: OfferKind,
  plan: Pick<OfferPlan, 'pricingModel' | 'private' | 'stopped'>,
) => !plan.private && !plan.stopped && (sortOf(choices, kind, plan)?.resoldByDefault ?? false);

export function newPlan(kind: OfferKind, planId: string, name: string): OfferPlan {
  const common = { planId, name, description: '', markets: [], prices: [], dimensions: [], private: false };
  const monthly: OfferPlan['terms'] = [{ term: 'P1M', billingCycle: 'monthly' }];
  const deployed = { version: '', address: '' };
  switch (kind) {
    case 'saas':
      return { ...common, pricingModel: 'perSeat', seats: { min: 1, max: 1000 }, terms: monthly };
    case 'virtualMachine':
      return { ...common, pricingModel: 'hourly', terms: [], package: { ...deployed, operatingSystem: 'linux' } };
    case 'azureApplication':
      return { ...common, pricingModel: 'free', applicationType: 'solutionTemplate', terms: [], package: deployed };
    case 'container':
      return { ...common, pricingModel: 'byol', terms: [], package: deployed };
  }
}

/** The plan with another pricing model: what the model lacks goes, what it needs comes. */
export function withModel(plan: OfferPlan, pricingModel: PricingModel): OfferPlan {
  const next = { ...plan, pricingModel };
  if (!hasTerms(next)) return { ...next, terms: [], prices: [] };
  return { ...next, terms: plan.terms.length > 0 ? plan.terms : [{ term: 'P1M', billingCycle: 'monthly' }] };
}

/** Countries a plan may be sold in. */
export function openMarkets(
  choices: PlanChoices,
  kind: OfferKind,
  plan: Pick<OfferPlan, 'pricingModel'>,
  markets: readonly MarketRow[],
): readonly MarketRow[] {
  const open = new Set(sortOf(choices, kind, plan)?.markets.map(({ country }) => country));
  return markets.filter(({ country }) => open.has(country));
}

const chosenMarkets = (plan: Pick<OfferPlan, 'markets'>, markets: readonly MarketRow[]) => {
  const chosen = plan.markets === 'all' ? undefined : new Set(plan.markets);
  return markets.filter((market) => market.priceCurrency && (!chosen || chosen.has(market.country)));
};

/** Currencies of the plan's markets, each once, with the countries priced in it. */
export function currencyRows(plan: Pick<OfferPlan, 'markets'>, markets: readonly MarketRow[]) {
  const rows = new Map<string, string[]>();
  for (const { country, priceCurrency } of chosenMarkets(plan, markets)) {
    if (priceCurrency) rows.set(priceCurrency, [...(rows.get(priceCurrency) ?? []), country]);
  }
  return [...rows]
    .map(([currency, countries]) => ({ currency, countries }))
    .toSorted((left, right) => (left.currency < right.currency ? -1 : 1));
}
export type CurrencyRow = ReturnType<typeof currencyRows>[number];

export function currenciesOf(plan: Pick<OfferPlan, 'markets'>, markets: readonly MarketRow[]): readonly string[] {
  return currencyRows(plan, markets).map(({ currency }) => currency);
}

export interface PriceKey {
  readonly term: Term;
  readonly billingCycle: Cycle;
  readonly currency: string;
  /** Only for this market; every market of the currency when absent. */
  readonly market?: string;
}
const samePrice = (left: Omit<PriceKey, 'market'> & { market?: string | undefined }, right: PriceKey) =>
  left.term === right.term &&
  left.billingCycle === right.billingCycle &&
  left.currency === right.currency &&
  left.market === right.market;

export function amountOf(plan: OfferPlan, key: PriceKey): string {
  return plan.prices.find((price) => samePrice(price, key))?.amount ?? '';
}

export function withAmount(plan: OfferPlan, key: PriceKey, amount: string): OfferPlan {
  const index = plan.prices.findIndex((price) => samePrice(price, key));
  return { ...plan, prices: withItem(plan.prices, index, amount === '' ? undefined : { ...key, amount }) };
}

/** The list with one item replaced where it stands, added or left out, so that nothing else seems to change. */
function withItem<Item>(items: readonly Item[], index: number, item: Item | undefined): Item[] {
  if (index === -1) return item === undefined ? [...items] : [...items, item];
  return item === undefined ? items.toSpliced(index, 1) : items.with(index, item);
}

/** Amounts of one thing in several currencies: hours of a core, units of a dimension. */
export function withCurrency<Price extends { readonly currency: string }>(
  prices: readonly Price[],
  currency: string,
  price: Price | undefined,
): Price[] {
  return withItem(
    prices,
    prices.findIndex((each) => each.currency === currency),
    price,
  );
}

/** What is typed in US dollars stays beside the markets' own currencies: the others are converted from it. */
const baseCurrency = 'USD';

/** Drops what no longer belongs: prices of terms, currencies and markets not offered, and what the model has not. */
export function tidied(plan: OfferPlan, markets: readonly MarketRow[]): OfferPlan {
  const sold = new Map(chosenMarkets(plan, markets).map((market) => [market.country, market.priceCurrency]));
  const currencies = new Set<string | null>(sold.values());
  if (plan.priceInput === 'usd') currencies.add(baseCurrency);
  const offered = (price: OfferPlan['prices'][number]) =>
    (price.market === undefined ? currencies.has(price.currency) : sold.get(price.market) === price.currency) &&
    plan.terms.some((term) => term.term === price.term && term.billingCycle === price.billingCycle);
  const { seats, hourlyPrices, privateAudience, authorizations, trial, priceInput, ...rest } = plan;
  const flat = plan.pricingModel === 'flat';
  const dimensions = flat
    ? plan.dimensions.map((dimension) => ({
        ...dimension,
        prices: dimension.prices.filter((price) => currencies.has(price.currency)),
      }))
    : [];
  return {
    ...rest,
    ...(plan.pricingModel === 'perSeat' ? { seats: seats ?? { min: 1, max: 1000 } } : {}),
    ...(plan.pricingModel === 'hourly'
      ? { hourlyPrices: (hourlyPrices ?? []).filter((price) => currencies.has(price.currency)) }
      : {}),
    ...(isPriced(plan) && priceInput ? { priceInput } : {}),
    ...(trial && hasTerms(plan) && dimensions.length === 0 ? { trial } : {}),
    ...(plan.private ? { privateAudience: privateAudience ?? [] } : {}),
    ...(plan.applicationType === 'managedApplication' ? { authorizations: authorizations ?? [] } : {}),
    prices: plan.prices.filter(offered),
    dimensions,
  };
}

/** Everything that was converted from US dollars, forgotten: the next save converts anew. */
export function unconverted(plan: OfferPlan): OfferPlan {
  const typed = <Price extends { readonly currency: string }>(prices: readonly Price[]) =>
    prices.filter((price) => price.currency === baseCurrency);
  return {
    ...plan,
    prices: plan.prices.filter((price) => price.currency === baseCurrency || price.market !== undefined),
    ...(plan.hourlyPrices ? { hourlyPrices: typed(plan.hourlyPrices) } : {}),
    dimensions: plan.dimensions.map((dimension) => ({ ...dimension, prices: typed(dimension.prices) })),
  };
}
