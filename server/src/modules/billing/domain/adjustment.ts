/** What a change of a subscription costs and gives back, from what its cycle was charged at (rules G10, F23). Pure. */
import { dayOf, decimal, toText, type BillingCycle, type Decimal } from '../../../kernel/index.ts';
import { proratedPrice, prorationFrom, type Proration } from '../../../programme/proration.ts';
import { amountOf, type AmountInput, type Priced } from './price.ts';
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
  const effectiveAmount = toText(proratedPrice(decimal(charge.effectiveUnitPrice), partOf(charge, change.occurredAt)));
  const { unitPrice: amount, pricingCurrency, exchangeRate: rate, exchangeRateDate: date, currency } = charge;
  const { marginId, priceId } = charge;
  const price = {
    amount,
    currency: pricingCurrency,
    effectiveAmount,
    ...(marginId ? { marginId } : {}),
    ...(priceId ? { priceId } : {}),
  };
  const line = (quantity: number, which: 'r' | 'n'): Adjustment => ({
    ...amountOf({ price, rate: { rate, date }, currency, quantity, taxOn }),
    chargeKey: `${charge.chargeKey}a${change.number}${which}`,
    chargeType: change.quantity > change.quantityBefore ? 'addQuantity' : 'removeQuantity',
    quantity: String(quantity),
    periodStart: dayOf(change.occurredAt),
    periodEnd: charge.periodEnd,
  });
  return [line(-change.quantityBefore, 'r'), line(change.quantity, 'n')];
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
