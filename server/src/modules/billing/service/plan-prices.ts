/** What another plan costs on each hop that a change of plan builds on: as a sale of it at that moment would. */
import type { Work } from '../../../platform/work.ts';
import { operatorTenant } from '../../identity/index.ts';
import { marginsAt, type Margin } from '../../private-offers/index.ts';
import type { ChargeableChange, SoldPlan } from '../../subscriptions/index.ts';
import type { PlanPrice } from '../domain/adjustment.ts';
import type { BaseCharge } from '../store/charged-before.ts';
import { toSubject } from '../store/subjects.ts';
import { priceOn, pricesOn } from './hop-prices.ts';

export interface PlanPrices {
  /** By the charge that is built on; charges of other changes have none. */
  readonly of: ReadonlyMap<BaseCharge, PlanPrice>;
  /** Margins taken. */
  readonly uses: readonly { readonly margin: Margin; readonly subscriptionId: string }[];
}

/** A statement for each step, however many changes there are; none where no plan changes. */
export async function planPrices(
  work: Work,
  partnerTenantId: string,
  bases: readonly BaseCharge[],
  changes: readonly ChargeableChange[],
): Promise<PlanPrices> {
  const taken = bases.flatMap((base) => takenBy(base, changes[base.place]!));
  if (taken.length === 0) return { of: new Map(), uses: [] };
  const operator = (await operatorTenant(work)).id;
  const byOperator = taken.filter(({ base }) => base.sellerTenantId === operator);
  const others = taken.filter(({ base }) => base.sellerTenantId !== operator);
  const margins = await marginsAt(
    work,
    byOperator.map(({ term, at }) => ({ ...term, partnerTenantId, at })),
  );
  const prices = await pricesOn(
    work,
    others.map(({ base, term }) => ({ hop: base, term })),
  );
  const marginOf = new Map(byOperator.map(({ base }, index) => [base, margins[index]]));
  const of = taken.map(({ base, term, at }) => {
    const { exchangeRate, exchangeRateDate: date, currency } = base;
    const facts = { rate: { rate: exchangeRate, date }, currency, margin: marginOf.get(base), prices };
    return [base, priceOn(base, base.sellerTenantId === operator, term, { dueAt: at, isTrial: false }, facts)] as const;
  });
  const uses = byOperator.flatMap(({ base: { subscriptionId } }, index) => {
    const margin = margins[index];
    return margin ? [{ margin, subscriptionId }] : [];
  });
  return { of: new Map(of), uses };
}

function takenBy(base: BaseCharge, { kind, plan, occurredAt: at }: ChargeableChange) {
  if (kind !== 'plan') return [];
  return [
    { base, at, term: { ...toSubject({ ...base, subscription_id: base.subscriptionId }), ...(plan as SoldPlan) } },
  ];
}
