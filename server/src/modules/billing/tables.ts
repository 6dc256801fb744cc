/** Kysely types of the tables this module owns. Amounts are numeric, which arrives as text. */
import type { ColumnType, Generated } from 'kysely';
import type { BillingCycle, Term } from '../../kernel/index.ts';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { PriceStep } from './domain/price.ts';
import type { ChargeDetails, ChargeType, Hop } from './domain/words.ts';

type DateColumn = ColumnType<Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate>;

export interface CustomerPriceTable {
  partner_tenant_id: string;
  id: string;
  customer_tenant_id: string | null;
  product_id: string;
  sku_id: string;
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
  hop: Hop;
  subscription_id: string;
  customer_tenant_id: string;
  publisher_tenant_id: string;
  charge_key: string;
  charge_type: ChargeType;
  occurred_at: InstantColumn;
  billing_month: string;
  period_start: DateColumn;
  period_end: DateColumn;
  quantity: string;
  unit_price: string;
  effective_unit_price: string;
  pricing_currency: string;
  exchange_rate: string;
  exchange_rate_date: DateColumn;
  currency: string;
  subtotal: string;
  tax_total: string;
  total: string;
  price_path: JsonColumn<readonly PriceStep[]>;
  details: JsonColumn<ChargeDetails>;
  recorded_at: Generated<Temporal.Instant>;
}

export interface InvoiceTable {
  partner_tenant_id: string;
  id: string;
  hop: Hop;
  seller_tenant_id: string;
  buyer_tenant_id: string;
  month: string;
  period_start: DateColumn;
  period_end: DateColumn;
  issued_at: InstantColumn;
  due_date: DateColumn;
  currency: string;
  subtotal: string;
  tax_total: string;
  total: string;
}

export interface InvoiceLineTable {
  partner_tenant_id: string;
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
  since: InstantColumn;
  reason: string;
}

export interface BillingTables {
  customer_price: CustomerPriceTable;
  charge: ChargeTable;
  invoice: InvoiceTable;
  invoice_line: InvoiceLineTable;
  invoice_series: InvoiceSeriesTable;
  month_close: MonthCloseTable;
  charge_delay: ChargeDelayTable;
}
