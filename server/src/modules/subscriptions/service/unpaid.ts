/** The operator suspends what is not paid to it, and reinstates what was paid then (rule F20, decision 0107). */
import { isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { calledOffers } from '../../offers/index.ts';
import { rules } from '../../../programme/rules/index.ts';
import { splitChange } from '../domain/operation.ts';
import { subscriptionFault } from '../faults.ts';
import { lockSubscription, type LockedSubscription } from '../store/changes.ts';
import { sellerOf } from '../store/suspension.ts';
import type { SubscriptionTables } from '../tables.ts';
import { holdChange, requireUnlocked } from './hold.ts';
import { reinstate, suspend } from './suspension.ts';

type OwnWork = Work<SubscriptionTables>;

/**
 * Suspends a customer's subscription, whoever sold it. What waits for its publisher is not waited for. System only, for the
 * operator. Faults: SubscriptionNotFound, StatusUnreachable (it is not active).
 */
export async function suspendUnpaid(work: OwnWork, customerTenantId: string, id: string): Promise<void> {
  const row = await lockAny(work, customerTenantId, id);
  if (row.status !== 'active') throw unreachable(row.status, 'suspended');
  await suspend(work, row, 'operator');
}

/**
 * Reinstates what the operator suspended, once its publisher agreed; true when that is asked. System only, for the operator.
 * Faults: SubscriptionNotFound, OperationPending, StatusUnreachable (it is not suspended), StatusFixed (its partner did).
 */
export async function reinstatePaid(work: OwnWork, customerTenantId: string, id: string): Promise<boolean> {
  const row = await lockAny(work, customerTenantId, id);
  if (row.status !== 'suspended') throw unreachable(row.status, 'active');
  if (row.suspended_by !== 'operator') {
    const message = 'Its partner suspended this subscription, and reinstates it.';
    throw subscriptionFault('SuspendedByPartner', message, { target: 'status', rule: rules.F20 });
  }
  await requireUnlocked(work, row);
  const called = (await calledOffers(work, [row.offer_id])).get(row.offer_id);
  const { held } = splitChange({ reinstated: true });
  if (called && held) await holdChange(work, row, called, held, 'Azure');
  else await reinstate(work, row);
  return called !== undefined;
}

async function lockAny(work: OwnWork, customerTenantId: string, id: string): Promise<LockedSubscription> {
  const seller = isGuid(id) && isGuid(customerTenantId) ? await sellerOf(work, customerTenantId, id) : undefined;
  const row = seller && (await lockSubscription(work, seller, customerTenantId, id));
  if (row) return row;
  throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
}

function unreachable(from: string, to: string): Error {
  const message = `A subscription cannot go from ${from} to ${to}.`;
  return subscriptionFault('StatusUnreachable', message, { target: 'status', values: { from, to } });
}
