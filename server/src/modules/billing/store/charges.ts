/** SQL that writes charges. The first argument is the open work. */
import type { Priced } from '../domain/price.ts';
import type { Work } from '../../../platform/work.ts';
import type { ChargeType } from '../domain/words.ts';

/** A charge to be written; amounts and dates as text. */
export interface NewCharge {
  readonly partner_tenant_id: string;
  readonly id: string;
  readonly subscription_id: string;
  readonly seller_tenant_id: string;
  readonly buyer_tenant_id: string;
  readonly reseller_tenant_id: string | null;
  readonly margin_id: string | null;
  readonly price_id: string | null;
  readonly subject_fingerprint: string;
  readonly occurred_at: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly term_start: string;
  readonly term_end: string;
  readonly exchange_rate_date: string;
  readonly charge_key: string;
  readonly charge_type: ChargeType;
  readonly billing_month: string;
  readonly pricing_currency: string;
  readonly currency: string;
  readonly quantity: string;
  readonly unit_price: string;
  readonly effective_unit_price: string;
  readonly exchange_rate: string;
  readonly subtotal: string;
  readonly tax_total: string;
  readonly total: string;
  readonly tax_rule: string;
  readonly plan_since?: string;
  readonly cycle_price?: string;
}

/** What a price becomes in the columns of a charge. */
export function pricedColumns(priced: Priced) {
  return {
    margin_id: priced.marginId,
    price_id: priced.priceId,
    exchange_rate_date: priced.exchangeRateDate.toString(),
    pricing_currency: priced.pricingCurrency,
    currency: priced.currency,
    unit_price: priced.unitPrice,
    effective_unit_price: priced.effectiveUnitPrice,
    exchange_rate: priced.exchangeRate,
    subtotal: priced.subtotal,
    tax_total: priced.taxTotal,
    total: priced.total,
    tax_rule: priced.taxRule,
    ...(priced.planSince ? { plan_since: priced.planSince.toString() } : {}),
    ...(priced.cyclePrice ? { cycle_price: priced.cyclePrice } : {}),
  };
}

const chargeColumns = `partner_tenant_id, id, subscription_id, seller_tenant_id, buyer_tenant_id, reseller_tenant_id, margin_id,
  price_id, subject_fingerprint, occurred_at, period_start, period_end, term_start, term_end, exchange_rate_date, charge_key,
  charge_type, billing_month, pricing_currency, currency, quantity, unit_price, effective_unit_price, exchange_rate, subtotal,
  tax_total, total, tax_rule, plan_since, cycle_price`;

/** Writes all of them in one statement; those that exist already stay as they are. */
export async function insertCharges(work: Work, charges: readonly NewCharge[]): Promise<void> {
  await work.prepared(
    'insert-charges',
    `insert into charge (${chargeColumns})
     select ${chargeColumns} from jsonb_to_recordset($1::jsonb) as c(partner_tenant_id uuid, id uuid, subscription_id uuid,
       seller_tenant_id uuid, buyer_tenant_id uuid, reseller_tenant_id uuid, margin_id uuid, price_id uuid,
       subject_fingerprint bigint, occurred_at timestamptz, period_start date, period_end date, term_start date,
       term_end date, exchange_rate_date date, charge_key text, charge_type text, billing_month char(7),
       pricing_currency char(3), currency char(3), quantity numeric, unit_price numeric, effective_unit_price numeric,
       exchange_rate numeric, subtotal numeric, tax_total numeric, total numeric, tax_rule text,
       plan_since timestamptz, cycle_price numeric)
     on conflict (partner_tenant_id, subscription_id, charge_key, seller_tenant_id) do nothing`,
    [JSON.stringify(charges)],
  );
}
