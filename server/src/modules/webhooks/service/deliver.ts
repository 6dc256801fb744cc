/** Leaves a notification behind: written with the commit that causes it, and sent after it. */
import { newId } from '../../../kernel/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import * as store from '../store/deliveries.ts';

/** Kind of due work of an account: notifications to send to it. */
export const webhookKind = 'webhooks';

export interface NewDelivery {
  /** Name of its `WebhookKind`. */
  readonly kind: string;
  /** The receiver's tenant: a publisher, or a partner. */
  readonly account: string;
  /** What it tells, e.g. `ChangeQuantity`. */
  readonly event: string;
  /** What it is about, e.g. a subscription's id. */
  readonly subjectId: string;
  /** What caused it, e.g. an operation. */
  readonly sourceId?: string;
  /** What its proof of origin is made out to; kept in clear, so no secret. */
  readonly recipient?: Readonly<Record<string, string>>;
  /** Those of one sequence arrive in the order they were made; in any order when absent. */
  readonly sequence?: string;
  readonly url: string;
  /** Exactly as it is sent. */
  readonly body: string;
  /** A test: one attempt. */
  readonly onlyOnce?: boolean;
}

/** Travels with the commit; returns the delivery's id. The system's work: no request says where a notification goes. */
export function deliver(work: Work, wanted: NewDelivery): string {
  return deliverAll(work, [wanted])[0]!;
}

/** The same for many, in one statement; their ids in the order given. */
export function deliverAll(work: Work, wanted: readonly NewDelivery[]): readonly string[] {
  if (wanted.length === 0) return [];
  const rows = wanted.map((one) => ({
    account_tenant_id: one.account,
    id: newId(),
    kind: one.kind,
    event: one.event,
    subject_id: one.subjectId,
    source_id: one.sourceId,
    recipient: one.recipient ?? {},
    sequence: one.sequence,
    url: one.url,
    body: one.body,
    only_once: one.onlyOnce ?? false,
    at: work.now.toString(),
  }));
  store.insertDeliveries(work, rows);
  // In one order everywhere, so that no two works wait for each other.
  for (const account of [...new Set(wanted.map((one) => one.account))].toSorted()) {
    noteDue(work, webhookKind, account, work.now);
  }
  return rows.map(({ id }) => id);
}
