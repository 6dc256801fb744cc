/**
 * A change that waits for its publisher (rule F20): held as an operation, which the publisher can read before its webhook
 * leaves, and applied or dropped by what comes back. Nothing here knows what the change is: `domain/operation.ts` says
 * which parts wait, `apply.ts` makes them.
 */
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { catalogueItem, type CalledOffer } from '../../offers/index.ts';
import { deliver, type NewDelivery } from '../../webhooks/index.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { Change } from '../domain/change.ts';
import { isLockedBy, type HeldChange, type OperationAction } from '../domain/operation.ts';
import { stepUntil } from '../domain/steps.ts';
import { publisherView, webhookBody } from '../domain/publisher-view.ts';
import { subscriptionChangeHeld } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import type { LockedSubscription } from '../store/changes.ts';
import * as store from '../store/operations.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';
import { standingPlan, toldChange } from './told-change.ts';
import { toSubscription } from './read.ts';
import { say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

/** As a delivery names how publishers are told. */
export const saasWebhook = 'saas';

/** Refuses what another change that waits for its publisher locks: `change`, or whatever it is. Faults: OperationPending. */
export async function requireUnlocked(work: OwnWork, row: LockedSubscription, change?: Change): Promise<void> {
  const waiting = await store.waitingOperation(work, [row.partner_tenant_id, row.id]);
  if (!waiting || (change && !isLockedBy(waiting.action, change))) return;
  const message = waiting.step_until
    ? 'A change of this subscription waits for a step on its publisher’s site. Take the step, or take the change back.'
    : 'A change of this subscription waits for its publisher, who has up to 8 hours to take it. Wait for its answer, then try again.';
  throw subscriptionFault('OperationPending', message, {
    target: 'status',
    rule: rules.F20,
    values: { action: waiting.action },
  });
}

interface Held {
  readonly action: OperationAction;
  readonly change: HeldChange;
}

/** Who wished it: the marketplace or the partner, or the publisher by its own call. */
export type OperationSource = store.OperationRow['source'];

/** Holds a change until its publisher answers. The subscription is locked, and none waits. */
export async function holdChange(
  work: OwnWork,
  row: LockedSubscription,
  called: CalledOffer,
  held: Held,
  source: OperationSource,
): Promise<store.OperationRow> {
  const when = { now: work.now, termEnd: row.term_end };
  // Whoever asks for the step asks none of itself.
  const until = source === 'Azure' ? stepUntil(called.technical.stepsFirst, held.action, when) : undefined;
  const operation: store.OperationRow = {
    ...operationOn(work, row, called, held.action, source),
    ...(await toldParts(work, row, held.change)),
    step_until: until ?? null,
  };
  store.insertOperations(work, [operation]);
  deliver(work as Work, deliveryOf(row, called, operation));
  say(work, row, subscriptionChangeHeld, toldChange(operation.before), {
    ...toldChange(held.change),
    operationId: operation.id,
    ...(until ? { stepUntil: until.toString() } : {}),
  });
  return operation;
}

/** What is asked, what stands of it, and what the publisher is told: plan and quantity as they would be. */
async function toldParts(work: OwnWork, row: LockedSubscription, change: HeldChange) {
  const { plan, quantity = row.quantity } = change;
  const perSeat = plan ? (await catalogueItem(work, plan.availabilityId)).perSeat : row.per_seat;
  return {
    change,
    before: plan ? { plan: standingPlan(row) } : change.quantity === undefined ? {} : { quantity: row.quantity },
    plan_id: plan?.planId ?? row.plan_id,
    quantity: perSeat ? (plan?.quantity ?? quantity) : null,
  };
}

/** What is changed at once, since its offer names nobody to ask, stands as an operation that is over. */
export async function noteUnasked(
  work: OwnWork,
  row: LockedSubscription,
  held: Held,
  source: OperationSource,
): Promise<store.OperationRow> {
  const made: store.OperationRow = {
    ...operationOn(work, row, { versionId: row.offer_version_id }, held.action, source),
    ...(await toldParts(work, row, held.change)),
    status: 'Succeeded',
    ending: 'unasked',
    ended_at: work.now,
  };
  store.insertOperations(work, [made]);
  return made;
}

/** What its publisher ended itself: told it too, where its offer names a webhook. */
export function noteEnded(work: OwnWork, row: LockedSubscription, called: CalledOffer | undefined): store.OperationRow {
  const ended: store.OperationRow = {
    ...operationOn(work, row, called ?? { versionId: row.offer_version_id }, 'Unsubscribe', 'Partner'),
    status: 'Succeeded',
    ending: 'told',
    ended_at: work.now,
  };
  store.insertOperations(work, [ended]);
  if (called) deliver(work as Work, deliveryOf(row, called, ended));
  return ended;
}

/** A new operation of a subscription, in progress; nothing is written. */
export function operationOn(
  work: OwnWork,
  row: SubscriptionRow,
  called: Pick<CalledOffer, 'versionId'>,
  action: OperationAction,
  source: OperationSource,
): store.OperationRow {
  return {
    partner_tenant_id: row.partner_tenant_id,
    subscription_id: row.id,
    id: newId(),
    publisher_tenant_id: row.publisher_tenant_id,
    offer_version_id: called.versionId,
    action,
    status: 'InProgress',
    source,
    change: {},
    before: {},
    plan_id: row.plan_id,
    quantity: row.per_seat ? row.quantity : null,
    requested_at: work.now,
    requested_by: work.actor.name,
    taken_at: null,
    due_at: null,
    step_until: null,
    ended_at: null,
    ending: null,
    reason: null,
  };
}

/** The webhook of an operation: it leaves with the commit, once the operation can be read. */
export function deliveryOf(row: SubscriptionRow, called: CalledOffer, operation: store.OperationRow): NewDelivery {
  const { connectionWebhook: url, tenantId, applicationId } = called.technical;
  return {
    kind: saasWebhook,
    account: row.publisher_tenant_id,
    event: operation.action,
    subjectId: row.id,
    sourceId: operation.id,
    recipient: { tenantId, applicationId, partnerTenantId: row.partner_tenant_id },
    sequence: row.id,
    url,
    body: webhookBody(toldOf(operation), publisherView(toSubscription(row), called)),
  };
}

/** An operation as its publisher is told. */
export function toldOf(operation: store.OperationRow) {
  const { id, action, status, source, plan_id: planId, quantity } = operation;
  const told = { id, action, status, source, planId, quantity };
  return { ...told, subscriptionId: operation.subscription_id, at: operation.requested_at };
}
