/** Reading invoices and lines. A tenant sees its own: those it gets from the operator, and those it writes to customers. */
import { decimal, isGuid, toText, type Currency, type MonthText } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { invoiceNotFound } from '../faults.ts';
import { selectInvoicesCounted, type InvoiceSort } from '../store/invoice-list.ts';
import { selectLinesCounted, type LineSort } from '../store/line-list.ts';
import * as lineStore from '../store/lines.ts';
import { balanceRows, selectInvoice, selectInvoices, type InvoiceFilter, type Slice } from '../store/invoices.ts';
import type { Invoice, Line, Side } from '../domain/words.ts';

/** The acting partner's invoices of one side, newest first. */
export async function invoicesOf(
  work: Work,
  filter: Omit<InvoiceFilter, 'partnerTenantId'>,
  slice: Slice,
): Promise<Invoice[]> {
  if (filter.buyerTenantId !== undefined && !isGuid(filter.buyerTenantId)) return [];
  return selectInvoices(work, { ...filter, partnerTenantId: work.account }, slice);
}

/** The same as people look for them: by words, in an order, counted. Faults: InvalidInput for a foreign position. */
export function searchInvoices(
  work: Work,
  side: Side,
  wanted: ListRequest<InvoiceSort>,
): Promise<CountedPage<Invoice>> {
  return selectInvoicesCounted(work, work.account, side, wanted);
}

/** One of them by its number, whatever its case. Faults: InvoiceNotFound. */
export async function invoiceOf(work: Work, side: Side, id: string): Promise<Invoice> {
  const invoice = await selectInvoice(work, work.account, side, id.toUpperCase());
  if (!invoice) throw invoiceNotFound(id);
  return invoice;
}

/** Lines of an invoice after a line number (0 for all), `limit` at most. Faults: InvoiceNotFound. */
export async function invoiceLines(work: Work, side: Side, id: string, after: number, limit: number): Promise<Line[]> {
  const invoice = await invoiceOf(work, side, id);
  return lineStore.linesOfInvoice(work, invoice, after, limit);
}

/** The same as people look for them: by words, in an order, counted. Faults: InvoiceNotFound, InvalidInput. */
export async function searchLines(
  work: Work,
  side: Side,
  id: string,
  wanted: ListRequest<LineSort>,
): Promise<CountedPage<Line>> {
  return selectLinesCounted(work, await invoiceOf(work, side, id), wanted);
}

/** Charges of the operator to the acting partner that are on no invoice yet, oldest first, after a charge id. */
export async function unbilledLines(
  work: Work,
  filter: { readonly currency: Currency; readonly month: MonthText },
  after: string | undefined,
  limit: number,
): Promise<Line[]> {
  return lineStore.unbilledLines(work, { ...filter, partnerTenantId: work.account }, after, limit);
}

/** What a partner owes the operator in one currency. No payments are recorded yet: what was invoiced is owed. */
export interface Balance {
  readonly currency: Currency;
  readonly amount: string;
  readonly firstInvoiceAt: Temporal.Instant | undefined;
  readonly latestInvoiceAt: Temporal.Instant | undefined;
}

/** The acting partner's balances: of the given currency always (zero without invoices), then of every other one. */
export async function balancesOf(work: Work, currency: Currency): Promise<Balance[]> {
  const found = await balanceRows(work, work.account);
  const own = found.find((balance) => balance.currency === currency);
  const none: Balance = { currency, amount: '0', firstInvoiceAt: undefined, latestInvoiceAt: undefined };
  return [own ?? none, ...found.filter((balance) => balance.currency !== currency)].map((balance) => ({
    ...balance,
    amount: toText(decimal(balance.amount)),
  }));
}
