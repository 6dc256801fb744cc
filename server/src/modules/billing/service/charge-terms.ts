/** Charges terms: every cycle that is due becomes one charge on each hop of the sale's chain, as soon as the hop can be priced. */
import { dayOf, monthOf, newId, startOfDay, type Decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { taxOn } from '../../../programme/tax.ts';
import { operatorTenant } from '../../identity/index.ts';
import { partnerAccountsOf, type PartnerAccount } from '../../partners/index.ts';
import { noteCharged, type BillableTerm } from '../../subscriptions/index.ts';
import { insertCharges, pricedColumns, type NewCharge } from '../store/charges.ts';
import { holdOpenMonth } from '../store/month-end.ts';
import { chainOf, type Hop } from '../domain/chain.ts';
import { termKey, type WaitingFor } from '../domain/missing-rate.ts';
import { billingMonth } from '../domain/month.ts';
import { amountOf, type Priced } from '../domain/price.ts';
import { cyclesDue, inPlanAt, quantityAt, type Cycle } from '../domain/schedule.ts';
import { insertSubjects, newSubject, type NewSubject } from '../store/subjects.ts';
import { firstCyclesWaiting } from '../store/delays.ts';
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
  /** Cycles to charge on some hop: those that the operator's hop waits with, then those due. */
  readonly cycles: readonly Cycle[];
  /** How many of them, from the first on, have a rate for the operator's hop; all other hops need none. */
  readonly priced: number;
  readonly chargedCycles: number;
  readonly nextAt: Temporal.Instant | null;
  /** What the operator's hop waits for, and from which cycle on. */
  readonly waiting: WaitingFor | undefined;
}

/**
 * Charges every cycle due of these terms of one billing account, which the work holds, and moves their cursors: a statement
 * for each step. Without an exchange rate the operator's hop alone waits (decision 0052).
 */
export async function chargeTerms(work: Work, partnerTenantId: string, terms: readonly BillableTerm[]): Promise<void> {
  const operatorTenantId = (await operatorTenant(work)).id;
  const [account] = await partnerAccountsOf(work, [partnerTenantId]);
  const waiting = await firstCyclesWaiting(work, partnerTenantId, terms);
  const due = terms.map((term) => {
    const chain = chainOf({ ...term, operatorTenantId });
    return { term, account, chain, ...cyclesOf(term, waiting, work.now) };
  });
  const rates = await ratesFor(work, due.flatMap(ratesWanted));
  const plans = due.map((plan) => upToMissingRate(plan, rates, work.now));
  await writeCharges(work, partnerTenantId, plans, rates);
  await noteCharged(
    work,
    plans.map(({ term, chargedCycles, nextAt }) => ({
      partnerTenantId: term.partnerTenantId,
      subscriptionId: term.subscriptionId,
      number: term.number,
      chargedCycles,
      nextChargeAt: nextAt,
    })),
  );
  await noteDelays(work, partnerTenantId, plans);
}

function cyclesOf(term: BillableTerm, waiting: ReadonlyMap<string, number>, now: Temporal.Instant) {
  const { due, nextAt } = cyclesDue(term, now);
  const first = waiting.get(termKey(term.subscriptionId, term.number)) ?? term.chargedCycles;
  const { due: cycles } = cyclesDue({ ...term, chargedCycles: first }, now);
  return { cycles, chargedCycles: term.chargedCycles + due.length, nextAt };
}

type DuePlan = Omit<Plan, 'priced' | 'waiting'>;

/** What the account is billed in; without one, what the price is in. */
function billedIn({ term, account }: Pick<Plan, 'term' | 'account'>) {
  return account?.currency ?? term.pricingCurrency;
}

function ratesWanted(plan: DuePlan) {
  const to = billedIn(plan);
  return plan.cycles.map((cycle) => ({ month: monthOf(cycle.dueAt), from: plan.term.pricingCurrency, to }));
}

/** On the operator's hop what comes after the first cycle without an exchange rate waits too, so that order holds. */
function upToMissingRate(plan: DuePlan, rates: Rates, now: Temporal.Instant): Plan {
  const { term, cycles } = plan;
  const currency = billedIn(plan);
  const stuck = cycles.findIndex((cycle) => !rates.has(rateKey(monthOf(cycle.dueAt), term.pricingCurrency, currency)));
  if (stuck < 0) return { ...plan, priced: cycles.length, waiting: undefined };
  const { dueAt, index: firstCycle } = cycles[stuck]!;
  const waiting = { month: monthOf(dueAt), from: term.pricingCurrency, to: currency, firstCycle };
  return { ...plan, priced: stuck, nextAt: retryAt(now), waiting };
}

/**
 * What waits is tried again at each midnight UTC, hence once more just before its month can close; the rest goes on
 * meanwhile. No cycle begins before.
 */
function retryAt(now: Temporal.Instant): Temporal.Instant {
  return startOfDay(dayOf(now).add({ days: 1 }));
}

/** Each cycle with the hops it is charged on now. */
function hopsToCharge({ term, chain, cycles, priced }: Plan) {
  return cycles.flatMap((cycle, index) => {
    const isNew = cycle.index >= term.chargedCycles;
    const hops = chain.filter((_, position) => (position === 0 ? index < priced : isNew));
    return hops.length > 0 ? [{ cycle, hops }] : [];
  });
}

/** The same by the plan that each cycle begins with: a term may have changed it since one that is charged late. */
function duePlans(plan: Plan) {
  const due = hopsToCharge(plan).map((one) => ({ ...one, term: inPlanAt(plan.term, one.cycle.dueAt) }));
  const byPlan = Map.groupBy(due, ({ term }) => term.planSince?.toString());
  return Array.from(byPlan.values(), (same) => ({ plan: { ...plan, term: same[0]!.term }, due: same }));
}

async function writeCharges(work: Work, partnerTenantId: string, plans: readonly Plan[], rates: Rates): Promise<void> {
  const charging = plans.flatMap(duePlans);
  if (charging.length === 0) return;
  const charged = charging.map(({ plan }) => plan);
  const prices = await pricesOfHops(work, charged);
  const months = charging.map(({ due }) => monthOf(due[0]!.cycle.dueAt)).toSorted();
  const open = await holdOpenMonth(work, partnerTenantId, months[0]!);
  const margins = await marginsOfCycles(
    work,
    charging.map(({ plan: { term, chain }, due }) => ({
      term,
      cycles: due.filter(({ hops }) => hops.includes(chain[0]!)).map(({ cycle }) => cycle),
    })),
  );
  const subjects = new Map(charged.map((plan) => [plan, subjectOf(plan)]));
  const charges = charging.flatMap(({ plan, due }) =>
    due.flatMap(({ cycle, hops }) => {
      const rate = rates.get(rateKey(monthOf(cycle.dueAt), plan.term.pricingCurrency, billedIn(plan)));
      const facts = { rate, prices, margin: margins.get(cycle), currency: billedIn(plan) };
      const month = billingMonth(cycle.dueAt, open);
      return chargesOf({ ...plan, hops }, cycle, facts, { month, subject: subjects.get(plan)! });
    }),
  );
  await insertSubjects(work, [...subjects.values()]);
  await insertCharges(work, charges);
}

function subjectOf({ term, account }: Plan): NewSubject {
  return newSubject(term.partnerTenantId, { ...term, mpnId: account?.mpnId ?? '' });
}

/** The charges of a cycle: one for each of these hops. */
function chargesOf(
  { term, chain, hops }: Pick<Plan, 'term' | 'chain'> & { readonly hops: readonly Hop[] },
  cycle: Cycle,
  facts: PriceFacts,
  { month, subject }: { readonly month: MonthText; readonly subject: NewSubject },
): NewCharge[] {
  const day = dayOf(cycle.dueAt);
  return hops.map((hop) => {
    const asked = priceOn(hop, hop === chain[0], term, cycle, facts);
    const taxed = (subtotal: Decimal) => taxOn(subtotal, term.market, day);
    const quantity = quantityAt(term, cycle.dueAt);
    const priced = amountOf({ ...asked, quantity, taxOn: taxed });
    return toCharge(hop, term, cycle, priced, { month, fingerprint: subject.fingerprint, quantity });
  });
}

function toCharge(
  hop: Hop,
  term: BillableTerm,
  cycle: Cycle,
  priced: Priced,
  written: { readonly month: MonthText; readonly fingerprint: string; readonly quantity: number },
): NewCharge {
  return {
    partner_tenant_id: term.partnerTenantId,
    id: newId(),
    subscription_id: term.subscriptionId,
    seller_tenant_id: hop.sellerTenantId,
    buyer_tenant_id: hop.buyerTenantId,
    reseller_tenant_id: term.resellerTenantId,
    subject_fingerprint: written.fingerprint,
    occurred_at: cycle.dueAt.toString(),
    period_start: cycle.period.start.toString(),
    period_end: cycle.period.end.toString(),
    term_start: term.startDate.toString(),
    term_end: term.endDate.toString(),
    ...pricedColumns({ ...priced, planSince: term.planSince ?? null }),
    charge_key: cycle.key,
    charge_type: cycle.chargeType,
    billing_month: written.month,
    quantity: String(written.quantity),
  };
}
