/** SQL of an invoice's lines as a list that people search and order. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { Line } from '../domain/words.ts';
import { chargeColumns, keyOf, toLine, type InvoiceKey, type LineRow } from './lines.ts';
import { joinSubject } from './subjects.ts';

export type LineSort = 'line' | 'customer' | 'product' | 'type' | 'period' | 'quantity' | 'price' | 'total';

const listing: Listing<LineSort> = {
  name: 'invoice-lines',
  select: `l.line_number, l.invoice_id, ${chargeColumns}`,
  from: `invoice_line l join charge c on c.partner_tenant_id = l.partner_tenant_id and c.id = l.charge_id ${joinSubject}
    where l.partner_tenant_id = $1 and l.seller_tenant_id = $2 and l.invoice_id = $3`,
  words: `comptoir_fold(concat_ws(' ', s.customer_name, s.product_name, s.sku_name, s.publisher_name, s.friendly_name))`,
  ids: ['s.subscription_id'],
  sorts: {
    line: { sql: 'l.line_number', type: 'int' },
    customer: { sql: 'comptoir_fold(s.customer_name) collate "C"', type: 'text' },
    product: { sql: `comptoir_fold(s.product_name || ' ' || s.sku_name) collate "C"`, type: 'text' },
    type: { sql: 'c.charge_type collate "C"', type: 'text' },
    period: { sql: 'c.period_start', type: 'date' },
    quantity: { sql: 'c.quantity', type: 'numeric' },
    price: { sql: 'c.effective_unit_price', type: 'numeric' },
    total: { sql: 'c.subtotal', type: 'numeric' },
  },
  tie: { sql: 'l.line_number', type: 'int' },
};

/** A page of an invoice's lines, with how many there are. */
export async function selectLinesCounted(
  work: Pick<Work, 'prepared'>,
  invoice: InvoiceKey,
  wanted: ListRequest<LineSort>,
): Promise<CountedPage<Line>> {
  const page = await countedPage<LineRow, LineSort>(work, listing, keyOf(invoice), wanted);
  return { ...page, items: page.items.map(toLine) };
}
