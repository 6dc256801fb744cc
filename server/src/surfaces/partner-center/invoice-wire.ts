/** Invoices, line items and balances as the wire has them (wire contract, sections 6.2 to 6.4). */
import type { Invoice as WireInvoice, OneTimeLineItem } from '@comptoir/contracts/partner-center/invoices';
import { decimal, startOfDay, toWireNumber } from '../../kernel/index.ts';
import {
  documentKindOf,
  isToBePaid,
  lineItemOf,
  type Balance,
  type Invoice,
  type Line,
} from '../../modules/billing/index.ts';
import { currencySymbol } from './currency.ts';
import { link, resource, wireTime } from './envelope.ts';

/** How .NET writes a date that is not set; its balances have no way to leave one out. */
const unset = '0001-01-01T00:00:00';

export function toWireInvoice(invoice: Invoice): WireInvoice {
  const { id, currency } = invoice;
  const detail = resource(
    'InvoiceDetail',
    { invoiceLineItemType: 'billing_line_items', billingProvider: 'one_time' },
    { links: { self: link(`/invoices/OneTime-${id}/lineitems/OneTime/BillingLineItems`) } },
  );
  return resource(
    'Invoice',
    {
      id,
      invoiceDate: wireTime(invoice.issuedAt),
      billingPeriodStartDate: wireTime(startOfDay(invoice.periodStart)),
      billingPeriodEndDate: wireTime(startOfDay(invoice.periodEnd)),
      totalCharges: toWireNumber(decimal(invoice.total)),
      paidAmount: 0,
      currencyCode: currency,
      currencySymbol: currencySymbol(currency),
      pdfDownloadLink: `/invoices/${id}/documents/statement`,
      taxReceipts: [],
      invoiceDetails: [detail],
      amendments: [],
      documentType: documentKindOf(invoice) === 'creditNote' ? 'adjustment_note' : 'invoice',
      amendsOf: '',
      invoiceType: 'OneTime',
      status: 'active',
      ...(isToBePaid(invoice) ? { dueDate: invoice.dueDate.toString() } : {}),
    },
    { links: { self: link(`/invoices/OneTime-${id}`) } },
  );
}

/** Both SDKs choose the item's class by `billingProvider` and `invoiceLineItemType` (section 6.3). */
export function toWireLineItem(line: Line, billingProvider: OneTimeLineItem['billingProvider']): OneTimeLineItem {
  return resource('OneTimeInvoiceLineItem', {
    ...lineItemOf(line),
    invoiceLineItemType: 'billing_line_items' as const,
    billingProvider,
  });
}

/** A balance and, inside it, the same for the one type of invoice there is. */
export function toWireSummary(balance: Balance, now: Temporal.Instant, path: string) {
  const { currency, amount, firstInvoiceAt, latestInvoiceAt } = balance;
  const summary = {
    balanceAmount: toWireNumber(decimal(amount)),
    currencyCode: currency,
    currencySymbol: currencySymbol(currency),
    accountingDate: wireTime(now),
    firstInvoiceCreationDate: firstInvoiceAt ? wireTime(firstInvoiceAt) : unset,
    lastPaymentDate: unset,
    lastPaymentAmount: 0,
    latestInvoiceDate: latestInvoiceAt ? wireTime(latestInvoiceAt) : unset,
  };
  return resource(
    'InvoiceSummary',
    { ...summary, details: [{ invoiceType: 'OneTime', summary }] },
    { links: { self: link(path) } },
  );
}
