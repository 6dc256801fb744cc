/** SQL of the proof: which rows of a month do not fit together. The first argument is the open work. */
import { sql } from 'kysely';
import { minorUnitDigits } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { untaxed } from '../../../programme/tax.ts';
import {
  mostTold,
  tellAmount,
  type ProblemValues,
  type ProofProblem,
  type ProofProblemCode,
} from '../domain/problem.ts';

// Whole months of an account are read here. Both sides are put below each other and grouped, not joined: that is linear
// in lines whatever the planner knows of the tables. Each row tells of its kind how many there are.

interface Found {
  readonly code: ProofProblemCode;
  readonly total: number;
}

function byCode<Row extends Found>(rows: readonly Row[], valuesOf: (row: Row) => ProblemValues): ProofProblem[] {
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, same]) => {
    return { code, count: same[0]!.total, first: same.map(valuesOf) };
  });
}

/** Charges of a month on no line, and lines of its invoices without their charge. */
export async function looseEnds(work: Work, partnerTenantId: string, month: string): Promise<ProofProblem[]> {
  const unmatched = await sql<Found & { charge_id: string }>`
    select charge_id, code, total from (
      select charge_id, code, count(*) over (partition by code)::int as total,
        row_number() over (partition by code order by charge_id) as n
      from (
        select charge_id, case when bool_or(is_charge) then 'chargeNotInvoiced' else 'lineWithoutCharge' end as code from (
          select id as charge_id, true as is_charge from charge
          where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
          union all
          select l.charge_id, false from invoice i
          join invoice_line l on l.partner_tenant_id = i.partner_tenant_id and l.seller_tenant_id = i.seller_tenant_id
            and l.invoice_id = i.id
          where i.partner_tenant_id = ${partnerTenantId} and i.month = ${month}) found
        group by charge_id having count(*) filter (where is_charge) <> count(*) filter (where not is_charge)) loose) numbered
    where n <= ${mostTold}`.execute(work.db);
  if (unmatched.rows.length === 0) return [];
  const ids = unmatched.rows.map(({ charge_id }) => charge_id);
  const told = await work.prepared<{ charge_id: string; values: ProblemValues }>(
    'loose-ends',
    `select c.id as charge_id, jsonb_build_object('chargeKey', c.charge_key, 'subscriptionId', c.subscription_id,
         'chargeId', c.id, 'amount', c.total::text, 'currency', c.currency) as values
     from charge c where c.partner_tenant_id = $1 and c.id = any($2::uuid[])
     union all
     select l.charge_id, jsonb_build_object('line', l.line_number::text, 'invoiceId', l.invoice_id)
     from invoice_line l where l.partner_tenant_id = $1 and l.charge_id = any($2::uuid[])`,
    [partnerTenantId, ids],
  );
  const values = (chargeId: string, member: string) =>
    told.find((row) => row.charge_id === chargeId && member in row.values)?.values ?? { chargeId };
  return byCode(unmatched.rows, ({ code, charge_id }) => {
    const known = values(charge_id, code === 'chargeNotInvoiced' ? 'chargeKey' : 'line');
    const { amount, currency } = known;
    return { ...known, ...(amount && currency ? { amount: tellAmount(amount, currency) } : {}), month };
  });
}

/**
 * Cycles that the account bought and did not sell on, or sold without having bought them, and those whose hops differ in
 * quantity or period. Hops of a cycle may be billed in different months, when one waited for an exchange rate: what does
 * not fit within the month is looked at over all months, and a hop that still waits is not missing. `oneHop`: the account
 * is the operator's own, which buys from nobody.
 */
export async function brokenChains(
  work: Work,
  partnerTenantId: string,
  month: string,
  oneHop: boolean,
): Promise<ProofProblem[]> {
  const { rows } = await sql<Found & { charge_key: string; subscription_id: string; found: string }>`
    with doubtful as (
      select subscription_id, charge_key from charge
      where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
      group by partner_tenant_id, subscription_id, charge_key
      having min(quantity) <> max(quantity) or min(period_start) <> max(period_start) or min(period_end) <> max(period_end)
        or count(*) filter (where buyer_tenant_id = partner_tenant_id)
          <> count(*) filter (where seller_tenant_id = partner_tenant_id)),
    cycle as (
      select c.subscription_id, c.charge_key,
        count(*) filter (where buyer_tenant_id = partner_tenant_id) as bought,
        count(*) filter (where seller_tenant_id = partner_tenant_id) as sold,
        string_agg(distinct c.quantity::text, ', ') as quantities, min(c.quantity) <> max(c.quantity) as other_quantity,
        string_agg(distinct c.period_start || ' – ' || c.period_end, ', ') as periods,
        min(period_start) <> max(period_start) or min(period_end) <> max(period_end) as other_period,
        bool_or(exists (select from charge_subject s where s.partner_tenant_id = c.partner_tenant_id
          and s.subscription_id = c.subscription_id and s.fingerprint = c.subject_fingerprint
          and s.customer_tenant_id = c.partner_tenant_id)) as direct
      from doubtful d join charge c on c.partner_tenant_id = ${partnerTenantId}
        and c.subscription_id = d.subscription_id and c.charge_key = d.charge_key
      group by c.subscription_id, c.charge_key),
    problem as (
      select y.subscription_id, y.charge_key, p.code, p.found from cycle y
      cross join lateral (values
        ('boughtOnly', '', bought > sold and not direct), ('soldOnly', '', sold > bought and not exists (
          select from charge_delay w where w.partner_tenant_id = ${partnerTenantId} and w.subscription_id = y.subscription_id
            and w.term_number = substring(y.charge_key from '^t(\\d+)c')::int
            and w.first_cycle <= substring(y.charge_key from '^t\\d+c(\\d+)')::int) and not exists (
          select from rated_usage u where u.partner_tenant_id = ${partnerTenantId} and u.subscription_id = y.subscription_id
            and u.charge_key = y.charge_key and u.charge_at is not null)),
        ('hopsQuantity', quantities, other_quantity), ('hopsPeriod', periods, other_period)) p(code, found, is_so)
      where p.is_so and (not ${oneHop}::boolean or p.code not in ('boughtOnly', 'soldOnly')))
    select * from (
      select *, count(*) over (partition by code)::int as total,
        row_number() over (partition by code order by subscription_id, charge_key) as n from problem) numbered
    where n <= ${mostTold}`.execute(work.db);
  return byCode(rows, ({ charge_key, subscription_id, found }) => ({
    chargeKey: charge_key,
    subscriptionId: subscription_id,
    found,
  }));
}

/**
 * Charges whose numbers do not follow from each other: unit price converted and rounded down, by quantity, is the subtotal,
 * of usage unit price by quantity, rounded down before and after it is converted; tax is that of its rule; both are the total
 * (rule G9).
 */
export async function wrongLines(work: Work, partnerTenantId: string, month: string): Promise<ProofProblem[]> {
  const { rows: used } = await sql<{ currency: string }>`
    select currency from charge where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
    union select pricing_currency from charge
    where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}`.execute(work.db);
  const currencies = used.map(({ currency }) => currency);
  const { rows } = await sql<WrongLine>`
    select w.*, l.invoice_id from (
      select c.id, c.charge_key, c.subscription_id, c.currency, x.code, x.found::text, x.expected::text,
        count(*) over (partition by x.code)::int as total,
        row_number() over (partition by x.code order by c.id) as n
      from charge c
      join unnest(${currencies}::text[], ${currencies.map(minorUnitDigits)}::int[]) as d(currency, digits)
        on d.currency = c.currency
      join unnest(${currencies}::text[], ${currencies.map(minorUnitDigits)}::int[]) as p(currency, digits)
        on p.currency = c.pricing_currency
      cross join lateral (values
        ('lineSubtotal', c.subtotal, case when c.charge_key like 'u%'
          then trunc(trunc(c.effective_unit_price * c.quantity, p.digits) * c.exchange_rate, d.digits)
          else trunc(c.effective_unit_price * c.exchange_rate, d.digits) * c.quantity end),
        ('lineTax', c.tax_total, case when c.tax_rule = ${untaxed.id} then 0 else c.tax_total end),
        ('lineTotal', c.total, c.subtotal + c.tax_total)) x(code, found, expected)
      where c.partner_tenant_id = ${partnerTenantId} and c.billing_month = ${month} and x.found <> x.expected) w
    left join lateral (
      select invoice_id from invoice_line where partner_tenant_id = ${partnerTenantId} and charge_id = w.id limit 1) l on true
    where w.n <= ${mostTold}`.execute(work.db);
  return byCode(rows, (row) => ({
    chargeKey: row.charge_key,
    subscriptionId: row.subscription_id,
    chargeId: row.id,
    found: tellAmount(row.found, row.currency),
    expected: tellAmount(row.expected, row.currency),
    currency: row.currency,
    ...(row.invoice_id ? { invoiceId: row.invoice_id } : {}),
  }));
}

/**
 * Lines of changes that do not follow from the charge they build on: of a change of quantity the effective unit price is
 * the cycle's for the days that remain, to six digits (rule G10); a cancellation is the line it takes back, negative.
 */
export async function wrongAdjustments(work: Work, partnerTenantId: string, month: string): Promise<ProofProblem[]> {
  const { rows } = await sql<Omit<WrongLine, 'invoice_id' | 'expected'> & { expected: string | null }>`
    with adjusted as (
      select *, charge_type = 'cancelImmediate' as cancels,
        case when charge_type = 'cancelImmediate' then left(charge_key, -1) else substring(charge_key from '^t\\d+c\\d+') end as of_key
      from charge where partner_tenant_id = ${partnerTenantId} and billing_month = ${month}
        and (charge_type in ('addQuantity', 'removeQuantity', 'cancelImmediate')
          or (charge_type = 'convert' and charge_key ~ '^t\\d+c\\d+a'))),
    based as (
      select a.*, b.id as base_id, case when a.cycle_price is null then b.effective_unit_price
          when a.margin_id is null then a.unit_price else a.cycle_price end as base_price, b.total as base_total,
        case when s.billing_cycle = 'monthly' then extract(day from date_trunc('month', b.period_start) + interval '1 month - 1 day')
          else b.period_end - b.period_start + 1 end as days
      from adjusted a
      left join charge b on b.partner_tenant_id = ${partnerTenantId} and b.subscription_id = a.subscription_id
        and b.charge_key = a.of_key and b.seller_tenant_id = a.seller_tenant_id
      left join charge_subject s on s.partner_tenant_id = ${partnerTenantId} and s.subscription_id = a.subscription_id
        and s.fingerprint = b.subject_fingerprint)
    select * from (
      select w.id, w.charge_key, w.subscription_id, w.currency, p.code, p.found::text, p.expected::text,
        count(*) over (partition by p.code)::int as total, row_number() over (partition by p.code order by w.id) as n
      from based w cross join lateral (values
        ('lineProration', w.effective_unit_price,
          trunc(w.base_price * least(w.period_end - w.period_start + 1, w.days) / w.days, 6), not w.cancels),
        ('lineCancelled', w.total, -w.base_total, w.cancels)) p(code, found, expected, asked)
      where p.asked and p.found is distinct from p.expected) numbered
    where n <= ${mostTold}`.execute(work.db);
  return byCode(rows, (row) => ({
    chargeKey: row.charge_key,
    subscriptionId: row.subscription_id,
    chargeId: row.id,
    found: tellAmount(row.found, row.currency),
    expected: row.expected === null ? '–' : tellAmount(row.expected, row.currency),
    currency: row.currency,
  }));
}

interface WrongLine extends Found {
  readonly id: string;
  readonly charge_key: string;
  readonly subscription_id: string;
  readonly currency: string;
  readonly found: string;
  readonly expected: string;
  readonly invoice_id: string | null;
}
