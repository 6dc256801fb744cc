/** What a subscription costs its partner: in the term that runs, and in the next where that is known to differ. */
import { dayOf, startOfDay, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { priceAtRenewal } from '../../../programme/renewal-price.ts';
import { catalogueItem, pricesSince } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
import { isOtherProduct, type DropReason, type NextTerm } from '../domain/next-term.ts';
import { termOverAt } from '../domain/term.ts';
import { listPriceOfTerm } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { subscriptionOf, type Subscription } from './read.ts';

/** Of one unit and billing cycle; decimal text. */
export interface UnitPrice {
  readonly listPrice: string;
  /** What is left of it after the margin of a private offer. */
  readonly price: string;
}

export interface SubscriptionPrice extends UnitPrice {
  readonly currency: string;
  readonly billingCycle: BillingCycle;
  /** A renewal at another price, as what is published now makes it. */
  readonly next?: UnitPrice & { readonly from: Temporal.PlainDate };
  /** What it is scheduled to become, at the price that has as things stand. */
  readonly scheduled?: ScheduledTerm & UnitPrice & { readonly from: Temporal.PlainDate };
  /** What its last renewal could not follow. */
  readonly dropped?: ScheduledTerm & { readonly reason: DropReason; readonly at: string };
}

export interface ScheduledTerm {
  readonly skuId: string;
  readonly planName: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly quantity: number;
}

/** Faults: SubscriptionNotFound. */
export async function subscriptionPrice(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
): Promise<SubscriptionPrice> {
  const one = await subscriptionOf(work, customerTenantId, id);
  // A trial costs nothing; what it becomes is what was bought.
  const running = one.inTrial ? undefined : await listPriceOfTerm(work, one.partnerTenantId, one.id);
  const listPrice = running?.price ?? one.unitPrice;
  const renewal = await renewalOf(work, one);
  const termStart = running?.planSince ?? (one.termStart ? startOfDay(one.termStart) : work.now);
  const at = one.term === 'P1M' ? work.now : termStart;
  const [now, then] = await marginsAt(work, [
    { ...one, at },
    { ...one, ...renewal?.plan, at: renewal?.at ?? at },
  ]);
  const paid = (list: string, margin: typeof now) => (margin ? wholesalePrice(list, margin.percentage) : list);
  const price = { listPrice, price: paid(listPrice, now) };
  const { pricingCurrency: currency, billingCycle, nextTerm, nextTermDropped: dropped } = one;
  const past = dropped
    ? { dropped: { ...(await scheduledOf(work, one, dropped.wanted)), reason: dropped.reason, at: dropped.at } }
    : {};
  const stands = { ...price, currency, billingCycle, ...past };
  if (!renewal) return stands;
  const next = { from: dayOf(renewal.at), listPrice: renewal.listPrice, price: paid(renewal.listPrice, then) };
  const scheduled = nextTerm ? { scheduled: { ...(await scheduledOf(work, one, nextTerm)), ...next } } : {};
  const isOther = nextTerm !== null && isOtherProduct(one, nextTerm);
  return { ...stands, ...scheduled, ...(isOther || renewal.listPrice === listPrice ? {} : { next }) };
}

async function scheduledOf(work: Work, one: Subscription, wanted: NextTerm): Promise<ScheduledTerm> {
  const { skuId, term, billingCycle, quantity = one.quantity } = wanted;
  const { planName } = await catalogueItem(work, wanted.availabilityId);
  return { skuId, planName, term, billingCycle, quantity };
}

/** When a running term is renewed, in which plan, and at which list price (rule F24/renewal-price). */
async function renewalOf(work: Work<SubscriptionTables>, one: Subscription) {
  if (one.status !== 'active' || !one.autoRenew || !one.termEnd) return undefined;
  const { nextTerm, pricingCurrency: currency } = one;
  const other = nextTerm && isOtherProduct(one, nextTerm) ? nextTerm : undefined;
  if (one.inTrial && !other) return undefined;
  const at = termOverAt(one.termEnd);
  const versionId = other ? (await catalogueItem(work, other.availabilityId)).versionId : one.offerVersionId;
  const [published] = await pricesSince(work, [{ ...one, ...other, versionId, currency }]);
  const found = priceAtRenewal(published ?? [], at);
  return found && { at, listPrice: found.amount, plan: other ? { skuId: other.skuId, planId: other.planId } : {} };
}
