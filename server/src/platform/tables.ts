/** Kysely types of the tables the platform owns. */
import type { ColumnType, Generated } from 'kysely';

/** A `timestamptz` column: Temporal.Instant both ways. */
export type InstantColumn = ColumnType<Temporal.Instant, Temporal.Instant, Temporal.Instant>;
/** A `jsonb` column: parsed when read, written as JSON text. */
export type JsonColumn<Shape> = ColumnType<Shape, string, string>;

export interface EventTable {
  seq: Generated<number>;
  id: string;
  name: string;
  at: InstantColumn;
  recorded_at: Generated<Temporal.Instant>;
  aggregate_type: string;
  aggregate_id: string;
  partner_tenant_id: string | null;
  customer_tenant_id: string | null;
  publisher_tenant_id: string | null;
  actor_tenant_id: string;
  actor_name: string;
  actor_user_id: string | null;
  actor_application_id: string | null;
  /** The tenant in which a person of `actor_tenant_id` acted, where it is another one. */
  on_behalf_tenant_id: string | null;
  correlation_id: string;
  old_value: JsonColumn<unknown> | null;
  new_value: JsonColumn<unknown> | null;
  hash: Buffer | null;
}

export interface RequestAnswerTable {
  tenant_id: string;
  caller: string;
  route: string;
  request_id: string;
  body_hash: string;
  status: number;
  headers: JsonColumn<Record<string, string>> | null;
  body: JsonColumn<unknown> | null;
  secret: boolean;
  at: Generated<Temporal.Instant>;
}

export interface SandboxClockTable {
  id: Generated<boolean>;
  shift: string;
}

export interface MailTable {
  /** Of the work that wrote it. */
  account_tenant_id: string;
  id: string;
  at: InstantColumn;
  recipient: string;
  subject: string;
  text: string;
  html: string | null;
  links: JsonColumn<readonly string[]>;
  reason: string;
  sent_at: Temporal.Instant | null;
  refused_at: Generated<Temporal.Instant | null>;
  tries: Generated<number>;
  next_try_at: Generated<Temporal.Instant | null>;
  claimed_until: Generated<Temporal.Instant | null>;
  outage_since: Generated<Temporal.Instant | null>;
  problem: Generated<string | null>;
}

export interface DueWorkTable {
  account_tenant_id: string;
  kind: string;
  due_at: Temporal.Instant | null;
  tries: number;
  problem: string | null;
  failing_since: Temporal.Instant | null;
  retry_at: Temporal.Instant | null;
  waits_for: { readonly code: string; readonly values: Readonly<Record<string, string>> } | null;
}

export interface PlatformTables {
  due_work: DueWorkTable;
  event: EventTable;
  request_answer: RequestAnswerTable;
  sandbox_clock: SandboxClockTable;
  mail: MailTable;
}
