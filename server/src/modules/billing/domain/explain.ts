/** The path to an amount in words: rebuilt from what a charge keeps, its numbers and references. Pure. */
import { monthOf, startOfDay, toText, type RuleReference } from '../../../kernel/index.ts';
import { marginMoment } from '../../../programme/margin.ts';
import { prorationFrom } from '../../../programme/proration.ts';
import { findRule, rules } from '../../../programme/rules/index.ts';
import { trialDays } from '../../../programme/trials.ts';
import { monthAfter } from './month.ts';
import { unitAmountOf, usedAmountOf } from './price.ts';
import { cycleKeyOf, isUsage, readChargeKey, termNumberOf, type ChangedCycle, type Line } from './words.ts';

/** One step of the path that led to an amount. */
export interface PriceStep {
  readonly step:
    | 'listPrice'
    | 'partnerPrice'
    | 'margin'
    | 'effectiveUnitPrice'
    | 'proratedPrice'
    | 'exchangeRate'
    | 'unitAmount'
    | 'quantity'
    | 'usedAmount'
    | 'subtotal'
    | 'tax'
    | 'total';
  /** Exact value after the step. */
  readonly value: string;
  /** Of amounts; quantities and rates have none. */
  readonly currency?: string;
  /** Where the value comes from; the reader's language says it. */
  readonly reason: PriceReason;
  /** What the reason speaks of: ids, dates (ISO 8601), percentages and currencies. */
  readonly values: Readonly<Record<string, string>>;
  /** The rule behind it, where there is one. */
  readonly rule?: RuleReference;
}

export type PriceReason =
  | 'listed'
  | 'meterListed'
  | 'trial'
  | 'ownPrice'
  | 'privateOffer'
  | 'afterMargin'
  | 'noDiscount'
  | 'prorated'
  | 'sameCurrency'
  | 'monthRate'
  | 'cycleRate'
  | 'earlierRate'
  | 'roundedDown'
  | 'termQuantity'
  | 'quantityBefore'
  | 'quantityAfter'
  | 'cancelledQuantity'
  | 'usedQuantity'
  | 'usedRoundedDown'
  | 'usedTimesRate'
  | 'unitTimesQuantity'
  | 'taxPolicy'
  | 'subtotalAndTax';

/** The rows a charge refers to, as far as it does. */
export interface PriceReferences {
  readonly price?: { readonly id: string; readonly effectiveFrom: Temporal.Instant } | undefined;
  readonly margin?: { readonly privateOfferId: string; readonly percentage: string } | undefined;
  /** Of a line of a change: the cycle whose price and rate it keeps. */
  readonly cycle?: ChangedCycle | undefined;
}

/** Every step from the list price to the total, each with its source. */
export function explain(line: Line, { price, margin, cycle }: PriceReferences): readonly PriceStep[] {
  const { currency } = line;
  return [
    listStep(line),
    ...(price ? [ownStep(line, price)] : []),
    ...(margin ? [marginStep(line, margin, cycle)] : []),
    effectiveStep(line, cycle),
    ...(isUsage(line.chargeKey) ? usageSteps(line) : licenceSteps(line, cycle)),
    { step: 'tax', value: line.taxTotal, currency, reason: 'taxPolicy', values: {}, ...ruleOf(line.taxRule) },
    { step: 'total', value: line.total, currency, reason: 'subtotalAndTax', values: {} },
  ];
}

/** A licence is converted and rounded down by the unit, then multiplied (rule G9). */
function licenceSteps(line: Line, cycle: ChangedCycle | undefined): readonly PriceStep[] {
  const { currency, effectiveUnitPrice, exchangeRate, quantity, subtotal } = line;
  return [
    { step: 'exchangeRate', value: exchangeRate, ...rateReason(line, cycle) },
    {
      step: 'unitAmount',
      value: toText(unitAmountOf(effectiveUnitPrice, exchangeRate, currency)),
      currency,
      reason: 'roundedDown',
      values: { currency },
      rule: rules.G9,
    },
    { step: 'quantity', value: quantity, ...quantityReason(line) },
    { step: 'subtotal', value: subtotal, currency, reason: 'unitTimesQuantity', values: {}, rule: rules.G9 },
  ];
}

/** Usage is multiplied and rounded down, then converted and rounded down (rule G9). */
function usageSteps(line: Line): readonly PriceStep[] {
  const { currency, pricingCurrency, effectiveUnitPrice, exchangeRate, quantity, subtotal } = line;
  const used = { first: line.periodStart.toString(), last: line.periodEnd.toString() };
  return [
    { step: 'quantity', value: quantity, reason: 'usedQuantity', values: used, rule: rules['F3/dimensions'] },
    {
      step: 'usedAmount',
      value: toText(usedAmountOf(effectiveUnitPrice, quantity, pricingCurrency)),
      currency: pricingCurrency,
      reason: 'usedRoundedDown',
      values: { currency: pricingCurrency },
      rule: rules.G9,
    },
    { step: 'exchangeRate', value: exchangeRate, ...rateReason(line) },
    { step: 'subtotal', value: subtotal, currency, reason: 'usedTimesRate', values: { currency }, rule: rules.G9 },
  ];
}

/** Whose quantity a line has: the term's, or what a change found, left or a cancellation takes back (rule G10). */
function quantityReason({ chargeKey, chargeType }: Line): Omit<PriceStep, 'step' | 'value'> {
  if (chargeType === 'cancelImmediate') return { reason: 'cancelledQuantity', values: {}, rule: rules.G10 };
  if (readChargeKey(chargeKey).change === undefined) return { reason: 'termQuantity', values: {} };
  return { reason: chargeKey.endsWith('r') ? 'quantityBefore' : 'quantityAfter', values: {}, rule: rules.G10 };
}

/** What one unit costs before it is converted: of a change, also of one that is cancelled, the cycle's price for its days. */
function effectiveStep(line: Line, cycle: ChangedCycle | undefined): PriceStep {
  const { chargeKey, effectiveUnitPrice: value, pricingCurrency: currency, periodStart } = line;
  if (!cycle || isUsage(chargeKey) || readChargeKey(chargeKey).change === undefined) {
    const reason = line.marginId ? 'afterMargin' : 'noDiscount';
    return { step: 'effectiveUnitPrice', value, currency, reason, values: { currency } };
  }
  const { remaining, days } = prorationFrom(
    { start: cycle.periodStart, end: cycle.periodEnd },
    cycle.billingCycle,
    periodStart,
  );
  const values = { days: String(remaining), of: String(days), ...cycleValues(cycle) };
  return { step: 'proratedPrice', value, currency, reason: 'prorated', values, rule: rules.G10 };
}

const cycleValues = ({ periodStart, periodEnd }: ChangedCycle) => ({
  first: periodStart.toString(),
  last: periodEnd.toString(),
});

function listStep({ chargeKey, subject }: Line): PriceStep {
  const listed = { step: 'listPrice', value: subject.unitPrice, currency: subject.pricingCurrency } as const;
  if (subject.meter) {
    const { name, unitOfMeasure: unit } = subject.meter;
    return { ...listed, reason: 'meterListed', values: { name, unit, availabilityId: subject.availabilityId } };
  }
  const isTrial = termNumberOf(chargeKey) === 0;
  if (isTrial) return { ...listed, reason: 'trial', values: { days: String(trialDays) }, rule: rules.F25 };
  return { ...listed, reason: 'listed', values: { availabilityId: subject.availabilityId } };
}

function ownStep(
  { unitPrice, pricingCurrency }: Line,
  { id, effectiveFrom }: NonNullable<PriceReferences['price']>,
): PriceStep {
  const values = { priceId: id, since: effectiveFrom.toString() };
  return {
    step: 'partnerPrice',
    value: unitPrice,
    currency: pricingCurrency,
    reason: 'ownPrice',
    values,
    rule: rules.G1,
  };
}

/** A change keeps the price of its cycle, and so the margin of that and not of its own day (rule F27). */
function marginStep(
  line: Line,
  { percentage, privateOfferId }: NonNullable<PriceReferences['margin']>,
  cycle: ChangedCycle | undefined,
): PriceStep {
  const values = { percentage, privateOfferId, at: marginMomentOf(line, cycle).toString() };
  const { effectiveUnitPrice: value, pricingCurrency: currency } = { ...line, ...cycle };
  return { step: 'margin', value, currency, reason: 'privateOffer', values, rule: rules.F27 };
}

/** A rate is fixed in the last days of the month before the one it is for (rule E27); a change keeps that of its cycle. */
function rateReason(
  { chargeKey, pricingCurrency, currency, exchangeRateDate, occurredAt }: Line,
  cycle?: ChangedCycle,
): Omit<PriceStep, 'step' | 'value'> {
  if (pricingCurrency === currency) return { reason: 'sameCurrency', values: { currency } };
  const month = monthAfter(monthOf(startOfDay(exchangeRateDate)));
  const values = { month, from: pricingCurrency, to: currency };
  if (cycle && cycleKeyOf(chargeKey)) {
    return { reason: 'cycleRate', values: { ...values, ...cycleValues(cycle) }, rule: rules.G10 };
  }
  const charged = monthOf(occurredAt);
  if (month === charged) return { reason: 'monthRate', values, rule: rules.E27 };
  const age = Temporal.PlainYearMonth.from(month).until(charged, { largestUnit: 'months' }).months;
  const told = { ...values, charged, fixed: exchangeRateDate.toString(), age: String(age) };
  return { reason: 'earlierRate', values: told, rule: rules.E27 };
}

/** A rule that the registry does not know any more is not named. */
function ruleOf(id: string): { readonly rule?: RuleReference } {
  const rule = findRule(id);
  return rule ? { rule: { id: rule.id } } : {};
}

/**
 * The moment whose margin a charge has (rule F27): of usage its own, since meters do not keep the price of the term; of a
 * change that of the cycle it builds on.
 */
export function marginMomentOf(
  charge: Pick<Line, 'chargeKey' | 'occurredAt' | 'termStart' | 'planSince'> & {
    readonly subject: Pick<Line['subject'], 'term' | 'orderedAt'>;
  },
  cycle?: Pick<ChangedCycle, 'occurredAt'>,
): Temporal.Instant {
  if (isUsage(charge.chargeKey)) return charge.occurredAt;
  return marginMoment({
    term: charge.subject.term,
    termNumber: termNumberOf(charge.chargeKey),
    orderedAt: charge.subject.orderedAt,
    termStartsAt: startOfDay(charge.termStart),
    dueAt: (cycle ?? charge).occurredAt,
    planSince: charge.planSince,
  });
}
