/** SQL that reads invoices. The first argument is the open work. */
import { sql, type Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { Invoice, Side } from '../domain/words.ts';
import type { BillingTables, InvoiceTable } from '../tables.ts';

export interface InvoiceFilter {
  readonly partnerTenantId: string;
  /** On which side the account stands: what it bought from the operator, or what it sold to others. */
  readonly side: Side;
  readonly buyerTenantId?: string;
  readonly month?: string;
  /** Bounds of the time of issue: from included, before not. */
  readonly issuedFrom?: Temporal.Instant;
  readonly issuedBefore?: Temporal.Instant;
}

export interface Slice {
  readonly limit: number;
  readonly offset?: number;
}

export type InvoiceRow = Selectable<InvoiceTable>;

/** Invoices, newest first. */
export async function selectInvoices(
  work: Work<BillingTables>,
  filter: InvoiceFilter,
  slice: Slice,
): Promise<Invoice[]> {
  let query = invoicesOnSide(work, filter.partnerTenantId, filter.side);
  if (filter.buyerTenantId) query = query.where('i.buyer_tenant_id', '=', filter.buyerTenantId);
  if (filter.month) query = query.where('i.month', '=', filter.month);
  if (filter.issuedFrom) query = query.where('i.issued_at', '>=', filter.issuedFrom);
  if (filter.issuedBefore) query = query.where('i.issued_at', '<', filter.issuedBefore);
  const page = query.orderBy('i.id', 'desc').limit(slice.limit);
  return (await page.offset(slice.offset ?? 0).execute()).map(toInvoice);
}

/** Invoices of an account's month after one of them, by seller and number, at most `limit`. */
export async function invoicesAfter(
  work: Work<BillingTables>,
  partnerTenantId: string,
  month: string,
  after: Pick<Invoice, 'sellerTenantId' | 'id'> | undefined,
  limit: number,
): Promise<Invoice[]> {
  let query = work.db
    .selectFrom('invoice')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('month', '=', month);
  if (after)
    query = query.where(sql<boolean>`(seller_tenant_id, id) > (${after.sellerTenantId}::uuid, ${after.id}::text)`);
  return (await query.orderBy('seller_tenant_id').orderBy('id').limit(limit).execute()).map(toInvoice);
}

export async function selectInvoice(
  work: Work<BillingTables>,
  partnerTenantId: string,
  side: Side,
  id: string,
): Promise<Invoice | undefined> {
  const row = await invoicesOnSide(work, partnerTenantId, side).where('i.id', '=', id).executeTakeFirst();
  return row && toInvoice(row);
}

function invoicesOnSide(work: Work<BillingTables>, account: string, side: Side) {
  return work.db
    .selectFrom('invoice as i')
    .selectAll('i')
    .where('i.partner_tenant_id', '=', account)
    .where(side === 'bought' ? 'i.buyer_tenant_id' : 'i.seller_tenant_id', '=', account);
}

export function toInvoice(row: InvoiceRow): Invoice {
  return {
    partnerTenantId: row.partner_tenant_id,
    id: row.id,
    sellerTenantId: row.seller_tenant_id,
    seller: { name: row.seller_name, country: row.seller_country },
    buyerTenantId: row.buyer_tenant_id,
    buyer: {
      name: row.buyer_name,
      country: row.buyer_country,
      ...(row.buyer_address ? { address: row.buyer_address } : {}),
    },
    month: row.month,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    issuedAt: row.issued_at,
    dueDate: row.due_date,
    currency: row.currency,
    subtotal: row.subtotal,
    taxTotal: row.tax_total,
    total: row.total,
    lineCount: row.line_count,
  };
}

/** Sums of the invoices an account got, by currency. */
export async function balanceRows(
  work: Work,
  partnerTenantId: string,
): Promise<
  { currency: string; amount: string; firstInvoiceAt: Temporal.Instant; latestInvoiceAt: Temporal.Instant }[]
> {
  return work.prepared(
    'balances',
    `select currency, sum(total) as amount, min(issued_at) as "firstInvoiceAt", max(issued_at) as "latestInvoiceAt"
     from invoice where partner_tenant_id = $1 and buyer_tenant_id = $1 group by currency order by currency`,
    [partnerTenantId],
  );
}
