/** What an invoice document says, before it is laid out: read once, the same in every language and on every day. */
import type { Work } from '../../../platform/work.ts';
import { tenantOf } from '../../identity/index.ts';
import { linesOfInvoice, publishersOnInvoice, ratesOnInvoice, sumsOfInvoice } from '../store/lines.ts';
import { invoiceOf } from '../service/invoices.ts';
import type { ChangedCycle, Invoice, Line, Side } from '../domain/words.ts';
import { changedCycles } from '../store/changed-cycles.ts';

export interface Statement {
  readonly invoice: Invoice;
  /** Sum of what is charged and of what is given back, without tax. */
  readonly charges: string;
  readonly credits: string;
  /** The first lines; the rest is in the reconciliation file. */
  readonly lines: readonly Line[];
  /** Of each of them that is of a change, the cycle it builds on. */
  readonly cycles: readonly (ChangedCycle | undefined)[];
  readonly publishers: readonly { readonly name: string; readonly country: string }[];
  readonly rates: readonly {
    readonly from: string;
    readonly to: string;
    readonly rate: string;
    readonly date: Temporal.PlainDate;
  }[];
}

/** Lines a document prints. A partner with more works with the reconciliation file, which has them all. */
export const printedLines = 2000;

/** The document of one of the acting partner's invoices. Faults: InvoiceNotFound. */
export async function statementOf(work: Work, side: Side, id: string): Promise<Statement> {
  return readStatement(work, await invoiceOf(work, side, id));
}

/** The same of an invoice that was read already. */
export async function readStatement(work: Work, invoice: Invoice): Promise<Statement> {
  const sums = await sumsOfInvoice(work, invoice);
  const publishers = await publishersOnInvoice(work, invoice);
  const lines = await linesOfInvoice(work, invoice, 0, printedLines);
  return {
    invoice,
    ...sums,
    lines,
    cycles: await changedCycles(work, lines),
    publishers: await Promise.all(
      publishers.map(async ({ tenantId, name }) => ({ name, country: (await tenantOf(work, tenantId)).country })),
    ),
    rates: await ratesOnInvoice(work, invoice),
  };
}
