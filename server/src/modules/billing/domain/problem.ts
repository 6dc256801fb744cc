/** What a proof finds wrong among the charges of a month, as codes with what they speak of. Pure. */
import { minorUnitDigits, decimal, toText } from '../../../kernel/index.ts';

export type ProofProblemCode =
  | 'chargeNotInvoiced'
  | 'lineWithoutCharge'
  | 'boughtOnly'
  | 'soldOnly'
  | 'hopsQuantity'
  | 'hopsPeriod'
  | 'lineSubtotal'
  | 'lineTax'
  | 'lineTotal'
  | 'usageCharged'
  | 'usageReported'
  | 'lineProration'
  | 'lineCancelled'
  | 'marginDiffers'
  | 'marginUnfounded';

/** Charge keys, ids, amounts, moments (ISO 8601), percentages and currencies, as text. */
export type ProblemValues = Readonly<Record<string, string>>;

/** Everything of one kind. */
export interface ProofProblem {
  readonly code: ProofProblemCode;
  readonly count: number;
  /** The first of them, `mostTold` at most. */
  readonly first: readonly ProblemValues[];
}

/** Of each kind so many are told one by one; of all others there is the number. */
export const mostTold = 50;

/** Problems of several accounts or statements together, the kinds in the order they came. */
export function together(problems: readonly ProofProblem[]): readonly ProofProblem[] {
  return [...Map.groupBy(problems, ({ code }) => code)].map(([code, same]) => ({
    code,
    count: same.reduce((sum, { count }) => sum + count, 0),
    first: same.flatMap(({ first }) => first).slice(0, mostTold),
  }));
}

/** An amount with the digits of its currency, or all that it has. */
export function tellAmount(value: string, currency: string): string {
  const fixed = decimal(value).toFixed(minorUnitDigits(currency));
  return decimal(fixed).eq(decimal(value)) ? fixed : toText(decimal(value));
}

const charge = ({ chargeKey, subscriptionId }: ProblemValues) =>
  `Charge ${chargeKey} of subscription ${subscriptionId}`;
const onInvoice = ({ invoiceId }: ProblemValues) => (invoiceId ? ` (invoice ${invoiceId})` : '');
const amounts = ({ found, expected, currency }: ProblemValues) =>
  `${found} ${currency} instead of ${expected} ${currency}`;

const sentences: Readonly<Record<ProofProblemCode, (values: ProblemValues) => string>> = {
  chargeNotInvoiced: (values) =>
    `${charge(values)}, ${values['amount']} ${values['currency']}, is on no invoice although ${values['month']} is closed.`,
  lineWithoutCharge: ({ line, invoiceId, month }) => `Line ${line} of invoice ${invoiceId} has no charge of ${month}.`,
  boughtOnly: (values) => `${charge(values)} was only bought.`,
  soldOnly: (values) => `${charge(values)} was only sold.`,
  hopsQuantity: (values) => `${charge(values)} has not the same quantity on every hop: ${values['found']}.`,
  hopsPeriod: (values) => `${charge(values)} has not the same period on every hop: ${values['found']}.`,
  lineSubtotal: (values) =>
    `${charge(values)}${onInvoice(values)}: unit price by quantity does not give the subtotal, ${amounts(values)}.`,
  lineTax: (values) => `${charge(values)}${onInvoice(values)}: the tax does not follow its rule, ${amounts(values)}.`,
  lineTotal: (values) =>
    `${charge(values)}${onInvoice(values)}: subtotal and tax do not give the total, ${amounts(values)}.`,
  usageCharged: (values) =>
    `${charge(values)}: its quantity is ${values['found']}, but ${values['expected']} was taken over of its meter.`,
  usageReported: ({ month, dimension, subscriptionId, found, expected }) =>
    `Usage of ${month}, meter ${dimension} of subscription ${subscriptionId}: ${found} was charged, ${expected} was reported and counted as charged.`,
  lineProration: (values) =>
    `${charge(values)}: its effective unit price is not the cycle's for the days that remain, ${amounts(values)}.`,
  lineCancelled: (values) => `${charge(values)}: it does not take back the line it cancels, ${amounts(values)}.`,
  marginDiffers: (values) =>
    `${charge(values)} has the effective unit price ${values['found']}; the list price ${values['listPrice']} with ${values['percentage']} % margin of private offer ${values['privateOfferId']} at ${values['at']} gives ${values['expected']}.`,
  marginUnfounded: (values) =>
    `${charge(values)} has the effective unit price ${values['found']}; no margin was in force at ${values['at']}, so that it is ${values['expected']}.`,
};

/** The problems of a kind as English sentences, for the command line. */
export function problemTexts({ code, count, first }: ProofProblem): readonly string[] {
  const told = first.map((values) => sentences[code](values));
  return count > told.length ? [...told, `… and ${count - told.length} more of this kind.`] : told;
}
