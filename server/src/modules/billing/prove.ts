/**
 * The proof of a month: for each invoice of each hop, the sum of its charges, of its line items, of its reconciliation
 * file, its own total and the total its document prints are the same to the cent, nothing is left over, and every margin
 * is the one that was in force.
 */
import { parse } from 'csv-parse/sync';
import {
  decimal,
  minorUnitDigits,
  sum,
  toText,
  type Currency,
  type Decimal,
  type MonthText,
} from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { customerNames } from '../customers/index.ts';
import { tenantOf } from '../identity/index.ts';
import { printedSums } from './document/layout.ts';
import { readStatement } from './document/statement.ts';
import { lineItemOf } from './domain/line-item.ts';
import { chargesOnInvoice, linesOfInvoice, looseEnds } from './line-store.ts';
import { pages, reconciliationCsv, type LineReader } from './service/reconciliation.ts';
import { marginProblems } from './prove-margins.ts';
import { accountsOfMonth, monthClosed, selectInvoices } from './store.ts';
import { delays } from './charge-store.ts';
import type { BillingTables } from './tables.ts';
import { hops, type Hop, type Invoice } from './domain/words.ts';

export interface ProvedInvoice {
  readonly partnerTenantId: string;
  readonly invoiceId: string;
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

export interface ProofReport {
  readonly month: MonthText;
  /** Whether every account of the report has closed the month. */
  readonly closed: boolean;
  readonly hops: readonly {
    readonly hop: Hop;
    readonly invoices: readonly ProvedInvoice[];
    readonly agree: boolean;
  }[];
  /** Charges on no invoice, lines without charge, charges that wait, prices with another margin: as sentences. */
  readonly problems: readonly string[];
  readonly agree: boolean;
}

/** Proves a month of one account, or of all of them (as the system). Reads only. */
export async function proveMonth(
  work: Work,
  { partnerTenantId, month }: { readonly partnerTenantId?: string; readonly month: MonthText },
): Promise<ProofReport> {
  const accounts = partnerTenantId ? [partnerTenantId] : await accountsOfMonth(work, month);
  const proved: { hop: Hop; invoice: ProvedInvoice }[] = [];
  const problems: string[] = [];
  let closed = accounts.length > 0;
  for (const account of accounts) {
    if (await monthClosed(work, account, month)) problems.push(...(await looseEnds(work, account, month)));
    else closed = false;
    problems.push(...(await marginProblems(work, account, month)));
    for (const hop of hops) {
      for await (const invoice of invoicesOfMonth(work, account, hop, month)) {
        proved.push({ hop, invoice: await proveInvoice(work, invoice) });
      }
    }
  }
  for (const delay of await delays(work, partnerTenantId)) {
    problems.push(`Subscription ${delay.subscription_id}, term ${delay.term_number}, is not charged: ${delay.reason}`);
  }
  const byHop = hops.map((hop) => {
    const invoices = proved.filter((entry) => entry.hop === hop).map((entry) => entry.invoice);
    return { hop, invoices, agree: invoices.every((invoice) => invoice.agree) };
  });
  return { month, closed, hops: byHop, problems, agree: problems.length === 0 && byHop.every((hop) => hop.agree) };
}

const invoicePage = 500;

async function* invoicesOfMonth(
  work: Work,
  partnerTenantId: string,
  hop: Hop,
  month: MonthText,
): AsyncGenerator<Invoice> {
  for (let before: string | undefined; ;) {
    const slice = { limit: invoicePage, ...(before ? { before } : {}) };
    const found = await selectInvoices(work as Work<BillingTables>, { partnerTenantId, hop, month }, slice);
    yield* found;
    if (found.length < invoicePage) return;
    before = found.at(-1)!.id;
  }
}

async function proveInvoice(work: Work, invoice: Invoice): Promise<ProvedInvoice> {
  const { partnerTenantId, id, currency } = invoice;
  const read: LineReader = (after, limit) => linesOfInvoice(work, partnerTenantId, id, after, limit);
  const charges = await chargesOnInvoice(work, partnerTenantId, id);
  const items = await lineItemSum(read);
  const file = await fileSum(read);
  const statement = await readStatement(work, invoice);
  const sums = {
    charges: decimal(charges.total),
    lineItems: items.total,
    csv: file.total,
    document: printedAmount(printedSums(statement, 'en').total),
  };
  const total = decimal(invoice.total);
  const differences = Object.entries(sums)
    .filter(([, value]) => !value.eq(total))
    .map(
      ([name, value]) =>
        `${names[name as keyof typeof sums]} ${said(value, currency)}, the invoice ${said(total, currency)}.`,
    );
  for (const [name, count] of [
    ['charges', charges.count],
    ['line items', items.count],
    ['rows of the file', file.count],
  ] as const) {
    if (count !== invoice.lineCount) differences.push(`There are ${count} ${name} for ${invoice.lineCount} lines.`);
  }
  if (!decimal(invoice.subtotal).plus(decimal(invoice.taxTotal)).eq(total)) {
    differences.push('Subtotal and tax of the invoice do not sum to its total.');
  }
  const customer = (await customerNames(work, [invoice.buyerTenantId])).get(invoice.buyerTenantId);
  return {
    partnerTenantId,
    invoiceId: id,
    buyerTenantId: invoice.buyerTenantId,
    buyerName: customer?.name ?? (await tenantOf(work, invoice.buyerTenantId)).name,
    currency,
    charges: text(sums.charges, currency),
    lineItems: text(sums.lineItems, currency),
    csv: text(sums.csv, currency),
    invoice: text(total, currency),
    document: text(sums.document, currency),
    lineCount: invoice.lineCount,
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

interface Summed {
  readonly total: Decimal;
  readonly count: number;
}

/** Sums the JSON numbers a client of the line item API reads. */
async function lineItemSum(read: LineReader): Promise<Summed> {
  const totals: Decimal[] = [];
  for await (const lines of pages(read)) {
    const sent = JSON.stringify(lines.map(lineItemOf));
    for (const item of JSON.parse(sent) as { totalForCustomer: number }[]) {
      totals.push(decimal(String(item.totalForCustomer)));
    }
  }
  return { total: sum(totals), count: totals.length };
}

/** Parses the file as it is served and sums its Total column, found by its name. */
async function fileSum(read: LineReader): Promise<Summed> {
  let file = '';
  for await (const piece of reconciliationCsv(read)) file += piece;
  const rows = parse(file, { columns: true }) as { Total: string }[];
  return { total: sum(rows.map((row) => decimal(row.Total))), count: rows.length };
}

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

/** The report as a person reads it. */
export function printProof(report: ProofReport): string {
  const lines = [`Proof of ${report.month}${report.closed ? '' : ' (not closed everywhere)'}`];
  for (const { hop, invoices, agree } of report.hops) {
    lines.push('', `${hopNames[hop]}: ${invoices.length} invoices, ${agree ? 'all agree' : 'NOT all agree'}`);
    for (const invoice of invoices) {
      const { invoiceId, buyerName, currency, lineCount } = invoice;
      const sums = [
        `charges ${invoice.charges}`,
        `line items ${invoice.lineItems}`,
        `file ${invoice.csv}`,
        `invoice ${invoice.invoice}`,
        `document ${invoice.document}`,
      ];
      lines.push(
        `  ${invoice.agree ? 'ok  ' : 'FAIL'} ${invoiceId}  ${buyerName}  ${currency}`,
        `       ${sums.join(invoice.agree ? ' = ' : ' | ')}  (${lineCount} lines)`,
        ...invoice.differences.map((difference) => `       ${difference}`),
      );
    }
  }
  if (report.problems.length > 0) lines.push('', ...report.problems.map((problem) => `FAIL ${problem}`));
  lines.push('', verdictOf(report));
  return lines.join('\n');
}

/** A month without invoices proves nothing, and says so. */
function verdictOf(report: ProofReport): string {
  if (!report.agree) return 'There are differences.';
  const compared = report.hops.some(({ invoices }) => invoices.length > 0);
  return compared ? 'Everything agrees.' : 'There are no invoices of this month: nothing was compared.';
}

const hopNames: Readonly<Record<Hop, string>> = {
  operator_partner: 'Operator to partner',
  partner_customer: 'Partner to customer',
};

/** 0 when everything agrees, 1 at a difference of one cent or anything left over. */
export function proofExitCode(report: ProofReport): 0 | 1 {
  return report.agree ? 0 : 1;
}
