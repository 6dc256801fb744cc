/** Purchases in the online store, without a partner: the customer's own tenant is the billing account (decision 0092). */
import { allowed, dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { decideSale } from '../../../programme/sale.ts';
import { withSource } from '../../../programme/rules/index.ts';
import { accountStatusOf, customerNames, customerNotFound } from '../../customers/index.ts';
import { purchasable, storeOffer, type PurchasableItem } from '../../offers/index.ts';
import { decideLine, type DecidedLine } from '../domain/line.ts';
import { subscriptionFault } from '../faults.ts';
import { requireAccount } from './lines.ts';
import { mayHaveLines } from './one-per-customer.ts';
import { writeOrder, type PlacedOrder } from './order.ts';
import { withTrials } from './trials.ts';

/** What a customer's administrator chooses of an offer in the store. */
export interface DirectWish {
  readonly productId: string;
  readonly planId: string;
  readonly term: string;
  readonly billingCycle: string;
  readonly quantity: number;
}

/**
 * Buys a plan for the acting customer itself, at its list price; whoever acts is purchaser and beneficiary. The publisher's
 * choice of partners does not matter here: the operator sells. System only.
 * Faults: CustomerNotFound, ProductUnknown, CountryNotListed, CatalogueItemUnknown, AccountUnderReview, AccountNotAllowed,
 * AccountUnknown, NotPurchasable, NotInMarket, QuantityNotAllowed, TermNotOffered.
 */
export async function buyDirectly(work: Work, wish: DirectWish): Promise<PlacedOrder> {
  const lines = [await decidePurchase(work, wish)];
  const customerContact = { objectId: work.actor.userId ?? '', email: work.actor.name };
  const selling = { customerTenantId: work.account, customerContact };
  return writeOrder(work, { lines, selling, newOfferIds: [], margins: [undefined] });
}

/** What that would cost: of a unit and billing cycle, before tax, and whether a trial comes first. Faults: the same. */
export async function weighDirectly(work: Work, wish: DirectWish) {
  const { item, quantity, unitPrice, billingCycle, trial } = await decidePurchase(work, wish);
  return { plan: item.planName, quantity, unitPrice, currency: item.currency, billingCycle, trial };
}

/** Nothing is written. */
async function decidePurchase(work: Work, wish: DirectWish): Promise<DecidedLine> {
  const customerTenantId = work.account;
  const country = (await customerNames(work, [customerTenantId])).get(customerTenantId)?.country;
  if (!country) throw customerNotFound(customerTenantId);
  requireAccount(await accountStatusOf(work, customerTenantId));
  const item = await itemInStore(work, wish, country);
  const lines = await withTrials(work, customerTenantId, [decided(work, item, wish, country)]);
  const [verdict] = await mayHaveLines(work, customerTenantId, lines, { order: true });
  if (item.onePerCustomer && verdict && !verdict.allowed)
    throw subscriptionFault('NotPurchasable', withSource(verdict.reason, verdict.rule), { rule: verdict.rule });
  return lines[0]!;
}

/** Another plan for what a customer bought itself. */
export interface DirectChange {
  readonly productId: string;
  readonly skuId?: string | undefined;
  readonly planId?: string | undefined;
  readonly term: string;
  readonly billingCycle: string;
  readonly quantityOf: (item: PurchasableItem) => number;
  /** What it takes the place of: it is not one more of that. */
  readonly instead: { readonly offerId: string; readonly planId: string };
}

/** Decided as the purchase of that plan would be; nothing is written. Faults: those of `buyDirectly`. */
export async function decideDirectly(work: Work, customerTenantId: string, change: DirectChange): Promise<DecidedLine> {
  const country = (await customerNames(work, [customerTenantId])).get(customerTenantId)?.country;
  if (!country) throw customerNotFound(customerTenantId);
  requireAccount(await accountStatusOf(work, customerTenantId));
  const item = await itemInStore(work, change, country);
  const wish = { ...change, planId: item.planId, quantity: change.quantityOf(item) };
  const [line] = await withTrials(work, customerTenantId, [decided(work, item, wish, country)]);
  if (item.onePerCustomer && item.planId !== change.instead.planId) {
    const [verdict] = await mayHaveLines(work, customerTenantId, [line!], { order: false });
    if (verdict && !verdict.allowed)
      throw subscriptionFault('NotPurchasable', withSource(verdict.reason, verdict.rule), { rule: verdict.rule });
  }
  return line!;
}

/** The plan as the store sells it in the customer's country. */
async function itemInStore(
  work: Work,
  { productId, skuId, planId }: Pick<DirectChange, 'productId' | 'skuId' | 'planId'>,
  country: string,
): Promise<PurchasableItem> {
  const offer = await storeOffer(work, productId, { country, language: 'en' });
  const plan = offer.plans.find((one) => one.plan.planId === planId || one.skuId === skuId);
  const [item] = plan?.item ? await purchasable(work, [plan.item.availabilityId]) : [];
  if (item) return item;
  throw subscriptionFault('NotInMarket', `The store sells no plan '${planId ?? skuId}' of this offer in ${country}.`, {
    target: 'planId',
  });
}

function decided(work: Work, item: PurchasableItem, wish: DirectWish, country: string): DecidedLine {
  const { kind, sellThroughOperator, plan, market, productId, skuId, availabilityId } = item;
  const offer = { kind, sellThroughOperator, offerState: 'live', option: null, listed: false } as const;
  const verdicts = {
    ...decideSale({ on: dayOf(work.now), country, offer, plan, markets: [market] }),
    audience: allowed,
  };
  const { quantity, term, billingCycle } = wish;
  const request = { catalogItemId: `${productId}:${skuId}:${availabilityId}`, quantity, term, billingCycle };
  const line = decideLine(request, { item, current: true, verdicts }, '');
  if (!('refusal' in line)) return line;
  const { refusal, message, target, ...more } = line;
  throw subscriptionFault(refusal, message, { ...more, ...(target ? { target: target.replace(/^\./, '') } : {}) });
}
