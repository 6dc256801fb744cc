/** Reads every rendering of an invoice as it is served: the line items of the API, the file with two readers, the document. */
import { parse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { decimal, zero, type Decimal } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { renderStatement } from '../document/render.ts';
import { printedLines, readStatement } from '../document/statement.ts';
import { lineItemOf } from '../domain/line-item.ts';
import { amountText, readingDifferences, sumDiffers, type Difference } from '../domain/reading.ts';
import type { Invoice, Line } from '../domain/words.ts';
import { linesOfInvoice } from '../store/lines.ts';
import { readDocument } from './read-document.ts';
import { reconciliationCsv } from './reconciliation.ts';

/** What was found on an invoice; sums as text. */
export interface InvoiceReading {
  readonly lineItems: string;
  readonly csv: string;
  /** Total as printed; null when none was found. */
  readonly document: string | null;
  readonly differences: readonly Difference[];
}

/** Differences that are kept of one invoice: who finds a hundred looks at the invoice itself. */
const mostDifferences = 100;

export async function readInvoice(work: Work, invoice: Invoice): Promise<InvoiceReading> {
  const differences: Difference[] = [];
  const items = { count: 0, sum: zero };
  const expected: Decimal[] = [];
  const read = async (after: number, limit: number) => {
    const lines = await linesOfInvoice(work, invoice, after, limit);
    readItems(lines, items, differences);
    expected.push(...lines.map((line) => decimal(line.total)));
    return lines;
  };
  const file = fileReader(invoice, expected, differences);
  for await (const piece of reconciliationCsv(read)) file.read(piece);
  const document = await printed(work, invoice);
  const reading = { items, file: file.tally, document, differences };
  const all = readingDifferences(invoice, reading, printedLines);
  return {
    lineItems: amountText(items.sum, invoice.currency),
    csv: amountText(file.tally.sum, invoice.currency),
    document: document.total ? amountText(document.total, invoice.currency) : null,
    differences: all.slice(0, mostDifferences),
  };
}

/** The JSON numbers that a client of the line item API gets. */
function readItems(lines: readonly Line[], tally: { count: number; sum: Decimal }, differences: Difference[]): void {
  const sent = JSON.parse(JSON.stringify(lines.map(lineItemOf))) as { totalForCustomer: number }[];
  for (const [index, { totalForCustomer }] of sent.entries()) {
    const line = lines[index]!;
    const found = decimal(String(totalForCustomer));
    tally.count += 1;
    tally.sum = tally.sum.plus(found);
    const differs = sumDiffers('lineItem', found, decimal(line.total), line.currency);
    differences.push(...differs.map((one) => ({ ...one, line: line.number })));
  }
}

/**
 * Reads the file piece by piece, each of whole records, with two readers that share no code. They must understand the same,
 * and what they do must be the invoice's lines.
 */
function fileReader(invoice: Invoice, expected: readonly Decimal[], differences: Difference[]) {
  const tally = { count: 0, sum: zero };
  let header: readonly string[] | undefined;
  const readRow = (row: readonly string[]) => {
    const cell = (column: string) => row[header!.indexOf(column)] ?? '';
    const found = /^-?\d+(\.\d+)?$/.test(cell('Total')) ? decimal(cell('Total')) : zero;
    const total = expected[tally.count];
    tally.count += 1;
    tally.sum = tally.sum.plus(found);
    const line = tally.count;
    if (total) {
      differences.push(...sumDiffers('fileRow', found, total, invoice.currency).map((one) => ({ ...one, line })));
    }
    if (cell('InvoiceNumber') !== invoice.id) {
      differences.push({ code: 'fileRow', line, found: cell('InvoiceNumber'), expected: invoice.id });
    }
  };
  return {
    tally,
    read(piece: string): void {
      const rows = withCsvParse(piece);
      const others = Papa.parse<string[]>(piece, { delimiter: ',', skipEmptyLines: true }).data;
      const odd = rows.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(others[index]));
      if (odd >= 0 || rows.length !== others.length) {
        const line = tally.count + Math.max(odd, 0) + (header ? 1 : 0);
        differences.push({ code: 'fileReaders', line, found: String(rows.length), expected: String(others.length) });
      }
      for (const row of rows) {
        if (header) readRow(row);
        else header = row;
      }
    },
  };
}

/** A reader that ends a record at any line break that is not quoted, as spreadsheets do. */
function withCsvParse(piece: string): string[][] {
  try {
    return parse(piece, { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: true });
  } catch {
    // A quote that is not closed: the other reader tells how many rows it found.
    return [];
  }
}

async function printed(work: Work, invoice: Invoice) {
  const pdf = await renderStatement(await readStatement(work, invoice), 'en');
  return readDocument(new Uint8Array(pdf));
}
