/** The reconciliation file of an invoice, written page by page. */
import { csvRows, csvStart, plainCsv, type CsvForm } from '../../../kernel/index.ts';
import { reconciliationColumns, reconciliationRow } from '../domain/reconciliation.ts';
import type { Line } from '../domain/words.ts';

const pageSize = 1000;

/** Reads lines after a line number, at most so many. Invoices never change, so pages of different works fit together. */
export type LineReader = (after: number, limit: number) => Promise<readonly Line[]>;

/** CSV with a header row, in pieces; plain, or as Excel opens it (decision 0035). */
export async function* reconciliationCsv(read: LineReader, form: CsvForm = plainCsv): AsyncGenerator<string> {
  yield csvStart(form) + csvRows([reconciliationColumns.map((code) => ({ code }))], form);
  for await (const lines of pages(read)) {
    yield csvRows(lines.map(reconciliationRow), form);
  }
}

/** All lines of an invoice, a page at a time. */
async function* pages(read: LineReader): AsyncGenerator<readonly Line[]> {
  for (let after = 0; ;) {
    const lines = await read(after, pageSize);
    if (lines.length > 0) yield lines;
    if (lines.length < pageSize) return;
    after = lines.at(-1)!.number;
  }
}
