/** From a price to an amount: exact, rounded down once, every step kept. Pure. */
import { decimal, roundDown, toText, type Currency, type Decimal } from '../../../kernel/index.ts';
import { wholesalePrice } from '../../../programme/margin.ts';

/** One step of the path that led to an amount. */
export interface PriceStep {
  readonly step:
    | 'listPrice'
    | 'partnerPrice'
    | 'margin'
    | 'effectiveUnitPrice'
    | 'exchangeRate'
    | 'unitAmount'
    | 'quantity'
    | 'subtotal'
    | 'tax'
    | 'total';
  /** Exact value after the step. */
  readonly value: string;
  /** Where the value comes from: a row, a rate or a rule. */
  readonly source: string;
}

/** The price one unit is sold at for one cycle, and how it was found. */
export interface UnitPrice {
  readonly amount: string;
  readonly currency: Currency;
  readonly steps: readonly PriceStep[];
  /** What is paid instead of `amount`, when something is taken off it. */
  readonly effectiveAmount?: string;
}

/** Units of billing currency for one unit of pricing currency, with the day the rate was fixed. */
export interface ExchangeRate {
  readonly rate: string;
  readonly date: Temporal.PlainDate;
  readonly source: string;
}

export interface Priced {
  readonly unitPrice: string;
  readonly effectiveUnitPrice: string;
  readonly pricingCurrency: Currency;
  readonly exchangeRate: string;
  readonly exchangeRateDate: Temporal.PlainDate;
  readonly currency: Currency;
  readonly subtotal: string;
  readonly taxTotal: string;
  readonly total: string;
  readonly path: readonly PriceStep[];
}

/** The list price as ordered, in its pricing currency. */
export function listPrice(amount: string, currency: Currency, availabilityId: string): UnitPrice {
  return { amount, currency, steps: [{ step: 'listPrice', value: amount, source: `availability ${availabilityId}` }] };
}

/** A trial costs nobody anything, whatever the partner charges for the term behind it (rule F25). */
export function trialPrice(currency: Currency): UnitPrice {
  return { amount: '0', currency, steps: [{ step: 'listPrice', value: '0', source: 'F25: trial of 30 days' }] };
}

/** What the publisher's private offer takes off its list price for the partner. */
export interface MarginTaken {
  readonly privateOfferId: string;
  /** Percent of the list price, decimal text. */
  readonly percentage: string;
  /** The moment whose margin this is. */
  readonly at: Temporal.Instant;
}

/** What the partner pays: the list price, or the wholesale price when a margin counts (rule F27). */
export function partnerCost(list: UnitPrice, margin: MarginTaken | undefined): UnitPrice {
  if (!margin) return list;
  const value = wholesalePrice(list.amount, margin.percentage);
  const source = `F27: ${margin.percentage} % off by private offer ${margin.privateOfferId} in force at ${margin.at.toString()}`;
  return { ...list, effectiveAmount: value, steps: [...list.steps, { step: 'margin', value, source }] };
}

/** A partner's own price with the moment from which it counts. */
export interface PartnerPrice {
  readonly id: string;
  /** Null: for every customer of the partner. */
  readonly customerTenantId: string | null;
  readonly currency: Currency;
  readonly amount: string;
  readonly effectiveFrom: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
}

/**
 * The price in force for a customer at a moment: one of its own before a general one, then the newest; undefined when
 * the partner set none (AZP-03: the partner sets the price).
 */
export function priceInForce(
  prices: readonly PartnerPrice[],
  customerTenantId: string,
  at: Temporal.Instant,
): PartnerPrice | undefined {
  return prices
    .filter((price) => price.customerTenantId === null || price.customerTenantId === customerTenantId)
    .filter((price) => Temporal.Instant.compare(price.effectiveFrom, at) <= 0)
    .toSorted(byPrecedence)[0];
}

function byPrecedence(left: PartnerPrice, right: PartnerPrice): number {
  const own = Number(right.customerTenantId !== null) - Number(left.customerTenantId !== null);
  if (own !== 0) return own;
  return (
    Temporal.Instant.compare(right.effectiveFrom, left.effectiveFrom) ||
    Temporal.Instant.compare(right.createdAt, left.createdAt)
  );
}

/** What the customer pays: the partner's own price when there is one, else the list price. */
export function sellingPrice(list: UnitPrice, own: PartnerPrice | undefined): UnitPrice {
  if (!own) return list;
  const source = `price ${own.id} since ${own.effectiveFrom.toString()}`;
  return {
    amount: own.amount,
    currency: own.currency,
    steps: [...list.steps, { step: 'partnerPrice', value: own.amount, source }],
  };
}

export interface AmountInput {
  readonly price: UnitPrice;
  readonly rate: ExchangeRate;
  readonly currency: Currency;
  readonly quantity: number;
  /** The tax rule of the market and day: what it adds to a subtotal, and the policy it follows. */
  readonly taxOn: (subtotal: Decimal) => { readonly tax: Decimal; readonly policy: { readonly id: string } };
}

/** `ROUNDDOWN(EffectiveUnitPrice × rate, minor unit) × quantity`, then tax (rule G9, licence lines). */
export function amountOf({ price, rate, currency, quantity, taxOn }: AmountInput): Priced {
  const effective = price.effectiveAmount ?? price.amount;
  const unitAmount = unitAmountOf(effective, rate, currency);
  const subtotal = unitAmount.times(decimal(BigInt(quantity)));
  const { tax, policy } = taxOn(subtotal);
  const total = subtotal.plus(tax);
  return {
    unitPrice: price.amount,
    effectiveUnitPrice: effective,
    pricingCurrency: price.currency,
    exchangeRate: rate.rate,
    exchangeRateDate: rate.date,
    currency,
    subtotal: toText(subtotal),
    taxTotal: toText(tax),
    total: toText(total),
    path: [
      ...price.steps,
      {
        step: 'effectiveUnitPrice',
        value: effective,
        source: `${price.currency}, ${price.effectiveAmount ? 'after margin' : 'no discount'}`,
      },
      { step: 'exchangeRate', value: rate.rate, source: rate.source },
      { step: 'unitAmount', value: toText(unitAmount), source: `G9: rounded down, ${currency}` },
      { step: 'quantity', value: String(quantity), source: 'quantity of the term' },
      { step: 'subtotal', value: toText(subtotal), source: 'G9: unit amount × quantity' },
      { step: 'tax', value: toText(tax), source: policy.id },
      { step: 'total', value: toText(total), source: 'subtotal + tax' },
    ],
  };
}

function unitAmountOf(unitPrice: string, rate: ExchangeRate, currency: Currency): Decimal {
  return roundDown(decimal(unitPrice).times(decimal(rate.rate)), currency);
}

/** One for one: nothing is converted. */
export function sameCurrency(date: Temporal.PlainDate): ExchangeRate {
  return { rate: '1', date, source: 'same currency' };
}
