/** Events: one row each in the event table, in the transaction of the work that caused them; audit trail and outbox. */
import type pg from 'pg';
import type { Actor } from '../kernel/index.ts';

/** What happened, in the past tense, with whom it concerns. Old and new value make the audit record. */
export interface DomainEvent {
  /** e.g. `OrderPlaced`, `SubscriptionActivated`. */
  readonly name: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly partnerTenantId?: string;
  readonly customerTenantId?: string;
  readonly publisherTenantId?: string;
  readonly oldValue?: unknown;
  readonly newValue?: unknown;
}

export interface RecordedEvent {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly event: DomainEvent;
}

export interface JobRequest {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly key?: string;
}

/** Columns of an event, and their types. */
const columns = {
  id: 'uuid',
  name: 'text',
  at: 'timestamptz',
  aggregate_type: 'text',
  aggregate_id: 'text',
  partner_tenant_id: 'uuid',
  customer_tenant_id: 'uuid',
  publisher_tenant_id: 'uuid',
  actor_tenant_id: 'uuid',
  actor_name: 'text',
  actor_user_id: 'uuid',
  actor_application_id: 'uuid',
  on_behalf_tenant_id: 'uuid',
  correlation_id: 'uuid',
  old_value: 'jsonb',
  new_value: 'jsonb',
} as const;
type EventRow = Readonly<Record<keyof typeof columns, unknown>>;
const names = Object.keys(columns) as readonly (keyof typeof columns)[];
const into = `insert into event (${names.join(', ')})`;

/** Almost every work has one. */
const insertOne = {
  name: 'insert-event',
  text: `${into} values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
};
const insertMany = {
  name: 'insert-events',
  text: `${into} select ${names.join(', ')}
    from jsonb_to_recordset($1::jsonb) as e(${Object.entries(columns)
      .map((column) => column.join(' '))
      .join(', ')})`,
};

/** An event as the row that is written. */
function eventRow({ id, at, actor, correlationId, event }: RecordedEvent): EventRow {
  return {
    id,
    name: event.name,
    at: at.toString(),
    aggregate_type: event.aggregateType,
    aggregate_id: event.aggregateId,
    partner_tenant_id: event.partnerTenantId,
    customer_tenant_id: event.customerTenantId,
    publisher_tenant_id: event.publisherTenantId,
    // Both names: the person's own tenant, and the one that is acted for.
    actor_tenant_id: actor.homeTenantId ?? actor.tenantId,
    actor_name: nameOf(actor),
    actor_user_id: actor.userId,
    actor_application_id: actor.applicationId,
    on_behalf_tenant_id: actor.homeTenantId ? actor.tenantId : undefined,
    correlation_id: correlationId,
    old_value: event.oldValue,
    new_value: event.newValue,
  };
}

/** Whose application acted stands beside its name, or the person's. */
function nameOf({ name, kind, consent }: Actor): string {
  if (!consent) return name;
  const application = `${consent.applicationName} (${consent.applicationTenantName})`;
  return kind === 'user' ? `${name}, ${application}` : application;
}

export async function writeEvents(client: pg.PoolClient, events: readonly RecordedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const [row, ...others] = events.map(eventRow);
  if (others.length > 0) await client.query({ ...insertMany, values: [JSON.stringify([row, ...others])] });
  else await client.query({ ...insertOne, values: names.map((name) => valueOf(columns[name], row![name])) });
}

/** JSON as text: `pg` would write an array as one of PostgreSQL's own. */
function valueOf(type: string, value: unknown): unknown {
  return type === 'jsonb' && value !== undefined && value !== null ? JSON.stringify(value) : value;
}

export async function writeJobs(client: pg.PoolClient, jobs: readonly JobRequest[]): Promise<void> {
  if (jobs.length === 0) return;
  await client.query({
    name: 'enqueue-jobs',
    text: 'select comptoir_enqueue($1::jsonb)',
    values: [JSON.stringify(jobs)],
  });
}

/** The newest sealed event; 0 when there is none. What is sealed up to a number is complete. */
export async function sealedUpTo(work: {
  prepared<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
}): Promise<number> {
  const text = 'select coalesce(max(seq), 0) as seq from event where hash is not null';
  return (await work.prepared<{ seq: number }>('sealed-up-to', text, []))[0]!.seq;
}
