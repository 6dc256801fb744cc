/** The part of the proof about invoices: each is read as the API, the file and the document give it, and summed up. */
import { parse } from 'csv-parse/sync';
import {
  decimal,
  minorUnitDigits,
  toText,
  zero,
  type Currency,
  type Decimal,
  type MonthText,
} from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { printedSums } from '../document/layout.ts';
import { lineItemOf } from '../domain/line-item.ts';
import type { Invoice, Line } from '../domain/words.ts';
import { invoicesOfMonth } from '../store/invoices.ts';
import { linesOfInvoice, linesOfInvoices } from '../store/lines.ts';
import { fileOf, pages } from './reconciliation.ts';
import { invoiceGroups, type InvoiceGroup } from '../store/month-end.ts';

export interface ProvedInvoice {
  readonly partnerTenantId: string;
  readonly invoiceId: string;
  readonly sellerTenantId: string;
  readonly buyerTenantId: string;
  readonly buyerName: string;
  readonly currency: Currency;
  /** Sum of the charge rows. */
  readonly charges: string;
  /** Sum of the line items as the API renders them. */
  readonly lineItems: string;
  /** Sum of the Total column of the file as it is served. */
  readonly csv: string;
  /** Total of the invoice. */
  readonly invoice: string;
  /** Total the document prints. */
  readonly document: string;
  readonly lineCount: number;
  readonly agree: boolean;
  /** What differs, as sentences. */
  readonly differences: readonly string[];
}

/** What the renderings of one invoice sum up to. */
interface Sums {
  items: Decimal;
  itemCount: number;
  file: Decimal;
  rowCount: number;
  charges: Decimal;
  credits: Decimal;
}

/** Every invoice of an account's month, by seller and number; lines are read once, many invoices at a time. */
export async function proveInvoices(work: Work, partnerTenantId: string, month: MonthText): Promise<ProvedInvoice[]> {
  const invoices = await invoicesOfMonth(work, partnerTenantId, month);
  if (invoices.length === 0) return [];
  const groups = await invoiceGroups(work, partnerTenantId, month);
  const charged = new Map(
    groups.map((group) => [groupKey(group.seller_tenant_id, group.buyer_tenant_id, group.currency), group]),
  );
  const sums = new Map<string, Sums>(
    invoices.map((invoice) => [
      numberOf(invoice.sellerTenantId, invoice.id),
      { items: zero, itemCount: 0, file: zero, rowCount: 0, charges: zero, credits: zero },
    ]),
  );
  for (const chunk of chunksOf(invoices))
    for await (const lines of linesOf(work, chunk)) addUp(sums, chunk[0]!.sellerTenantId, lines);
  return invoices.map((invoice) => {
    const { sellerTenantId, buyerTenantId, currency, id } = invoice;
    return judge(
      invoice,
      charged.get(groupKey(sellerTenantId, buyerTenantId, currency)),
      sums.get(numberOf(sellerTenantId, id))!,
    );
  });
}

function groupKey(...parts: readonly [string, string, Currency]): string {
  return parts.join(' ');
}

/** A number is of its seller's series. */
function numberOf(sellerTenantId: string, invoiceId: string): string {
  return `${sellerTenantId} ${invoiceId}`;
}

const linesAtOnce = 5000;

/** Invoices of one seller whose lines fit in one read; a larger one stands alone. */
function chunksOf(invoices: readonly Invoice[]): Invoice[][] {
  const chunks: Invoice[][] = [];
  let held = linesAtOnce;
  for (const invoice of invoices) {
    held += invoice.lineCount;
    if (held > linesAtOnce || chunks.at(-1)?.[0]?.sellerTenantId !== invoice.sellerTenantId) {
      chunks.push([]);
      held = invoice.lineCount;
    }
    chunks.at(-1)!.push(invoice);
  }
  return chunks;
}

async function* linesOf(work: Work, chunk: readonly Invoice[]): AsyncGenerator<readonly Line[]> {
  const first = chunk[0]!;
  if (first.lineCount > linesAtOnce) yield* pages((after, limit) => linesOfInvoice(work, first, after, limit));
  else
    yield await linesOfInvoices(
      work,
      first,
      chunk.map((invoice) => invoice.id),
    );
}

/** Reads the JSON numbers a client of the line item API gets, and the file as it is served. */
function addUp(sums: Map<string, Sums>, seller: string, lines: readonly Line[]): void {
  const sumOf = (invoiceId: string) => sums.get(numberOf(seller, invoiceId))!;
  const sent = JSON.stringify(lines.map(lineItemOf));
  for (const item of JSON.parse(sent) as { invoiceNumber: string; totalForCustomer: number }[]) {
    const sum = sumOf(item.invoiceNumber);
    sum.items = sum.items.plus(decimal(String(item.totalForCustomer)));
    sum.itemCount += 1;
  }
  for (const row of parse(fileOf(lines), { columns: true }) as { InvoiceNumber: string; Total: string }[]) {
    const sum = sumOf(row.InvoiceNumber);
    sum.file = sum.file.plus(decimal(row.Total));
    sum.rowCount += 1;
  }
  for (const { invoiceId, subtotal } of lines) {
    const sum = sumOf(invoiceId);
    const amount = decimal(subtotal);
    if (amount.lt(zero)) sum.credits = sum.credits.plus(amount);
    else sum.charges = sum.charges.plus(amount);
  }
}

function judge(invoice: Invoice, charged: InvoiceGroup | undefined, sums: Sums): ProvedInvoice {
  const { currency, lineCount } = invoice;
  const total = decimal(invoice.total);
  const printed = printedSums({ invoice, charges: toText(sums.charges), credits: toText(sums.credits) }, 'en');
  const told = {
    charges: decimal(charged?.total ?? '0'),
    lineItems: sums.items,
    csv: sums.file,
    document: printedAmount(printed.total),
  };
  const differences = Object.entries(told)
    .filter(([, value]) => !value.eq(total))
    .map(
      ([name, value]) =>
        `${names[name as keyof typeof told]} ${said(value, currency)}, the invoice ${said(total, currency)}.`,
    );
  for (const [name, count] of [
    ['charges', charged?.line_count ?? 0],
    ['line items', sums.itemCount],
    ['rows of the file', sums.rowCount],
  ] as const) {
    if (count !== lineCount) differences.push(`There are ${count} ${name} for ${lineCount} lines.`);
  }
  if (!decimal(invoice.subtotal).plus(decimal(invoice.taxTotal)).eq(total))
    differences.push('Subtotal and tax of the invoice do not sum to its total.');
  return {
    partnerTenantId: invoice.partnerTenantId,
    invoiceId: invoice.id,
    sellerTenantId: invoice.sellerTenantId,
    buyerTenantId: invoice.buyerTenantId,
    buyerName: invoice.buyer.name,
    currency,
    charges: text(told.charges, currency),
    lineItems: text(told.lineItems, currency),
    csv: text(told.csv, currency),
    invoice: text(total, currency),
    document: text(told.document, currency),
    lineCount,
    agree: differences.length === 0,
    differences,
  };
}

const names = {
  charges: 'The charges sum to',
  lineItems: 'The line items sum to',
  csv: 'The reconciliation file sums to',
  document: 'The document prints',
};

/** The amount in a printed text such as `EUR 1,234.50`. */
function printedAmount(printed: string): Decimal {
  return decimal(printed.replace(/[^\d.-]/g, ''));
}

/** With the currency's digits, or with all it has when it has more: a difference must be seen. */
function text(value: Decimal, currency: Currency): string {
  const fixed = value.toFixed(minorUnitDigits(currency));
  return decimal(fixed).eq(value) ? fixed : toText(value);
}

function said(value: Decimal, currency: Currency): string {
  return `${text(value, currency)} ${currency}`;
}
