/** What due renewals make of subscriptions: as they stand, or as their partner scheduled where that is still sold. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { decideSale } from '../../../programme/sale.ts';
import { offerVersionsOf, purchasable, resaleFactsOf, type PurchasableItem } from '../../offers/index.ts';
import { nicknameIn } from '../domain/change.ts';
import { isOtherProduct, whyDropped, type DroppedNextTerm, type OfferedNow } from '../domain/next-term.ts';
import { termOverAt } from '../domain/term.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { SubscriptionTables } from '../tables.ts';

export interface RenewalPlan {
  /** The subscription as its next term has it; of another plan the version it was scheduled in, from which its price follows. */
  readonly row: SubscriptionRow;
  /** Another plan, term or billing cycle. */
  readonly other: boolean;
  readonly dropped: DroppedNextTerm | null;
}

/** For each, in their order. What is asked is asked once for all of them. */
export async function renewalPlans(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  rows: readonly SubscriptionRow[],
): Promise<readonly RenewalPlan[]> {
  const others = rows.filter((row) => row.next_term && isOtherProduct(standingOf(row), row.next_term));
  const offered = await offeredNow(work, partnerTenantId, others);
  const scheduled = await purchasable(
    work,
    others.flatMap((row) => [row.availability_id, row.next_term!.availabilityId]),
  );
  const itemOf = new Map(scheduled.map((item) => [item.availabilityId, item]));
  return rows.map((row) => {
    const { next_term: wanted } = row;
    if (!wanted) return { row, other: false, dropped: null };
    const reason = whyDropped(standingOf(row), wanted, offered.get(row.id));
    if (reason) return { row, other: false, dropped: { at: termOverAt(row.term_end!).toString(), reason, wanted } };
    const quantity = wanted.quantity ?? row.quantity;
    const other = isOtherProduct(standingOf(row), wanted);
    if (!other) return { row: { ...row, quantity }, other, dropped: null };
    const [left, taken] = [itemOf.get(row.availability_id)!, itemOf.get(wanted.availabilityId)!];
    const friendly_name = nicknameIn(row.friendly_name, left, taken);
    return { row: inPlan({ ...row, quantity, friendly_name }, taken), other, dropped: null };
  });
}

function standingOf(row: SubscriptionRow) {
  return { skuId: row.sku_id, term: row.term, billingCycle: row.billing_cycle, quantity: row.quantity };
}

/** The subscription in the plan that is scheduled for it. */
function inPlan(row: SubscriptionRow, item: PurchasableItem): SubscriptionRow {
  const { term, billingCycle: billing_cycle } = row.next_term!;
  return { ...row, term, billing_cycle, ...columnsOf(item) };
}

/** What a subscription keeps of the catalogue item that it is. */
export function columnsOf({ availabilityId, versionId, skuId, planId, perSeat }: PurchasableItem) {
  return {
    availability_id: availabilityId,
    offer_version_id: versionId,
    sku_id: skuId,
    plan_id: planId,
    per_seat: perSeat,
  };
}

/** Where the plans that are scheduled stand in the versions that are live now, by subscription. */
async function offeredNow(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  rows: readonly SubscriptionRow[],
): Promise<ReadonlyMap<string, OfferedNow>> {
  if (rows.length === 0) return new Map();
  const facts = await resaleFactsOf(work, partnerTenantId, [...new Set(rows.map((row) => row.offer_id))]);
  const live = await offerVersionsOf(
    work,
    [...facts.values()].flatMap(({ liveVersionId }) => liveVersionId ?? []),
  );
  const on = dayOf(work.now);
  return new Map(
    rows.flatMap((row) => {
      const fact = facts.get(row.offer_id);
      const { planId, term, billingCycle } = row.next_term!;
      const item = live
        .get(fact?.liveVersionId ?? '')
        ?.items.find(
          ({ planId: plan, market, currency }) =>
            plan === planId && market === row.market && currency === row.pricing_currency,
        );
      if (!fact || !item) return [];
      const { kind, sellThroughOperator, plan, perSeat, seats } = item;
      const offer = { ...fact, kind, sellThroughOperator };
      const verdicts = decideSale({ on, country: row.market, offer, plan, markets: [row.market] });
      const priced = item.prices.some((price) => price.term === term && price.billingCycle === billingCycle);
      const { transactable, place, plan: orderable, market, audience } = verdicts;
      const sold =
        fact.offerState === 'live' && priced && [transactable, place, orderable, market].every((one) => one.allowed);
      return [[row.id, { sold, toPartner: audience.allowed, perSeat, seats }] as const];
    }),
  );
}
