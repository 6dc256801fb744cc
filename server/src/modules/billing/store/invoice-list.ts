/** SQL of invoices as a list that people search and order. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { Invoice, Side } from '../domain/words.ts';
import { toInvoice, type InvoiceRow } from './invoices.ts';

export type InvoiceSort = 'issued' | 'number' | 'customer' | 'month' | 'due' | 'lines' | 'total';

const onSide = (name: string, own: string): Listing<InvoiceSort> => ({
  name,
  select: 'i.*',
  from: `invoice i where i.partner_tenant_id = $1 and ${own} = $1`,
  words: `comptoir_fold(concat_ws(' ', i.id, i.buyer_name, i.seller_name, i.month))`,
  sorts: {
    issued: { sql: 'i.issued_at', type: 'timestamptz' },
    number: { sql: 'i.id collate "C"', type: 'text' },
    customer: { sql: 'comptoir_fold(i.buyer_name) collate "C"', type: 'text' },
    month: { sql: 'i.month collate "C"', type: 'text' },
    due: { sql: 'i.due_date', type: 'date' },
    lines: { sql: 'i.line_count', type: 'int' },
    total: { sql: 'i.total', type: 'numeric' },
  },
  tie: { sql: 'i.id collate "C"', type: 'text' },
  filters: { customerTenantId: 'i.buyer_tenant_id = ?', month: 'i.month = ?' },
});

const listings: Readonly<Record<Side, Listing<InvoiceSort>>> = {
  bought: onSide('invoices-bought', 'i.buyer_tenant_id'),
  sold: onSide('invoices-sold', 'i.seller_tenant_id'),
};

/** A page of an account's invoices of one side, with how many there are. */
export async function selectInvoicesCounted(
  work: Pick<Work, 'prepared'>,
  partnerTenantId: string,
  side: Side,
  wanted: ListRequest<InvoiceSort>,
): Promise<CountedPage<Invoice>> {
  const page = await countedPage<InvoiceRow, InvoiceSort>(work, listings[side], [partnerTenantId], wanted);
  return { ...page, items: page.items.map(toInvoice) };
}
