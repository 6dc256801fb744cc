/** What a partner changes of a subscription: nickname, licences, renewal, reseller on the record, and its end. */
import { dayOf, isGuid } from '../../../kernel/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { catalogueItem } from '../../offers/index.ts';
import { partnerAccountOf, partnersByMpnId, whyNotOnRecord } from '../../partners/index.ts';
import { connectedResellers } from '../../partnerships/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import { decideChange, type Change, type Standing, type SubscriptionPatch } from '../domain/change.ts';
import type { NextTerm } from '../domain/next-term.ts';
import { trialTerm } from '../domain/term.ts';
import { subscriptionCancelled, subscriptionChanged } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import * as store from '../store/changes.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
import { resolveNextTerm } from './next-term.ts';
import { paidSince, toSubscription, type Subscription } from './read.ts';
import { say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

/** A change with what is scheduled as it is sold. */
type DecidedChange = Omit<Change, 'cancelled' | 'nextTerm'> & { readonly nextTerm?: NextTerm | null | undefined };

/** What a client asks, once it sees what stands. */
export type AskedChange = (standing: Subscription) => SubscriptionPatch;

/**
 * Changes a subscription of the acting account's customer (SUB-13 to SUB-17, CAN-01). What stands already is no change.
 * The system's work, since requests may not write what was bought. Faults: CustomerNotFound, SubscriptionNotFound,
 * SubscriptionEnded, SubscriptionRenewing, SubscriptionNotActivated, SubscriptionSuspended, StatusFixed, StatusUnreachable,
 * CancellationHoursPassed, CancellationWindowPassed, NicknameRefused, QuantityNotAllowed, RenewalOff, those of a reseller on
 * the record, and those of a line for what is scheduled.
 */
export async function changeSubscription(
  work: OwnWork,
  customerTenantId: string,
  id: string,
  asked: AskedChange,
): Promise<Subscription> {
  await requireCustomer(work, customerTenantId);
  return changeOne(work, customerTenantId, id, asked);
}

/**
 * The same of what the acting customer bought itself (decision 0092). `version`: what was read; when it is another one by
 * now, nothing is changed. Faults: those of `changeSubscription` but CustomerNotFound, and SubscriptionChanged.
 */
export async function changeOwnPurchase(
  work: OwnWork,
  id: string,
  patch: Omit<SubscriptionPatch, 'resellerMpnId'>,
  version?: number,
): Promise<Subscription> {
  return changeOne(work, work.account, id, (standing) => {
    if (version === undefined || version === standing.version) return patch;
    throw subscriptionFault(
      'SubscriptionChanged',
      'Somebody changed this subscription in the meantime. Read it again.',
    );
  });
}

async function changeOne(
  work: OwnWork,
  customerTenantId: string,
  id: string,
  asked: AskedChange,
): Promise<Subscription> {
  const row = isGuid(id) ? await store.lockSubscription(work, work.account, customerTenantId, id) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  const item = await catalogueItem(work, row.availability_id);
  const standing = standingOf(row, item.seats, work.now);
  const change = decideChange(standing, asked(toSubscription(row)), work.now);
  if ('refusal' in change) {
    const { refusal, message, ...more } = change;
    throw subscriptionFault(refusal, message, more);
  }
  if (Object.keys(change).length === 0) return toSubscription(row);
  if (change.cancelled) return cancel(work, row);
  const nextTerm = change.nextTerm && (await resolveNextTerm(work, row, change.nextTerm));
  return apply(work, row, standing, { ...change, nextTerm });
}

/** What stands of a subscription, as a change of it is decided. */
export function standingOf(row: SubscriptionRow, seats: Standing['seats'], now: Temporal.Instant): Standing {
  const over = row.status === 'active' && Temporal.PlainDate.compare(row.term_end!, dayOf(now)) < 0;
  return {
    status: row.status,
    friendlyName: row.friendly_name,
    quantity: row.quantity,
    autoRenew: row.auto_renew,
    resellerMpnId: row.reseller_mpn_id,
    perSeat: row.per_seat,
    seats,
    billingCycle: row.billing_cycle,
    paidSince: paidSince(row),
    renewing: over,
    nextTerm: row.next_term,
  };
}

async function apply(
  work: OwnWork,
  row: store.LockedSubscription,
  standing: Standing,
  change: DecidedChange,
): Promise<Subscription> {
  const key = [row.partner_tenant_id, row.id] as const;
  const mpnId = change.resellerMpnId;
  const reseller =
    mpnId === undefined ? row.reseller_tenant_id : mpnId === null ? null : await resellerOnRecord(work, mpnId);
  const to = {
    friendlyName: change.friendlyName?.trim() ?? row.friendly_name,
    quantity: change.quantity ?? row.quantity,
    autoRenew: change.autoRenew ?? row.auto_renew,
    resellerMpnId: mpnId === undefined ? row.reseller_mpn_id : mpnId,
    resellerTenantId: reseller,
    nextTerm: change.nextTerm === undefined ? row.next_term : change.nextTerm,
    nextTermDropped: change.nextTerm ? null : row.next_term_dropped,
  };
  const version = await store.writeChange(work, key, to);
  if (reseller !== row.reseller_tenant_id) await store.writeResellerOfTerm(work, key, row.term_number, reseller);
  if (change.quantity !== undefined) await noteMoney(work, row, version, 'quantity', change.quantity);
  const changed = (Object.keys(change) as (keyof DecidedChange)[]).filter((name) => change[name] !== undefined);
  const before = Object.fromEntries(changed.map((name) => [name, standing[name]]));
  say(work, row, subscriptionChanged, before, change);
  return toSubscription({
    ...row,
    friendly_name: to.friendlyName,
    quantity: to.quantity,
    auto_renew: to.autoRenew,
    reseller_mpn_id: to.resellerMpnId,
    reseller_tenant_id: reseller,
    next_term: to.nextTerm,
    next_term_dropped: to.nextTermDropped,
    version,
  });
}

/** The tenant of a reseller that may stand on the record of the acting account's sales (rules D3, D10). */
async function resellerOnRecord(work: OwnWork, mpnId: string): Promise<string> {
  const [seller, named, connected] = await Promise.all([
    partnerAccountOf(work, work.account),
    partnersByMpnId(work, [mpnId]),
    connectedResellers(work, work.account, [mpnId]),
  ]);
  const reseller = named.get(mpnId);
  const why = whyNotOnRecord(seller, reseller, mpnId, connected.has(mpnId));
  if (why) throw subscriptionFault(why.code, why.reason, { target: 'partnerId', rule: why.rule });
  return reseller!.tenantId;
}

async function cancel(work: OwnWork, row: store.LockedSubscription): Promise<Subscription> {
  const key = [row.partner_tenant_id, row.id] as const;
  const version = await store.cancelSubscription(work, key, row.term_number, work.now);
  if (row.activated_at) await noteMoney(work, row, version, 'cancel', 0);
  else await store.settleOrder(work, row.partner_tenant_id, row.order_id);
  say(work, row, subscriptionCancelled, { status: row.status }, { status: 'deleted', endedAt: work.now.toString() });
  return toSubscription({ ...row, status: 'deleted', auto_renew: false, ended_at: work.now, version });
}

/** A change that costs or gives back money is charged by billing, once; a trial costs nothing, whatever changes in it. */
async function noteMoney(
  work: OwnWork,
  row: store.LockedSubscription,
  number: number,
  kind: 'quantity' | 'cancel',
  quantity: number,
): Promise<void> {
  if (row.term_number === trialTerm) return;
  const at = await store.timeAfterLock(work, row.term_starts_at);
  await store.insertChange(work, {
    partner_tenant_id: row.partner_tenant_id,
    subscription_id: row.id,
    number,
    term_number: row.term_number,
    kind,
    occurred_at: at,
    quantity_before: row.quantity,
    quantity,
    charge_at: at,
  });
  noteDue(work, chargeKind, row.partner_tenant_id, at);
}
