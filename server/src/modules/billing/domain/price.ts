/** From a unit price to an amount: exact, rounded down once. Pure. Which price is asked is decided in `trial.ts`, `wholesale.ts` and `resale.ts`. */
import { decimal, roundDown, toText, type Currency, type Decimal } from '../../../kernel/index.ts';

/** The price one unit is sold at for one cycle, and which rows it comes from beside the list price. */
export interface UnitPrice {
  readonly amount: string;
  readonly currency: Currency;
  /** What is paid instead of `amount`, when something is taken off it. */
  readonly effectiveAmount?: string;
  readonly marginId?: string;
  readonly priceId?: string;
}

/** Units of billing currency for one unit of pricing currency, with the day the rate was fixed. */
export interface ExchangeRate {
  readonly rate: string;
  readonly date: Temporal.PlainDate;
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
  /** Id of the tax policy that decided. */
  readonly taxRule: string;
  readonly marginId: string | null;
  readonly priceId: string | null;
  /** When the plan came, where it came within its term. */
  readonly planSince?: Temporal.Instant | null;
  /** Of a change in such a plan: what one unit costs for the whole cycle. */
  readonly cyclePrice?: string | null;
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
export function amountOf(input: AmountInput): Priced {
  const { price, rate, currency, quantity, taxOn } = input;
  const effective = price.effectiveAmount ?? price.amount;
  const subtotal = unitAmountOf(effective, rate.rate, currency).times(decimal(BigInt(quantity)));
  return pricedAt(input, effective, subtotal, taxOn);
}

function pricedAt(
  { price, rate, currency }: Pick<AmountInput, 'price' | 'rate' | 'currency'>,
  effective: string,
  subtotal: Decimal,
  taxOn: AmountInput['taxOn'],
): Priced {
  const { tax, policy } = taxOn(subtotal);
  return {
    unitPrice: price.amount,
    effectiveUnitPrice: effective,
    pricingCurrency: price.currency,
    exchangeRate: rate.rate,
    exchangeRateDate: rate.date,
    currency,
    subtotal: toText(subtotal),
    taxTotal: toText(tax),
    total: toText(subtotal.plus(tax)),
    taxRule: policy.id,
    marginId: price.marginId ?? null,
    priceId: price.priceId ?? null,
  };
}

/**
 * `ROUNDDOWN(ROUNDDOWN(EffectiveUnitPrice × quantity, minor unit) × rate, minor unit)`, then tax (rule G9, usage lines): a
 * meter worth less than the smallest amount of its currency costs nothing. `quantity` is exact decimal text.
 */
export function usageAmountOf(input: Omit<AmountInput, 'quantity'> & { readonly quantity: string }): Priced {
  const { price, rate, currency, quantity, taxOn } = input;
  const effective = price.effectiveAmount ?? price.amount;
  const subtotal = roundDown(usedAmountOf(effective, quantity, price.currency).times(decimal(rate.rate)), currency);
  return pricedAt(input, effective, subtotal, taxOn);
}

/** What so many units cost in the currency of their price. */
export function usedAmountOf(effectiveUnitPrice: string, quantity: string, currency: Currency): Decimal {
  return roundDown(decimal(effectiveUnitPrice).times(decimal(quantity)), currency);
}

/** What one unit costs in the billing currency. */
export function unitAmountOf(effectiveUnitPrice: string, rate: string, currency: Currency): Decimal {
  return roundDown(decimal(effectiveUnitPrice).times(decimal(rate)), currency);
}

/** One for one: nothing is converted. */
export function sameCurrency(date: Temporal.PlainDate): ExchangeRate {
  return { rate: '1', date };
}
