/**
 * SQL of invoices as a proof compares them: beside each stands what its charges sum to, how many lines it has and what was
 * read of it. Whether all of that agrees is said in one place, for lists, counts and verdicts. The first argument is the open work.
 */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { Difference } from '../domain/reading.ts';
import type { InvoiceRow } from './invoices.ts';
import { joinAsSets } from './month-end.ts';

export interface ComparedRow extends InvoiceRow {
  readonly seller: Seller;
  readonly charged: string;
  readonly charge_count: number;
  readonly found_lines: number;
  readonly line_items: string | null;
  readonly csv: string | null;
  readonly document: string | null;
  /** Null: not read yet. */
  readonly problems: readonly Difference[] | null;
  readonly agrees: boolean;
}

/** Who sells on a hop, as the billing account sees it: the operator to it, it to others, or its reseller. */
export const sellers = ['operator', 'partner', 'reseller'] as const;
export type Seller = (typeof sellers)[number];

/** `$1`: the billing account, `$2`: the month. Sides are grouped before they are joined: linear in lines. */
const compared = `(select f.*, f.charged = f.total and f.charge_count = f.line_count and f.found_lines = f.line_count
      and f.subtotal + f.tax_total = f.total and coalesce(f.problems, '[]') = '[]' as agrees
  from (select i.*, coalesce(c.total, 0) as charged, coalesce(c.charges, 0)::int as charge_count,
      coalesce(l.lines, 0)::int as found_lines, r.line_items, r.csv, r.document, r.problems,
      case when i.buyer_tenant_id = i.partner_tenant_id then 'operator'
        when i.seller_tenant_id = i.partner_tenant_id then 'partner' else 'reseller' end as seller
    from invoice i
    left join (
      select seller_tenant_id, buyer_tenant_id, currency, sum(total) as total, count(*) as charges from charge
      where partner_tenant_id = $1 and billing_month = $2 group by seller_tenant_id, buyer_tenant_id, currency) c
      on c.seller_tenant_id = i.seller_tenant_id and c.buyer_tenant_id = i.buyer_tenant_id and c.currency = i.currency
    left join (
      select o.seller_tenant_id, o.id, count(*) as lines from invoice o
      join invoice_line n on n.partner_tenant_id = o.partner_tenant_id and n.seller_tenant_id = o.seller_tenant_id
        and n.invoice_id = o.id
      where o.partner_tenant_id = $1 and o.month = $2 group by o.seller_tenant_id, o.id) l
      on l.seller_tenant_id = i.seller_tenant_id and l.id = i.id
    left join (select * from invoice_reading where partner_tenant_id = $1 and month = $2) r
      on r.seller_tenant_id = i.seller_tenant_id and r.invoice_id = i.id
    where i.partner_tenant_id = $1 and i.month = $2) f) p`;

export type ComparedSort = 'result' | 'number' | 'buyer' | 'charges' | 'invoice';

const listing: Listing<ComparedSort> = {
  name: 'compared-invoices',
  select: 'p.*',
  // What a reseller asks is between it and its customers: nobody else is shown it.
  from: `${compared} where p.seller <> 'reseller'`,
  words: `comptoir_fold(concat_ws(' ', p.id, p.buyer_name))`,
  sorts: {
    result: { sql: 'p.agrees', type: 'boolean' },
    number: { sql: 'p.id collate "C"', type: 'text' },
    buyer: { sql: 'comptoir_fold(p.buyer_name) collate "C"', type: 'text' },
    charges: { sql: 'p.charged', type: 'numeric' },
    invoice: { sql: 'p.total', type: 'numeric' },
  },
  tie: { sql: `(p.seller || ' ' || p.id) collate "C"`, type: 'text' },
  filters: { seller: 'p.seller = ?', agree: 'p.agrees = ?::boolean' },
};

/** A page of an account's month, with how many there are. Faults: InvalidInput for a position of another list. */
export function selectComparedCounted(
  work: Work,
  partnerTenantId: string,
  month: string,
  wanted: ListRequest<ComparedSort>,
): Promise<CountedPage<ComparedRow>> {
  return joinAsSets(work, () => countedPage(work, listing, [partnerTenantId, month], wanted));
}

/** All of them, by seller and number. */
export function selectCompared(work: Work, partnerTenantId: string, month: string): Promise<ComparedRow[]> {
  const text = `select p.* from ${compared} order by p.seller_tenant_id, p.id`;
  return joinAsSets(work, () => work.prepared<ComparedRow>('compare-month', text, [partnerTenantId, month]));
}

/** How many invoices of a month each seller wrote, and how many of them do not agree. */
export function countCompared(
  work: Work,
  partnerTenantId: string,
  month: string,
): Promise<{ readonly seller: Seller; readonly invoices: number; readonly differing: number }[]> {
  const text = `select p.seller, count(*)::int as invoices, (count(*) filter (where not p.agrees))::int as differing
    from ${compared} group by p.seller`;
  return joinAsSets(work, () => work.prepared('count-compared', text, [partnerTenantId, month]));
}
