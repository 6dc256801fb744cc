/** What a subscription costs its partner: in the term that runs, and in the next where that is known to differ. */
import { dayOf, startOfDay, type BillingCycle } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { priceAtRenewal } from '../../../programme/renewal-price.ts';
import { selectPricesSince } from '../../offers/index.ts';
import { marginsAt } from '../../private-offers/index.ts';
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
  const listPrice = running ?? one.unitPrice;
  const renewal = await renewalOf(work, one);
  const termStart = one.termStart ? startOfDay(one.termStart) : work.now;
  const at = one.term === 'P1M' ? work.now : termStart;
  const [now, then] = await marginsAt(
    work,
    [at, renewal?.at ?? at].map((moment) => ({ ...one, at: moment })),
  );
  const paid = (list: string, margin: typeof now) => (margin ? wholesalePrice(list, margin.percentage) : list);
  const price = { listPrice, price: paid(listPrice, now) };
  const { pricingCurrency: currency, billingCycle } = one;
  if (!renewal || renewal.listPrice === listPrice) return { ...price, currency, billingCycle };
  const next = { from: dayOf(renewal.at), listPrice: renewal.listPrice, price: paid(renewal.listPrice, then) };
  return { ...price, currency, billingCycle, next };
}

/** When a running term is renewed, and at which list price (rule F24/renewal-price). */
async function renewalOf(work: Work<SubscriptionTables>, one: Subscription) {
  if (one.status !== 'active' || one.inTrial || !one.autoRenew || !one.termEnd) return undefined;
  const at = termOverAt(one.termEnd);
  const { offerVersionId: versionId, pricingCurrency: currency } = one;
  const [published] = await selectPricesSince(work, [{ ...one, versionId, currency }]);
  const found = priceAtRenewal(published ?? [], at);
  return found && { at, listPrice: found.amount };
}
