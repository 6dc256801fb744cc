/** SQL of invoices, their lines and month end. The first argument is the open work. */
import { sql, type Selectable } from 'kysely';
import type { Work } from '../../platform/work.ts';
import type { BillingTables, InvoiceTable } from './tables.ts';
import type { Hop, Invoice } from './domain/words.ts';

/** The open month of an account, locked. Undefined when it is newer than `newest`. */
export async function lockMonthToClose(
  work: Work,
  partnerTenantId: string,
  newest: string,
): Promise<string | undefined> {
  const rows = await work.prepared<{ month: string }>(
    'lock-month',
    `select month from month_close where partner_tenant_id = $1 and closed_at is null and month <= $2
     for update`,
    [partnerTenantId, newest],
  );
  return rows[0]?.month;
}

/** The open month of an account; undefined before its first charge. */
export async function openMonth(work: Work, partnerTenantId: string): Promise<string | undefined> {
  const text = 'select month from month_close where partner_tenant_id = $1 and closed_at is null';
  return (await work.prepared<{ month: string }>('open-month-of', text, [partnerTenantId]))[0]?.month;
}

/** Closes a month and opens the next. */
export async function closeMonth(work: Work, partnerTenantId: string, month: string, next: string): Promise<void> {
  await work.prepared(
    'close-month',
    'update month_close set closed_at = $3 where partner_tenant_id = $1 and month = $2',
    [partnerTenantId, month, work.now],
  );
  await work.prepared('open-month', 'insert into month_close (partner_tenant_id, month) values ($1, $2)', [
    partnerTenantId,
    next,
  ]);
}

export async function monthClosed(work: Work, partnerTenantId: string, month: string): Promise<boolean> {
  const text = 'select 1 from month_close where partner_tenant_id = $1 and month = $2 and closed_at is not null';
  return (await work.prepared('month-closed', text, [partnerTenantId, month])).length > 0;
}

/** Accounts that have this month, open or closed. */
export async function accountsOfMonth(work: Work, month: string): Promise<string[]> {
  const text = 'select partner_tenant_id from month_close where month = $1 order by partner_tenant_id';
  const rows = await work.prepared<{ partner_tenant_id: string }>('accounts-of-month', text, [month]);
  return rows.map((row) => row.partner_tenant_id);
}

/** What one invoice will carry: a hop, who pays, and the sums in one currency. */
export interface InvoiceGroup {
  readonly hop: Hop;
  readonly buyer_tenant_id: string;
  readonly currency: string;
  readonly subtotal: string;
  readonly tax_total: string;
  readonly total: string;
}

const buyer = `case hop when 'operator_partner' then partner_tenant_id else customer_tenant_id end`;

export async function invoiceGroups(work: Work, partnerTenantId: string, month: string): Promise<InvoiceGroup[]> {
  return work.prepared(
    'invoice-groups',
    `select hop, ${buyer} as buyer_tenant_id, currency, sum(subtotal) as subtotal, sum(tax_total) as tax_total, sum(total) as total
     from charge where partner_tenant_id = $1 and billing_month = $2
     group by 1, 2, 3 order by 1, 3, 2`,
    [partnerTenantId, month],
  );
}

/** Takes `count` numbers of a seller's series; returns its prefix and the first of them. Without gaps: it is in the work. */
export async function takeNumbers(
  work: Work,
  sellerTenantId: string,
  prefix: string,
  count: number,
): Promise<{ prefix: string; first: number }> {
  const rows = await work.prepared<{ prefix: string; last_number: number }>(
    'take-numbers',
    `insert into invoice_series as s (seller_tenant_id, prefix, last_number) values ($1, $2, $3)
     on conflict (seller_tenant_id) do update set last_number = s.last_number + excluded.last_number
     returning prefix, last_number`,
    [sellerTenantId, prefix, count],
  );
  return { prefix: rows[0]!.prefix, first: rows[0]!.last_number - count + 1 };
}

/** Writes invoices, then a line for every charge of the month, ordered by customer, subscription and time. */
export async function insertInvoices(
  work: Work<BillingTables>,
  invoices: readonly Selectable<InvoiceTable>[],
): Promise<void> {
  for (let start = 0; start < invoices.length; start += rowsPerInsert) {
    await work.db
      .insertInto('invoice')
      .values(invoices.slice(start, start + rowsPerInsert))
      .execute();
  }
}

const rowsPerInsert = 500;

export async function insertLines(work: Work, partnerTenantId: string, month: string): Promise<void> {
  await work.prepared(
    'insert-lines',
    `insert into invoice_line (partner_tenant_id, invoice_id, line_number, charge_id)
     select $1, i.id, row_number() over (
         partition by i.id order by c.details ->> 'customerName', c.customer_tenant_id, c.subscription_id, c.occurred_at, c.id),
       c.id
     from (select *, ${buyer} as buyer_tenant_id from charge where partner_tenant_id = $1 and billing_month = $2) c
     join invoice i on i.partner_tenant_id = $1 and i.month = $2 and i.hop = c.hop
       and i.buyer_tenant_id = c.buyer_tenant_id and i.currency = c.currency`,
    [partnerTenantId, month],
  );
}

export interface InvoiceFilter {
  readonly partnerTenantId: string;
  readonly hop: Hop;
  readonly buyerTenantId?: string;
  readonly month?: string;
  /** Bounds of the time of issue, both included. */
  readonly issuedFrom?: Temporal.Instant;
  readonly issuedTo?: Temporal.Instant;
}

export interface Slice {
  readonly limit: number;
  readonly offset?: number;
  /** Ids of an invoice series sort by age; the list goes on below this one. */
  readonly before?: string;
}

type InvoiceRow = Selectable<InvoiceTable> & { readonly line_count: number };

/** Invoices, newest first. */
export async function selectInvoices(
  work: Work<BillingTables>,
  filter: InvoiceFilter,
  slice: Slice,
): Promise<Invoice[]> {
  let query = invoicesOfHop(work, filter.partnerTenantId, filter.hop);
  if (filter.buyerTenantId) query = query.where('i.buyer_tenant_id', '=', filter.buyerTenantId);
  if (filter.month) query = query.where('i.month', '=', filter.month);
  if (filter.issuedFrom) query = query.where('i.issued_at', '>=', filter.issuedFrom);
  if (filter.issuedTo) query = query.where('i.issued_at', '<=', filter.issuedTo);
  if (slice.before) query = query.where('i.id', '<', slice.before);
  const page = query.orderBy('i.id', 'desc').limit(slice.limit);
  return (await page.offset(slice.offset ?? 0).execute()).map(toInvoice);
}

export async function selectInvoice(
  work: Work<BillingTables>,
  partnerTenantId: string,
  hop: Hop,
  id: string,
): Promise<Invoice | undefined> {
  const row = await invoicesOfHop(work, partnerTenantId, hop).where('i.id', '=', id).executeTakeFirst();
  return row && toInvoice(row);
}

function invoicesOfHop(work: Work<BillingTables>, partnerTenantId: string, hop: Hop) {
  const lineCount = sql<number>`(select count(*) from invoice_line l
    where l.partner_tenant_id = i.partner_tenant_id and l.invoice_id = i.id)`;
  return work.db
    .selectFrom('invoice as i')
    .selectAll('i')
    .select(lineCount.as('line_count'))
    .where('i.partner_tenant_id', '=', partnerTenantId)
    .where('i.hop', '=', hop);
}

function toInvoice(row: InvoiceRow): Invoice {
  return {
    partnerTenantId: row.partner_tenant_id,
    id: row.id,
    hop: row.hop,
    sellerTenantId: row.seller_tenant_id,
    buyerTenantId: row.buyer_tenant_id,
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

/** Sums of the operator's invoices to a partner, by currency. */
export async function balanceRows(
  work: Work,
  partnerTenantId: string,
): Promise<
  { currency: string; amount: string; firstInvoiceAt: Temporal.Instant; latestInvoiceAt: Temporal.Instant }[]
> {
  return work.prepared(
    'balances',
    `select currency, sum(total) as amount, min(issued_at) as "firstInvoiceAt", max(issued_at) as "latestInvoiceAt"
     from invoice where partner_tenant_id = $1 and hop = 'operator_partner' group by currency order by currency`,
    [partnerTenantId],
  );
}
