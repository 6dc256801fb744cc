/** The part of the proof about invoices: what is charged against what is invoiced, and what was read of each rendering. */
import { decimal, type Currency, type MonthText } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { amountText, countDiffers, sumDiffers, type Difference } from '../domain/reading.ts';
import {
  selectCompared,
  selectComparedCounted,
  type ComparedRow,
  type ComparedSort,
  type Seller,
} from '../store/proved-invoices.ts';

export interface ProvedInvoice {
  readonly partnerTenantId: string;
  readonly invoiceId: string;
  readonly seller: Seller;
  readonly sellerTenantId: string;
  readonly buyerTenantId: string;
  readonly buyerName: string;
  readonly currency: Currency;
  /** Sum of the charge rows. */
  readonly charges: string;
  /** Total of the invoice. */
  readonly invoice: string;
  /** What its line items, its file and its document said when they were read; undefined before. */
  readonly reading: { readonly lineItems: string; readonly csv: string; readonly document: string | null } | undefined;
  readonly lineCount: number;
  readonly agree: boolean;
  readonly differences: readonly Difference[];
}

/** Every invoice of an account's month, by seller and number: one statement, whatever the number. */
export async function proveInvoices(work: Work, partnerTenantId: string, month: MonthText): Promise<ProvedInvoice[]> {
  return (await selectCompared(work, partnerTenantId, month)).map(judge);
}

/** The same as people look for them, those that differ first. Faults: InvalidInput for a position of another list. */
export async function searchProvedInvoices(
  work: Work,
  month: MonthText,
  wanted: ListRequest<ComparedSort>,
): Promise<CountedPage<ProvedInvoice>> {
  const page = await selectComparedCounted(work, work.account, month, wanted);
  return { ...page, items: page.items.map(judge) };
}

/** Tells what differs. That something does is the database's word (`agrees`), so that lists and counts say the same. */
function judge(row: ComparedRow): ProvedInvoice {
  const { currency, line_count: lineCount, line_items: lineItems } = row;
  const total = decimal(row.total);
  const charges = decimal(row.charged);
  const inCurrency = (amount: string) => amountText(decimal(amount), currency);
  return {
    partnerTenantId: row.partner_tenant_id,
    invoiceId: row.id,
    seller: row.seller,
    sellerTenantId: row.seller_tenant_id,
    buyerTenantId: row.buyer_tenant_id,
    buyerName: row.buyer_name,
    currency,
    charges: amountText(charges, currency),
    invoice: amountText(total, currency),
    reading:
      lineItems === null
        ? undefined
        : {
            lineItems: inCurrency(lineItems),
            csv: inCurrency(row.csv!),
            document: row.document === null ? null : inCurrency(row.document),
          },
    lineCount,
    agree: row.agrees,
    differences: [
      ...sumDiffers('chargesSum', charges, total, currency),
      ...countDiffers('chargesCount', row.charge_count, lineCount),
      ...countDiffers('linesCount', row.found_lines, lineCount),
      ...sumDiffers('subtotalAndTax', decimal(row.subtotal).plus(decimal(row.tax_total)), total, currency),
      ...(row.problems ?? []),
    ],
  };
}
