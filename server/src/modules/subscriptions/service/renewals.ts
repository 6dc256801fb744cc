/** Renewals: term after term, from midnight UTC after the last day (rule F24); without auto-renew a subscription ends. */
import { dayOf } from '../../../kernel/index.ts';
import { noteDue, type DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { priceAtRenewal } from '../../../programme/renewal-price.ts';
import { selectPricesSince, type PriceOfVersion } from '../../offers/index.ts';
import { termOverAt, trialTerm } from '../domain/term.ts';
import { subscriptionEnded, subscriptionRenewed } from '../events.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/renewals.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
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
    say(work, row, subscriptionEnded, { status: row.status }, { status: 'deleted', endedAt });
  }
}

async function renew(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  rows: readonly SubscriptionRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const prices = await pricesPublishedSince(work, rows);
  const begun = rows.map((row, index) => {
    const over = termOverAt(row.term_end!);
    const bought = termFrom(row, row.term_number + 1, over);
    // A trial becomes what was bought.
    const term = row.term_number === trialTerm ? bought : { ...bought, ...priceOf(prices[index]!, over) };
    return { term: termRow(row, term), activatedAt: row.activated_at ?? over, paidFrom: term.firstPaidDay };
  });
  await store.beginTerms(work, partnerTenantId, begun);
  for (const [index, row] of rows.entries()) {
    const { number, starts_at: startsAt } = begun[index]!.term;
    const next = { termNumber: number, startsAt: startsAt.toString() };
    say(work, row, subscriptionRenewed, { termNumber: row.term_number }, next);
  }
  const terms = begun.map(({ term }) => term);
  noteDue(work, renewalKind, partnerTenantId, earliest(terms.map((term) => termOverAt(term.end_date))));
  noteDue(work, chargeKind, partnerTenantId, earliest(terms.map((term) => term.starts_at)));
}

const earliest = (moments: readonly Temporal.Instant[]) =>
  moments.toSorted((one, other) => Temporal.Instant.compare(one, other))[0]!;

/** The list price that a renewal has, and the availability it stands in (rule F24/renewal-price). */
function priceOf(published: readonly PriceOfVersion[], at: Temporal.Instant) {
  const price = priceAtRenewal(published, at);
  return price && { unit_price: price.amount, price_availability_id: price.availabilityId };
}

/** For each, in their order, the list price that was bought and those published since. */
async function pricesPublishedSince(
  work: Work<SubscriptionTables>,
  rows: readonly SubscriptionRow[],
): Promise<readonly (readonly PriceOfVersion[])[]> {
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
  const found = await selectPricesSince(
    work,
    distinct.map(([, one]) => one),
  );
  const byKey = new Map(distinct.map(([key], index) => [key, found[index]!]));
  return keys.map((key) => byKey.get(key)!);
}
