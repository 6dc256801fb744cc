/** SQL of what charges name: dated rows, one as long as nothing of it changes. The first argument is the open work. */
import { createHash } from 'node:crypto';
import type { Work } from '../../../platform/work.ts';
import type { ChargeSubject } from '../domain/words.ts';

/** Columns of a subject, from a table that the statement calls `s`, as a row's nested object is made from them. */
export const subjectColumns = `s.customer_tenant_id, s.publisher_tenant_id, s.reseller_tenant_id, s.ordered_at, s.per_seat, s.mpn_id,
  s.reseller_mpn_id, s.customer_name, s.customer_domain, s.customer_country, s.publisher_name, s.product_id, s.product_name,
  s.sku_id, s.sku_name, s.availability_id, s.plan_id, s.market, s.order_id, s.alternate_order_id, s.friendly_name, s.term,
  s.billing_cycle, s.unit_price as list_price, s.pricing_currency as list_currency, s.meter_id, s.meter_name, s.meter_unit`;

/** Joins the subject of the charge that the statement calls `c`. */
export const joinSubject = `join charge_subject s on s.partner_tenant_id = c.partner_tenant_id
  and s.subscription_id = c.subscription_id and s.fingerprint = c.subject_fingerprint`;

export interface SubjectRow {
  readonly subscription_id: string;
  readonly customer_tenant_id: string;
  readonly publisher_tenant_id: string;
  readonly reseller_tenant_id: string | null;
  readonly ordered_at: Temporal.Instant;
  readonly per_seat: boolean;
  readonly mpn_id: string;
  readonly reseller_mpn_id: string | null;
  readonly customer_name: string;
  readonly customer_domain: string;
  readonly customer_country: string;
  readonly publisher_name: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly sku_id: string;
  readonly sku_name: string;
  readonly availability_id: string;
  readonly plan_id: string;
  readonly market: string;
  readonly order_id: string;
  readonly alternate_order_id: string;
  readonly friendly_name: string;
  readonly term: ChargeSubject['term'];
  readonly billing_cycle: ChargeSubject['billingCycle'];
  readonly list_price: string;
  readonly list_currency: string;
  readonly meter_id: string | null;
  readonly meter_name: string | null;
  readonly meter_unit: string | null;
}

export function toSubject(row: SubjectRow): ChargeSubject {
  return {
    subscriptionId: row.subscription_id,
    customerTenantId: row.customer_tenant_id,
    customerName: row.customer_name,
    customerDomain: row.customer_domain,
    customerCountry: row.customer_country,
    publisherTenantId: row.publisher_tenant_id,
    publisherName: row.publisher_name,
    productId: row.product_id,
    productName: row.product_name,
    skuId: row.sku_id,
    skuName: row.sku_name,
    availabilityId: row.availability_id,
    planId: row.plan_id,
    market: row.market,
    perSeat: row.per_seat,
    orderId: row.order_id,
    alternateOrderId: row.alternate_order_id,
    orderedAt: row.ordered_at,
    friendlyName: row.friendly_name,
    resellerTenantId: row.reseller_tenant_id,
    resellerMpnId: row.reseller_mpn_id,
    mpnId: row.mpn_id,
    term: row.term,
    billingCycle: row.billing_cycle,
    unitPrice: row.list_price,
    pricingCurrency: row.list_currency,
    ...(row.meter_id === null
      ? {}
      : { meter: { id: row.meter_id, name: row.meter_name!, unitOfMeasure: row.meter_unit! } }),
  };
}

export interface NewSubject {
  readonly partnerTenantId: string;
  readonly fingerprint: string;
  readonly subject: ChargeSubject;
}

/** A subject with the fingerprint of its content: the same content has the same one, in every process. */
export function newSubject(partnerTenantId: string, subject: ChargeSubject): NewSubject {
  const content = JSON.stringify(Object.values(toRecord(subject)));
  const fingerprint = createHash('sha256').update(content).digest().readBigInt64BE(0).toString();
  return { partnerTenantId, fingerprint, subject };
}

function toRecord(subject: ChargeSubject): Record<string, unknown> {
  return {
    subscription_id: subject.subscriptionId,
    customer_tenant_id: subject.customerTenantId,
    publisher_tenant_id: subject.publisherTenantId,
    reseller_tenant_id: subject.resellerTenantId,
    ordered_at: subject.orderedAt.toString(),
    per_seat: subject.perSeat,
    mpn_id: subject.mpnId,
    reseller_mpn_id: subject.resellerMpnId,
    customer_name: subject.customerName,
    customer_domain: subject.customerDomain,
    customer_country: subject.customerCountry,
    publisher_name: subject.publisherName,
    product_id: subject.productId,
    product_name: subject.productName,
    sku_id: subject.skuId,
    sku_name: subject.skuName,
    availability_id: subject.availabilityId,
    plan_id: subject.planId,
    market: subject.market,
    order_id: subject.orderId,
    alternate_order_id: subject.alternateOrderId,
    friendly_name: subject.friendlyName,
    term: subject.term,
    billing_cycle: subject.billingCycle,
    unit_price: subject.unitPrice,
    pricing_currency: subject.pricingCurrency,
    ...(subject.meter && {
      meter_id: subject.meter.id,
      meter_name: subject.meter.name,
      meter_unit: subject.meter.unitOfMeasure,
    }),
  };
}

const insertColumns = `partner_tenant_id, subscription_id, fingerprint, customer_tenant_id, publisher_tenant_id, reseller_tenant_id,
  ordered_at, per_seat, mpn_id, reseller_mpn_id, customer_name, customer_domain, customer_country, publisher_name, product_id,
  product_name, sku_id, sku_name, availability_id, plan_id, market, order_id, alternate_order_id, friendly_name, term,
  billing_cycle, unit_price, pricing_currency, meter_id, meter_name, meter_unit`;

/** Writes those that are new, in one statement. */
export async function insertSubjects(work: Work, subjects: readonly NewSubject[]): Promise<void> {
  const rows = subjects.map(({ partnerTenantId, fingerprint, subject }) => ({
    ...toRecord(subject),
    partner_tenant_id: partnerTenantId,
    fingerprint,
  }));
  await work.prepared(
    'insert-charge-subjects',
    `insert into charge_subject (${insertColumns})
     select ${insertColumns} from jsonb_to_recordset($1::jsonb) as s(partner_tenant_id uuid, subscription_id uuid,
       fingerprint bigint, customer_tenant_id uuid, publisher_tenant_id uuid, reseller_tenant_id uuid, ordered_at timestamptz,
       per_seat boolean, mpn_id text, reseller_mpn_id text, customer_name text, customer_domain text, customer_country text,
       publisher_name text, product_id text, product_name text, sku_id text, sku_name text, availability_id text, plan_id text,
       market text, order_id text, alternate_order_id text, friendly_name text, term text, billing_cycle text,
       unit_price numeric, pricing_currency text, meter_id text, meter_name text, meter_unit text)
     order by partner_tenant_id, subscription_id, fingerprint
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

/** Names of a plan that an account was ever charged for, as they were last; the ids in capitals. */
export async function namesCharged(
  work: Work,
  partnerTenantId: string,
  plan: { readonly productId: string; readonly skuId: string },
): Promise<{ readonly productName: string; readonly skuName: string } | undefined> {
  const text = `select product_name as "productName", sku_name as "skuName" from charge_subject
    where partner_tenant_id = $1 and product_id = $2 and sku_id = $3 order by ordered_at desc limit 1`;
  const values = [partnerTenantId, plan.productId, plan.skuId];
  return (await work.prepared<{ productName: string; skuName: string }>('names-charged', text, values))[0];
}
