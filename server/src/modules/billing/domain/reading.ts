/** What the renderings of an invoice say against the invoice itself, and what is told when they differ. Pure. */
import { decimal, minorUnitDigits, toText, type Currency, type Decimal } from '../../../kernel/index.ts';
import { documentKindOf, type DocumentKind } from './document-kind.ts';
import type { Invoice } from './words.ts';

export type DifferenceCode =
  | 'chargesSum'
  | 'chargesCount'
  | 'linesCount'
  | 'subtotalAndTax'
  | 'lineItemsSum'
  | 'lineItemsCount'
  | 'lineItem'
  | 'fileSum'
  | 'fileCount'
  | 'fileRow'
  | 'fileReaders'
  | 'documentKind'
  | 'documentTotal'
  | 'documentNumber'
  | 'documentCount'
  | 'documentSum';

/** One thing that does not fit. */
export interface Difference {
  readonly code: DifferenceCode;
  /** Number of the line it is about; the whole invoice when absent. */
  readonly line?: number;
  /** What was found and what was expected, as text. */
  readonly found: string;
  readonly expected: string;
}

/** What was read of an invoice. */
export interface Reading {
  /** Line items as the API sends them. */
  readonly items: Tally;
  /** The reconciliation file as it is served. */
  readonly file: Tally;
  readonly document: PrintedDocument;
  /** Lines whose item or row says another amount, and rows that two readers of the file understand differently. */
  readonly differences: readonly Difference[];
}

export interface Tally {
  readonly count: number;
  readonly sum: Decimal;
}

/** What the document prints, as its text is read. */
export interface PrintedDocument {
  /** By its title; undefined: it has neither. */
  readonly kind: DocumentKind | undefined;
  readonly numbers: readonly string[];
  /** Undefined: not found. */
  readonly total: Decimal | undefined;
  readonly lines: Tally;
}

/** What the readings of an invoice say otherwise than the invoice. `mostLines`: how many lines a document prints. */
export function readingDifferences(invoice: Invoice, reading: Reading, mostLines: number): readonly Difference[] {
  const { items, file, document } = reading;
  const { currency, lineCount } = invoice;
  const [total, subtotal] = [decimal(invoice.total), decimal(invoice.subtotal)];
  const printed = Math.min(lineCount, mostLines);
  return [
    ...reading.differences,
    ...sumDiffers('lineItemsSum', items.sum, total, currency),
    ...countDiffers('lineItemsCount', items.count, lineCount),
    ...sumDiffers('fileSum', file.sum, total, currency),
    ...countDiffers('fileCount', file.count, lineCount),
    ...kindDiffers(document.kind, documentKindOf(invoice)),
    ...(document.total
      ? sumDiffers('documentTotal', document.total, total, currency)
      : [{ code: 'documentTotal' as const, found: '–', expected: amountText(total, currency) }]),
    ...(document.numbers.includes(invoice.id)
      ? []
      : [{ code: 'documentNumber' as const, found: document.numbers.join(', ') || '–', expected: invoice.id }]),
    ...countDiffers('documentCount', document.lines.count, printed),
    ...(printed === lineCount ? sumDiffers('documentSum', document.lines.sum, subtotal, currency) : []),
  ];
}

const titles: Readonly<Record<DocumentKind, string>> = { invoice: 'Invoice', creditNote: 'Credit note' };

function kindDiffers(found: DocumentKind | undefined, expected: DocumentKind): Difference[] {
  if (found === expected) return [];
  return [{ code: 'documentKind', found: found ? titles[found] : '–', expected: titles[expected] }];
}

export function sumDiffers(code: DifferenceCode, found: Decimal, expected: Decimal, currency: Currency): Difference[] {
  if (found.eq(expected)) return [];
  return [{ code, found: amountText(found, currency), expected: amountText(expected, currency) }];
}

export function countDiffers(code: DifferenceCode, found: number, expected: number): Difference[] {
  return found === expected ? [] : [{ code, found: String(found), expected: String(expected) }];
}

/** With the currency's digits, or with all it has when it has more: a difference must be seen. */
export function amountText(value: Decimal, currency: Currency): string {
  const fixed = value.toFixed(minorUnitDigits(currency));
  return decimal(fixed).eq(value) ? fixed : toText(value);
}

const sentences: Readonly<Record<DifferenceCode, (found: string, expected: string, currency: string) => string>> = {
  chargesSum: (found, expected, currency) =>
    `The charges add up to ${found} ${currency}, the invoice to ${expected} ${currency}.`,
  chargesCount: (found, expected) => `There are ${found} charges for ${expected} lines.`,
  linesCount: (found, expected) => `There are ${found} lines, but the invoice states ${expected}.`,
  subtotalAndTax: (found, expected, currency) =>
    `Subtotal and tax of the invoice add up to ${found} ${currency}, but its total is ${expected} ${currency}.`,
  lineItemsSum: (found, expected, currency) =>
    `The line items add up to ${found} ${currency}, the invoice to ${expected} ${currency}.`,
  lineItemsCount: (found, expected) => `There are ${found} line items for ${expected} lines.`,
  lineItem: (found, expected, currency) =>
    `The line item says ${found} ${currency}, the charge ${expected} ${currency}.`,
  fileSum: (found, expected, currency) =>
    `The reconciliation file adds up to ${found} ${currency}, the invoice to ${expected} ${currency}.`,
  fileCount: (found, expected) => `The file has ${found} rows for ${expected} lines.`,
  fileRow: (found, expected, currency) =>
    `The row of the file says ${found} ${currency}, the charge ${expected} ${currency}.`,
  fileReaders: (found, expected) => `Two programs read the file differently: ${found}, ${expected}.`,
  documentKind: (found, expected) => `The document is titled “${found}”; by its total it is “${expected}”.`,
  documentTotal: (found, expected, currency) =>
    `The document shows ${found} ${currency}, the invoice ${expected} ${currency}.`,
  documentNumber: (found, expected) => `The document shows the number ${found}, the invoice is ${expected}.`,
  documentCount: (found, expected) => `The document shows ${found} of ${expected} lines.`,
  documentSum: (found, expected, currency) =>
    `The lines of the document add up to ${found} ${currency}, the invoice before tax to ${expected} ${currency}.`,
};

/** A difference as a sentence. */
export function differenceText({ code, line, found, expected }: Difference, currency: Currency): string {
  const sentence = sentences[code](found, expected, currency);
  return line === undefined ? sentence : `Line ${line}: ${sentence}`;
}
