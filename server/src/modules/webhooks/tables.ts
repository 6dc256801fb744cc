/** Kysely types of the tables this module owns. */
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { DeliveryOutcome } from './domain/ladder.ts';

/** One notification for one receiver. */
export interface WebhookDeliveryTable {
  /** The receiver: a publisher, or a partner. */
  account_tenant_id: string;
  id: string;
  /** Name of its `WebhookKind`. */
  kind: string;
  event: string;
  subject_id: string;
  source_id: string | null;
  /** What its proof of origin is made out to. */
  recipient: JsonColumn<Readonly<Record<string, string>>>;
  /** Those of one sequence arrive in the order they were made. */
  sequence: string | null;
  url: string;
  /** Exactly as sent. */
  body: string;
  only_once: boolean;
  created_at: InstantColumn;
  /** Ended ones. */
  attempts: number;
  /** Those before it was sent once more on somebody's wish. */
  attempts_before: number;
  first_attempt_at: InstantColumn | null;
  next_attempt_at: InstantColumn | null;
  /** Wall clock. */
  claimed_until: InstantColumn | null;
  outcome: DeliveryOutcome | null;
  ended_at: InstantColumn | null;
  last_status: number | null;
  last_problem: string | null;
}

/** One attempt, and what was answered. */
export interface WebhookAttemptTable {
  account_tenant_id: string;
  delivery_id: string;
  number: number;
  at: InstantColumn;
  took_ms: number;
  status: number | null;
  problem: string | null;
  answer: string;
}

export interface WebhookTables {
  webhook_delivery: WebhookDeliveryTable;
  webhook_attempt: WebhookAttemptTable;
}
