/** SQL of charges, the sellers' own prices and the open months. The first argument is the open work. */
import type { Work } from '../../platform/work.ts';
import type { PartnerPrice } from './domain/resale.ts';
import type { ChargeType } from './domain/words.ts';

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
}

const chargeColumns = `partner_tenant_id, id, subscription_id, seller_tenant_id, buyer_tenant_id, reseller_tenant_id, margin_id,
  price_id, subject_fingerprint, occurred_at, period_start, period_end, term_start, term_end, exchange_rate_date, charge_key,
  charge_type, billing_month, pricing_currency, currency, quantity, unit_price, effective_unit_price, exchange_rate, subtotal,
  tax_total, total, tax_rule`;

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
       exchange_rate numeric, subtotal numeric, tax_total numeric, total numeric, tax_rule text)
     on conflict (partner_tenant_id, subscription_id, charge_key, seller_tenant_id) do nothing`,
    [JSON.stringify(charges)],
  );
}

/** What a price is looked up by. */
export interface PriceKey {
  readonly partner_tenant_id: string;
  readonly product_id: string;
  readonly sku_id: string;
  readonly term: string;
  readonly billing_cycle: string;
  readonly customer_tenant_id: string;
}

/** One text for equal keys. */
export function priceKeyText(key: PriceKey): string {
  const { partner_tenant_id, product_id, sku_id, term, billing_cycle, customer_tenant_id } = key;
  return [partner_tenant_id, product_id, sku_id, term, billing_cycle, customer_tenant_id].join(' ');
}

interface PriceRow extends PriceKey {
  readonly id: string;
  readonly own_customer: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly effective_from: Temporal.Instant;
  readonly created_at: Temporal.Instant;
}

/** Every price that could count for each key, general ones and the customer's own, by `priceKeyText`. */
export async function candidatePrices(
  work: Work,
  keys: readonly PriceKey[],
): Promise<ReadonlyMap<string, readonly PartnerPrice[]>> {
  const rows = await work.prepared<PriceRow>(
    'candidate-prices',
    `select distinct k.*, p.id, p.customer_tenant_id as own_customer, p.currency, p.amount, p.effective_from, p.created_at
     from jsonb_to_recordset($1::jsonb) as k(partner_tenant_id uuid, product_id text, sku_id text, term text,
       billing_cycle text, customer_tenant_id uuid)
     join customer_price p using (partner_tenant_id, product_id, sku_id, term, billing_cycle)
     where p.customer_tenant_id is null or p.customer_tenant_id = k.customer_tenant_id`,
    [JSON.stringify(keys)],
  );
  const byKey = Map.groupBy(rows, priceKeyText);
  return new Map([...byKey].map(([key, prices]) => [key, prices.map(toPrice)]));
}

function toPrice(row: PriceRow): PartnerPrice {
  return {
    id: row.id,
    customerTenantId: row.own_customer,
    currency: row.currency,
    amount: row.amount,
    effectiveFrom: row.effective_from,
    createdAt: row.created_at,
  };
}

const openRounds = 3;

/**
 * The open month of each account, held in share until the work ends, so that none of them closes meanwhile. An account
 * without any month is opened with the one given for it, the month of its first charge.
 */
export async function holdOpenMonths(
  work: Work,
  firstMonths: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  // In one order everywhere, so that two of us never wait for each other.
  const accounts = [...firstMonths.keys()].toSorted();
  await work.prepared(
    'open-first-months',
    `insert into month_close (partner_tenant_id, month)
     select a.id, a.month from unnest($1::uuid[], $2::text[]) with ordinality as a(id, month, position)
     where not exists (select from month_close m where m.partner_tenant_id = a.id)
     order by a.position
     on conflict do nothing`,
    [accounts, accounts.map((account) => firstMonths.get(account))],
  );
  // A month that closes while we wait for its row is no longer open when we get it: then look again.
  for (let round = 0; round < openRounds; round += 1) {
    const rows = await work.prepared<{ partner_tenant_id: string; month: string }>(
      'hold-open-months',
      `select partner_tenant_id, month from month_close
       where partner_tenant_id = any($1::uuid[]) and closed_at is null order by partner_tenant_id for share`,
      [accounts],
    );
    if (rows.length === accounts.length) return new Map(rows.map((row) => [row.partner_tenant_id, row.month]));
  }
  throw new Error(`no open month found for some of the accounts ${accounts.join(', ')}`);
}

export interface NewDelay {
  readonly partnerTenantId: string;
  readonly subscriptionId: string;
  readonly termNumber: number;
  readonly reason: string;
}

/** Remembers why terms wait; returns those that did not wait before, as `subscription term`. */
export async function insertDelays(work: Work, delays: readonly NewDelay[]): Promise<ReadonlySet<string>> {
  const rows = await work.prepared<{ term: string }>(
    'insert-delays',
    `insert into charge_delay (partner_tenant_id, subscription_id, term_number, since, reason)
     select partner, subscription, number, $5::timestamptz, reason
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[]) as d(partner, subscription, number, reason)
     on conflict do nothing returning subscription_id || ' ' || term_number as term`,
    [
      delays.map((delay) => delay.partnerTenantId),
      delays.map((delay) => delay.subscriptionId),
      delays.map((delay) => delay.termNumber),
      delays.map((delay) => delay.reason),
      work.now,
    ],
  );
  return new Set(rows.map((row) => row.term));
}

/** The terms of these are charged: they wait no more. */
export async function deleteDelays(
  work: Work,
  terms: readonly { partnerTenantId: string; subscriptionId: string; number: number }[],
): Promise<void> {
  await work.prepared(
    'delete-delays',
    `delete from charge_delay d using unnest($1::uuid[], $2::uuid[], $3::int[]) as t(partner, subscription, number)
     where d.partner_tenant_id = t.partner and d.subscription_id = t.subscription and d.term_number = t.number`,
    [
      terms.map((term) => term.partnerTenantId),
      terms.map((term) => term.subscriptionId),
      terms.map((term) => term.number),
    ],
  );
}

/** Terms of an account that wait. */
export async function delays(
  work: Work,
  partnerTenantId: string,
): Promise<{ subscription_id: string; term_number: number; since: Temporal.Instant; reason: string }[]> {
  return work.prepared(
    'delays-of-account',
    `select subscription_id, term_number, since, reason from charge_delay
     where partner_tenant_id = $1 order by since, subscription_id`,
    [partnerTenantId],
  );
}
