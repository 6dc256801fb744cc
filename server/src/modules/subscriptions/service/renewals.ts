/** Renewals: term after term, from midnight UTC after the last day (rule F24); without auto-renew a subscription ends. */
import { dayOf } from '../../../kernel/index.ts';
import { noteDue, type DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { priceAtRenewal } from '../../../programme/renewal-price.ts';
import { purchasable, pricesSince, type PublishedPrice } from '../../offers/index.ts';
import { termOverAt, trialTerm } from '../domain/term.ts';
import { renewalToldAt } from '../domain/told-times.ts';
import { scheduledChangeDropped, subscriptionEnded, subscriptionRenewed } from '../events.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/renewals.ts';
import type { SubscriptionTables } from '../tables.ts';
import type { TermRow } from '../store/subscriptions.ts';
import { chargeKind } from './charging.ts';
import { columnsOf, renewalPlans, type RenewalPlan } from './renewal-plans.ts';
import { mailDropped } from './next-term-mails.ts';
import { deadlineKind, mailLifeEvent } from './life-mails.ts';
import { tellPublishers } from './notices.ts';
import { overtake } from './suspension.ts';
import { renewalKind, say, termFrom, termRow } from './terms.ts';

export const renewalWork: DueKind = {
  name: renewalKind,
  slots: 2,
  after: [],
  nextDue: nextRenewalDue,
  run: (work, account) => renewDueTerms(work, account, renewalBatch),
};

const renewalBatch = 200;

/**
 * Renews or ends at most `limit` subscriptions of a billing account whose term is over; returns how many. A statement for
 * each step, whatever their number.
 */
export async function renewDueTerms(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  limit: number,
): Promise<number> {
  const rows = await store.subscriptionsPastTerm(work, partnerTenantId, dayOf(work.now), limit);
  const { true: renewing = [], false: ending = [] } = Object.groupBy(rows, (row) => `${row.auto_renew}`);
  await end(work, partnerTenantId, ending);
  await renew(work, partnerTenantId, renewing);
  return rows.length;
}

async function nextRenewalDue(work: Work<SubscriptionTables>, account: string): Promise<Temporal.Instant | undefined> {
  const last = await store.nextTermEnd(work, account);
  return last && termOverAt(last);
}

async function end(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  rows: readonly SubscriptionRow[],
): Promise<void> {
  const endings = rows.map((row) => ({ id: row.id, endedAt: termOverAt(row.term_end!) }));
  await store.endSubscriptions(work, partnerTenantId, endings);
  for (const [index, row] of rows.entries()) {
    const endedAt = endings[index]!.endedAt.toString();
    say(work, row, subscriptionEnded, { status: row.status }, { status: 'deleted', endedAt, reason: 'termOver' });
  }
  await overtake(work, rows);
  const ended = rows.map((row, index): SubscriptionRow => {
    return { ...row, status: 'deleted', next_term: null, ended_at: endings[index]!.endedAt };
  });
  await tellPublishers(work, 'Unsubscribe', ended);
  await mailLifeEvent(
    work,
    'ended',
    partnerTenantId,
    ended.map((row) => ({ row, on: row.ended_at! })),
  );
}

async function renew(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  rows: readonly SubscriptionRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const plans = await renewalPlans(work, partnerTenantId, rows);
  const renewed = plans.map(({ row }) => row);
  const prices = await pricesPublishedSince(work, renewed);
  const begun = plans.map(({ row, other }, index) => {
    const over = termOverAt(row.term_end!);
    const bought = termFrom(row, row.term_number + 1, over);
    // A trial becomes what was bought, unless something else was scheduled.
    const term = row.term_number === trialTerm && !other ? bought : { ...bought, ...priceOf(prices[index]!, over) };
    return { term: termRow(row, term), activatedAt: row.activated_at ?? over, paidFrom: term.firstPaidDay };
  });
  await store.beginTerms(work, partnerTenantId, begun);
  const terms = begun.map(({ term }) => term);
  const stand = await writeScheduled(work, partnerTenantId, plans, terms);
  await tellPublishers(work, 'Renew', stand);
  for (const [index, row] of rows.entries()) tellRenewed(work, row, plans[index]!, terms[index]!);
  noteDue(work, renewalKind, partnerTenantId, earliest(terms.map((term) => termOverAt(term.end_date))));
  noteDue(work, chargeKind, partnerTenantId, earliest(terms.map((term) => term.starts_at)));
  const told = terms.filter(({ term }) => term !== 'P1M').map((term) => renewalToldAt(term.end_date));
  if (told.length > 0) noteDue(work, deadlineKind, partnerTenantId, earliest(told));
}

/** What was scheduled is done, or cannot be; either way it is scheduled no more. Returns the rows as they stand in their new terms. */
async function writeScheduled(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  plans: readonly RenewalPlan[],
  terms: readonly TermRow[],
): Promise<readonly SubscriptionRow[]> {
  const priced = await purchasable(
    work,
    plans.flatMap(({ other }, index) => (other ? (terms[index]!.price_availability_id ?? []) : [])),
  );
  const itemOf = new Map(priced.map((item) => [item.availabilityId, item]));
  const rows = plans.map(({ row, other, dropped }, index) => {
    const { price_availability_id: listed, unit_price, number, start_date, end_date } = terms[index]!;
    const bought = other ? { ...columnsOf(itemOf.get(listed!)!), unit_price } : {};
    const began = { term_number: number, term_start: start_date, term_end: end_date };
    return { ...row, ...bought, ...began, next_term: null, next_term_dropped: dropped };
  });
  // What was told of the renewal before is told no more.
  const changed = rows.filter((_, index) => plans[index]!.row.next_term ?? plans[index]!.row.next_term_dropped);
  await store.writeChangedAtRenewal(work, partnerTenantId, changed);
  const dropped = plans.filter((plan) => plan.dropped);
  if (dropped.length > 0) await mailDropped(work, partnerTenantId, dropped);
  return rows;
}

function tellRenewed(work: Work<SubscriptionTables>, before: SubscriptionRow, plan: RenewalPlan, term: TermRow): void {
  const { row, dropped } = plan;
  const isNamed = before.friendly_name !== row.friendly_name;
  const facts = ({ friendly_name, plan_id, quantity, term: length, billing_cycle }: SubscriptionRow) => ({
    ...(isNamed ? { friendlyName: friendly_name } : {}),
    planId: plan_id,
    quantity,
    term: length,
    billingCycle: billing_cycle,
  });
  const scheduled = before.next_term !== null && !dropped;
  const renewal = { termNumber: term.number, startsAt: term.starts_at.toString() };
  const [old, now] = scheduled ? [facts(before), facts(row)] : [{}, {}];
  say(work, before, subscriptionRenewed, { termNumber: before.term_number, ...old }, { ...renewal, ...now });
  if (dropped) say(work, before, scheduledChangeDropped, dropped.wanted, { reason: dropped.reason, at: dropped.at });
}

const earliest = (moments: readonly Temporal.Instant[]) =>
  moments.toSorted((one, other) => Temporal.Instant.compare(one, other))[0]!;

/** The list price that a renewal has, and the availability it stands in (rule F24/renewal-price). */
function priceOf(published: readonly PublishedPrice[], at: Temporal.Instant) {
  const price = priceAtRenewal(published, at);
  return price && { unit_price: price.amount, price_availability_id: price.availabilityId };
}

/** For each, in their order, the list price that was bought and those published since. */
async function pricesPublishedSince(
  work: Work<SubscriptionTables>,
  rows: readonly SubscriptionRow[],
): Promise<readonly (readonly PublishedPrice[])[]> {
  const sought = rows.map((row) => ({
    offerId: row.offer_id,
    versionId: row.offer_version_id,
    planId: row.plan_id,
    market: row.market,
    currency: row.pricing_currency,
    term: row.term,
    billingCycle: row.billing_cycle,
  }));
  // Many have the same plan.
  const keys = sought.map((one) => JSON.stringify(one));
  const distinct = [...new Map(sought.map((one, index) => [keys[index]!, one]))];
  const found = await pricesSince(
    work,
    distinct.map(([, one]) => one),
  );
  const byKey = new Map(distinct.map(([key], index) => [key, found[index]!]));
  return keys.map((key) => byKey.get(key)!);
}
