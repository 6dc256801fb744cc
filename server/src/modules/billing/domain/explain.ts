/** The path to an amount in words: rebuilt from what a charge keeps, its numbers and references. Pure. */
import { monthOf, startOfDay, toText } from '../../../kernel/index.ts';
import { marginMoment } from '../../../programme/margin.ts';
import { monthAfter } from './month.ts';
import { unitAmountOf } from './price.ts';
import { termNumberOf, type Line } from './words.ts';

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

/** The rows a charge refers to, as far as it does. */
export interface PriceReferences {
  readonly price?: { readonly id: string; readonly effectiveFrom: Temporal.Instant } | undefined;
  readonly margin?: { readonly privateOfferId: string; readonly percentage: string } | undefined;
}

/** Every step from the list price to the total, each with its source. */
export function explain(line: Line, { price, margin }: PriceReferences): readonly PriceStep[] {
  const { currency, pricingCurrency, effectiveUnitPrice } = line;
  return [
    listStep(line),
    ...(price ? [ownStep(line, price)] : []),
    ...(margin ? [marginStep(line, margin)] : []),
    {
      step: 'effectiveUnitPrice',
      value: effectiveUnitPrice,
      source: `${pricingCurrency}, ${line.marginId ? 'after margin' : 'no discount'}`,
    },
    { step: 'exchangeRate', value: line.exchangeRate, source: rateSource(line) },
    {
      step: 'unitAmount',
      value: toText(unitAmountOf(effectiveUnitPrice, line.exchangeRate, currency)),
      source: `G9: rounded down, ${currency}`,
    },
    { step: 'quantity', value: line.quantity, source: 'quantity of the term' },
    { step: 'subtotal', value: line.subtotal, source: 'G9: unit amount × quantity' },
    { step: 'tax', value: line.taxTotal, source: line.taxRule },
    { step: 'total', value: line.total, source: 'subtotal + tax' },
  ];
}

function listStep({ chargeKey, subject }: Line): PriceStep {
  const isTrial = termNumberOf(chargeKey) === 0;
  const source = isTrial ? 'F25: trial of 30 days' : `availability ${subject.availabilityId}`;
  return { step: 'listPrice', value: subject.unitPrice, source };
}

function ownStep({ unitPrice }: Line, { id, effectiveFrom }: NonNullable<PriceReferences['price']>): PriceStep {
  return { step: 'partnerPrice', value: unitPrice, source: `price ${id} since ${effectiveFrom.toString()}` };
}

function marginStep(line: Line, { percentage, privateOfferId }: NonNullable<PriceReferences['margin']>): PriceStep {
  const source = `F27: ${percentage} % off by private offer ${privateOfferId} in force at ${marginMomentOf(line).toString()}`;
  return { step: 'margin', value: line.effectiveUnitPrice, source };
}

/** A rate is fixed in the last days of the month before the one it is for (rule E27). */
function rateSource({ pricingCurrency, currency, exchangeRateDate }: Line): string {
  if (pricingCurrency === currency) return 'same currency';
  return `E27: rate of ${monthAfter(monthOf(startOfDay(exchangeRateDate)))}, ${pricingCurrency} to ${currency}`;
}

/** The moment whose margin a charge has (rule F27). */
export function marginMomentOf(
  charge: Pick<Line, 'chargeKey' | 'occurredAt' | 'termStart'> & {
    readonly subject: Pick<Line['subject'], 'term' | 'orderedAt'>;
  },
): Temporal.Instant {
  return marginMoment({
    term: charge.subject.term,
    termNumber: termNumberOf(charge.chargeKey),
    orderedAt: charge.subject.orderedAt,
    termStartsAt: startOfDay(charge.termStart),
    dueAt: charge.occurredAt,
  });
}
