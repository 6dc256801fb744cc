/** Takes what publishers report as used: durable and once an hour before it is answered. */
import { newId } from '../../../kernel/index.ts';
import type { Asking, Work } from '../../../platform/work.ts';
import { metersOf } from '../../offers/index.ts';
import {
  foreseePurchases,
  meteredPurchases,
  subscriptionsThatExist,
  type PurchaseInHour,
} from '../../subscriptions/index.ts';
import {
  foreignResource,
  readUsage,
  unknownResource,
  whyNotTaken,
  type ReadUsage,
  type RefusedUsage,
  type SentUsage,
} from '../domain/usage-event.ts';
import { firstOfHours, insertUsage, type KeptUsage, type NewUsage } from '../store/events.ts';
import { insertRejections, type NewRejection } from '../store/rejections.ts';

/** What became of an event: kept (then `kept` is it), or refused; of a duplicate `kept` is the one that was first. */
export interface UsageOutcome {
  readonly kept?: KeptUsage;
  readonly refused?: RefusedUsage;
}

/** Asks ahead what `acceptUsage` will ask first (see WorkRunner.run). */
export function foreseeUsage(asking: Asking, sent: readonly SentUsage[]): readonly Promise<unknown>[] {
  const wanted = readable(sent.map(readUsage));
  return wanted.length > 0 ? [foreseePurchases(asking, wanted)] : [];
}

/**
 * Takes the acting publisher's events, as many as the contract lets a request have, in their order; says of each what became
 * of it. One statement writes all that are taken. System only: requests may not write money.
 */
export async function acceptUsage(work: Work, sent: readonly SentUsage[]): Promise<UsageOutcome[]> {
  const read = sent.map(readUsage);
  const wanted = readable(read);
  const purchases = wanted.length > 0 ? await meteredPurchases(work, wanted) : [];
  const inHour = new Map(wanted.map((event, index) => [event, purchases[index]]));
  const meters = await metersOf(work, [...new Set(purchases.flatMap((one) => one?.availabilityId ?? []))]);
  const known = await existing(work, wanted, inHour);
  const judged = read.map((event) => {
    if ('status' in event) return { refused: event };
    const purchase = inHour.get(event);
    if (!purchase) return { refused: known.has(event.subscriptionId) ? foreignResource : unknownResource };
    const { planId, dimensions } = meters.get(purchase.availabilityId)!;
    const metered = { ...purchase, planId, dimensions: dimensions.map(({ id }) => id) };
    const refused = whyNotTaken(event, metered, work.now);
    return refused ? { refused } : { event: newUsage(event, purchase) };
  });
  const outcomes = await keep(work, judged);
  await noteRefused(work, sent, outcomes);
  return outcomes;
}

type Judged = { readonly refused: RefusedUsage } | { readonly event: NewUsage };

function readable(read: readonly (ReadUsage | RefusedUsage)[]): ReadUsage[] {
  return read.filter((event): event is ReadUsage => !('status' in event));
}

/** Of the ids that are not the publisher's own those that somebody has. */
async function existing(
  work: Work,
  wanted: readonly ReadUsage[],
  inHour: ReadonlyMap<ReadUsage, PurchaseInHour | undefined>,
): Promise<ReadonlySet<string>> {
  const foreign = wanted.filter((event) => !inHour.get(event)).map(({ subscriptionId }) => subscriptionId);
  return foreign.length > 0 ? subscriptionsThatExist(work, [...new Set(foreign)]) : new Set();
}

function newUsage(event: ReadUsage, purchase: PurchaseInHour): NewUsage {
  const { partnerTenantId, customerTenantId, offerId, availabilityId } = purchase;
  return { ...event, id: newId(), partnerTenantId, customerTenantId, offerId, availabilityId };
}

async function keep(work: Work, judged: readonly Judged[]): Promise<UsageOutcome[]> {
  const events = judged.flatMap((one) => ('event' in one ? [one.event] : []));
  const kept = events.length > 0 ? await insertUsage(work, work.account, events) : new Set<string>();
  const late = events.filter(({ id }) => !kept.has(id));
  const first = late.length > 0 ? await firstOfHours(work, late) : [];
  const byHour = new Map(first.map((one) => [hourKey(one), one]));
  return judged.map((one): UsageOutcome => {
    if ('refused' in one) return one;
    const { event } = one;
    if (kept.has(event.id)) return { kept: { ...event, acceptedAt: work.now } };
    return { kept: byHour.get(hourKey(event))!, refused: duplicate };
  });
}

const duplicate: RefusedUsage = {
  status: 'Duplicate',
  target: 'EffectiveStartTime',
  message: 'This usage event already exist.',
};

function hourKey({
  subscriptionId,
  dimension,
  hour,
}: Pick<KeptUsage, 'subscriptionId' | 'dimension' | 'hour'>): string {
  return `${subscriptionId} ${hour.epochMilliseconds} ${dimension}`;
}

/** Longest text that is kept of what was refused. */
const keptLength = 100;

async function noteRefused(work: Work, sent: readonly SentUsage[], outcomes: readonly UsageOutcome[]): Promise<void> {
  const found = new Map<string, NewRejection>();
  for (const [index, { refused }] of outcomes.entries()) {
    if (!refused) continue;
    const one = rejectionOf(sent[index]!, refused);
    const key = JSON.stringify([one.resource, one.dimension, one.status]);
    found.set(key, { ...one, count: (found.get(key)?.count ?? 0) + 1 });
  }
  if (found.size > 0) await insertRejections(work, work.account, [...found.values()]);
}

function rejectionOf(sent: SentUsage, { status, message }: RefusedUsage): NewRejection {
  const cut = (text: string | undefined) => (text ?? '').slice(0, keptLength).toWellFormed();
  return {
    resource: cut(sent.resourceId?.toLowerCase() ?? sent.resourceUri),
    dimension: cut(sent.dimension),
    status,
    plan: cut(sent.planId),
    quantity: cut(sent.quantity),
    effective: cut(sent.effectiveStartTime),
    message,
    count: 1,
  };
}
