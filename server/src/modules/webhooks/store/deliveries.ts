/** SQL of deliveries and their attempts. The first argument is the open work. */
import type { Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { DeliveryOutcome } from '../domain/ladder.ts';
import type { WebhookAttemptTable, WebhookDeliveryTable } from '../tables.ts';

type Asked = Pick<Work, 'prepared'>;
export type DeliveryRow = Selectable<WebhookDeliveryTable>;
export type AttemptRow = Selectable<WebhookAttemptTable>;

/** Writes deliveries down, with the commit. */
export function insertDeliveries(work: Pick<Work, 'defer'>, rows: readonly object[]): void {
  const text = `insert into webhook_delivery (account_tenant_id, id, kind, event, subject_id, source_id, recipient, sequence,
      url, body, only_once, created_at, next_attempt_at)
    select account_tenant_id, id, kind, event, subject_id, source_id, recipient, sequence, url, body, only_once, at, at
    from jsonb_to_recordset($1::jsonb) as d(account_tenant_id uuid, id uuid, kind text, event text, subject_id text,
      source_id uuid, recipient jsonb, sequence text, url text, body text, only_once boolean, at timestamptz)`;
  work.defer('insert-deliveries', text, [JSON.stringify(rows)]);
}

/** Longer than one attempt takes with all that is written of it: what is claimed longer is of a process that died. */
const leaseSeconds = 30;

/** Nothing older of its sequence is under way or waits. */
const itsTurn = `(d.sequence is null or not exists (select from webhook_delivery e
  where e.account_tenant_id = d.account_tenant_id and e.sequence = d.sequence and e.outcome is null and e.id < d.id))`;

/** Claims up to `limit` deliveries of an account whose attempt is due, but never more than `most` at a time in all. */
export async function claimDeliveries(
  work: Asked,
  account: string,
  now: Temporal.Instant,
  { limit, most }: { readonly limit: number; readonly most: number },
): Promise<DeliveryRow[]> {
  const rows = await work.prepared<DeliveryRow>(
    'claim-deliveries',
    // Materialized: chosen once, however the update is planned.
    `with chosen as materialized (
       select d.id from webhook_delivery d
       where d.account_tenant_id = $1 and d.outcome is null and d.next_attempt_at <= $2
         and (d.claimed_until is null or d.claimed_until < clock_timestamp()) and ${itsTurn}
       order by d.next_attempt_at, d.id
       limit least($3::int, greatest(0, $4::int - (select count(*)::int from webhook_delivery c
         where c.account_tenant_id = $1 and c.outcome is null and c.claimed_until >= clock_timestamp())))
       for update skip locked)
     update webhook_delivery set claimed_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where account_tenant_id = $1 and id in (select id from chosen)
     returning *`,
    [account, now, limit, most],
  );
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * When an account has something to send next, in business time; a claim that runs out counts as due then. With `most` under
 * way it is when the first of those claims runs out.
 */
export async function nextDelivery(work: Asked, account: string, most: number): Promise<Temporal.Instant | undefined> {
  const text = `with open as materialized (
      select d.next_attempt_at, d.claimed_until >= clock_timestamp() as claimed,
        d.claimed_until + (select shift from sandbox_clock) as free_at
      from webhook_delivery d where d.account_tenant_id = $1 and d.outcome is null and ${itsTurn}
      order by d.next_attempt_at, d.id limit ${lookLimit})
    select case when count(*) filter (where claimed) >= $2 then min(free_at) filter (where claimed)
      else min(case when claimed then free_at else next_attempt_at end) end as at from open`;
  const [row] = await work.prepared<{ at: Temporal.Instant | null }>('next-delivery', text, [account, most]);
  return row?.at ?? undefined;
}

/** More than can be under way: behind them nothing is due sooner. */
const lookLimit = 200;

/** What is kept of one attempt, and where the delivery stands behind it. */
export interface Recorded {
  readonly at: Temporal.Instant;
  readonly tookMs: number;
  readonly status: number | undefined;
  readonly problem: string | undefined;
  readonly answer: string;
  readonly outcome: DeliveryOutcome | undefined;
  readonly nextAt: Temporal.Instant | undefined;
}

export async function recordAttempt(work: Asked, delivery: DeliveryRow, kept: Recorded): Promise<void> {
  const key = [delivery.account_tenant_id, delivery.id];
  const [number, answered] = [delivery.attempts + 1, [kept.status ?? null, kept.problem ?? null]];
  await Promise.all([
    work.prepared(
      'insert-attempt',
      `insert into webhook_attempt (account_tenant_id, delivery_id, number, at, took_ms, status, problem, answer)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [...key, number, kept.at, kept.tookMs, ...answered, kept.answer],
    ),
    work.prepared(
      'advance-delivery',
      `update webhook_delivery set attempts = $3, first_attempt_at = coalesce(first_attempt_at, $4), last_status = $5,
         last_problem = $6, next_attempt_at = $7, outcome = $8, ended_at = $9, claimed_until = null
       where account_tenant_id = $1 and id = $2`,
      [...key, number, kept.at, ...answered, kept.nextAt ?? null, kept.outcome ?? null, kept.outcome ? kept.at : null],
    ),
  ]);
}

/** Ends one that cannot be sent, with its reason. */
export async function parkDelivery(
  work: Asked & Pick<Work, 'now'>,
  { account_tenant_id, id }: DeliveryRow,
  reason: string,
): Promise<void> {
  const text = `update webhook_delivery set outcome = 'parked', last_problem = $3, next_attempt_at = null, ended_at = $4,
      claimed_until = null
    where account_tenant_id = $1 and id = $2`;
  await work.prepared('park-delivery', text, [account_tenant_id, id, reason, work.now]);
}

/** Deliveries of a kind that wait for one of the account's addresses. */
export interface Waiting {
  readonly account: string;
  readonly kind: string;
  readonly endpoint: string;
}

/** Parks those that are not under way. */
export async function parkDeliveriesTo(
  work: Asked & Pick<Work, 'now'>,
  { account, kind, endpoint }: Waiting,
  reason: string,
): Promise<void> {
  const text = `update webhook_delivery set outcome = 'parked', last_problem = $4, next_attempt_at = null, ended_at = $5
    where account_tenant_id = $1 and kind = $2 and recipient->>'endpoint' = $3 and outcome is null
      and (claimed_until is null or claimed_until < clock_timestamp())`;
  await work.prepared('park-deliveries', text, [account, kind, endpoint, reason, work.now]);
}

/** Gives a claim back without an attempt: this process ends. */
export async function releaseDelivery(work: Asked, { account_tenant_id, id }: DeliveryRow): Promise<void> {
  const text = 'update webhook_delivery set claimed_until = null where account_tenant_id = $1 and id = $2';
  await work.prepared('release-delivery', text, [account_tenant_id, id]);
}

/** Whether something newer of its sequence waits behind a delivery. */
export async function holdsUp(work: Asked, { account_tenant_id, id, sequence }: DeliveryRow): Promise<boolean> {
  if (sequence === null) return false;
  const text = `select exists (select from webhook_delivery
    where account_tenant_id = $1 and sequence = $2 and outcome is null and id > $3) as waits`;
  const [row] = await work.prepared<{ waits: boolean }>('delivery-holds-up', text, [account_tenant_id, sequence, id]);
  return row!.waits;
}

/** A delivery of an account, locked: it is recorded by one only. */
export async function lockDelivery(work: Asked, account: string, id: string): Promise<DeliveryRow | undefined> {
  const text = 'select * from webhook_delivery where account_tenant_id = $1 and id = $2 for update';
  return (await work.prepared<DeliveryRow>('lock-delivery', text, [account, id]))[0];
}

export async function deliveryRow(work: Asked, account: string, id: string): Promise<DeliveryRow | undefined> {
  const text = 'select * from webhook_delivery where account_tenant_id = $1 and id = $2';
  return (await work.prepared<DeliveryRow>('delivery', text, [account, id]))[0];
}

/** The last attempts of a delivery, the newest first. */
export async function attemptRows(work: Asked, account: string, id: string, limit: number): Promise<AttemptRow[]> {
  const text = `select * from webhook_attempt where account_tenant_id = $1 and delivery_id = $2
    order by number desc limit $3`;
  return work.prepared<AttemptRow>('delivery-attempts', text, [account, id, limit]);
}

/** Where a delivery goes, and what its proof of origin is made out to. */
export type Address = Pick<DeliveryRow, 'url' | 'recipient'>;

/** Has it sent once more, from the beginning of its ladder. */
export async function reopenDelivery(
  work: Asked,
  { account_tenant_id, id }: DeliveryRow,
  { url, recipient }: Address,
  at: Temporal.Instant,
): Promise<void> {
  const text = `update webhook_delivery set outcome = null, ended_at = null, first_attempt_at = null, next_attempt_at = $3,
      attempts_before = attempts, url = $4, recipient = $5::jsonb
    where account_tenant_id = $1 and id = $2`;
  await work.prepared('reopen-delivery', text, [account_tenant_id, id, at, url, JSON.stringify(recipient)]);
}
