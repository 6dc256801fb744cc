/** SQL that reads charges as lines: those of an invoice, those not billed yet, and the sums the proof compares. */
import type { Work } from '../../platform/work.ts';
import type { PriceStep } from './domain/price.ts';
import type { ChargeDetails, ChargeType, Hop, Line } from './domain/words.ts';

interface LineRow {
  readonly line_number: number;
  readonly invoice_id: string;
  readonly id: string;
  readonly partner_tenant_id: string;
  readonly customer_tenant_id: string;
  readonly publisher_tenant_id: string;
  readonly subscription_id: string;
  readonly charge_type: ChargeType;
  readonly occurred_at: Temporal.Instant;
  readonly period_start: Temporal.PlainDate;
  readonly period_end: Temporal.PlainDate;
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
  readonly price_path: readonly PriceStep[];
  readonly details: ChargeDetails;
}

const chargeColumns = `c.id, c.partner_tenant_id, c.customer_tenant_id, c.publisher_tenant_id, c.subscription_id, c.charge_type,
  c.occurred_at, c.period_start, c.period_end, c.quantity, c.unit_price, c.effective_unit_price, c.pricing_currency,
  c.exchange_rate, c.exchange_rate_date, c.currency, c.subtotal, c.tax_total, c.total, c.price_path, c.details`;

/** Lines of an invoice after a line number (0 for all), at most `limit`. */
export async function linesOfInvoice(
  work: Work,
  partnerTenantId: string,
  invoiceId: string,
  after: number,
  limit: number,
): Promise<Line[]> {
  const rows = await work.prepared<LineRow>(
    'lines-of-invoice',
    `select l.line_number, l.invoice_id, ${chargeColumns}
     from invoice_line l join charge c on c.partner_tenant_id = l.partner_tenant_id and c.id = l.charge_id
     where l.partner_tenant_id = $1 and l.invoice_id = $2 and l.line_number > $3
     order by l.line_number limit $4`,
    [partnerTenantId, invoiceId, after, limit],
  );
  return rows.map(toLine);
}

/** Charges of a month on no invoice yet, by id (which is their age), after one of them. */
export async function unbilledLines(
  work: Work,
  filter: { partnerTenantId: string; hop: Hop; currency: string; month: string },
  after: string | undefined,
  limit: number,
): Promise<Line[]> {
  const rows = await work.prepared<LineRow>(
    'unbilled-lines',
    `select 0 as line_number, '' as invoice_id, ${chargeColumns} from charge c
     where c.partner_tenant_id = $1 and c.hop = $2 and c.currency = $3 and c.billing_month = $4
       and ($5::uuid is null or c.id > $5)
       and not exists (select from invoice_line l where l.partner_tenant_id = c.partner_tenant_id and l.charge_id = c.id)
     order by c.id limit $6`,
    [filter.partnerTenantId, filter.hop, filter.currency, filter.month, after ?? null, limit],
  );
  return rows.map(toLine);
}

/** Sum of the charges on an invoice, straight from their rows, and how many they are. */
export async function chargesOnInvoice(
  work: Work,
  partnerTenantId: string,
  invoiceId: string,
): Promise<{ total: string; count: number }> {
  const rows = await work.prepared<{ total: string; count: number }>(
    'charges-on-invoice',
    `select coalesce(sum(c.total), 0) as total, count(*) as count
     from invoice i
     join charge c on c.partner_tenant_id = i.partner_tenant_id and c.hop = i.hop and c.currency = i.currency
       and c.billing_month = i.month
       and i.buyer_tenant_id = case c.hop when 'operator_partner' then c.partner_tenant_id else c.customer_tenant_id end
     where i.partner_tenant_id = $1 and i.id = $2`,
    [partnerTenantId, invoiceId],
  );
  return rows[0]!;
}

/**
 * What does not fit in a month, as sentences: charges on no line, lines of its invoices without their charge, and
 * charges that one hop has and the other has not.
 */
export async function looseEnds(work: Work, partnerTenantId: string, month: string): Promise<string[]> {
  const rows = await work.prepared<{ problem: string }>(
    'loose-ends',
    `select 'Charge ' || c.id || ' (' || c.hop || ', ' || c.charge_key || ' of subscription ' || c.subscription_id || ', '
         || c.total || ' ' || c.currency || ') is on no invoice although ' || $2 || ' is closed.' as problem
     from charge c
     left join invoice_line l on l.partner_tenant_id = c.partner_tenant_id and l.charge_id = c.id
     where c.partner_tenant_id = $1 and c.billing_month = $2 and l.charge_id is null
     union all
     select 'Line ' || l.line_number || ' of invoice ' || l.invoice_id || ' has no charge of ' || $2 || '.'
     from invoice i
     join invoice_line l on l.partner_tenant_id = i.partner_tenant_id and l.invoice_id = i.id
     left join charge c on c.partner_tenant_id = l.partner_tenant_id and c.id = l.charge_id and c.billing_month = $2
     where i.partner_tenant_id = $1 and i.month = $2 and c.id is null
     union all
     select 'Charge ' || c.charge_key || ' of subscription ' || c.subscription_id || ' is on the hop ' || c.hop || ' only.'
     from charge c
     left join charge o on o.partner_tenant_id = c.partner_tenant_id and o.subscription_id = c.subscription_id
       and o.charge_key = c.charge_key and o.hop <> c.hop
     where c.partner_tenant_id = $1 and c.billing_month = $2 and o.id is null`,
    [partnerTenantId, month],
  );
  return rows.map((row) => row.problem);
}

const onInvoice = `from invoice_line l join charge c on c.partner_tenant_id = l.partner_tenant_id and c.id = l.charge_id
  where l.partner_tenant_id = $1 and l.invoice_id = $2`;

/** What an invoice charges and what it gives back, before tax. */
export async function sumsOfInvoice(
  work: Work,
  partnerTenantId: string,
  invoiceId: string,
): Promise<{ charges: string; credits: string }> {
  const rows = await work.prepared<{ charges: string; credits: string }>(
    'sums-of-invoice',
    `select coalesce(sum(c.subtotal) filter (where c.subtotal >= 0), 0) as charges,
       coalesce(sum(c.subtotal) filter (where c.subtotal < 0), 0) as credits ${onInvoice}`,
    [partnerTenantId, invoiceId],
  );
  return rows[0]!;
}

export async function publishersOnInvoice(
  work: Work,
  partnerTenantId: string,
  invoiceId: string,
): Promise<{ tenantId: string; name: string }[]> {
  return work.prepared(
    'publishers-on-invoice',
    `select distinct c.publisher_tenant_id as "tenantId", c.details ->> 'publisherName' as name ${onInvoice} order by name`,
    [partnerTenantId, invoiceId],
  );
}

/** The rates that converted something on an invoice. */
export async function ratesOnInvoice(
  work: Work,
  partnerTenantId: string,
  invoiceId: string,
): Promise<{ from: string; to: string; rate: string; date: Temporal.PlainDate }[]> {
  return work.prepared(
    'rates-on-invoice',
    `select distinct c.pricing_currency as "from", c.currency as "to", c.exchange_rate as rate, c.exchange_rate_date as date
     ${onInvoice} and c.pricing_currency <> c.currency order by 1, 2, 4`,
    [partnerTenantId, invoiceId],
  );
}

/** What the operator charged for one cycle, with what its margin depends on. */
export interface ChargedCost {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly subscriptionId: string;
  readonly customerTenantId: string;
  readonly chargeKey: string;
  readonly occurredAt: Temporal.Instant;
  readonly unitPrice: string;
  readonly effectiveUnitPrice: string;
  readonly productId: string;
  readonly planId: string;
  readonly term: ChargeDetails['term'];
  /** ISO instant. */
  readonly orderedAt: string;
  /** ISO date of the term's first day. */
  readonly termStart: string;
}

/** The operator's charges of a month by id, after one of them. A trial's cost nothing and are left out. */
export async function costsOfMonth(
  work: Work,
  partnerTenantId: string,
  month: string,
  after: string | undefined,
  limit: number,
): Promise<ChargedCost[]> {
  return work.prepared<ChargedCost>(
    'costs-of-month',
    `select id, partner_tenant_id as "partnerTenantId", subscription_id as "subscriptionId",
       customer_tenant_id as "customerTenantId", charge_key as "chargeKey", occurred_at as "occurredAt",
       unit_price as "unitPrice", effective_unit_price as "effectiveUnitPrice", details ->> 'productId' as "productId",
       details ->> 'planId' as "planId", details ->> 'term' as term, details ->> 'orderedAt' as "orderedAt",
       details ->> 'subscriptionStart' as "termStart"
     from charge where partner_tenant_id = $1 and billing_month = $2 and hop = 'operator_partner'
       and charge_key not like 't0c%' and ($3::uuid is null or id > $3)
     order by id limit $4`,
    [partnerTenantId, month, after ?? null, limit],
  );
}

function toLine(row: LineRow): Line {
  return {
    number: row.line_number,
    invoiceId: row.invoice_id,
    partnerTenantId: row.partner_tenant_id,
    customerTenantId: row.customer_tenant_id,
    publisherTenantId: row.publisher_tenant_id,
    subscriptionId: row.subscription_id,
    chargeId: row.id,
    chargeType: row.charge_type,
    occurredAt: row.occurred_at,
    periodStart: row.period_start,
    periodEnd: row.period_end,
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
    pricePath: row.price_path,
    details: row.details,
  };
}
