/** What an invoice document says, before it is laid out: read once, the same in every language. */
import type { Work } from '../../../platform/work.ts';
import { customerNames } from '../../customers/index.ts';
import { tenantOf } from '../../identity/index.ts';
import { linesOfInvoice, publishersOnInvoice, ratesOnInvoice, sumsOfInvoice } from '../line-store.ts';
import { invoiceOf } from '../service/invoices.ts';
import type { Hop, Invoice, Line } from '../domain/words.ts';

export interface Party {
  readonly name: string;
  readonly country: string;
}

export interface Statement {
  readonly invoice: Invoice;
  readonly seller: Party;
  readonly buyer: Party;
  /** Sum of what is charged and of what is given back, without tax. */
  readonly charges: string;
  readonly credits: string;
  /** The first lines; the rest is in the reconciliation file. */
  readonly lines: readonly Line[];
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
export async function statementOf(work: Work, hop: Hop, id: string): Promise<Statement> {
  return readStatement(work, await invoiceOf(work, hop, id));
}

export async function readStatement(work: Work, invoice: Invoice): Promise<Statement> {
  const { partnerTenantId, id } = invoice;
  const sums = await sumsOfInvoice(work, partnerTenantId, id);
  const publishers = await publishersOnInvoice(work, partnerTenantId, id);
  return {
    invoice,
    seller: await partyOf(work, invoice.sellerTenantId),
    buyer: await partyOf(work, invoice.buyerTenantId),
    ...sums,
    lines: await linesOfInvoice(work, partnerTenantId, id, 0, printedLines),
    publishers: await Promise.all(
      publishers.map(async ({ tenantId, name }) => ({ name, country: (await tenantOf(work, tenantId)).country })),
    ),
    rates: await ratesOnInvoice(work, partnerTenantId, id),
  };
}

/** A customer is named by its own record, which it may have corrected; everyone else by their tenant. */
async function partyOf(work: Work, tenantId: string): Promise<Party> {
  const customer = (await customerNames(work, [tenantId])).get(tenantId);
  if (customer) return { name: customer.name, country: customer.country };
  const { name, country } = await tenantOf(work, tenantId);
  return { name, country };
}
