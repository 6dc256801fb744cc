/** Makes changes of a subscription that are decided, and answered where somebody was asked. */
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { partnerAccountOf, partnersByMpnId, whyNotOnRecord } from '../../partners/index.ts';
import { connectedResellers } from '../../partnerships/index.ts';
import type { Change } from '../domain/change.ts';
import type { NextTerm } from '../domain/next-term.ts';
import { trialTerm } from '../domain/term.ts';
import { subscriptionCancelled, subscriptionChanged } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import * as store from '../store/changes.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
import { toSubscription, type Subscription } from './read.ts';
import { say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

/** A change with what is scheduled as it is sold. */
export type DecidedChange = Omit<Change, 'cancelled' | 'nextTerm'> & {
  readonly nextTerm?: NextTerm | null | undefined;
};

/** The subscription is locked, and may be changed. Returns its row as it stands then. */
export async function applyChange(
  work: OwnWork,
  row: store.LockedSubscription,
  change: DecidedChange,
): Promise<store.LockedSubscription> {
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
  const stood = {
    friendlyName: row.friendly_name,
    quantity: row.quantity,
    autoRenew: row.auto_renew,
    resellerMpnId: row.reseller_mpn_id,
    nextTerm: row.next_term,
  };
  const before = Object.fromEntries(changed.map((name) => [name, stood[name]]));
  say(work, row, subscriptionChanged, before, change);
  return {
    ...row,
    friendly_name: to.friendlyName,
    quantity: to.quantity,
    auto_renew: to.autoRenew,
    reseller_mpn_id: to.resellerMpnId,
    reseller_tenant_id: reseller,
    next_term: to.nextTerm,
    next_term_dropped: to.nextTermDropped,
    version,
  };
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

/** Ends it now. */
export async function cancel(work: OwnWork, row: store.LockedSubscription): Promise<Subscription> {
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
