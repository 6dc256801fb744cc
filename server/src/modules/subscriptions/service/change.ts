/** What a partner changes of a subscription: nickname, licences, renewal, reseller on the record, and its end. */
import { dayOf, isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { calledOffers, catalogueItem } from '../../offers/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import { decideChange, type Change, type Standing, type SubscriptionPatch } from '../domain/change.ts';
import { splitChange } from '../domain/operation.ts';
import { stepUntil } from '../domain/steps.ts';
import { subscriptionFault } from '../faults.ts';
import * as store from '../store/changes.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';
import { applyChange, cancel } from './apply.ts';
import { holdChange, noteUnasked, requireUnlocked, type OperationSource } from './hold.ts';
import { resolveNextTerm } from './next-term.ts';
import type { Operation } from './operations.ts';
import { resolvePlan } from './plan-change.ts';
import { windowsOf } from './refunds.ts';
import { paidSince, toSubscription, type Subscription } from './read.ts';
import { overtake, reinstate, suspend } from './suspension.ts';

type OwnWork = Work<SubscriptionTables>;

/** What a client asks, once it sees what stands. */
export type AskedChange = (standing: Subscription) => SubscriptionPatch;

/** A subscription behind a request that changes it. */
export interface Changed {
  readonly subscription: Subscription;
  /** What waits for its publisher, as an operation; undefined when nothing does. */
  readonly held: Operation | undefined;
  /** What its publisher is asked, or would have been: waiting or made. */
  readonly operation?: Operation;
}

/**
 * Changes a subscription of the acting account's customer (SUB-13 to SUB-17, CAN-01). What stands already is no change.
 * Licences wait for the publisher (rule F20): until it answers they stand as they were, and nothing else is changed.
 * The system's work, since requests may not write what was bought. Faults: CustomerNotFound, OperationPending, SubscriptionNotFound,
 * SubscriptionEnded, SubscriptionRenewing, SubscriptionNotActivated, SubscriptionSuspended, StatusFixed, StatusUnreachable,
 * CancellationHoursPassed, CancellationWindowPassed, NicknameRefused, QuantityNotAllowed, RenewalOff, those of a reseller on
 * the record, and those of a line for what is scheduled.
 */
export async function changeSubscription(
  work: OwnWork,
  customerTenantId: string,
  id: string,
  asked: AskedChange,
): Promise<Changed> {
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
): Promise<Changed> {
  return changeOne(work, work.account, id, (standing) => {
    if (version === undefined || version === standing.version) return patch;
    throw subscriptionFault(
      'SubscriptionChanged',
      'Somebody changed this subscription in the meantime. Read it again.',
    );
  });
}

/**
 * The same by its publisher, of what a customer bought itself (rule F15): on the customer's account, as the system. Its own
 * webhook tells it, and its answer is waited for, as of everybody's change (decision 0110).
 */
export function changeByPublisher(
  work: OwnWork,
  id: string,
  patch: Pick<SubscriptionPatch, 'plan' | 'quantity'>,
): Promise<Changed> {
  return changeOne(work, work.account, id, () => patch, 'Partner');
}

async function changeOne(
  work: OwnWork,
  customerTenantId: string,
  id: string,
  asked: AskedChange,
  source: OperationSource = 'Azure',
): Promise<Changed> {
  const row = isGuid(id) ? await store.lockSubscription(work, work.account, customerTenantId, id) : undefined;
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  const change = await decidedChange(work, row, asked);
  if (Object.keys(change).length === 0) return { subscription: toSubscription(row), held: undefined };
  await requireUnlocked(work, row, change);
  if (change.cancelled) return endOrAsk(work, row);
  if (change.suspended) return { subscription: toSubscription(await suspend(work, row, 'partner')), held: undefined };
  const nextTerm = change.nextTerm && (await resolveNextTerm(work, row, change.nextTerm));
  const { plan: askedPlan, ...rest } = change;
  const plan = askedPlan && (await resolvePlan(work, row, askedPlan));
  const { now, held } = splitChange(plan ? { ...rest, plan } : rest);
  const made = { ...now, nextTerm };
  // Without a webhook there is nobody to ask: it is made at once (decision 0089).
  const called = held && (await calledOffers(work, [row.offer_id])).get(row.offer_id);
  if (!held || !called) {
    const { reinstated, cancelled: _, ...asked } = held?.change ?? {};
    const operation = held && (await noteUnasked(work, row, held, source));
    const changed = reinstated ? await reinstate(work, row) : await applyChange(work, row, { ...made, ...asked });
    return { subscription: toSubscription(changed), held: undefined, ...(operation ? { operation } : {}) };
  }
  const stands = Object.keys(now).length === 0 ? row : await applyChange(work, row, made);
  const operation = await holdChange(work, stands, called, held, source);
  return { subscription: toSubscription(stands), held: operation, operation };
}

/** At once, unless the offer asks for a step before: what was never set up has none. What waits otherwise is overtaken. */
async function endOrAsk(work: OwnWork, row: store.LockedSubscription): Promise<Changed> {
  await overtake(work, [row]);
  const called = row.activated_at ? (await calledOffers(work, [row.offer_id])).get(row.offer_id) : undefined;
  const when = { now: work.now, termEnd: row.term_end };
  if (!called || !stepUntil(called.technical.stepsFirst, 'Unsubscribe', when)) {
    return { subscription: await cancel(work, row), held: undefined };
  }
  const held = { action: 'Unsubscribe', change: { cancelled: true } } as const;
  const operation = await holdChange(work, row, called, held, 'Azure');
  return { subscription: toSubscription(row), held: operation, operation };
}

/** What really changes of a subscription. Faults: those of `changeSubscription` that it decides by what stands. */
export async function decidedChange(work: OwnWork, row: SubscriptionRow, asked: AskedChange): Promise<Change> {
  const { seats } = await catalogueItem(work, row.availability_id);
  const change = decideChange(
    standingOf(row, seats, { now: work.now, windows: await windowsOf(work as Work, paidSince(row)) }),
    asked(toSubscription(row)),
    work.now,
  );
  if (!('refusal' in change)) return change;
  const { refusal, message, ...more } = change;
  throw subscriptionFault(refusal, message, more);
}

function standingOf(
  row: SubscriptionRow,
  seats: Standing['seats'],
  { now, windows }: { readonly now: Temporal.Instant; readonly windows: Standing['windows'] },
): Standing {
  const over = row.status === 'active' && Temporal.PlainDate.compare(row.term_end!, dayOf(now)) < 0;
  return {
    status: row.status,
    friendlyName: row.friendly_name,
    quantity: row.quantity,
    skuId: row.sku_id,
    planId: row.plan_id,
    autoRenew: row.auto_renew,
    resellerMpnId: row.reseller_mpn_id,
    perSeat: row.per_seat,
    seats,
    billingCycle: row.billing_cycle,
    paidSince: paidSince(row),
    windows,
    renewing: over,
    nextTerm: row.next_term,
    suspendedBy: row.suspended_by,
  };
}
