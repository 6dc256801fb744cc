/** The lines of an invoice document: what was charged, for which days, at which price and rate (rules G5, G10). */
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { prorationFrom } from '../../../programme/proration.ts';
import { isTrial, readChargeKey, referenceOf, type ChangedCycle, type Line } from '../domain/words.ts';
import { dayIn, moneyIn, numberIn, priceIn } from './format.ts';
import { lined } from './style.ts';
import type { Statement } from './statement.ts';
import { texts, type DocumentLocale } from './texts.ts';

export function linePages({ invoice, lines, cycles, rates }: Statement, locale: DocumentLocale): Content[] {
  const words = texts[locale];
  const head = (text: string, right = false): TableCell => ({
    text,
    style: 'head',
    ...(right ? { alignment: 'right' } : {}),
  });
  const omitted = invoice.lineCount - lines.length;
  const several = pairsWithSeveralRates(rates);
  return [
    { text: words.lines, style: 'heading', pageBreak: 'before' },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [95, '*', 58, ...numberWidths(lines, locale)],
        body: [
          [
            head(words.customer),
            head(`${words.product} / ${words.publisher}`),
            head(words.chargePeriod),
            head(words.quantity, true),
            head(words.unitPrice, true),
            head(words.amount, true),
          ],
          ...lines.map((line, index) => lineRow(line, cycles[index], several, locale)),
        ],
      },
      layout: lined,
    },
    ...(omitted > 0 ? [{ text: words.more(omitted), margin: [0, 12, 0, 0] as [number, number, number, number] }] : []),
  ];
}

/** Points that a digit takes in a cell; letters and marks are counted alike. */
const digitWidth = 5;

/** Of quantity, unit price and amount: none is broken, however large it is. */
function numberWidths(lines: readonly Line[], locale: DocumentLocale): number[] {
  const width = (least: number, textOf: (line: Line) => string) =>
    lines.reduce((most, line) => Math.max(most, Math.ceil(textOf(line).length * digitWidth)), least);
  return [
    width(42, ({ quantity }) => numberIn(locale, quantity)),
    width(52, (line) => priceIn(locale, line.effectiveUnitPrice, line.pricingCurrency)),
    width(74, ({ subtotal, currency }) => moneyIn(locale, subtotal, currency)),
  ];
}

/** Currencies that the document converts at more than one rate: only their lines must say which. */
function pairsWithSeveralRates(rates: Statement['rates']): ReadonlySet<string> {
  const pairs = Map.groupBy(rates, ({ from, to }) => `${from} ${to}`);
  return new Set([...pairs].filter(([, found]) => found.length > 1).map(([pair]) => pair));
}

function lineRow(
  line: Line,
  cycle: ChangedCycle | undefined,
  several: ReadonlySet<string>,
  locale: DocumentLocale,
): TableCell[] {
  const { subject } = line;
  const right = (text: string): TableCell => ({ text, style: 'cell', alignment: 'right' });
  const notes = [
    texts[locale].by(subject.publisherName),
    chargeWords(line, locale),
    ...reduction(line, locale),
    ...changeNotes(line, cycle, locale),
    ...(several.has(`${line.pricingCurrency} ${line.currency}`) ? [rateOf(line, locale)] : []),
  ];
  return [
    {
      stack: [
        { text: subject.customerName, style: 'cell' },
        { text: subject.customerDomain, style: 'small' },
      ],
    },
    {
      stack: [
        { text: `${subject.productName} – ${subject.skuName}`, style: 'cell' },
        ...notes.map((text) => ({ text, style: 'small' })),
      ],
    },
    {
      stack: [
        { text: dayIn(locale, line.periodStart, 'short'), style: 'cell' },
        { text: dayIn(locale, line.periodEnd, 'short'), style: 'cell' },
      ],
    },
    right(numberIn(locale, line.quantity)),
    {
      stack: [
        { text: priceIn(locale, line.effectiveUnitPrice, line.pricingCurrency), style: 'cell' },
        { text: line.pricingCurrency, style: 'small' },
      ],
      alignment: 'right',
    },
    right(moneyIn(locale, line.subtotal, line.currency)),
  ];
}

/** What is charged for; a trial is told as one, or its nothing could not be understood. */
function chargeWords({ chargeKey, chargeType, subject }: Line, locale: DocumentLocale): string {
  const words = texts[locale];
  if (subject.meter) return words.usage(subject.meter.name, subject.meter.unitOfMeasure);
  if (isTrial(chargeKey)) return words.trial;
  const { change } = readChargeKey(chargeKey);
  if (change === undefined || chargeType === 'cancelImmediate') return words.chargeTypes[chargeType];
  const before = chargeKey.endsWith('r');
  return chargeType === 'convert' ? words.otherPlan(before) : words.changed(words.chargeTypes[chargeType], before);
}

/** Where a margin was taken off: the list price, so that the unit price beside it explains itself (rule F28). */
function reduction(line: Line, locale: DocumentLocale): string[] {
  if (!line.marginId) return [];
  const list = priceIn(locale, line.unitPrice, line.pricingCurrency);
  return [texts[locale].marginApplied(`${list} ${line.pricingCurrency}`)];
}

/** Of a change the price of its cycle and the days that count of it, and the reference its two lines share (rule G10). */
function changeNotes(line: Line, cycle: ChangedCycle | undefined, locale: DocumentLocale): string[] {
  if (!cycle || line.subject.meter || readChargeKey(line.chargeKey).change === undefined) return [];
  const words = texts[locale];
  const range = { start: cycle.periodStart, end: cycle.periodEnd };
  const { remaining, days } = prorationFrom(range, cycle.billingCycle, line.periodStart);
  const price = `${priceIn(locale, cycle.effectiveUnitPrice, line.pricingCurrency)} ${line.pricingCurrency}`;
  const [first, last] = [dayIn(locale, range.start, 'short'), dayIn(locale, range.end, 'short')];
  const reference = referenceOf(line);
  return [words.prorated({ price, first, last, remaining, days }), ...(reference ? [words.reference(reference)] : [])];
}

function rateOf({ pricingCurrency, currency, exchangeRate, exchangeRateDate }: Line, locale: DocumentLocale): string {
  const rate = `1 ${pricingCurrency} = ${numberIn(locale, exchangeRate)} ${currency}`;
  return texts[locale].convertedAt(rate, dayIn(locale, exchangeRateDate, 'short'));
}
