/** A subscription's life: activated by its publisher, renewed term after term, ended when it is not renewed. */
import { dayOf, isGuid } from '../../../kernel/index.ts';
import { noteDue, type DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { priceAtRenewal } from '../../../programme/renewal-price.ts';
import { selectPricesSince } from '../../offers/index.ts';
import { paidFrom, termOverAt, termPeriod, trialPeriod, trialTerm } from '../domain/term.ts';
import { subscriptionActivated, subscriptionEnded, subscriptionRenewed } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { chargeKind } from './charging.ts';
import { toSubscription, type Subscription } from './read.ts';

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
    { status: 'active', activatedAt: work.now.toString(), quantity: row.quantity },
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

function termFrom(row: SubscriptionRow, number: number, startsAt: Temporal.Instant): StartingTerm {
  const firstPaidDay = row.paid_from ?? dayOf(startsAt);
  const period = termPeriod(firstPaidDay, row.term, number);
  const { unit_price, term, billing_cycle } = row;
  const priced = { unit_price, term, billing_cycle, price_availability_id: null };
  return { number, period, startsAt, firstPaidDay, ...priced };
}

/** A trial costs nothing and is one term of its own; the renewal sweep turns it into the bought term (rule F25). */
function trialOf(startsAt: Temporal.Instant): StartingTerm {
  const today = dayOf(startsAt);
  const free = { unit_price: '0', term: 'P1M', billing_cycle: 'monthly', price_availability_id: null } as const;
  return { number: trialTerm, period: trialPeriod(today), startsAt, firstPaidDay: paidFrom(today, true), ...free };
}

type StartingTerm = Pick<
  store.TermRow,
  'number' | 'unit_price' | 'term' | 'billing_cycle' | 'price_availability_id'
> & {
  readonly period: { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate };
  readonly startsAt: Temporal.Instant;
  readonly firstPaidDay: Temporal.PlainDate;
};

function termRow(
  row: SubscriptionRow,
  { period, startsAt, firstPaidDay: _day, ...priced }: StartingTerm,
): store.TermRow {
  return {
    ...priced,
    partner_tenant_id: row.partner_tenant_id,
    subscription_id: row.id,
    publisher_tenant_id: row.publisher_tenant_id,
    reseller_tenant_id: row.reseller_tenant_id,
    start_date: period.start,
    end_date: period.end,
    starts_at: startsAt,
    quantity: row.quantity,
    charged_cycles: 0,
    next_charge_at: startsAt,
  };
}

function noteTerm(work: Work<SubscriptionTables>, term: store.TermRow): void {
  const { partner_tenant_id: account, subscription_id: id } = term;
  noteDue(work, renewalWork.name, account, termOverAt(term.end_date), id);
  noteDue(work, chargeKind, account, term.starts_at, id);
}

/** Renewals: the day after a term's last day, from midnight UTC (rule F24). Without auto-renew the subscription ends. */
export const renewalWork: DueKind = {
  name: 'renewals',
  slots: 2,
  after: [],
  nextDue: nextRenewalDue,
  run: (work, account) => renewDueTerms(work, account, renewalBatch),
};

const renewalBatch = 200;

/** Renews or ends at most `limit` subscriptions of a billing account whose term is over; returns how many. */
export async function renewDueTerms(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  limit: number,
): Promise<number> {
  const rows = await store.subscriptionsPastTerm(work, partnerTenantId, dayOf(work.now), limit);
  for (const row of rows) await renewOrEnd(work, row);
  return rows.length;
}

async function nextRenewalDue(work: Work<SubscriptionTables>, account: string): Promise<Temporal.Instant | undefined> {
  const end = await store.nextTermEnd(work, account);
  return end && termOverAt(end);
}

async function renewOrEnd(work: Work<SubscriptionTables>, row: SubscriptionRow): Promise<void> {
  const over = termOverAt(row.term_end!);
  if (!row.auto_renew) {
    await store.endSubscription(work, row, over);
    say(work, row, subscriptionEnded, { status: row.status }, { status: 'deleted', endedAt: over.toString() });
    return;
  }
  const bought = termFrom(row, row.term_number + 1, over);
  // A trial becomes what was bought.
  const term = row.term_number === trialTerm ? bought : { ...bought, ...(await renewalPrice(work, row, over)) };
  const started = termRow(row, term);
  const since = { activatedAt: row.activated_at ?? over, paidFrom: term.firstPaidDay };
  // One turn; the sweep asks right after what comes next, and must see it.
  await Promise.all(store.termStart(started, since).map(({ name, text, values }) => work.prepared(name, text, values)));
  noteTerm(work, started);
  say(
    work,
    row,
    subscriptionRenewed,
    { termNumber: row.term_number },
    { termNumber: row.term_number + 1, startsAt: over.toString() },
  );
}

/** The list price that a renewal has, and the availability it stands in (rule F24/renewal-price). */
async function renewalPrice(work: Work<SubscriptionTables>, row: SubscriptionRow, at: Temporal.Instant) {
  const published = await selectPricesSince(work, {
    offerId: row.offer_id,
    versionId: row.offer_version_id,
    planId: row.plan_id,
    market: row.market,
    currency: row.pricing_currency,
    term: row.term,
    billingCycle: row.billing_cycle,
  });
  const price = priceAtRenewal(published, at);
  return price && { unit_price: price.amount, price_availability_id: price.availabilityId };
}

function say(
  work: Work<SubscriptionTables>,
  row: SubscriptionRow,
  name: string,
  oldValue: unknown,
  newValue: unknown,
): void {
  work.publish({
    name,
    aggregateType: 'subscription',
    aggregateId: row.id,
    partnerTenantId: row.partner_tenant_id,
    customerTenantId: row.customer_tenant_id,
    publisherTenantId: row.publisher_tenant_id,
    oldValue,
    newValue,
  });
}
