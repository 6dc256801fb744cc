/** What becomes of operations: the publisher answers, says nothing in time, refuses, or cannot be reached (rule F20). */
import { isGuid, dayOf } from '../../../kernel/index.ts';
import { noteDue, type DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import type { Settled, WebhookKind } from '../../webhooks/index.ts';
import { decideAnswer, silenceSeconds, type OperationAnswer, type OperationEnding } from '../domain/operation.ts';
import { subscriptionChangeRefused } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import { lockSubscription, type LockedSubscription } from '../store/changes.ts';
import * as store from '../store/operations.ts';
import type { SubscriptionTables } from '../tables.ts';
import { applyChange, cancel } from './apply.ts';
import { toldChange } from './told-change.ts';
import { reinstate } from './suspension.ts';
import { renewalKind, say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;
export type Operation = store.OperationRow;

/** As due work names what looks after operations whose time has come. */
export const operationKind = 'operations';
const batch = 50;

/** Of a partner's account: silence that has become an answer, and answers that waited for a renewal. */
export const operationWork: DueKind = {
  name: operationKind,
  slots: 2,
  after: [renewalKind],
  nextDue: store.earliestOperation,
  async run(work, account) {
    const due = await store.operationsDue(work, account, work.now, batch);
    for (const row of due) await accept(work, row, 'silence', true);
    return due.length;
  },
};

/** Operations of a publisher's subscription that are in progress. */
export function operationsInProgress(work: OwnWork, subscriptionId: string): Promise<Operation[]> {
  return store.publisherOperations(work, work.account, subscriptionId);
}

/** Changes of plan of a subscription of the acting account, the newest first; at most 100. */
export function planTransitions(work: OwnWork, subscriptionId: string): Promise<Operation[]> {
  return store.planOperations(work, [work.account, subscriptionId]);
}

/** One of them, in any state. Faults: OperationNotFound, also for one of another subscription. */
export async function operationOf(work: OwnWork, subscriptionId: string, id: string): Promise<Operation> {
  const found =
    isGuid(subscriptionId) && isGuid(id)
      ? await store.publisherOperation(work, work.account, subscriptionId, id)
      : undefined;
  if (found) return found;
  throw subscriptionFault('OperationNotFound', `Subscription '${subscriptionId}' has no operation '${id}'.`);
}

/**
 * The publisher's answer. Its repetition, and what says what happened anyway, changes nothing. The system's work on the
 * publisher's account. Faults: OperationNotFound, OperationOver (too late, or something else happened).
 */
export async function answerOperation(
  work: OwnWork,
  subscriptionId: string,
  id: string,
  answer: OperationAnswer,
): Promise<void> {
  const known = await operationOf(work, subscriptionId, id);
  const { row, operation } = await lockBoth(work, known);
  const does = decideAnswer(operation, answer);
  if (does === 'tooLate') {
    const message = `This operation is ${operation.status} since ${operation.ended_at?.toString() ?? 'it was told'}: what stands, stands.`;
    throw subscriptionFault('OperationOver', message, { target: 'status' });
  }
  if (does === 'apply') await accept(work, operation, 'acknowledged', false);
  if (does === 'refuse') await drop(work, row, operation, 'refused', null);
}

/**
 * Takes back a change of a customer's subscription that waits for a step; what waits for an answer only is over soon. The
 * system's work on the account that asked. Faults: SubscriptionNotFound, NothingToTakeBack.
 */
export async function takeBackChange(work: OwnWork, customerTenantId: string, id: string): Promise<void> {
  const row = isGuid(id) ? await lockSubscription(work, work.account, customerTenantId, id) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  const operation = await store.waitingOperation(work, [row.partner_tenant_id, row.id]);
  if (!operation?.step_until) {
    const message = 'No change of this subscription waits for a step on its publisher’s site.';
    throw subscriptionFault('NothingToTakeBack', message);
  }
  await drop(work, row, operation, 'overtaken', null);
}

/** What the delivery of its webhook did to an operation. */
export const settleByWebhook: NonNullable<WebhookKind['settled']> = async (work, { delivery, outcome, at, answer }) => {
  const key = keyOf(delivery);
  if (!key) return;
  const { row, operation } = await lockBoth(work, key);
  if (operation.status !== 'InProgress') return;
  if (outcome === 'delivered') {
    // Of a step silence says nothing: it lapses.
    const due = operation.step_until ?? at.add({ seconds: silenceSeconds });
    await store.noteTaken(work, operation, at, due);
    noteDue(work, operationKind, operation.partner_tenant_id, due);
  } else {
    const ending = outcome === 'refused' ? 'refused' : 'undelivered';
    await drop(work, row, operation, ending, outcome === 'refused' ? reasonIn(answer) : null);
  }
};

/** Which operation a delivery tells. */
function keyOf(delivery: Settled['delivery']): store.OperationKey | undefined {
  const partner = delivery.recipient['partnerTenantId'];
  if (!partner || !delivery.sourceId) return undefined;
  return { partner_tenant_id: partner, subscription_id: delivery.subjectId, id: delivery.sourceId };
}

const longestReason = 500;

/** A publisher's words in its refusal: the message of a JSON body, or the text itself. */
function reasonIn(answer: string): string | null {
  let text = answer;
  try {
    const body = JSON.parse(answer) as { message?: unknown; error?: unknown } | null;
    const said = body?.message ?? body?.error;
    text = typeof said === 'string' ? said : '';
  } catch {
    // Not JSON: as it is.
  }
  return text.trim().slice(0, longestReason) || null;
}

async function lockBoth(
  work: OwnWork,
  key: store.OperationKey,
): Promise<{ readonly row: LockedSubscription; readonly operation: Operation }> {
  const { partner_tenant_id: partner, subscription_id: id } = key;
  const customer = await store.customerOf(work, [partner, id]);
  const row = await lockSubscription(work, partner, customer, id);
  return { row: row!, operation: await store.lockOperation(work, key) };
}

/** Yes, said or by silence: the change is made; between the end of a term and its renewal, as soon as that is made. */
async function accept(work: OwnWork, known: Operation, ending: OperationEnding, byTime: boolean): Promise<void> {
  const { row, operation } = await lockBoth(work, known);
  if (operation.status !== 'InProgress') return;
  const { reinstated, cancelled, ...change } = operation.change;
  if (operation.step_until && Temporal.Instant.compare(work.now, operation.step_until) >= 0)
    return drop(work, row, operation, 'silence', null);
  const fits = cancelled ? row.status !== 'deleted' : row.status === (reinstated ? 'suspended' : 'active');
  if (!fits) return drop(work, row, operation, 'overtaken', null);
  if (cancelled) {
    // Decided when it was asked, within its window, and in the same term still.
    await cancel(work, row, { refund: true, byPublisher: true, operationId: operation.id });
    return end(work, operation, 'Succeeded', ending, null);
  }
  if (reinstated) {
    await reinstate(work, row, operation.id);
    return end(work, operation, 'Succeeded', ending, null);
  }
  if (Temporal.PlainDate.compare(row.term_end!, dayOf(work.now)) < 0) {
    const again = byTime ? work.now.add({ seconds: silenceSeconds }) : work.now;
    await store.noteTaken(work, operation, operation.taken_at ?? work.now, again);
    return noteDue(work, operationKind, operation.partner_tenant_id, again);
  }
  await applyChange(work, row, change, operation.id);
  await end(work, operation, 'Succeeded', ending, null);
}

/** No: what stood stays. */
async function drop(
  work: OwnWork,
  row: LockedSubscription,
  operation: Operation,
  ending: OperationEnding,
  reason: string | null,
): Promise<void> {
  await end(work, operation, 'Failed', ending, reason);
  const stands = { ...toldChange(operation.before), ending, reason, operationId: operation.id };
  say(work, row, subscriptionChangeRefused, toldChange(operation.change), stands);
}

function end(
  work: OwnWork,
  operation: Operation,
  status: 'Succeeded' | 'Failed',
  ending: OperationEnding,
  reason: string | null,
): Promise<void> {
  return store.endOperation(work, operation, { status, ending, at: work.now, reason });
}

/** The changes of these subscriptions of the acting account that wait for their publishers, by subscription. */
export async function waitingChanges(
  work: OwnWork,
  subscriptionIds: readonly string[],
): Promise<ReadonlyMap<string, Operation>> {
  const rows = await store.waitingOperations(work, work.account, subscriptionIds);
  return new Map(rows.map((row) => [row.subscription_id, row]));
}
