/** Charging: every cycle that is due becomes one charge on each hop, once. */
import { dayOf, monthOf, newId, startOfDay, type Decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { taxOn } from '../../../programme/tax.ts';
import { partnerAccountOf, type PartnerAccount } from '../../partners/index.ts';
import { noteCharged, termsToCharge, type BillableTerm } from '../../subscriptions/index.ts';
import {
  candidatePrices,
  deleteDelays,
  holdOpenMonths,
  insertCharges,
  insertDelay,
  priceKeyText,
  type NewCharge,
  type PriceKey,
} from '../charge-store.ts';
import { billingMonth } from '../domain/month.ts';
import {
  amountOf,
  listPrice,
  partnerCost,
  priceInForce,
  sameCurrency,
  sellingPrice,
  trialPrice,
  type MarginTaken,
  type PartnerPrice,
  type Priced,
} from '../domain/price.ts';
import { cyclesDue, type Cycle } from '../domain/schedule.ts';
import type { BillingEvents } from '../events.ts';
import type { ChargeDetails, Hop } from '../domain/words.ts';
import { marginsOfCycles } from './margins.ts';
import { rateKey, ratesFor, type Rates } from './rates.ts';

/**
 * A term that cannot be priced is tried again at each midnight UTC, hence once more just before its month can close; the
 * rest goes on meanwhile.
 */
function retryAt(now: Temporal.Instant): Temporal.Instant {
  return startOfDay(dayOf(now).add({ days: 1 }));
}

interface Plan {
  readonly term: BillableTerm;
  readonly account: PartnerAccount;
  /** Cycles due, up to the first that cannot be priced. */
  readonly cycles: readonly Cycle[];
  readonly nextAt: Temporal.Instant | null;
  /** Why the rest waits. */
  readonly reason: string | undefined;
}

/** Charges every cycle due of at most `limit` terms of a billing account; returns how many terms it looked after. */
export async function chargeDueTerms(work: Work, partnerTenantId: string, limit: number): Promise<number> {
  const terms = await termsToCharge(work, partnerTenantId, work.now, limit);
  if (terms.length === 0) return 0;
  const accounts = await accountsOf(work, terms);
  const due = terms.map((term) => ({
    term,
    account: accounts.get(term.partnerTenantId)!,
    ...cyclesDue(term, work.now),
  }));
  const rates = await ratesFor(
    work,
    due.flatMap(({ term, account, due: cycles }) =>
      cycles.map((cycle) => ({ month: monthOf(cycle.dueAt), from: term.pricingCurrency, to: account.currency })),
    ),
  );
  const plans = due.map(({ due: cycles, ...rest }) => planOf({ ...rest, cycles }, rates, work.now));
  await writeCharges(work, plans, rates);
  for (const plan of plans) {
    const charged = plan.term.chargedCycles + plan.cycles.length;
    await noteCharged(work, plan.term, charged, plan.nextAt);
  }
  await noteDelays(work, plans);
  return terms.length;
}

async function accountsOf(work: Work, terms: readonly BillableTerm[]): Promise<ReadonlyMap<string, PartnerAccount>> {
  const accounts = new Map<string, PartnerAccount>();
  for (const id of new Set(terms.map((term) => term.partnerTenantId)))
    accounts.set(id, await partnerAccountOf(work, id));
  return accounts;
}

/** Cuts the cycles before the first one without an exchange rate: what comes after waits too, so that order holds. */
function planOf(plan: Omit<Plan, 'reason'>, rates: Rates, now: Temporal.Instant): Plan {
  const { term, account, cycles } = plan;
  const key = (cycle: Cycle) => rateKey(monthOf(cycle.dueAt), term.pricingCurrency, account.currency);
  const stuck = cycles.findIndex((cycle) => !rates.has(key(cycle)));
  if (stuck < 0) return { ...plan, reason: undefined };
  const reason = `No exchange rate from ${term.pricingCurrency} to ${account.currency} for ${monthOf(cycles[stuck]!.dueAt)} or any month before. Enter one; the charge is tried again every night.`;
  return { ...plan, cycles: cycles.slice(0, stuck), nextAt: retryAt(now), reason };
}

async function writeCharges(work: Work, plans: readonly Plan[], rates: Rates): Promise<void> {
  const charging = plans.filter((plan) => plan.cycles.length > 0);
  if (charging.length === 0) return;
  const prices = await candidatePrices(
    work,
    charging.map(({ term }) => priceKey(term)),
  );
  const open = await holdOpenMonths(work, firstMonths(charging));
  const margins = await marginsOfCycles(work, charging);
  const charges = charging.flatMap((plan) =>
    plan.cycles.flatMap((cycle) => {
      const own = prices.get(priceKeyText(priceKey(plan.term))) ?? [];
      return chargesOf(plan, cycle, { rates, prices: own, margin: margins.get(cycle) }, open);
    }),
  );
  await insertCharges(work, charges);
}

function firstMonths(plans: readonly Plan[]): ReadonlyMap<string, MonthText> {
  const months = new Map<string, MonthText>();
  for (const { term, cycles } of plans) {
    const month = monthOf(cycles[0]!.dueAt);
    const known = months.get(term.partnerTenantId);
    if (!known || month < known) months.set(term.partnerTenantId, month);
  }
  return months;
}

function priceKey(term: BillableTerm): PriceKey {
  return {
    partner_tenant_id: term.partnerTenantId,
    product_id: term.productId,
    sku_id: term.skuId,
    term: term.term,
    billing_cycle: term.billingCycle,
    customer_tenant_id: term.customerTenantId,
  };
}

/** The two charges of a cycle: the operator's to the partner, and the partner's to its customer. */
function chargesOf(
  { term, account }: Plan,
  cycle: Cycle,
  { rates, prices, margin }: { rates: Rates; prices: readonly PartnerPrice[]; margin: MarginTaken | undefined },
  open: ReadonlyMap<string, MonthText>,
): NewCharge[] {
  const list = cycle.isTrial
    ? trialPrice(term.pricingCurrency)
    : listPrice(term.unitPrice, term.pricingCurrency, term.availabilityId);
  const day = dayOf(cycle.dueAt);
  const common = {
    quantity: term.quantity,
    taxOn: (subtotal: Decimal) => taxOn(subtotal, term.market, day),
  };
  const rate = rates.get(rateKey(monthOf(cycle.dueAt), term.pricingCurrency, account.currency))!;
  const selling = cycle.isTrial ? list : sellingPrice(list, priceInForce(prices, term.customerTenantId, cycle.dueAt));
  const month = billingMonth(cycle.dueAt, open.get(term.partnerTenantId)!);
  const charge = (hop: Hop, priced: Priced) => toCharge(hop, { term, account }, cycle, month, priced);
  return [
    charge(
      'operator_partner',
      amountOf({ ...common, price: partnerCost(list, margin), rate, currency: account.currency }),
    ),
    charge(
      'partner_customer',
      amountOf({ ...common, price: selling, rate: sameCurrency(day), currency: selling.currency }),
    ),
  ];
}

/** Rule F28. */
const marginApplied = 'Private offer margin applied';

function toCharge(
  hop: Hop,
  { term, account }: Pick<Plan, 'term' | 'account'>,
  cycle: Cycle,
  month: MonthText,
  priced: Priced,
): NewCharge {
  const reduced = priced.path.some((step) => step.step === 'margin');
  const adjustments = reduced ? { priceAdjustments: [marginApplied] } : {};
  return {
    partner_tenant_id: term.partnerTenantId,
    id: newId(),
    hop,
    subscription_id: term.subscriptionId,
    customer_tenant_id: term.customerTenantId,
    publisher_tenant_id: term.publisherTenantId,
    charge_key: cycle.key,
    charge_type: cycle.chargeType,
    occurred_at: cycle.dueAt.toString(),
    billing_month: month,
    period_start: cycle.period.start.toString(),
    period_end: cycle.period.end.toString(),
    quantity: String(term.quantity),
    unit_price: priced.unitPrice,
    effective_unit_price: priced.effectiveUnitPrice,
    pricing_currency: priced.pricingCurrency,
    exchange_rate: priced.exchangeRate,
    exchange_rate_date: priced.exchangeRateDate.toString(),
    currency: priced.currency,
    subtotal: priced.subtotal,
    tax_total: priced.taxTotal,
    total: priced.total,
    price_path: priced.path,
    details: { ...detailsOf(term, account), ...adjustments },
  };
}

function detailsOf(term: BillableTerm, account: PartnerAccount): ChargeDetails {
  return {
    mpnId: account.mpnId,
    resellerMpnId: term.resellerMpnId,
    customerName: term.customerName,
    customerDomain: term.customerDomain,
    customerCountry: term.customerCountry,
    publisherName: term.publisherName,
    productId: term.productId,
    productName: term.productName,
    skuId: term.skuId,
    skuName: term.skuName,
    availabilityId: term.availabilityId,
    planId: term.planId,
    market: term.market,
    perSeat: term.perSeat,
    orderId: term.orderId,
    alternateOrderId: term.alternateOrderId,
    orderedAt: term.orderedAt.toString(),
    friendlyName: term.friendlyName,
    term: term.term,
    billingCycle: term.billingCycle,
    subscriptionStart: term.startDate.toString(),
    subscriptionEnd: term.endDate.toString(),
    promotionId: '',
  };
}

async function noteDelays(work: Work, plans: readonly Plan[]): Promise<void> {
  const fine = plans.filter((plan) => !plan.reason);
  if (fine.length > 0)
    await deleteDelays(
      work,
      fine.map((plan) => plan.term),
    );
  for (const { term, reason } of plans) {
    if (!reason) continue;
    const { partnerTenantId, subscriptionId, number: termNumber } = term;
    if (!(await insertDelay(work, { partnerTenantId, subscriptionId, termNumber, reason }))) continue;
    const newValue: BillingEvents['ChargeDelayed'] = { termNumber, reason };
    work.publish({
      name: 'ChargeDelayed',
      aggregateType: 'subscription',
      aggregateId: subscriptionId,
      partnerTenantId,
      newValue,
    });
  }
}
