/** What a change of a subscription costs and gives back, from what its cycle was charged at (rules G10, F23). Pure. */
import { dayOf, decimal, toText, type BillingCycle, type Currency, type Decimal } from '../../../kernel/index.ts';
import { proratedPrice, prorationFrom, type Proration } from '../../../programme/proration.ts';
import { amountOf, type AmountInput, type ExchangeRate, type Priced, type UnitPrice } from './price.ts';
import type { ChargeType } from './words.ts';

/** A charge that a change builds on, of one hop: its cycle's, or another that is cancelled. Amounts are exact text. */
export interface ChargedBefore {
  readonly chargeKey: string;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly billingCycle: BillingCycle;
  readonly unitPrice: string;
  readonly effectiveUnitPrice: string;
  readonly pricingCurrency: string;
  readonly exchangeRate: string;
  readonly exchangeRateDate: Temporal.PlainDate;
  readonly currency: string;
  readonly quantity: string;
  readonly subtotal: string;
  readonly taxTotal: string;
  readonly total: string;
  readonly taxRule: string;
  readonly marginId: string | null;
  readonly priceId: string | null;
  readonly planSince: Temporal.Instant | null;
  readonly cyclePrice: string | null;
}

/** A line that a change adds, beside what it takes over from the charge it builds on. */
export interface Adjustment extends Priced {
  readonly chargeKey: string;
  readonly chargeType: ChargeType;
  readonly quantity: string;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
}

/** A change of quantity: when, from how many to how many, and which change of the subscription it is. */
export interface SeatChange {
  readonly number: number;
  readonly occurredAt: Temporal.Instant;
  readonly quantityBefore: number;
  readonly quantity: number;
}

/** Another plan on one hop: what one unit costs for the whole cycle, as a sale at the moment of the change would. */
export interface PlanPrice {
  readonly price: UnitPrice;
  readonly rate: ExchangeRate;
  readonly currency: Currency;
}

/** The part of a charge's cycle that a change at a moment is about. */
export function partOf(
  charge: Pick<ChargedBefore, 'periodStart' | 'periodEnd' | 'billingCycle'>,
  at: Temporal.Instant,
): Proration {
  return prorationFrom({ start: charge.periodStart, end: charge.periodEnd }, charge.billingCycle, dayOf(at));
}

/**
 * A seat change gives back the whole old quantity for the days that remain, and charges the whole new one, both at the
 * price and rate that the cycle was charged at: added seats keep the price of the term (rules G10, F27).
 */
export function seatChange(
  charge: ChargedBefore,
  change: SeatChange,
  taxOn: AmountInput['taxOn'],
): readonly [Adjustment, Adjustment] {
  const chargeType = change.quantity > change.quantityBefore ? 'addQuantity' : 'removeQuantity';
  const line = (quantity: number, which: 'r' | 'n') => sameLine(charge, change, { quantity, which, chargeType }, taxOn);
  return [line(-change.quantityBefore, 'r'), line(change.quantity, 'n')];
}

/**
 * Another plan: the whole old quantity is given back as by a seat change, and the new plan is charged at its own price for
 * the same days, at the cycle's exchange rate where there is one (rule G10, decision 0109).
 */
export function planChange(
  charge: ChargedBefore,
  change: SeatChange,
  { price, rate, currency }: PlanPrice,
  taxOn: AmountInput['taxOn'],
): readonly [Adjustment, Adjustment] {
  const back = { quantity: -change.quantityBefore, which: 'r', chargeType: 'convert' } as const;
  const cyclePrice = price.effectiveAmount ?? price.amount;
  const effectiveAmount = toText(proratedPrice(decimal(cyclePrice), partOf(charge, change.occurredAt)));
  const taken: Adjustment = {
    ...amountOf({ price: { ...price, effectiveAmount }, rate, currency, quantity: change.quantity, taxOn }),
    chargeKey: `${charge.chargeKey}a${change.number}n`,
    chargeType: 'convert',
    quantity: String(change.quantity),
    periodStart: dayOf(change.occurredAt),
    periodEnd: charge.periodEnd,
    planSince: change.occurredAt,
    cyclePrice,
  };
  return [sameLine(charge, change, back, taxOn), taken];
}

/** A line for the days that remain, at the price and rate of the charge it builds on. */
function sameLine(
  charge: ChargedBefore,
  change: SeatChange,
  {
    quantity,
    which,
    chargeType,
  }: { readonly quantity: number; readonly which: 'r' | 'n'; readonly chargeType: ChargeType },
  taxOn: AmountInput['taxOn'],
): Adjustment {
  const effectiveAmount = toText(proratedPrice(decimal(charge.effectiveUnitPrice), partOf(charge, change.occurredAt)));
  const { unitPrice: amount, pricingCurrency, exchangeRate: rate, exchangeRateDate: date, currency } = charge;
  const { marginId, priceId, planSince, cyclePrice } = charge;
  const price = {
    amount,
    currency: pricingCurrency,
    effectiveAmount,
    ...(marginId ? { marginId } : {}),
    ...(priceId ? { priceId } : {}),
  };
  return {
    ...amountOf({ price, rate: { rate, date }, currency, quantity, taxOn }),
    chargeKey: `${charge.chargeKey}a${change.number}${which}`,
    chargeType,
    quantity: String(quantity),
    periodStart: dayOf(change.occurredAt),
    periodEnd: charge.periodEnd,
    planSince,
    cyclePrice,
  };
}

/** A cancellation within its window gives back every charge of the term, to the last digit (rule F23). */
export function cancelled(charge: ChargedBefore): Adjustment {
  const { chargeKey, quantity, subtotal, taxTotal, total, billingCycle: _, ...same } = charge;
  return {
    ...same,
    chargeKey: `${chargeKey}x`,
    chargeType: 'cancelImmediate',
    quantity: negated(quantity),
    subtotal: negated(subtotal),
    taxTotal: negated(taxTotal),
    total: negated(total),
  };
}

function negated(text: string): string {
  const value: Decimal = decimal(text);
  return value.eq(decimal('0')) ? '0' : toText(value.times(decimal('-1')));
}
