/** Charges what publishers reported as used: a line for each subscription, meter and month on every hop of the sale, once. */
import { dayOf, monthOf, monthRange, newId, startOfDay, type Decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { taxOn } from '../../../programme/tax.ts';
import { operatorTenant } from '../../identity/index.ts';
import { metersOf, type Meter } from '../../offers/index.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import { marginsAt, noteMarginUses } from '../../private-offers/index.ts';
import { soldOn, type SoldSubscription } from '../../subscriptions/index.ts';
import { takeUsage } from '../../usage/index.ts';
import { chainOf, type Hop } from '../domain/chain.ts';
import { billingMonth } from '../domain/month.ts';
import { sameCurrency, usageAmountOf, type ExchangeRate, type Priced, type UnitPrice } from '../domain/price.ts';
import { wholesale, type MarginTaken } from '../domain/wholesale.ts';
import { cycleOn, partsOf, type ChargedCycle } from '../domain/usage-parts.ts';
import { usageKey, type ChargeSubject } from '../domain/words.ts';
import { chargedCycles } from '../store/charged-cycles.ts';
import { insertCharges, pricedColumns, type NewCharge } from '../store/charges.ts';
import { holdOpenMonth } from '../store/month-end.ts';
import { insertRatedUsage, noteRated, ratedUsageDue, type RatedUsage, type UsageWait } from '../store/rated-usage.ts';
import { insertSubjects, newSubject, type NewSubject } from '../store/subjects.ts';
import { rateKey, ratesFor, type Rates } from './rates.ts';

/**
 * Charges what an account used until the end of a month, which the work holds and is about to close. What is reported
 * later, within its 24 hours, is charged with the month that is open then.
 */
export async function chargeUsageOf(work: Work, partnerTenantId: string, month: MonthText): Promise<void> {
  for await (const used of takeUsage(work, partnerTenantId, monthRange(month).end)) {
    const days = used.flatMap((one) => one.days.map(({ day }) => ({ subscriptionId: one.subscriptionId, day })));
    const cycles = await cyclesOn(work, partnerTenantId, days);
    const rated = used.flatMap(({ month: usageMonth, days: own, ...meter }) =>
      partsOf(own, cycles.get(meter.subscriptionId) ?? []).map((quantityAndDays, part) => ({
        ...meter,
        ...quantityAndDays,
        usageMonth,
        chargeKey: usageKey({ ...meter, month: usageMonth, part, billingMonth: month }),
      })),
    );
    await insertRatedUsage(work, partnerTenantId, rated);
    await chargeRated(work, partnerTenantId, rated, cycles);
  }
}

/** Charges usage whose operator's hop waited for an exchange rate; returns how much was looked at. */
export async function chargeWaitingUsage(work: Work, partnerTenantId: string, limit: number): Promise<number> {
  const rated = await ratedUsageDue(work, partnerTenantId, work.now, limit);
  if (rated.length === 0) return 0;
  const days = rated.map(({ subscriptionId, lastDay: day }) => ({ subscriptionId, day }));
  await chargeRated(work, partnerTenantId, rated, await cyclesOn(work, partnerTenantId, days));
  return rated.length;
}

/** By subscription, oldest first. */
type Cycles = ReadonlyMap<string, readonly ChargedCycle[]>;

/** The cycles of these days, which are charged before their month is closed. */
function cyclesOn(
  work: Work,
  partnerTenantId: string,
  used: readonly { readonly subscriptionId: string; readonly day: Temporal.PlainDate }[],
): Promise<Cycles> {
  const days = used.map(({ day }) => day).toSorted((one, other) => Temporal.PlainDate.compare(one, other));
  const ids = [...new Set(used.map(({ subscriptionId }) => subscriptionId))];
  return chargedCycles(work, partnerTenantId, ids, days[0]!, days.at(-1)!);
}

/** Usage with what its charges need. */
interface Used {
  readonly rated: RatedUsage;
  /** In the plan and the term of its last day, with the reseller of that day's cycle. */
  readonly sold: SoldSubscription;
  readonly meter: Meter;
  /** Of the meter's list price. */
  readonly pricing: string;
  /** What the operator bills the account in. */
  readonly currency: string;
  readonly mpnId: string;
  readonly chain: readonly Hop[];
  /** Midnight UTC of the last day with usage: the moment that decides on margin and rate. */
  readonly at: Temporal.Instant;
}

async function chargeRated(
  work: Work,
  partnerTenantId: string,
  rated: readonly RatedUsage[],
  cycles: Cycles,
): Promise<void> {
  const used = await usedOf(work, partnerTenantId, rated, cycles);
  const open = await holdOpenMonth(work, partnerTenantId, rated[0]!.usageMonth);
  const rates = await ratesFor(work, used.map(rateWanted));
  const margins = await marginsOf(work, partnerTenantId, used);
  const subjects = new Map(used.map((one) => [one, newSubject(partnerTenantId, subjectOf(one))]));
  const charges = used.flatMap((one) => {
    const month = billingMonth(one.at, open);
    return chargesOf(one, rates, margins.get(one)).map((line) =>
      toCharge(partnerTenantId, one, line, month, subjects.get(one)!),
    );
  });
  await insertSubjects(work, [...subjects.values()]);
  await insertCharges(work, charges);
  const waits = used.flatMap((one) => waitOf(one, rates) ?? []);
  await noteRated(work, partnerTenantId, rated, waits, startOfDay(dayOf(work.now).add({ days: 1 })));
}

async function usedOf(
  work: Work,
  partnerTenantId: string,
  rated: readonly RatedUsage[],
  cycles: Cycles,
): Promise<Used[]> {
  const operatorTenantId = (await operatorTenant(work)).id;
  const [account] = await partnerAccountsOf(work, [partnerTenantId]);
  const meters = await metersOf(work, [...new Set(rated.map(({ availabilityId }) => availabilityId))]);
  const found = await soldOn(
    work,
    partnerTenantId,
    rated.map(({ subscriptionId, availabilityId, lastDay: day }) => ({ subscriptionId, availabilityId, day })),
  );
  return rated.map((one, place) => {
    const { resellerTenantId, resellerMpnId } =
      cycleOn(cycles.get(one.subscriptionId) ?? [], one.lastDay) ?? found[place]!;
    const sold = { ...found[place]!, resellerTenantId, resellerMpnId };
    const plan = meters.get(one.availabilityId)!;
    const meter = plan.dimensions.find(({ id }) => id === one.dimension)!;
    return {
      rated: one,
      sold,
      meter,
      pricing: plan.currency,
      currency: account?.currency ?? plan.currency,
      mpnId: account?.mpnId ?? '',
      chain: chainOf({ ...sold, partnerTenantId, operatorTenantId }),
      at: startOfDay(one.lastDay),
    };
  });
}

function rateWanted({ at, pricing, currency }: Used) {
  return { month: monthOf(at), from: pricing, to: currency };
}

function rateOf(used: Used, rates: Rates): ExchangeRate | undefined {
  const { month, from, to } = rateWanted(used);
  return rates.get(rateKey(month, from, to));
}

function waitOf(used: Used, rates: Rates): UsageWait | undefined {
  if (rateOf(used, rates)) return undefined;
  const { subscriptionId, chargeKey } = used.rated;
  return { subscriptionId, chargeKey, from: used.pricing, to: used.currency };
}

/** The margin of each meter at the moment it was last used (rule F27); that it is used is noted (rule F26). */
async function marginsOf(
  work: Work,
  partnerTenantId: string,
  used: readonly Used[],
): Promise<ReadonlyMap<Used, MarginTaken>> {
  const found = await marginsAt(
    work,
    used.map(({ sold: { customerTenantId, productId, planId }, at }) => ({
      partnerTenantId,
      customerTenantId,
      productId,
      planId,
      at,
    })),
  );
  const taken = used.flatMap((one, index) => (found[index] ? [{ one, margin: found[index] }] : []));
  await noteMarginUses(
    work,
    taken.map(({ one, margin }) => ({ margin, subscriptionId: one.rated.subscriptionId })),
  );
  return new Map(taken.map(({ one, margin }) => [one, { id: margin.id, percentage: margin.percentage }]));
}

/** What the charge names: the subscription, with the meter and its list price in place of the licence's. */
function subjectOf({ sold, meter, pricing, mpnId }: Used): ChargeSubject {
  const { termStart: _start, termEnd: _end, ...item } = sold;
  const { id, name, unitOfMeasure, pricePerUnit } = meter;
  return {
    ...item,
    unitPrice: pricePerUnit ?? '0',
    pricingCurrency: pricing,
    mpnId,
    meter: { id, name, unitOfMeasure },
  };
}

interface UsageLine {
  readonly hop: Hop;
  readonly priced: Priced;
}

/**
 * A line for each hop that can be priced: the operator asks the list price less the margin, converted to what it bills in;
 * everybody else the list price. Sellers set prices of their own for plans, not for meters.
 */
function chargesOf(used: Used, rates: Rates, margin: MarginTaken | undefined): UsageLine[] {
  const { chain, rated, meter, pricing, currency, at, sold } = used;
  const list: UnitPrice = { amount: meter.pricePerUnit ?? '0', currency: pricing };
  const taxed = (subtotal: Decimal) => taxOn(subtotal, sold.market, dayOf(at));
  return chain.flatMap((hop, position) => {
    const byOperator = position === 0;
    const rate = byOperator ? rateOf(used, rates) : sameCurrency(rated.lastDay);
    if (!rate) return [];
    const asked = byOperator ? { price: wholesale(list, margin), currency } : { price: list, currency: pricing };
    return [{ hop, priced: usageAmountOf({ ...asked, rate, quantity: rated.quantity, taxOn: taxed }) }];
  });
}

function toCharge(
  partnerTenantId: string,
  { rated, sold, at }: Used,
  { hop, priced }: UsageLine,
  month: MonthText,
  { fingerprint }: NewSubject,
): NewCharge {
  return {
    partner_tenant_id: partnerTenantId,
    id: newId(),
    subscription_id: rated.subscriptionId,
    seller_tenant_id: hop.sellerTenantId,
    buyer_tenant_id: hop.buyerTenantId,
    reseller_tenant_id: sold.resellerTenantId,
    subject_fingerprint: fingerprint,
    occurred_at: at.toString(),
    period_start: rated.firstDay.toString(),
    period_end: rated.lastDay.toString(),
    term_start: sold.termStart.toString(),
    term_end: sold.termEnd.toString(),
    ...pricedColumns(priced),
    charge_key: rated.chargeKey,
    charge_type: 'cycleCharge',
    billing_month: month,
    quantity: rated.quantity,
  };
}
