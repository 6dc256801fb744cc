/** Makes changes of a subscription that are decided, and answered where somebody was asked. */
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { catalogueItem } from '../../offers/index.ts';
import { partnerAccountOf, partnersByMpnId, whyNotOnRecord } from '../../partners/index.ts';
import { connectedResellers } from '../../partnerships/index.ts';
import { nicknameIn, type PlanTaken } from '../domain/change.ts';
import type { NextTerm } from '../domain/next-term.ts';
import type { ResolvedChange } from '../domain/operation.ts';
import { trialTerm } from '../domain/term.ts';
import { subscriptionCancelled, subscriptionChanged } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import * as store from '../store/changes.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import { cancelEmptyOrder, settleOrders } from '../store/suspension.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
import { mailLifeEvent } from './life-mails.ts';
import { tellPublishers } from './notices.ts';
import { takePlan } from './plan-change.ts';
import { toSubscription, type Subscription } from './read.ts';
import { ofOperation, standingPlan, toldChange } from './told-change.ts';
import { say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

/** A change with what is scheduled as it is sold. */
export type DecidedChange = Omit<ResolvedChange, 'cancelled' | 'suspended' | 'reinstated' | 'nextTerm'> & {
  readonly nextTerm?: NextTerm | null | undefined;
};

/** The subscription is locked, and may be changed; `operationId` says by which answer. Returns its row as it stands then. */
export async function applyChange(
  work: OwnWork,
  row: store.LockedSubscription,
  asked: DecidedChange,
  operationId?: string,
): Promise<store.LockedSubscription> {
  const change = await withNickname(work, row, asked);
  const { plan } = change;
  const quantity = change.quantity ?? plan?.quantity ?? row.quantity;
  const inPlan = plan ? await takePlan(work, row, plan) : row;
  const key = [row.partner_tenant_id, row.id] as const;
  const mpnId = change.resellerMpnId;
  const reseller =
    mpnId === undefined ? row.reseller_tenant_id : mpnId === null ? null : await resellerOnRecord(work, mpnId);
  const to = {
    friendlyName: change.friendlyName?.trim() ?? row.friendly_name,
    quantity,
    autoRenew: change.autoRenew ?? row.auto_renew,
    resellerMpnId: mpnId === undefined ? row.reseller_mpn_id : mpnId,
    resellerTenantId: reseller,
    nextTerm: nextTermAfter(row, change),
    nextTermDropped: change.nextTerm ? null : row.next_term_dropped,
  };
  const version = await store.writeChange(work, key, to);
  if (reseller !== row.reseller_tenant_id) await store.writeResellerOfTerm(work, key, row.term_number, reseller);
  if (plan) await noteMoney(work, row, version, { kind: 'plan', quantity, plan });
  else if (change.quantity !== undefined) await noteMoney(work, row, version, { kind: 'quantity', quantity });
  const changed = (Object.keys(change) as (keyof DecidedChange)[]).filter((name) => change[name] !== undefined);
  const stood = {
    friendlyName: row.friendly_name,
    quantity: row.quantity,
    plan: standingPlan(row),
    autoRenew: row.auto_renew,
    resellerMpnId: row.reseller_mpn_id,
    nextTerm: row.next_term,
  };
  const before = Object.fromEntries(changed.map((name) => [name, stood[name]]));
  say(work, row, subscriptionChanged, toldChange(before), { ...toldChange(change), ...ofOperation(operationId) });
  return {
    ...inPlan,
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

/** Another plan names the subscription where the plan before did. */
async function withNickname(
  work: OwnWork,
  { friendly_name: nickname, availability_id: left }: store.LockedSubscription,
  change: DecidedChange,
): Promise<DecidedChange> {
  if (!change.plan || change.friendlyName !== undefined) return change;
  const [before, after] = [await catalogueItem(work, left), await catalogueItem(work, change.plan.availabilityId)];
  const friendlyName = nicknameIn(nickname, before, after);
  return friendlyName === nickname ? change : { ...change, friendlyName };
}

/** What was scheduled was scheduled for the plan that stood then: another plan takes it back. */
function nextTermAfter(row: store.LockedSubscription, { nextTerm, plan }: DecidedChange): NextTerm | null {
  if (nextTerm !== undefined) return nextTerm;
  return plan ? null : row.next_term;
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

interface Ending {
  readonly refund: boolean;
  readonly byPublisher?: boolean;
  /** By whose answer. */
  readonly operationId?: string;
}

/** Ends it now; without a refund what was charged stays, and nothing more is. Its publisher is told unless it is the one that ends it. */
export async function cancel(
  work: OwnWork,
  row: store.LockedSubscription,
  { refund, byPublisher = false, operationId }: Ending = { refund: true },
): Promise<Subscription> {
  const key = [row.partner_tenant_id, row.id] as const;
  const version = await store.cancelSubscription(work, key, row.term_number, work.now);
  if (row.activated_at && refund) await noteMoney(work, row, version, { kind: 'cancel', quantity: 0 });
  else if (!row.activated_at) await settleOrders(work, row.partner_tenant_id, [row.order_id]);
  await cancelEmptyOrder(work, row.partner_tenant_id, row.order_id);
  const ends = { status: 'deleted', endedAt: work.now.toString(), ...ofOperation(operationId) };
  say(work, row, subscriptionCancelled, { status: row.status }, ends);
  const ended: SubscriptionRow = {
    ...row,
    status: 'deleted',
    auto_renew: false,
    next_term: null,
    ended_at: work.now,
    version,
  };
  if (!byPublisher) await tellPublishers(work, 'Unsubscribe', [ended]);
  await mailLifeEvent(work, 'ended', row.partner_tenant_id, [{ row: ended, on: work.now }]);
  return toSubscription(ended);
}

interface NotedChange {
  readonly kind: 'quantity' | 'cancel' | 'plan';
  /** From then on. */
  readonly quantity: number;
  readonly plan?: PlanTaken;
}

/** A change that costs or gives back money is charged by billing, once; a trial costs nothing, whatever changes in it. */
async function noteMoney(
  work: OwnWork,
  row: store.LockedSubscription,
  number: number,
  { kind, quantity, plan }: NotedChange,
): Promise<void> {
  const isFree = row.term_number === trialTerm;
  // In a trial too, what is charged and used later must find the plan of its day.
  if (isFree && !plan) return;
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
    charge_at: isFree ? null : at,
    availability_id: plan?.availabilityId ?? null,
    unit_price: plan?.unitPrice ?? null,
  });
  if (!isFree) noteDue(work, chargeKind, row.partner_tenant_id, at);
}
