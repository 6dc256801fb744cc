/** SQL of month end: which months are open, and what their charges become. The first argument is the open work. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { PostalAddress } from '../../../programme/address-lines.ts';

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

const openRounds = 3;

/**
 * The open month of an account, held in share until the work ends, so that it does not close meanwhile. An account without
 * any month is opened with the given one, the month of its first charge.
 */
export async function holdOpenMonth(work: Work, partnerTenantId: string, firstMonth: string): Promise<string> {
  await work.prepared(
    'open-first-month',
    `insert into month_close (partner_tenant_id, month)
     select $1, $2 where not exists (select from month_close where partner_tenant_id = $1)
     on conflict do nothing`,
    [partnerTenantId, firstMonth],
  );
  // A month that closes while we wait for its row is no longer open when we get it: then look again.
  for (let round = 0; round < openRounds; round += 1) {
    const rows = await work.prepared<{ month: string }>(
      'hold-open-month',
      'select month from month_close where partner_tenant_id = $1 and closed_at is null for share',
      [partnerTenantId],
    );
    if (rows[0]) return rows[0].month;
  }
  throw new Error(`no open month found for the account ${partnerTenantId}`);
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

/** Of these accounts those that have closed the month. */
export async function closedAccounts(
  work: Work,
  accounts: readonly string[],
  month: string,
): Promise<ReadonlySet<string>> {
  const text = `select partner_tenant_id as account from month_close
    where partner_tenant_id = any($1::uuid[]) and month = $2 and closed_at is not null`;
  const rows = await work.prepared<{ account: string }>('closed-accounts', text, [accounts, month]);
  return new Set(rows.map(({ account }) => account));
}

/** Accounts that have this month, open or closed, or charges that wait. */
export async function accountsOfMonth(work: Work, month: string): Promise<string[]> {
  const text = `select partner_tenant_id from month_close where month = $1
    union select partner_tenant_id from charge_delay
    union select partner_tenant_id from rated_usage where charge_at is not null order by partner_tenant_id`;
  const rows = await work.prepared<{ partner_tenant_id: string }>('accounts-of-month', text, [month]);
  return rows.map((row) => row.partner_tenant_id);
}

/** What one invoice will carry: who sells to whom, and the sums in one currency. */
export interface InvoiceGroup {
  readonly seller_tenant_id: string;
  readonly buyer_tenant_id: string;
  readonly currency: string;
  readonly subtotal: string;
  readonly tax_total: string;
  readonly total: string;
  readonly line_count: number;
}

// The statements below read a whole month of an account and are planned each time, for the size the tables have by then.

/** The groups of a month: by seller, then in the order their invoices are numbered. */
export async function invoiceGroups(work: Work, partnerTenantId: string, month: string): Promise<InvoiceGroup[]> {
  const { rows } = await sql<InvoiceGroup>`
    select seller_tenant_id, buyer_tenant_id, currency, sum(subtotal) as subtotal, sum(tax_total) as tax_total,
      sum(total) as total, count(*) as line_count
    from charge where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
    group by seller_tenant_id, buyer_tenant_id, currency order by seller_tenant_id, currency, buyer_tenant_id`.execute(
    work.db,
  );
  return rows;
}

export interface NumbersWanted {
  readonly sellerTenantId: string;
  /** What the seller's series begins with, when it has none yet. */
  readonly prefix: string;
  readonly count: number;
}

/** Takes numbers of each seller's series; returns prefix and first number by seller. Without gaps: it is in the work. */
export async function takeNumbers(
  work: Work,
  wanted: readonly NumbersWanted[],
): Promise<ReadonlyMap<string, { readonly prefix: string; readonly first: number }>> {
  const count = new Map(wanted.map((one) => [one.sellerTenantId, one.count]));
  const rows = await work.prepared<{ seller_tenant_id: string; prefix: string; last_number: number }>(
    'take-numbers',
    `insert into invoice_series as s (seller_tenant_id, prefix, last_number)
     select seller, prefix, count from unnest($1::uuid[], $2::text[], $3::int[]) as w(seller, prefix, count) order by seller
     on conflict (seller_tenant_id) do update set last_number = s.last_number + excluded.last_number
     returning seller_tenant_id, prefix, last_number`,
    [wanted.map((one) => one.sellerTenantId), wanted.map((one) => one.prefix), wanted.map((one) => one.count)],
  );
  return new Map(
    rows.map((row) => {
      const first = row.last_number - count.get(row.seller_tenant_id)! + 1;
      return [row.seller_tenant_id, { prefix: row.prefix, first }];
    }),
  );
}

/** An invoice to be written; dates as text. */
export interface NewInvoice extends InvoiceGroup {
  readonly id: string;
  readonly seller_name: string;
  readonly seller_country: string;
  readonly buyer_name: string;
  readonly buyer_country: string;
  readonly buyer_address: PostalAddress | null;
  readonly month: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly issued_at: string;
  readonly due_date: string;
}

const invoiceColumns = `id, seller_tenant_id, seller_name, seller_country, buyer_tenant_id, buyer_name, buyer_country, buyer_address, month,
  period_start, period_end, issued_at, due_date, currency, subtotal, tax_total, total, line_count`;

/** Writes all invoices of a month in one statement. */
export async function insertInvoices(
  work: Work,
  partnerTenantId: string,
  invoices: readonly NewInvoice[],
): Promise<void> {
  await work.prepared(
    'insert-invoices',
    `insert into invoice (partner_tenant_id, ${invoiceColumns})
     select $1, ${invoiceColumns} from jsonb_to_recordset($2::jsonb) as i(id text, seller_tenant_id uuid, seller_name text,
       seller_country char(2), buyer_tenant_id uuid, buyer_name text, buyer_country char(2), buyer_address jsonb, month char(7),
       period_start date, period_end date, issued_at timestamptz, due_date date, currency char(3), subtotal numeric, tax_total numeric,
       total numeric, line_count int)`,
    [partnerTenantId, JSON.stringify(invoices)],
  );
}

/**
 * Runs statements that join a whole month of an account. Without statistics, as in a young table, the planner takes a month
 * for one row and joins it row by row with all invoices: ten times the lines would take a hundred times as long. Joined
 * as sets they take ten times as long, whatever the planner knows.
 */
export async function joinAsSets<Result>(work: Work, body: () => Promise<Result>): Promise<Result> {
  const nestedLoops = (value: 'on' | 'off') =>
    work.prepared('nested-loops', `select set_config('enable_nestloop', $1, true)`, [value]);
  await nestedLoops('off');
  const result = await body();
  await nestedLoops('on');
  return result;
}

/** A line for every charge of the month, by customer (as lists order names), subscription and time. */
export async function insertLines(work: Work, partnerTenantId: string, month: string): Promise<void> {
  await sql`
    insert into invoice_line (partner_tenant_id, invoice_id, line_number, charge_id, seller_tenant_id, buyer_tenant_id)
    select c.partner_tenant_id, i.id, row_number() over (partition by i.id
        order by s.folded_customer_name, s.customer_tenant_id, c.subscription_id, c.occurred_at, c.id),
      c.id, c.seller_tenant_id, c.buyer_tenant_id
    from charge c
    join charge_subject s on s.partner_tenant_id = c.partner_tenant_id and s.subscription_id = c.subscription_id
      and s.fingerprint = c.subject_fingerprint
    join invoice i on i.partner_tenant_id = c.partner_tenant_id and i.month = c.billing_month
      and i.seller_tenant_id = c.seller_tenant_id and i.buyer_tenant_id = c.buyer_tenant_id and i.currency = c.currency
    where c.partner_tenant_id = ${partnerTenantId} and c.billing_month = ${month}`.execute(work.db);
}
