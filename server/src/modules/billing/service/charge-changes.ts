/** Charges changes of subscriptions: lines behind what their cycle was charged at, on every hop, once. */
import { dayOf, monthOf, newId, startOfDay, type Decimal, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { taxOn } from '../../../programme/tax.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import { noteMarginUses } from '../../private-offers/index.ts';
import {
  changesToCharge,
  noteChangesCharged,
  soldSubscriptions,
  type ChargeableChange,
  type SoldPlan,
  type SoldSubscription,
} from '../../subscriptions/index.ts';
import { cancelled, planChange, seatChange, type Adjustment, type PlanPrice } from '../domain/adjustment.ts';
import { termKey } from '../domain/missing-rate.ts';
import { billingMonth } from '../domain/month.ts';
import { chargesBefore, type BaseCharge } from '../store/charged-before.ts';
import { insertCharges, pricedColumns, type NewCharge } from '../store/charges.ts';
import { firstCyclesWaiting } from '../store/delays.ts';
import { holdOpenMonth } from '../store/month-end.ts';
import { planPrices } from './plan-prices.ts';
import { insertSubjects, newSubject, toSubject, type NewSubject } from '../store/subjects.ts';

/**
 * Charges at most `limit` changes of a billing account; returns how many it looked after. Called once every cycle that is
 * due is charged. A change of a term whose operator's hop waits for an exchange rate waits with it.
 */
export async function chargeDueChanges(work: Work, partnerTenantId: string, limit: number): Promise<number> {
  const changes = await changesToCharge(work, partnerTenantId, work.now, limit);
  if (changes.length === 0) return 0;
  const terms = changes.map(({ subscriptionId, termNumber: number }) => ({ subscriptionId, number }));
  const waiting = await firstCyclesWaiting(work, partnerTenantId, terms);
  const waits = (change: ChargeableChange) => waiting.has(termKey(change.subscriptionId, change.termNumber));
  const ready = changes.filter((change) => !waits(change));
  for (const round of oneEach(ready)) await chargeRound(work, partnerTenantId, round);
  const again = startOfDay(dayOf(work.now).add({ days: 1 }));
  await noteChangesCharged(work, partnerTenantId, ready, changes.filter(waits), again);
  return changes.length;
}

/** In each round at most one change of a subscription: a later one builds on the lines of those before. */
function oneEach(changes: readonly ChargeableChange[]): readonly (readonly ChargeableChange[])[] {
  const bySubscription = [...Map.groupBy(changes, ({ subscriptionId }) => subscriptionId).values()];
  const rounds = Math.max(0, ...bySubscription.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => bySubscription.flatMap((same) => same[round] ?? []));
}

async function chargeRound(work: Work, partnerTenantId: string, changes: readonly ChargeableChange[]): Promise<void> {
  const bases = await chargesBefore(work, partnerTenantId, changes);
  const missing = changes.find((_, place) => !bases.some((base) => base.place === place));
  if (missing) {
    throw new Error(`change ${missing.number} of subscription ${missing.subscriptionId} has no charge to build on`);
  }
  const first = changes.map(({ occurredAt }) => monthOf(occurredAt)).toSorted()[0]!;
  const open = await holdOpenMonth(work, partnerTenantId, first);
  const subjectOf = await subjectsOf(work, partnerTenantId, changes);
  const plans = await planPrices(work, partnerTenantId, bases, changes);
  await noteMarginUses(work, plans.uses);
  const subjects: NewSubject[] = [];
  const lines = bases.flatMap((base) => {
    const change = changes[base.place]!;
    const month = billingMonth(change.occurredAt, open);
    return linesOf(base, change, plans.of.get(base)).map((line) => {
      const subject = subjectOf(base, isOfNewPlan(line) ? change.plan : undefined);
      subjects.push(subject);
      return toCharge(partnerTenantId, base, change, line, { month, fingerprint: subject.fingerprint });
    });
  });
  await insertSubjects(work, subjects);
  await insertCharges(work, lines);
}

/** What the lines of changes name: the sale and its price as their cycle has them, the names as they are now. */
async function subjectsOf(
  work: Work,
  partnerTenantId: string,
  changes: readonly ChargeableChange[],
): Promise<(base: BaseCharge, plan: SoldPlan | undefined) => NewSubject> {
  const ids = [...new Set(changes.map(({ subscriptionId }) => subscriptionId))];
  const sold = await soldSubscriptions(work, partnerTenantId, ids);
  const [account] = await partnerAccountsOf(work, [partnerTenantId]);
  return (base, plan) => {
    const was = toSubject({ ...base, subscription_id: base.subscriptionId });
    const names = namesOf(sold.get(base.subscriptionId)!, was.availabilityId);
    return newSubject(partnerTenantId, { ...was, ...names, ...plan, mpnId: account?.mpnId ?? '' });
  };
}

/** Those of the plan only while the subscription has it still. The reseller that sells on a hop stays; whom to name may change. */
function namesOf(sold: SoldSubscription, availabilityId: string) {
  const { customerName, customerDomain, customerCountry, publisherName, friendlyName, resellerMpnId } = sold;
  const names = { customerName, customerDomain, customerCountry, publisherName, friendlyName, resellerMpnId };
  const { productName, skuName } = sold;
  return sold.availabilityId === availabilityId ? { ...names, productName, skuName } : names;
}

/** What a change adds to one of the charges that it builds on. */
export function linesOf(
  base: BaseCharge,
  change: ChargeableChange,
  plan: PlanPrice | undefined,
): readonly Adjustment[] {
  if (change.kind === 'cancel') return [cancelled(base)];
  const day = dayOf(change.occurredAt);
  const taxed = (subtotal: Decimal) => taxOn(subtotal, base.market, day);
  return plan ? planChange(base, change, plan, taxed) : seatChange(base, change, taxed);
}

/** What is given back is of the plan before. */
const isOfNewPlan = ({ chargeType, chargeKey }: Adjustment) => chargeType === 'convert' && chargeKey.endsWith('n');

function toCharge(
  partnerTenantId: string,
  base: BaseCharge,
  change: ChargeableChange,
  line: Adjustment,
  { month, fingerprint }: { readonly month: MonthText; readonly fingerprint: string },
): NewCharge {
  return {
    partner_tenant_id: partnerTenantId,
    id: newId(),
    subscription_id: base.subscriptionId,
    seller_tenant_id: base.sellerTenantId,
    buyer_tenant_id: base.buyerTenantId,
    reseller_tenant_id: base.resellerTenantId,
    subject_fingerprint: fingerprint,
    occurred_at: change.occurredAt.toString(),
    period_start: line.periodStart.toString(),
    period_end: line.periodEnd.toString(),
    term_start: base.termStart.toString(),
    term_end: base.termEnd.toString(),
    ...pricedColumns(line),
    charge_key: line.chargeKey,
    charge_type: line.chargeType,
    billing_month: month,
    quantity: line.quantity,
  };
}
