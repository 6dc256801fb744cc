/**
 * A subscription is suspended and reinstated (rule F20, decision 0107). While it is suspended nothing of it is charged:
 * cycles that begin wait, and are charged once it is reinstated, since its term runs on.
 */
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import type { SuspendedBy } from '../domain/change.ts';
import { lapseOf, lapsing } from '../domain/lapse.ts';
import { termOverAt } from '../domain/term.ts';
import { subscriptionChangeRefused, subscriptionReinstated, subscriptionSuspended } from '../events.ts';
import type { LockedSubscription } from '../store/changes.ts';
import { overtakeOperations } from '../store/operations.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/suspension.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
import { ofOperation, toldChange } from './told-change.ts';
import { deadlineKind, mailLifeEvent } from './life-mails.ts';
import { tellPublishers } from './notices.ts';
import { renewalKind, say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

/**
 * What was scheduled for the renewal is dropped, and what waits for the publisher with it. The publisher is told. The
 * subscription is locked, and active. Returns its row as it stands then.
 */
export async function suspend(work: OwnWork, row: LockedSubscription, by: SuspendedBy): Promise<LockedSubscription> {
  const key = [row.partner_tenant_id, row.id] as const;
  await overtake(work, [row]);
  const version = await store.writeSuspended(work, key, row.term_number, { at: work.now, by });
  const suspended: LockedSubscription = {
    ...row,
    status: 'suspended',
    suspended_at: work.now,
    suspended_by: by,
    next_term: null,
    version,
  };
  const before = { status: row.status, ...(row.next_term ? { nextTerm: row.next_term } : {}) };
  const { at: endsAt } = lapseOf(lapsing(suspended))!;
  const now = { status: 'suspended', suspendedBy: by, endsAt: endsAt.toString() };
  say(work, row, subscriptionSuspended, before, now);
  await tellPublishers(work, 'Suspend', [suspended]);
  await mailLifeEvent(work, 'suspended', row.partner_tenant_id, [{ row: suspended, on: endsAt }]);
  noteDue(work, chargeKind, row.partner_tenant_id, work.now);
  noteDue(work, deadlineKind, row.partner_tenant_id, endsAt);
  return suspended;
}

/** Charges that waited fall due, and a renewal that did. The subscription is locked, and suspended. */
export async function reinstate(
  work: OwnWork,
  row: LockedSubscription,
  operationId?: string,
): Promise<LockedSubscription> {
  const key = [row.partner_tenant_id, row.id] as const;
  const version = await store.writeReinstated(work, key, row.term_number, work.now);
  const stands: LockedSubscription = {
    ...row,
    status: 'active',
    suspended_at: null,
    suspended_by: null,
    version,
  };
  const before = { status: 'suspended', suspendedBy: row.suspended_by };
  say(work, row, subscriptionReinstated, before, { status: 'active', ...ofOperation(operationId) });
  await mailLifeEvent(work, 'reinstated', row.partner_tenant_id, [{ row: stands, on: work.now }]);
  noteDue(work, renewalKind, row.partner_tenant_id, termOverAt(row.term_end!));
  noteDue(work, chargeKind, row.partner_tenant_id, work.now);
  return stands;
}

/** What waits of subscriptions that are suspended or end is not made any more. */
export async function overtake(work: OwnWork, rows: readonly SubscriptionRow[]): Promise<void> {
  if (rows.length === 0) return;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const waited = await overtakeOperations(work, rows[0]!.partner_tenant_id, [...byId.keys()], work.now);
  for (const { id: operationId, subscription_id: id, change, before } of waited) {
    const stands = { ...toldChange(before), ending: 'overtaken', reason: null, operationId };
    say(work, byId.get(id)!, subscriptionChangeRefused, toldChange(change), stands);
  }
}
