/**
 * A change that waits for its publisher (rule F20): held as an operation, which the publisher can read before its webhook
 * leaves, and applied or dropped by what comes back. Nothing here knows what the change is: `domain/operation.ts` says
 * which parts wait, `apply.ts` makes them.
 */
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { catalogueItem, type CalledOffer } from '../../offers/index.ts';
import { deliver } from '../../webhooks/index.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { PlanTaken } from '../domain/change.ts';
import { asking, type HeldChange, type OperationAction } from '../domain/operation.ts';
import { publisherView, webhookBody } from '../domain/publisher-view.ts';
import { subscriptionChangeHeld } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import type { LockedSubscription } from '../store/changes.ts';
import * as store from '../store/operations.ts';
import type { SubscriptionTables } from '../tables.ts';
import { standingPlan, toldChange } from './apply.ts';
import { toSubscription } from './read.ts';
import { say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

/** As a delivery names how publishers are told. */
export const saasWebhook = 'saas';

/** Refuses while another change waits for its publisher. Faults: OperationPending. */
export async function requireNoneWaits(work: OwnWork, row: LockedSubscription): Promise<void> {
  const waiting = await store.waitingOperation(work, [row.partner_tenant_id, row.id]);
  if (!waiting) return;
  const message =
    'A change of this subscription waits for its publisher, who has up to 8 hours to take it. Wait for its answer, then try again.';
  throw subscriptionFault('OperationPending', message, {
    target: 'status',
    rule: rules.F20,
    values: { action: waiting.action },
  });
}

/** Holds a change until its publisher answers. The subscription is locked, and none waits. */
export async function holdChange(
  work: OwnWork,
  row: LockedSubscription,
  called: CalledOffer,
  held: { readonly action: OperationAction; readonly change: HeldChange },
): Promise<store.OperationRow> {
  const { plan, quantity = row.quantity } = held.change;
  const before = plan ? { plan: standingPlan(row) } : { quantity: row.quantity };
  const perSeat = plan ? (await catalogueItem(work, plan.availabilityId)).perSeat : row.per_seat;
  const operation: store.OperationRow = {
    ...operationOf(work, row, called, held.action),
    change: held.change,
    before,
    plan_id: plan?.planId ?? row.plan_id,
    quantity: perSeat ? (plan?.quantity ?? quantity) : null,
  };
  store.insertOperations(work, [operation]);
  tell(work, row, called, operation);
  say(work, row, subscriptionChangeHeld, toldChange(before), {
    ...toldChange(held.change),
    operationId: operation.id,
  });
  return operation;
}

/** A plan that is changed at once, since its offer names nobody to ask, stands as an operation that is over. */
export function noteUnasked(work: OwnWork, row: LockedSubscription, plan: PlanTaken): store.OperationRow {
  const made: store.OperationRow = {
    ...operationOf(work, row, { versionId: row.offer_version_id }, 'ChangePlan'),
    change: { plan },
    before: { plan: standingPlan(row) },
    plan_id: plan.planId,
    status: 'Succeeded',
    ending: 'unasked',
    ended_at: work.now,
  };
  store.insertOperations(work, [made]);
  return made;
}

function operationOf(
  work: OwnWork,
  row: LockedSubscription,
  called: Pick<CalledOffer, 'versionId'>,
  action: OperationAction,
): store.OperationRow {
  return {
    partner_tenant_id: row.partner_tenant_id,
    subscription_id: row.id,
    id: newId(),
    publisher_tenant_id: row.publisher_tenant_id,
    offer_version_id: called.versionId,
    action,
    status: 'InProgress',
    source: 'Azure',
    change: {},
    before: {},
    plan_id: row.plan_id,
    quantity: row.per_seat ? row.quantity : null,
    requested_at: work.now,
    requested_by: work.actor.name,
    taken_at: null,
    due_at: null,
    ended_at: null,
    ending: null,
    reason: null,
  };
}

/** Leaves the webhook behind; it is sent once the operation can be read. */
function tell(work: OwnWork, row: LockedSubscription, called: CalledOffer, operation: store.OperationRow): void {
  const { connectionWebhook: url, tenantId, applicationId } = called.technical;
  const told = toldOf(operation);
  deliver(work as Work, {
    kind: saasWebhook,
    account: row.publisher_tenant_id,
    event: operation.action,
    subjectId: row.id,
    sourceId: operation.id,
    recipient: { tenantId, applicationId, partnerTenantId: row.partner_tenant_id },
    sequence: row.id,
    url,
    body: webhookBody(told, publisherView(toSubscription(row), called)),
  });
}

/** An operation as its publisher is told. */
export function toldOf(operation: store.OperationRow) {
  const { id, action, status, source, plan_id: planId, quantity } = operation;
  const told = { id, action, status, source, planId, quantity };
  return { ...told, subscriptionId: operation.subscription_id, at: operation.requested_at };
}

export const asks = (operation: Pick<store.OperationRow, 'action'>) => asking.includes(operation.action);
