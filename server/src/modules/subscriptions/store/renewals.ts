/** SQL of renewals: what is over in an account, and what begins or ends instead; a statement for each step. */
import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { DroppedNextTerm } from '../domain/next-term.ts';
import type { SubscriptionTables } from '../tables.ts';
import type { SubscriptionRow } from './orders.ts';
import type { TermRow } from './subscriptions.ts';

type OwnWork = Work<SubscriptionTables>;

/** Last day of the active term of an account that ends first. */
export async function nextTermEnd(work: OwnWork, partnerTenantId: string): Promise<Temporal.PlainDate | undefined> {
  const row = await work.db
    .selectFrom('subscription')
    .select('term_end')
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('status', '=', 'active')
    .where('term_end', 'is not', null)
    .orderBy('term_end')
    .limit(1)
    .executeTakeFirst();
  return row?.term_end ?? undefined;
}

/** Active subscriptions of an account whose term ended before `today`, locked. */
export async function subscriptionsPastTerm(
  work: OwnWork,
  partnerTenantId: string,
  today: Temporal.PlainDate,
  limit: number,
): Promise<SubscriptionRow[]> {
  return work.db
    .selectFrom('subscription')
    .selectAll()
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('status', '=', 'active')
    .where('term_end', '<', today)
    .orderBy('term_end')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
}

export interface Ending {
  readonly id: string;
  readonly endedAt: Temporal.Instant;
}

export async function endSubscriptions(
  work: OwnWork,
  partnerTenantId: string,
  endings: readonly Ending[],
): Promise<void> {
  if (endings.length === 0) return;
  const text = `update subscription s set status = 'deleted', ended_at = e.at, next_term = null
    from unnest($2::uuid[], $3::timestamptz[]) as e(id, at)
    where s.partner_tenant_id = $1 and s.id = e.id`;
  await work.prepared('end-subscriptions', text, [
    partnerTenantId,
    endings.map(({ id }) => id),
    endings.map(({ endedAt }) => endedAt.toString()),
  ]);
}

export interface Beginning {
  readonly term: TermRow;
  readonly activatedAt: Temporal.Instant;
  readonly paidFrom: Temporal.PlainDate;
}

/** What subscriptions of an account have from their renewal on, and their new terms. */
export async function beginTerms(work: OwnWork, partnerTenantId: string, begun: readonly Beginning[]): Promise<void> {
  if (begun.length === 0) return;
  const begin = `update subscription s set status = 'active', activated_at = b.activated, paid_from = b.paid,
      term_start = b.first, term_end = b.last, term_number = b.number
    from unnest($2::uuid[], $3::timestamptz[], $4::date[], $5::date[], $6::date[], $7::int[])
      as b(id, activated, paid, first, last, number)
    where s.partner_tenant_id = $1 and s.id = b.id`;
  const terms = begun.map(({ term }) => term);
  const values = [
    partnerTenantId,
    terms.map((term) => term.subscription_id),
    begun.map(({ activatedAt }) => activatedAt.toString()),
    begun.map(({ paidFrom }) => paidFrom.toString()),
    terms.map((term) => term.start_date.toString()),
    terms.map((term) => term.end_date.toString()),
    terms.map((term) => term.number),
  ];
  // One turn: neither needs the other's answer.
  await Promise.all([
    work.prepared('begin-subscriptions', begin, values),
    work.db
      .insertInto('subscription_term')
      .columns([...termColumns])
      .expression(
        sql`select ${sql.raw(termColumns.join(', '))}
          from jsonb_populate_recordset(null::subscription_term, ${JSON.stringify(terms)}::jsonb)`,
      )
      .execute(),
  ]);
}

/** What a renewal makes of a subscription for which something was scheduled. */
export interface ChangedAtRenewal {
  readonly id: string;
  readonly friendly_name: string;
  readonly offer_version_id: string;
  readonly sku_id: string;
  readonly availability_id: string;
  readonly plan_id: string;
  readonly per_seat: boolean;
  readonly quantity: number;
  readonly term: string;
  readonly billing_cycle: string;
  readonly unit_price: string;
  readonly next_term_dropped: DroppedNextTerm | null;
}

/** Terms before keep the plan that they were in: what of them waits for its charge is charged as that. */
export async function writeChangedAtRenewal(
  work: OwnWork,
  partnerTenantId: string,
  changed: readonly ChangedAtRenewal[],
): Promise<void> {
  if (changed.length === 0) return;
  const record = `jsonb_to_recordset($2::jsonb) as c(id uuid, friendly_name text, offer_version_id uuid, sku_id text, availability_id text,
      plan_id text, per_seat boolean, quantity int, term text, billing_cycle text, unit_price numeric, next_term_dropped jsonb)`;
  const values = [partnerTenantId, JSON.stringify(changed)];
  await work.prepared(
    'keep-plan-of-terms',
    `update subscription_term t set price_availability_id = s.availability_id
     from subscription s, ${record}
     where s.partner_tenant_id = $1 and s.id = c.id and s.plan_id <> c.plan_id
       and t.partner_tenant_id = $1 and t.subscription_id = c.id and t.price_availability_id is null`,
    values,
  );
  await work.prepared(
    'change-at-renewal',
    `update subscription s set friendly_name = c.friendly_name, offer_version_id = c.offer_version_id, sku_id = c.sku_id, availability_id = c.availability_id,
       plan_id = c.plan_id, per_seat = c.per_seat, quantity = c.quantity, term = c.term, billing_cycle = c.billing_cycle,
       unit_price = c.unit_price, next_term = null, next_term_dropped = c.next_term_dropped, version = s.version + 1
     from ${record} where s.partner_tenant_id = $1 and s.id = c.id`,
    values,
  );
}

const termColumns = [
  'partner_tenant_id',
  'subscription_id',
  'number',
  'publisher_tenant_id',
  'reseller_tenant_id',
  'start_date',
  'end_date',
  'starts_at',
  'quantity',
  'unit_price',
  'term',
  'billing_cycle',
  'charged_cycles',
  'next_charge_at',
  'price_availability_id',
] as const satisfies readonly (keyof TermRow)[];
