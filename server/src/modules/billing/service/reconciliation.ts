/** The reconciliation file of an invoice, written page by page. */
import { csvLines } from '../../../kernel/index.ts';
import { reconciliationColumns, reconciliationRow } from '../domain/reconciliation.ts';
import type { Line } from '../domain/words.ts';

const pageSize = 1000;

/** Reads lines after a line number, at most so many. Invoices never change, so pages of different works fit together. */
export type LineReader = (after: number, limit: number) => Promise<readonly Line[]>;

/** CSV (RFC 4180, UTF-8) with a header row, in pieces. */
export async function* reconciliationCsv(read: LineReader): AsyncGenerator<string> {
  yield csvLines([reconciliationColumns]);
  for await (const lines of pages(read)) {
    yield csvLines(lines.map(reconciliationRow));
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
