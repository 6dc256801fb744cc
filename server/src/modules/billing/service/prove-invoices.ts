/** The part of the proof about invoices: what is charged against what is invoiced, and what was read of each rendering. */
import { decimal, type Currency, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { amountText, countDiffers, sumDiffers, type Difference } from '../domain/reading.ts';
import type { Invoice } from '../domain/words.ts';
import { invoicesOfMonth } from '../store/invoices.ts';
import { invoiceGroups, joinAsSets, type InvoiceGroup } from '../store/month-end.ts';
import { lineCounts } from '../store/proof.ts';
import { readingsOf, type KeptReading } from '../store/readings.ts';

export interface ProvedInvoice {
  readonly partnerTenantId: string;
  readonly invoiceId: string;
  readonly sellerTenantId: string;
  readonly buyerTenantId: string;
  readonly buyerName: string;
  readonly currency: Currency;
  /** Sum of the charge rows. */
  readonly charges: string;
  /** Total of the invoice. */
  readonly invoice: string;
  /** What its line items, its file and its document said when they were read; undefined before. */
  readonly reading: Pick<KeptReading, 'lineItems' | 'csv' | 'document'> | undefined;
  readonly lineCount: number;
  readonly agree: boolean;
  readonly differences: readonly Difference[];
}

/** Every invoice of an account's month, by seller and number: a statement for each question, whatever the number. */
export async function proveInvoices(work: Work, partnerTenantId: string, month: MonthText): Promise<ProvedInvoice[]> {
  const invoices = await invoicesOfMonth(work, partnerTenantId, month);
  if (invoices.length === 0) return [];
  const groups = await invoiceGroups(work, partnerTenantId, month);
  const charged = new Map(
    groups.map((group) => [groupKey(group.seller_tenant_id, group.buyer_tenant_id, group.currency), group]),
  );
  const counts = await joinAsSets(work, () => lineCounts(work, partnerTenantId, month));
  const lines = new Map(counts.map((row) => [numberOf(row.seller_tenant_id, row.invoice_id), row.lines]));
  const kept = await readingsOf(work, partnerTenantId, month);
  const readings = new Map(kept.map((reading) => [numberOf(reading.sellerTenantId, reading.invoiceId), reading]));
  return invoices.map((invoice) => {
    const { sellerTenantId, buyerTenantId, currency, id } = invoice;
    const number = numberOf(sellerTenantId, id);
    const group = charged.get(groupKey(sellerTenantId, buyerTenantId, currency));
    return judge(invoice, group, lines.get(number) ?? 0, readings.get(number));
  });
}

function groupKey(...parts: readonly [string, string, Currency]): string {
  return parts.join(' ');
}

/** A number is of its seller's series. */
function numberOf(sellerTenantId: string, invoiceId: string): string {
  return `${sellerTenantId} ${invoiceId}`;
}

function judge(
  invoice: Invoice,
  charged: InvoiceGroup | undefined,
  lines: number,
  reading: KeptReading | undefined,
): ProvedInvoice {
  const { currency, lineCount } = invoice;
  const total = decimal(invoice.total);
  const charges = decimal(charged?.total ?? '0');
  const differences = [
    ...sumDiffers('chargesSum', charges, total, currency),
    ...countDiffers('chargesCount', charged?.line_count ?? 0, lineCount),
    ...countDiffers('linesCount', lines, lineCount),
    ...sumDiffers('subtotalAndTax', decimal(invoice.subtotal).plus(decimal(invoice.taxTotal)), total, currency),
    ...(reading?.differences ?? []),
  ];
  const inCurrency = (amount: string) => amountText(decimal(amount), currency);
  return {
    partnerTenantId: invoice.partnerTenantId,
    invoiceId: invoice.id,
    sellerTenantId: invoice.sellerTenantId,
    buyerTenantId: invoice.buyerTenantId,
    buyerName: invoice.buyer.name,
    currency,
    charges: amountText(charges, currency),
    invoice: amountText(total, currency),
    reading: reading && {
      lineItems: inCurrency(reading.lineItems),
      csv: inCurrency(reading.csv),
      document: reading.document === null ? null : inCurrency(reading.document),
    },
    lineCount,
    agree: differences.length === 0,
    differences,
  };
}
