/** SQL that reads charges as lines: those of an invoice, those not billed yet, and what its document sums up. */
import type { Work } from '../../../platform/work.ts';
import type { ChargeType, Invoice, Line } from '../domain/words.ts';
import { joinSubject, subjectColumns, toSubject, type SubjectRow } from './subjects.ts';

export interface LineRow extends SubjectRow {
  readonly line_number: number;
  readonly invoice_id: string;
  readonly id: string;
  readonly partner_tenant_id: string;
  readonly seller_tenant_id: string;
  readonly charge_key: string;
  readonly charge_type: ChargeType;
  readonly occurred_at: Temporal.Instant;
  readonly period_start: Temporal.PlainDate;
  readonly period_end: Temporal.PlainDate;
  readonly term_start: Temporal.PlainDate;
  readonly term_end: Temporal.PlainDate;
  readonly quantity: string;
  readonly unit_price: string;
  readonly effective_unit_price: string;
  readonly pricing_currency: string;
  readonly exchange_rate: string;
  readonly exchange_rate_date: Temporal.PlainDate;
  readonly currency: string;
  readonly subtotal: string;
  readonly tax_total: string;
  readonly total: string;
  readonly tax_rule: string;
  readonly margin_id: string | null;
  readonly price_id: string | null;
  readonly plan_since: Temporal.Instant | null;
  readonly cycle_price: string | null;
}

export const chargeColumns = `c.id, c.partner_tenant_id, c.seller_tenant_id, c.subscription_id, c.charge_key, c.charge_type, c.occurred_at,
  c.period_start, c.period_end, c.term_start, c.term_end, c.quantity, c.unit_price, c.effective_unit_price,
  c.pricing_currency, c.exchange_rate, c.exchange_rate_date, c.currency, c.subtotal, c.tax_total, c.total, c.tax_rule,
  c.margin_id, c.price_id, c.plan_since, c.cycle_price, ${subjectColumns}`;

/** Which invoice: a number is of its seller's series. */
export type InvoiceKey = Pick<Invoice, 'partnerTenantId' | 'sellerTenantId' | 'id'>;

export function keyOf({ partnerTenantId, sellerTenantId, id }: InvoiceKey): readonly string[] {
  return [partnerTenantId, sellerTenantId, id];
}

/** Lines of an invoice after a line number (0 for all), at most `limit`. */
export async function linesOfInvoice(work: Work, invoice: InvoiceKey, after: number, limit: number): Promise<Line[]> {
  const rows = await work.prepared<LineRow>(
    'lines-of-invoice',
    `select l.line_number, l.invoice_id, ${chargeColumns}
     from invoice_line l join charge c on c.partner_tenant_id = l.partner_tenant_id and c.id = l.charge_id ${joinSubject}
     where l.partner_tenant_id = $1 and l.seller_tenant_id = $2 and l.invoice_id = $3 and l.line_number > $4
     order by l.line_number limit $5`,
    [...keyOf(invoice), after, limit],
  );
  return rows.map(toLine);
}

const firstId = '00000000-0000-0000-0000-000000000000';

/** What an account was charged in a month and is on no invoice yet, by id (which is its age), after one of them. */
export async function unbilledLines(
  work: Work,
  filter: { partnerTenantId: string; currency: string; month: string },
  after: string | undefined,
  limit: number,
): Promise<Line[]> {
  const rows = await work.prepared<LineRow>(
    'unbilled-lines',
    `select 0 as line_number, '' as invoice_id, ${chargeColumns} from charge c ${joinSubject}
     where c.partner_tenant_id = $1 and c.buyer_tenant_id = $1 and c.currency = $2 and c.billing_month = $3 and c.id > $4
       and not exists (select from invoice_line l where l.partner_tenant_id = c.partner_tenant_id and l.charge_id = c.id)
     order by c.id limit $5`,
    [filter.partnerTenantId, filter.currency, filter.month, after ?? firstId, limit],
  );
  return rows.map(toLine);
}

const onInvoice = `from invoice_line l join charge c on c.partner_tenant_id = l.partner_tenant_id and c.id = l.charge_id`;
const ofInvoice = 'where l.partner_tenant_id = $1 and l.seller_tenant_id = $2 and l.invoice_id = $3';

/** What an invoice charges and what it gives back, before tax. */
export async function sumsOfInvoice(work: Work, invoice: InvoiceKey): Promise<{ charges: string; credits: string }> {
  const rows = await work.prepared<{ charges: string; credits: string }>(
    'sums-of-invoice',
    `select coalesce(sum(c.subtotal) filter (where c.subtotal >= 0), 0) as charges,
       coalesce(sum(c.subtotal) filter (where c.subtotal < 0), 0) as credits ${onInvoice} ${ofInvoice}`,
    keyOf(invoice),
  );
  return rows[0]!;
}

export async function publishersOnInvoice(
  work: Work,
  invoice: InvoiceKey,
): Promise<{ tenantId: string; name: string }[]> {
  return work.prepared(
    'publishers-on-invoice',
    `select distinct s.publisher_tenant_id as "tenantId", s.publisher_name as name ${onInvoice} ${joinSubject} ${ofInvoice}
     order by name`,
    keyOf(invoice),
  );
}

/** The rates that converted something on an invoice. */
export async function ratesOnInvoice(
  work: Work,
  invoice: InvoiceKey,
): Promise<{ from: string; to: string; rate: string; date: Temporal.PlainDate }[]> {
  return work.prepared(
    'rates-on-invoice',
    `select distinct c.pricing_currency as "from", c.currency as "to", c.exchange_rate as rate, c.exchange_rate_date as date
     ${onInvoice} ${ofInvoice} and c.pricing_currency <> c.currency order by 1, 2, 4`,
    keyOf(invoice),
  );
}

/** What the operator charged for one cycle, with what its margin depends on. */
export interface ChargedCost {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly sellerTenantId: string;
  readonly subscriptionId: string;
  readonly customerTenantId: string;
  readonly chargeKey: string;
  readonly occurredAt: Temporal.Instant;
  readonly periodStart: Temporal.PlainDate;
  readonly termStart: Temporal.PlainDate;
  readonly unitPrice: string;
  readonly effectiveUnitPrice: string;
  readonly productId: string;
  readonly planId: string;
  readonly term: Line['subject']['term'];
  readonly orderedAt: Temporal.Instant;
  readonly planSince: Temporal.Instant | null;
  readonly cyclePrice: string | null;
}

/**
 * What an account was charged in a month for cycles, their changes and cancellations, and usage, by id, after one of them.
 * A trial's charges cost nothing and are left out.
 */
export async function costsOfMonth(
  work: Work,
  partnerTenantId: string,
  month: string,
  after: string | undefined,
  limit: number,
): Promise<ChargedCost[]> {
  return work.prepared<ChargedCost>(
    'costs-of-month',
    `select c.id, c.partner_tenant_id as "partnerTenantId", c.seller_tenant_id as "sellerTenantId", c.subscription_id as "subscriptionId",
       s.customer_tenant_id as "customerTenantId", c.charge_key as "chargeKey", c.occurred_at as "occurredAt",
       c.period_start as "periodStart", c.term_start as "termStart", c.unit_price as "unitPrice", c.effective_unit_price as "effectiveUnitPrice",
       s.product_id as "productId", s.plan_id as "planId", s.term, s.ordered_at as "orderedAt",
       c.plan_since as "planSince", c.cycle_price as "cyclePrice"
     from charge c ${joinSubject}
     where c.partner_tenant_id = $1 and c.billing_month = $2 and c.buyer_tenant_id = $1
       and c.charge_key ~ '^(t[1-9]|u)' and c.id > $3
     order by c.id limit $4`,
    [partnerTenantId, month, after ?? firstId, limit],
  );
}

export function toLine(row: LineRow): Line {
  return {
    number: row.line_number,
    invoiceId: row.invoice_id,
    partnerTenantId: row.partner_tenant_id,
    sellerTenantId: row.seller_tenant_id,
    subscriptionId: row.subscription_id,
    chargeId: row.id,
    chargeKey: row.charge_key,
    chargeType: row.charge_type,
    occurredAt: row.occurred_at,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    termStart: row.term_start,
    termEnd: row.term_end,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    effectiveUnitPrice: row.effective_unit_price,
    pricingCurrency: row.pricing_currency,
    exchangeRate: row.exchange_rate,
    exchangeRateDate: row.exchange_rate_date,
    currency: row.currency,
    subtotal: row.subtotal,
    taxTotal: row.tax_total,
    total: row.total,
    taxRule: row.tax_rule,
    marginId: row.margin_id,
    priceId: row.price_id,
    planSince: row.plan_since,
    cyclePrice: row.cycle_price,
    subject: toSubject(row),
  };
}
