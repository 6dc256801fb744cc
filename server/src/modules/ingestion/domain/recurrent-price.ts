/** Prices of the terms of a plan: in dollars, or by currency and market. */
import { decimal, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { DraftPlan, DraftPrice } from './draft.ts';
import { cycleDuration, cycleOf, termDuration, termOf } from './durations.ts';
import type { Duration, MarketPrices, Notes, RecurrentPrice } from './resources.ts';

const dollars = 'USD';

export function recurrentPriceFrom(plan: DraftPlan): RecurrentPrice {
  const mode = plan.pricingModel === 'perSeat' ? 'perUser' : 'flatRate';
  const head = { recurrentPriceMode: mode, ...(plan.seats ? { userLimits: plan.seats } : {}) } as const;
  const inDollars = plan.prices.filter(isDollarPrice);
  const dollarsSayAll = plan.terms.every((term) => inDollars.some((price) => isSameTerm(price, term)));
  if (plan.prices.length === 0 || (plan.priceInput === 'usd' && dollarsSayAll)) {
    const prices = inDollars.map((price) => ({ ...optionFrom(price), pricePerPaymentInUsd: price.amount }));
    return { ...head, priceInputOption: 'usd', prices };
  }
  const groups = Map.groupBy(plan.prices, ({ currency, market = '' }) => `${currency} ${market}`);
  const prices: MarketPrices[] = [...groups.values()].map((group) => ({
    markets: group[0]!.market ? [group[0]!.market.toLowerCase()] : [],
    currency: group[0]!.currency.toLowerCase(),
    prices: group.map((price) => ({ ...optionFrom(price), pricePerPayment: price.amount })),
  }));
  return { ...head, priceInputOption: 'perMarket', prices };
}

const isDollarPrice = ({ currency, market }: DraftPrice): boolean => currency === dollars && market === undefined;

function optionFrom({ term, billingCycle }: DraftPrice) {
  return { billingTerm: termDuration(term), paymentOption: cycleDuration(billingCycle) };
}

const mostPrices = 500;

/** Terms and prices of a plan as a recurrent price says them. One payment option for each term (rule F3). */
export function termPricesOf(
  plan: DraftPlan,
  given: RecurrentPrice,
  notes: Notes,
): Pick<DraftPlan, 'terms' | 'prices' | 'priceInput'> {
  const wanted =
    given.priceInputOption === 'usd' ? dollarPrices(plan, given.prices, notes) : marketPrices(given.prices, notes);
  if (wanted.length > mostPrices) notes.refuse('collectionLimitExceeded', `A plan has at most ${mostPrices} prices.`);
  const prices = inOrderOf(plan.prices, wanted, isSamePrice);
  const options = new Map(prices.map(({ term, billingCycle }) => [`${term} ${billingCycle}`, { term, billingCycle }]));
  const terms = inOrderOf(plan.terms, [...options.values()], isSameTerm);
  const twice = terms.find(({ term }, index) => terms.findIndex((other) => other.term === term) < index);
  if (twice) {
    notes.refuse(
      'businessValidationError',
      `A plan has one payment option for each billing term; ${twice.term} has two.`,
    );
  }
  // Prices by market are what a plan has that says nothing.
  const byMarket = plan.priceInput === 'usd' ? 'perMarket' : plan.priceInput;
  return { terms, prices, priceInput: given.priceInputOption === 'usd' ? 'usd' : byMarket };
}

type TermOption = DraftPlan['terms'][number];

const isSameTerm = (left: TermOption, right: TermOption) =>
  left.term === right.term && left.billingCycle === right.billingCycle;

const isSamePrice = (left: DraftPrice, right: DraftPrice) =>
  isSameTerm(left, right) &&
  left.currency === right.currency &&
  left.market === right.market &&
  decimal(left.amount).eq(decimal(right.amount));

/** What stays keeps its place and spelling, so that sending the same again leaves the same document. */
function inOrderOf<Item>(
  before: readonly Item[],
  wanted: readonly Item[],
  isSame: (left: Item, right: Item) => boolean,
): Item[] {
  const kept = before.filter((item) => wanted.some((other) => isSame(item, other)));
  return [...kept, ...wanted.filter((item) => !kept.some((other) => isSame(item, other)))];
}

/** Prices in other currencies were made from the one in dollars, once: they stay as long as that one does. */
function dollarPrices(
  plan: DraftPlan,
  given: Extract<RecurrentPrice, { priceInputOption: 'usd' }>['prices'],
  notes: Notes,
): DraftPrice[] {
  return given.flatMap(({ pricePerPaymentInUsd: amount, ...option }) => {
    const read = optionOf(option, notes);
    if (!read) return [];
    const before = plan.prices.filter((price) => isSameTerm(price, read));
    const same = before.some((price) => isDollarPrice(price) && decimal(price.amount).eq(decimal(amount)));
    return same && plan.priceInput === 'usd' ? before : [{ ...read, currency: dollars, amount }];
  });
}

function marketPrices(given: readonly MarketPrices[], notes: Notes): DraftPrice[] {
  return given.flatMap(({ markets, currency, prices }) =>
    prices.flatMap(({ pricePerPayment: amount, ...option }) => {
      const read = optionOf(option, notes);
      if (!read) return [];
      const price = { ...read, currency: currency.toUpperCase(), amount };
      return markets.length === 0 ? [price] : markets.map((market) => ({ ...price, market: market.toUpperCase() }));
    }),
  );
}

function optionOf(
  { billingTerm, paymentOption }: { readonly billingTerm: Duration; readonly paymentOption?: Duration | undefined },
  notes: Notes,
): { term: Term; billingCycle: BillingCycle } | undefined {
  const term = termOf(billingTerm, notes);
  const billingCycle = term && cycleOf(paymentOption, term, notes);
  return term && billingCycle ? { term, billingCycle } : undefined;
}
