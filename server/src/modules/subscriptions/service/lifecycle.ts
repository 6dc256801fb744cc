/** A subscription begins: its publisher activates it. */
import { isGuid } from '../../../kernel/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { termOverAt } from '../domain/term.ts';
import { activationToldAt } from '../domain/told-times.ts';
import { subscriptionActivated } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import { lockSubscription } from '../store/changes.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
import { toSubscription, type Subscription } from './read.ts';
import { deadlineKind } from './life-mails.ts';
import { renewalKind, say, termFrom, termRow, trialOf } from './terms.ts';

/**
 * The publisher confirms that a purchase is set up (rule F14): the subscription becomes active, its first term starts
 * and billing with it. Activating an active subscription changes nothing. All that is written travels with the commit.
 * `check` sees the subscription first, and throws what is wrong with the confirmation.
 * Faults: SubscriptionNotFound (unknown, or another publisher's), SubscriptionSuspended, SubscriptionEnded.
 */
export async function activateSubscription(
  work: Work<SubscriptionTables>,
  id: string,
  check: (subscription: Subscription) => void = () => undefined,
): Promise<Subscription> {
  const row = await lockOwn(work, id);
  check(toSubscription(row));
  if (row.status === 'active') return toSubscription(row);
  return begin(work, row);
}

/**
 * The sandbox's activation by a partner, without its publisher. The system's work on the partner's account.
 * Faults: SubscriptionNotFound, SubscriptionActivated, SubscriptionSuspended, SubscriptionEnded.
 */
export async function activateForTrial(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
): Promise<Subscription> {
  const row = isGuid(id) ? await lockSubscription(work, work.account, customerTenantId, id) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  if (row.status === 'active') throw subscriptionFault('SubscriptionActivated', 'This subscription is active already.');
  return begin(work, row);
}

function begin(work: Work<SubscriptionTables>, row: SubscriptionRow): Subscription {
  if (row.status === 'suspended')
    throw subscriptionFault('SubscriptionSuspended', 'This subscription is suspended and cannot be activated.');
  if (row.status === 'deleted')
    throw subscriptionFault('SubscriptionEnded', 'This subscription has ended and cannot be reactivated.');
  const term = row.trial ? trialOf(work.now) : termFrom(row, 1, work.now);
  const started = termRow(row, term);
  const activatedAt = row.activated_at ?? work.now;
  for (const { name, text, values } of store.termStart(started, { activatedAt, paidFrom: term.firstPaidDay }))
    work.defer(name, text, values);
  store.completeOrder(work, row.partner_tenant_id, row.order_id);
  noteTerm(work, started);
  say(
    work,
    row,
    subscriptionActivated,
    { status: row.status },
    { status: 'active', activatedAt: work.now.toString(), licencesAssigned: row.quantity },
  );
  const { start_date: term_start, end_date: term_end, number: term_number } = started;
  const begun = { activated_at: activatedAt, paid_from: term.firstPaidDay, term_start, term_end, term_number };
  return toSubscription({ ...row, status: 'active', ...begun });
}

async function lockOwn(work: Work<SubscriptionTables>, id: string): Promise<SubscriptionRow> {
  const row = isGuid(id) ? await store.publisherSubscriptionRow(work, work.account, id, true) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  return row;
}

function noteTerm(work: Work<SubscriptionTables>, term: store.TermRow): void {
  const { partner_tenant_id: account, subscription_id: id } = term;
  noteDue(work, renewalKind, account, termOverAt(term.end_date), id);
  noteDue(work, chargeKind, account, term.starts_at, id);
  noteDue(work, deadlineKind, account, activationToldAt(term.starts_at), id);
}
