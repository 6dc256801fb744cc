/** SQL of the proof: which rows of a month do not fit together. The first argument is the open work. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

// Whole months of an account are read here. Both sides are put below each other and grouped, not joined: that is linear
// in lines whatever the planner knows of the tables.

/** Charges of a month on no line, and lines of its invoices without their charge, as sentences. */
export async function looseEnds(work: Work, partnerTenantId: string, month: string): Promise<string[]> {
  const unmatched = await sql<{ charge_id: string; has_charge: boolean }>`
    select charge_id, bool_or(is_charge) as has_charge from (
      select id as charge_id, true as is_charge from charge
      where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
      union all
      select l.charge_id, false from invoice i
      join invoice_line l on l.partner_tenant_id = i.partner_tenant_id and l.seller_tenant_id = i.seller_tenant_id
        and l.invoice_id = i.id
      where i.partner_tenant_id = ${partnerTenantId} and i.month = ${month}) found
    group by charge_id having count(*) filter (where is_charge) <> count(*) filter (where not is_charge)`.execute(
    work.db,
  );
  const ids = (hasCharge: boolean) =>
    unmatched.rows.filter((row) => row.has_charge === hasCharge).map((row) => row.charge_id);
  const rows = await work.prepared<{ problem: string }>(
    'loose-ends',
    `select 'Charge ' || c.id || ' (' || c.charge_key || ' of subscription ' || c.subscription_id || ', '
         || c.total || ' ' || c.currency || ') is on no invoice although ' || $2 || ' is closed.' as problem
     from charge c where c.partner_tenant_id = $1 and c.id = any($3::uuid[])
     union all
     select 'Line ' || l.line_number || ' of invoice ' || l.invoice_id || ' has no charge of ' || $2 || '.'
     from invoice_line l where l.partner_tenant_id = $1 and l.charge_id = any($4::uuid[])`,
    [partnerTenantId, month, ids(true), ids(false)],
  );
  return rows.map((row) => row.problem);
}

/** Cycles that the account bought and did not sell on, or sold without having bought them, as sentences. */
export async function brokenChains(work: Work, partnerTenantId: string, month: string): Promise<string[]> {
  const { rows } = await sql<{ problem: string }>`
    select 'Charge ' || charge_key || ' of subscription ' || subscription_id || ' was only '
      || case when bool_or(buyer_tenant_id = partner_tenant_id) then 'bought.' else 'sold.' end as problem
    from charge
    where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
      and partner_tenant_id in (buyer_tenant_id, seller_tenant_id)
    group by partner_tenant_id, subscription_id, charge_key
    having count(*) filter (where buyer_tenant_id = partner_tenant_id)
      <> count(*) filter (where seller_tenant_id = partner_tenant_id)`.execute(work.db);
  return rows.map((row) => row.problem);
}

/** What stands on each invoice of a month: its lines, counted. */
export async function lineCounts(
  work: Work,
  partnerTenantId: string,
  month: string,
): Promise<{ seller_tenant_id: string; invoice_id: string; lines: number }[]> {
  const { rows } = await sql<{ seller_tenant_id: string; invoice_id: string; lines: number }>`
    select i.seller_tenant_id, i.id as invoice_id, count(l.line_number) as lines from invoice i
    left join invoice_line l on l.partner_tenant_id = i.partner_tenant_id and l.seller_tenant_id = i.seller_tenant_id
      and l.invoice_id = i.id
    where i.partner_tenant_id = ${partnerTenantId} and i.month = ${month}
    group by i.seller_tenant_id, i.id`.execute(work.db);
  return rows;
}
