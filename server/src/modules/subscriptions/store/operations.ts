/** SQL of operations. The first argument is the open work. */
import type { Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { SubscriptionOperationTable } from '../tables.ts';
import type { OperationEnding, OperationStatus } from '../domain/operation.ts';

type Asked = Pick<Work, 'prepared'>;
export type OperationRow = Selectable<SubscriptionOperationTable>;

/** Writes operations down, with the commit. */
export function insertOperations(work: Pick<Work, 'defer'>, rows: readonly OperationRow[]): void {
  if (rows.length === 0) return;
  const text = `insert into subscription_operation
    select * from jsonb_populate_recordset(null::subscription_operation, $1::jsonb)`;
  work.defer('insert-operations', text, [JSON.stringify(rows)]);
}

/** The change of a subscription that waits for its publisher. */
export async function waitingOperation(
  work: Asked,
  [partner, subscription]: readonly [string, string],
): Promise<OperationRow | undefined> {
  const text = `select * from subscription_operation where partner_tenant_id = $1 and subscription_id = $2
    and status = 'InProgress'`;
  return (await work.prepared<OperationRow>('waiting-operation', text, [partner, subscription]))[0];
}

/** The changes of these subscriptions of an account that wait. */
export async function waitingOperations(
  work: Asked,
  partner: string,
  subscriptions: readonly string[],
): Promise<OperationRow[]> {
  const text = `select * from subscription_operation where partner_tenant_id = $1 and subscription_id = any($2::uuid[])
    and status = 'InProgress'`;
  return work.prepared<OperationRow>('waiting-operations', text, [partner, subscriptions]);
}

/** Changes of plan, the newest first. */
export async function planOperations(
  work: Asked,
  [partner, subscription]: readonly [string, string],
): Promise<OperationRow[]> {
  const text = `select * from subscription_operation where partner_tenant_id = $1 and subscription_id = $2
    and action = 'ChangePlan' order by id desc limit 100`;
  return work.prepared<OperationRow>('plan-operations', text, [partner, subscription]);
}

/** Operations of a publisher's subscription, those in progress only; the oldest first. */
export async function publisherOperations(
  work: Asked,
  publisher: string,
  subscription: string,
): Promise<OperationRow[]> {
  const text = `select * from subscription_operation
    where publisher_tenant_id = $1 and subscription_id = $2 and status = 'InProgress' order by id`;
  return work.prepared<OperationRow>('publisher-operations', text, [publisher, subscription]);
}

export async function publisherOperation(
  work: Asked,
  publisher: string,
  subscription: string,
  id: string,
): Promise<OperationRow | undefined> {
  const text = `select * from subscription_operation
    where publisher_tenant_id = $1 and subscription_id = $2 and id = $3`;
  return (await work.prepared<OperationRow>('publisher-operation', text, [publisher, subscription, id]))[0];
}

/** Locked, behind its subscription. */
export async function lockOperation(work: Asked, row: OperationKey): Promise<OperationRow> {
  const text = `select * from subscription_operation
    where partner_tenant_id = $1 and subscription_id = $2 and id = $3 for update`;
  return (await work.prepared<OperationRow>('lock-operation', text, keyOf(row)))[0]!;
}

export type OperationKey = Pick<OperationRow, 'partner_tenant_id' | 'subscription_id' | 'id'>;
const keyOf = ({ partner_tenant_id, subscription_id, id }: OperationKey) => [partner_tenant_id, subscription_id, id];

export async function endOperation(
  work: Asked,
  row: OperationKey,
  ended: {
    readonly status: OperationStatus;
    readonly ending: OperationEnding;
    readonly at: Temporal.Instant;
    readonly reason: string | null;
  },
): Promise<void> {
  const text = `update subscription_operation set status = $4, ending = $5, ended_at = $6, reason = $7, due_at = null
    where partner_tenant_id = $1 and subscription_id = $2 and id = $3`;
  await work.prepared('end-operation', text, [...keyOf(row), ended.status, ended.ending, ended.at, ended.reason]);
}

/** Ends what waits of these subscriptions, because something else came first; returns what waited. */
export async function overtakeOperations(
  work: Asked,
  partner: string,
  subscriptions: readonly string[],
  at: Temporal.Instant,
): Promise<OperationRow[]> {
  const text = `update subscription_operation set status = 'Failed', ending = 'overtaken', ended_at = $3, due_at = null
    where partner_tenant_id = $1 and subscription_id = any($2::uuid[]) and status = 'InProgress' returning *`;
  return work.prepared<OperationRow>('overtake-operations', text, [partner, subscriptions, at]);
}

/** The webhook was taken: looked at again when silence becomes an answer. */
export async function noteTaken(
  work: Asked,
  row: OperationKey,
  at: Temporal.Instant,
  dueAt: Temporal.Instant,
): Promise<void> {
  const text = `update subscription_operation set taken_at = $4, due_at = $5
    where partner_tenant_id = $1 and subscription_id = $2 and id = $3 and status = 'InProgress'`;
  await work.prepared('operation-taken', text, [...keyOf(row), at, dueAt]);
}

/** Operations of an account that the system must look at; nothing is locked. */
export async function operationsDue(
  work: Asked,
  partner: string,
  asOf: Temporal.Instant,
  limit: number,
): Promise<OperationRow[]> {
  const text = `select * from subscription_operation where partner_tenant_id = $1 and due_at <= $2
    order by due_at, id limit $3`;
  return work.prepared<OperationRow>('operations-due', text, [partner, asOf, limit]);
}

export async function earliestOperation(work: Asked, partner: string): Promise<Temporal.Instant | undefined> {
  const text = `select due_at as at from subscription_operation where partner_tenant_id = $1 and due_at is not null
    order by due_at limit 1`;
  return (await work.prepared<{ at: Temporal.Instant }>('earliest-operation', text, [partner]))[0]?.at;
}

/** Whose customer's a subscription is. */
export async function customerOf(work: Asked, [partner, id]: readonly [string, string]): Promise<string> {
  const text = 'select customer_tenant_id as customer from subscription where partner_tenant_id = $1 and id = $2';
  return (await work.prepared<{ customer: string }>('customer-of-subscription', text, [partner, id]))[0]!.customer;
}
