/** Charges terms: every cycle that is due becomes one charge on each hop of the sale's chain. */
import { dayOf, monthOf, newId, startOfDay, type Decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { taxOn } from '../../../programme/tax.ts';
import { operatorTenant } from '../../identity/index.ts';
import { partnerAccountsOf, type PartnerAccount } from '../../partners/index.ts';
import { noteCharged, type BillableTerm } from '../../subscriptions/index.ts';
import { insertCharges, type NewCharge } from '../store/charges.ts';
import { holdOpenMonth } from '../store/month-end.ts';
import { chainOf, type Hop } from '../domain/chain.ts';
import type { MissingRate } from '../domain/missing-rate.ts';
import { billingMonth } from '../domain/month.ts';
import { amountOf, type Priced } from '../domain/price.ts';
import { cyclesDue, type Cycle } from '../domain/schedule.ts';
import { insertSubjects, newSubject, type NewSubject } from '../store/subjects.ts';
import { noteDelays } from './delays.ts';
import { pricesOfHops, priceOn, type PriceFacts } from './hop-prices.ts';
import { marginsOfCycles } from './margins.ts';
import { rateKey, ratesFor, type Rates } from './rates.ts';

/** A term with what of it is charged now. */
export interface Plan {
  readonly term: BillableTerm;
  /** Of the term's billing account; undefined for the operator's own, which has none. */
  readonly account: PartnerAccount | undefined;
  readonly chain: readonly Hop[];
  /** Cycles due, up to the first that cannot be priced. */
  readonly cycles: readonly Cycle[];
  readonly nextAt: Temporal.Instant | null;
  /** What the rest waits for. */
  readonly missing: MissingRate | undefined;
}

/**
 * Charges every cycle due of these terms of one billing account, which the work holds, and moves their cursors: a statement
 * for each step.
 */
export async function chargeTerms(work: Work, partnerTenantId: string, terms: readonly BillableTerm[]): Promise<void> {
  const operatorTenantId = (await operatorTenant(work)).id;
  const [account] = await partnerAccountsOf(work, [partnerTenantId]);
  const due = terms.map((term) => {
    const { due: cycles, nextAt } = cyclesDue(term, work.now);
    const chain = chainOf({ ...term, operatorTenantId });
    return { term, account, chain, cycles, nextAt };
  });
  const rates = await ratesFor(work, due.flatMap(ratesWanted));
  const plans = due.map((plan) => cutAtMissingRate(plan, rates, work.now));
  await writeCharges(work, partnerTenantId, plans, rates);
  await noteCharged(
    work,
    plans.map(({ term, cycles, nextAt }) => ({
      partnerTenantId: term.partnerTenantId,
      subscriptionId: term.subscriptionId,
      number: term.number,
      chargedCycles: term.chargedCycles + cycles.length,
      nextChargeAt: nextAt,
    })),
  );
  await noteDelays(work, partnerTenantId, plans);
}

/** What the account is billed in; without one, what the price is in. */
function billedIn({ term, account }: Pick<Plan, 'term' | 'account'>) {
  return account?.currency ?? term.pricingCurrency;
}

function ratesWanted(plan: Omit<Plan, 'missing'>) {
  const to = billedIn(plan);
  return plan.cycles.map((cycle) => ({ month: monthOf(cycle.dueAt), from: plan.term.pricingCurrency, to }));
}

/** Cuts the cycles before the first one without an exchange rate: what comes after waits too, so that order holds. */
function cutAtMissingRate(plan: Omit<Plan, 'missing'>, rates: Rates, now: Temporal.Instant): Plan {
  const { term, cycles } = plan;
  const currency = billedIn(plan);
  const stuck = cycles.findIndex((cycle) => !rates.has(rateKey(monthOf(cycle.dueAt), term.pricingCurrency, currency)));
  if (stuck < 0) return { ...plan, missing: undefined };
  const missing = { month: monthOf(cycles[stuck]!.dueAt), from: term.pricingCurrency, to: currency };
  return { ...plan, cycles: cycles.slice(0, stuck), nextAt: retryAt(now), missing };
}

/**
 * A term that cannot be priced is tried again at each midnight UTC, hence once more just before its month can close; the
 * rest goes on meanwhile.
 */
function retryAt(now: Temporal.Instant): Temporal.Instant {
  return startOfDay(dayOf(now).add({ days: 1 }));
}

async function writeCharges(work: Work, partnerTenantId: string, plans: readonly Plan[], rates: Rates): Promise<void> {
  const charging = plans.filter((plan) => plan.cycles.length > 0);
  if (charging.length === 0) return;
  const prices = await pricesOfHops(work, charging);
  const open = await holdOpenMonth(work, partnerTenantId, firstMonth(charging));
  const margins = await marginsOfCycles(work, charging);
  const subjects = new Map(charging.map((plan) => [plan, subjectOf(plan)]));
  const charges = charging.flatMap((plan) =>
    plan.cycles.flatMap((cycle) => {
      const rate = rates.get(rateKey(monthOf(cycle.dueAt), plan.term.pricingCurrency, billedIn(plan)))!;
      const facts = { rate, prices, margin: margins.get(cycle), currency: billedIn(plan) };
      const month = billingMonth(cycle.dueAt, open);
      return chargesOf(plan, cycle, facts, { month, subject: subjects.get(plan)! });
    }),
  );
  await insertSubjects(work, [...subjects.values()]);
  await insertCharges(work, charges);
}

function firstMonth(plans: readonly Plan[]): MonthText {
  return plans.map(({ cycles }) => monthOf(cycles[0]!.dueAt)).toSorted()[0]!;
}

function subjectOf({ term, account }: Plan): NewSubject {
  return newSubject(term.partnerTenantId, { ...term, mpnId: account?.mpnId ?? '' });
}

/** The charges of a cycle: one for each hop of the chain. */
function chargesOf(
  { term, chain }: Plan,
  cycle: Cycle,
  facts: PriceFacts,
  { month, subject }: { readonly month: MonthText; readonly subject: NewSubject },
): NewCharge[] {
  const day = dayOf(cycle.dueAt);
  return chain.map((hop, position) => {
    const asked = priceOn(hop, position === 0, term, cycle, facts);
    const taxed = (subtotal: Decimal) => taxOn(subtotal, term.market, day);
    const priced = amountOf({ ...asked, quantity: term.quantity, taxOn: taxed });
    return toCharge(hop, term, cycle, priced, { month, fingerprint: subject.fingerprint });
  });
}

function toCharge(
  hop: Hop,
  term: BillableTerm,
  cycle: Cycle,
  priced: Priced,
  { month, fingerprint }: { readonly month: MonthText; readonly fingerprint: string },
): NewCharge {
  return {
    partner_tenant_id: term.partnerTenantId,
    id: newId(),
    subscription_id: term.subscriptionId,
    seller_tenant_id: hop.sellerTenantId,
    buyer_tenant_id: hop.buyerTenantId,
    reseller_tenant_id: term.resellerTenantId,
    margin_id: priced.marginId,
    price_id: priced.priceId,
    subject_fingerprint: fingerprint,
    occurred_at: cycle.dueAt.toString(),
    period_start: cycle.period.start.toString(),
    period_end: cycle.period.end.toString(),
    term_start: term.startDate.toString(),
    term_end: term.endDate.toString(),
    exchange_rate_date: priced.exchangeRateDate.toString(),
    charge_key: cycle.key,
    charge_type: cycle.chargeType,
    billing_month: month,
    pricing_currency: priced.pricingCurrency,
    currency: priced.currency,
    quantity: String(term.quantity),
    unit_price: priced.unitPrice,
    effective_unit_price: priced.effectiveUnitPrice,
    exchange_rate: priced.exchangeRate,
    subtotal: priced.subtotal,
    tax_total: priced.taxTotal,
    total: priced.total,
    tax_rule: priced.taxRule,
  };
}
