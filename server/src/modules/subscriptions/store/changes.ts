/** SQL of changes of subscriptions. The first argument is the open work. */
import type { Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { SubscriptionRow } from './orders.ts';
import type { DroppedNextTerm, NextTerm } from '../domain/next-term.ts';
import type { SubscriptionChangeTable } from '../tables.ts';

type Asked = Pick<Work, 'prepared'>;
export type ChangeRow = Selectable<SubscriptionChangeTable>;

const json = (value: object | null) => value && JSON.stringify(value);

export type LockedSubscription = SubscriptionRow & { readonly term_starts_at: Temporal.Instant | null };

/**
 * A subscription of an account and its customer, locked with its running term: charging holds the term, so that what is
 * charged and what is changed follow each other.
 */
export async function lockSubscription(
  work: Asked,
  partnerTenantId: string,
  customerTenantId: string,
  id: string,
): Promise<LockedSubscription | undefined> {
  const text =
    'select * from subscription where partner_tenant_id = $1 and customer_tenant_id = $2 and id = $3 for update';
  const [row] = await work.prepared<SubscriptionRow>('lock-subscription', text, [
    partnerTenantId,
    customerTenantId,
    id,
  ]);
  if (!row) return undefined;
  const lockTerm = `select starts_at from subscription_term
    where partner_tenant_id = $1 and subscription_id = $2 and number = $3 for update`;
  const [term] = await work.prepared<{ starts_at: Temporal.Instant }>('lock-term', lockTerm, [
    partnerTenantId,
    id,
    row.term_number,
  ]);
  return { ...row, term_starts_at: term?.starts_at ?? null };
}

/**
 * Business time now: behind every charging that a lock waited for, and not before the term began, whatever a clock that
 * was set back says.
 */
export async function timeAfterLock(
  work: Asked & Pick<Work, 'now'>,
  termStartsAt: Temporal.Instant | null,
): Promise<Temporal.Instant> {
  const text = `select greatest($1::timestamptz, $2::timestamptz, clock_timestamp() + (select shift from sandbox_clock)) as now`;
  const rows = await work.prepared<{ now: Temporal.Instant }>('time-after-lock', text, [work.now, termStartsAt]);
  return rows[0]!.now;
}

/** What of a subscription a change writes. */
export interface ChangedColumns {
  readonly friendlyName: string;
  readonly quantity: number;
  readonly autoRenew: boolean;
  readonly resellerMpnId: string | null;
  readonly resellerTenantId: string | null;
  readonly nextTerm: NextTerm | null;
  readonly nextTermDropped: DroppedNextTerm | null;
}

/** Another plan. Terms that have the plan which was bought keep it by name: what of them is charged late is charged as that. */
export async function writePlan(
  work: Asked,
  key: readonly [string, string],
  to: Pick<SubscriptionRow, 'availability_id' | 'offer_version_id' | 'sku_id' | 'plan_id' | 'per_seat' | 'unit_price'>,
): Promise<void> {
  await work.prepared(
    'keep-plan-of-subscription',
    `update subscription_term t set price_availability_id = s.availability_id from subscription s
     where s.partner_tenant_id = $1 and s.id = $2
       and t.partner_tenant_id = $1 and t.subscription_id = $2 and t.price_availability_id is null`,
    key,
  );
  await work.prepared(
    'write-plan',
    `update subscription set availability_id = $3, offer_version_id = $4, sku_id = $5, plan_id = $6, per_seat = $7,
       unit_price = $8
     where partner_tenant_id = $1 and id = $2`,
    [...key, to.availability_id, to.offer_version_id, to.sku_id, to.plan_id, to.per_seat, to.unit_price],
  );
}

/** Writes what changed; returns the new version. The reseller of the running term is the one whom its next cycles charge. */
export async function writeChange(work: Asked, key: readonly [string, string], to: ChangedColumns): Promise<number> {
  const rows = await work.prepared<{ version: number }>(
    'change-subscription',
    `update subscription set friendly_name = $3, quantity = $4, auto_renew = $5, reseller_mpn_id = $6, reseller_tenant_id = $7,
       next_term = $8, next_term_dropped = $9, version = version + 1
     where partner_tenant_id = $1 and id = $2 returning version`,
    [
      ...key,
      to.friendlyName,
      to.quantity,
      to.autoRenew,
      to.resellerMpnId,
      to.resellerTenantId,
      json(to.nextTerm),
      json(to.nextTermDropped),
    ],
  );
  return rows[0]!.version;
}

export async function writeSupportContact(
  work: Asked,
  key: readonly [string, string],
  to: Pick<SubscriptionRow, 'support_tenant_id' | 'support_mpn_id'>,
): Promise<void> {
  await work.prepared(
    'support-contact',
    `update subscription set support_tenant_id = $3, support_mpn_id = $4, version = version + 1
     where partner_tenant_id = $1 and id = $2`,
    [...key, to.support_tenant_id, to.support_mpn_id],
  );
}

export async function writeResellerOfTerm(
  work: Asked,
  key: readonly [string, string],
  termNumber: number,
  resellerTenantId: string | null,
): Promise<void> {
  await work.prepared(
    'reseller-of-term',
    `update subscription_term set reseller_tenant_id = $4
     where partner_tenant_id = $1 and subscription_id = $2 and number = $3`,
    [...key, termNumber, resellerTenantId],
  );
}

/**
 * Ends a subscription now; returns its new version. Charging looks at its running term once more: cycles due before are
 * charged, those after are not.
 */
export async function cancelSubscription(
  work: Asked,
  key: readonly [string, string],
  termNumber: number,
  at: Temporal.Instant,
): Promise<number> {
  const rows = await work.prepared<{ version: number }>(
    'cancel-subscription',
    `update subscription set status = 'deleted', ended_at = $3, auto_renew = false, next_term = null, version = version + 1
     where partner_tenant_id = $1 and id = $2 returning version`,
    [...key, at],
  );
  await work.prepared(
    'cancel-term',
    `update subscription_term set next_charge_at = $4
     where partner_tenant_id = $1 and subscription_id = $2 and number = $3 and next_charge_at > $4`,
    [...key, termNumber, at],
  );
  return rows[0]!.version;
}

export async function insertChange(work: Asked, row: ChangeRow): Promise<void> {
  await work.prepared(
    'insert-change',
    `insert into subscription_change (partner_tenant_id, subscription_id, number, term_number, kind, occurred_at,
       quantity_before, quantity, charge_at, availability_id, unit_price)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.partner_tenant_id,
      row.subscription_id,
      row.number,
      row.term_number,
      row.kind,
      row.occurred_at,
      row.quantity_before,
      row.quantity,
      row.charge_at,
      row.availability_id,
      row.unit_price,
    ],
  );
}

/** Changes of an account that billing must look at by `asOf`, in their order, locked. */
export async function changesDue(
  work: Asked,
  partnerTenantId: string,
  asOf: Temporal.Instant,
  limit: number,
): Promise<ChangeRow[]> {
  return work.prepared<ChangeRow>(
    'changes-due',
    `select * from subscription_change where partner_tenant_id = $1 and charge_at <= $2
     order by charge_at, subscription_id, number limit $3 for update`,
    [partnerTenantId, asOf, limit],
  );
}

/** Whether a change of a subscription is still to be charged. */
export async function hasUnchargedChange(
  work: Asked,
  partnerTenantId: string,
  subscriptionId: string,
): Promise<boolean> {
  const text = `select from subscription_change
    where partner_tenant_id = $1 and subscription_id = $2 and charge_at is not null limit 1`;
  return (await work.prepared('uncharged-change', text, [partnerTenantId, subscriptionId])).length > 0;
}

/** Says when billing looks at these changes again; null: they are charged. */
export async function chargeChangesAt(
  work: Asked,
  partnerTenantId: string,
  changes: readonly { readonly subscriptionId: string; readonly number: number }[],
  at: Temporal.Instant | null,
): Promise<void> {
  await work.prepared(
    'charge-changes-at',
    `update subscription_change c set charge_at = $4 from unnest($2::uuid[], $3::int[]) as d(subscription, number)
     where c.partner_tenant_id = $1 and c.subscription_id = d.subscription and c.number = d.number`,
    [partnerTenantId, changes.map((one) => one.subscriptionId), changes.map((one) => one.number), at],
  );
}

/** Has the changes of these subscriptions that wait charged at `at`. */
export async function chargeWaitingAt(
  work: Asked,
  partnerTenantId: string,
  subscriptionIds: readonly string[],
  at: Temporal.Instant,
): Promise<void> {
  await work.prepared(
    'charge-waiting-changes',
    `update subscription_change set charge_at = $3
     where partner_tenant_id = $1 and subscription_id = any($2::uuid[]) and charge_at > $3`,
    [partnerTenantId, subscriptionIds, at],
  );
}

/** When billing must look at the next change of an account. */
export async function earliestChange(work: Asked, partnerTenantId: string): Promise<Temporal.Instant | undefined> {
  const text = `select charge_at as at from subscription_change where partner_tenant_id = $1 and charge_at is not null
    order by charge_at limit 1`;
  return (await work.prepared<{ at: Temporal.Instant }>('earliest-change', text, [partnerTenantId]))[0]?.at;
}

/** A change of quantity or plan within a term. */
export interface ChangeInTerm {
  readonly at: Temporal.Instant;
  /** From then on. */
  readonly quantity: number;
  /** Another plan's, with its list price; null: the plan stays. */
  readonly availabilityId: string | null;
  readonly unitPrice: string | null;
}

/** The changes of quantity and plan of these terms, the oldest first, by `subscription term`. Asked once the terms are locked. */
export async function changesInTerms(
  work: Asked,
  partnerTenantId: string,
  terms: readonly { readonly subscription_id: string; readonly number: number }[],
): Promise<ReadonlyMap<string, readonly ChangeInTerm[]>> {
  const rows = await work.prepared<ChangeInTerm & { term: string }>(
    'changes-in-terms',
    `select c.subscription_id || ' ' || c.term_number as term, c.occurred_at as at, c.quantity,
       c.availability_id as "availabilityId", c.unit_price as "unitPrice"
     from unnest($2::uuid[], $3::int[]) as t(subscription, number)
     join subscription_change c on c.partner_tenant_id = $1 and c.subscription_id = t.subscription
       and c.term_number = t.number and c.kind <> 'cancel'
     order by c.subscription_id, c.number`,
    [partnerTenantId, terms.map((term) => term.subscription_id), terms.map((term) => term.number)],
  );
  return Map.groupBy(rows, ({ term }) => term);
}
