/** What a receiver sees of what was sent to it, and its wish to have it sent once more. */
import { isGuid } from '../../../kernel/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { DeliveryOutcome } from '../domain/ladder.ts';
import { webhookFault } from '../faults.ts';
import * as store from '../store/deliveries.ts';
import { selectDeliveries, type DeliverySort } from '../store/delivery-list.ts';
import { webhookKind } from './deliver.ts';

export interface ListedDelivery {
  readonly id: string;
  readonly kind: string;
  readonly event: string;
  readonly subjectId: string;
  readonly sourceId: string | null;
  readonly url: string;
  readonly test: boolean;
  readonly createdAt: Temporal.Instant;
  readonly attempts: number;
  /** Undefined: it waits. */
  readonly outcome: DeliveryOutcome | undefined;
  readonly endedAt: Temporal.Instant | undefined;
  readonly nextAttemptAt: Temporal.Instant | undefined;
  readonly lastStatus: number | undefined;
  readonly lastProblem: string | undefined;
}

/** Of a list: with what the last attempt brought. */
export interface DeliveryItem extends ListedDelivery {
  readonly lastTookMs: number | undefined;
  readonly lastAnswer: string | undefined;
}

export interface Attempt {
  readonly number: number;
  readonly at: Temporal.Instant;
  readonly tookMs: number;
  readonly status: number | undefined;
  readonly problem: string | undefined;
  /** First characters of the answer. */
  readonly answer: string;
}

export interface WholeDelivery extends ListedDelivery {
  /** What its proof of origin is made out to. */
  readonly recipient: Readonly<Record<string, string>>;
  /** Exactly as sent. */
  readonly body: string;
  /** The last 100, the newest first. */
  readonly attemptList: readonly Attempt[];
}

const attemptsShown = 100;

/** One of them with its attempts. Faults: DeliveryNotFound. */
export async function deliveryOf(work: Work, id: string): Promise<WholeDelivery> {
  const row = isGuid(id) ? await store.deliveryRow(work, work.account, id) : undefined;
  if (!row) throw notFound(id);
  const attempts = await store.attemptRows(work, work.account, id, attemptsShown);
  return { ...toListed(row), recipient: row.recipient, body: row.body, attemptList: attempts.map(toAttempt) };
}

/** A page of what was sent, or is to be sent, to the account by a kind. */
export async function searchDeliveries(
  work: Work,
  kind: string,
  wanted: ListRequest<DeliverySort>,
): Promise<CountedPage<DeliveryItem>> {
  const page = await selectDeliveries(work, [work.account, kind], wanted);
  const items = page.items.map((row) => ({
    ...toListed(row),
    lastTookMs: row.last_took_ms ?? undefined,
    lastAnswer: row.last_answer ?? undefined,
  }));
  return { ...page, items };
}

/**
 * Sends one of them once more, with the same body, to where its receiver is called now: from the beginning of its ladder
 * when it has ended, at once when it waits for its next attempt. The system's work.
 * Faults: DeliveryNotFound, DeliveryUnderWay, DeliveryOnlyOnce.
 */
export async function replayDelivery(work: Work, id: string, to?: store.Address): Promise<void> {
  const row = isGuid(id) ? await store.lockDelivery(work, work.account, id) : undefined;
  if (!row) throw notFound(id);
  if (row.only_once) throw webhookFault('DeliveryOnlyOnce', 'A test is sent once. Send another one.');
  if (row.claimed_until && Temporal.Instant.compare(row.claimed_until, Temporal.Now.instant()) > 0) {
    throw webhookFault('DeliveryUnderWay', 'This delivery is being sent right now. Look at its answer first.');
  }
  await store.reopenDelivery(work, row, to ?? row, work.now);
  noteDue(work, webhookKind, work.account, work.now);
}

const notFound = (id: string) => webhookFault('DeliveryNotFound', `There is no delivery '${id}'.`);

function toListed(row: store.DeliveryRow): ListedDelivery {
  return {
    id: row.id,
    kind: row.kind,
    event: row.event,
    subjectId: row.subject_id,
    sourceId: row.source_id,
    url: row.url,
    test: row.only_once,
    createdAt: row.created_at,
    attempts: row.attempts,
    outcome: row.outcome ?? undefined,
    endedAt: row.ended_at ?? undefined,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    lastStatus: row.last_status ?? undefined,
    lastProblem: row.last_problem ?? undefined,
  };
}

function toAttempt(row: store.AttemptRow): Attempt {
  return {
    number: row.number,
    at: row.at,
    tookMs: row.took_ms,
    status: row.status ?? undefined,
    problem: row.problem ?? undefined,
    answer: row.answer,
  };
}
