/** A publisher ends what a customer bought itself (rule F15; SaaS fulfillment contract, sections 3 and 4). */
import { dayOf, isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { calledOffers } from '../../offers/index.ts';
import { mayCancelNow } from '../../../programme/cancellation.ts';
import { cancellable } from '../domain/change.ts';
import { subscriptionFault } from '../faults.ts';
import { lockSubscription } from '../store/changes.ts';
import type { SubscriptionTables } from '../tables.ts';
import { cancel } from './apply.ts';
import { noteEnded, requireUnlocked } from './hold.ts';
import type { Operation } from './operations.ts';
import { paidSince } from './read.ts';
import { windowsOf } from './refunds.ts';

/**
 * Ends it at once, whenever: within the window of a cancellation every line of the term is taken back, later nothing is
 * (rules F22, F23; decision 0110). On the customer's account, as the system. Returns the operation that says so.
 * Faults: SubscriptionNotFound, SubscriptionEnded, SubscriptionRenewing, OperationPending.
 */
export async function endByPublisher(work: Work<SubscriptionTables>, id: string): Promise<Operation> {
  const row = isGuid(id) ? await lockSubscription(work, work.account, work.account, id) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  if (row.status === 'deleted') {
    throw subscriptionFault('SubscriptionEnded', 'This subscription has ended already.', { target: 'status' });
  }
  if (row.status === 'active' && Temporal.PlainDate.compare(row.term_end!, dayOf(work.now)) < 0) {
    const message = 'The term of this subscription is over and its renewal is being made. Try again in a minute.';
    throw subscriptionFault('SubscriptionRenewing', message, { target: 'status' });
  }
  await requireUnlocked(work, row);
  const facts = { billingCycle: row.billing_cycle, paidSince: paidSince(row) };
  const windows = await windowsOf(work as Work, facts.paidSince);
  const refund = mayCancelNow(cancellable(facts), work.now, windows).allowed;
  await cancel(work, row, { refund, byPublisher: true });
  const ended = { ...row, status: 'deleted' as const, auto_renew: false, ended_at: work.now };
  const called = (await calledOffers(work, [row.offer_id])).get(row.offer_id);
  return noteEnded(work, ended, called);
}
