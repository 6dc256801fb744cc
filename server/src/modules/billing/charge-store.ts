/** SQL of charges, the partner's own prices and the open months. The first argument is the open work. */
import type { Work } from '../../platform/work.ts';
import type { PartnerPrice } from './domain/price.ts';
import type { Hop, ChargeDetails, ChargeType } from './domain/words.ts';
import type { PriceStep } from './domain/price.ts';

/** A charge to be written; amounts and dates as text. */
export interface NewCharge {
  readonly partner_tenant_id: string;
  readonly id: string;
  readonly hop: Hop;
  readonly subscription_id: string;
  readonly customer_tenant_id: string;
  readonly publisher_tenant_id: string;
  readonly charge_key: string;
  readonly charge_type: ChargeType;
  readonly occurred_at: string;
  readonly billing_month: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly quantity: string;
  readonly unit_price: string;
  readonly effective_unit_price: string;
  readonly pricing_currency: string;
  readonly exchange_rate: string;
  readonly exchange_rate_date: string;
  readonly currency: string;
  readonly subtotal: string;
  readonly tax_total: string;
  readonly total: string;
  readonly price_path: readonly PriceStep[];
  readonly details: ChargeDetails;
}

const chargeColumns = `partner_tenant_id, id, hop, subscription_id, customer_tenant_id, publisher_tenant_id, charge_key, charge_type,
  occurred_at, billing_month, period_start, period_end, quantity, unit_price, effective_unit_price, pricing_currency, exchange_rate,
  exchange_rate_date, currency, subtotal, tax_total, total, price_path, details`;

/** Writes all of them in one statement; those that exist already stay as they are. */
export async function insertCharges(work: Work, charges: readonly NewCharge[]): Promise<void> {
  await work.prepared(
    'insert-charges',
    `insert into charge (${chargeColumns})
     select ${chargeColumns} from jsonb_to_recordset($1::jsonb) as c(partner_tenant_id uuid, id uuid, hop text,
       subscription_id uuid, customer_tenant_id uuid, publisher_tenant_id uuid, charge_key text, charge_type text,
       occurred_at timestamptz, billing_month char(7), period_start date, period_end date, quantity numeric,
       unit_price numeric, effective_unit_price numeric, pricing_currency char(3), exchange_rate numeric,
       exchange_rate_date date, currency char(3), subtotal numeric, tax_total numeric, total numeric, price_path jsonb,
       details jsonb)
     on conflict (partner_tenant_id, hop, subscription_id, charge_key) do nothing`,
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

/** Remembers why a term waits; true when it did not wait before. */
export async function insertDelay(
  work: Work,
  delay: { partnerTenantId: string; subscriptionId: string; termNumber: number; reason: string },
): Promise<boolean> {
  const rows = await work.prepared(
    'insert-delay',
    `insert into charge_delay (partner_tenant_id, subscription_id, term_number, since, reason) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [delay.partnerTenantId, delay.subscriptionId, delay.termNumber, work.now, delay.reason],
  );
  return rows.length > 0;
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

/** Terms of an account (of all accounts without one) that wait. */
export async function delays(
  work: Work,
  partnerTenantId: string | undefined,
): Promise<{ subscription_id: string; term_number: number; since: Temporal.Instant; reason: string }[]> {
  return work.prepared(
    'delays',
    `select subscription_id, term_number, since, reason from charge_delay
     where $1::uuid is null or partner_tenant_id = $1 order by since, subscription_id`,
    [partnerTenantId ?? null],
  );
}
