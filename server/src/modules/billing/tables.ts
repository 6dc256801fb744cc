/** Kysely types of the tables this module owns. Amounts are numeric, which arrives as text. */
import type { ColumnType, Generated } from 'kysely';
import type { BillingCycle, Term } from '../../kernel/index.ts';
import type { InstantColumn } from '../../platform/tables.ts';
import type { PostalAddress } from '../../programme/address-lines.ts';
import type { Difference } from './domain/reading.ts';
import type { BuyerKind, ChargeType } from './domain/words.ts';

type DateColumn = ColumnType<Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate>;

export interface OwnPriceTable {
  partner_tenant_id: string;
  id: string;
  buyer_kind: BuyerKind;
  buyer_tenant_id: string | null;
  buyer_name: string | null;
  product_id: string;
  product_name: string;
  sku_id: string;
  sku_name: string;
  term: Term;
  billing_cycle: BillingCycle;
  currency: string;
  amount: string;
  effective_from: InstantColumn;
  created_at: InstantColumn;
  created_by: string;
}

export interface ChargeTable {
  partner_tenant_id: string;
  id: string;
  subscription_id: string;
  seller_tenant_id: string;
  buyer_tenant_id: string;
  reseller_tenant_id: string | null;
  margin_id: string | null;
  price_id: string | null;
  /** A 64-bit number as text. */
  subject_fingerprint: string;
  occurred_at: InstantColumn;
  recorded_at: Generated<Temporal.Instant>;
  period_start: DateColumn;
  period_end: DateColumn;
  term_start: DateColumn;
  term_end: DateColumn;
  exchange_rate_date: DateColumn;
  charge_key: string;
  charge_type: ChargeType;
  billing_month: string;
  pricing_currency: string;
  currency: string;
  quantity: string;
  unit_price: string;
  effective_unit_price: string;
  exchange_rate: string;
  subtotal: string;
  tax_total: string;
  total: string;
  tax_rule: string;
}

export interface ChargeSubjectTable {
  partner_tenant_id: string;
  subscription_id: string;
  /** A 64-bit number as text. */
  fingerprint: string;
  customer_tenant_id: string;
  publisher_tenant_id: string;
  reseller_tenant_id: string | null;
  recorded_at: Generated<Temporal.Instant>;
  ordered_at: InstantColumn;
  per_seat: boolean;
  mpn_id: string;
  reseller_mpn_id: string | null;
  customer_name: string;
  folded_customer_name: Generated<string>;
  customer_domain: string;
  customer_country: string;
  publisher_name: string;
  product_id: string;
  product_name: string;
  sku_id: string;
  sku_name: string;
  availability_id: string;
  plan_id: string;
  market: string;
  order_id: string;
  alternate_order_id: string;
  friendly_name: string;
  term: Term;
  billing_cycle: BillingCycle;
  unit_price: string;
  pricing_currency: string;
  /** Of usage: the dimension with its name and unit; null for a licence. */
  meter_id: string | null;
  meter_name: string | null;
  meter_unit: string | null;
}

export interface RatedUsageTable {
  partner_tenant_id: string;
  subscription_id: string;
  charge_key: string;
  availability_id: string;
  dimension: string;
  usage_month: string;
  quantity: string;
  first_day: DateColumn;
  last_day: DateColumn;
  /** When billing looks at it again; null: every hop is charged. */
  charge_at: InstantColumn | null;
  waits_since: InstantColumn | null;
  waits_from: string | null;
  waits_to: string | null;
}

export interface InvoiceTable {
  partner_tenant_id: string;
  id: string;
  seller_tenant_id: string;
  seller_name: string;
  seller_country: string;
  buyer_tenant_id: string;
  buyer_name: string;
  buyer_country: string;
  /** Of the customer's billing profile; null for other buyers. */
  buyer_address: PostalAddress | null;
  month: string;
  period_start: DateColumn;
  period_end: DateColumn;
  issued_at: InstantColumn;
  due_date: DateColumn;
  currency: string;
  subtotal: string;
  tax_total: string;
  total: string;
  line_count: number;
}

export interface InvoiceLineTable {
  partner_tenant_id: string;
  seller_tenant_id: string;
  buyer_tenant_id: string;
  invoice_id: string;
  line_number: number;
  charge_id: string;
}

export interface InvoiceSeriesTable {
  seller_tenant_id: string;
  prefix: string;
  last_number: number;
}

export interface MonthCloseTable {
  partner_tenant_id: string;
  month: string;
  closed_at: InstantColumn | null;
}

export interface ChargeDelayTable {
  partner_tenant_id: string;
  subscription_id: string;
  term_number: number;
  first_cycle: number;
  since: InstantColumn;
  month: string;
  from_currency: string;
  to_currency: string;
}

export interface MonthProofTable {
  partner_tenant_id: string;
  month: string;
  requested_at: InstantColumn;
  requested_by: string;
  finished_at: InstantColumn | null;
  invoice_count: number;
  read_count: number;
  differing_count: number;
  after_seller_tenant_id: string | null;
  after_invoice_id: string | null;
}

export interface InvoiceReadingTable {
  partner_tenant_id: string;
  seller_tenant_id: string;
  buyer_tenant_id: string;
  invoice_id: string;
  month: string;
  read_at: InstantColumn;
  line_items: string;
  csv: string;
  document: string | null;
  problems: readonly Difference[];
}

export interface BillingTables {
  own_price: OwnPriceTable;
  charge: ChargeTable;
  charge_subject: ChargeSubjectTable;
  rated_usage: RatedUsageTable;
  invoice: InvoiceTable;
  invoice_line: InvoiceLineTable;
  invoice_series: InvoiceSeriesTable;
  month_close: MonthCloseTable;
  charge_delay: ChargeDelayTable;
  month_proof: MonthProofTable;
  invoice_reading: InvoiceReadingTable;
}
