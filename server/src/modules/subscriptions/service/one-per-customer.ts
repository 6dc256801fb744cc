/** What a customer has of plans that are sold once to each (rule F4). Of other partners' sales a partner knows nothing. */
import type { Verdict } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { mayHaveAnother } from '../domain/one-per-customer.ts';
import type { DecidedLine } from '../domain/line.ts';
import { statusesOfOffers, lockOnePerCustomer } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';

export interface PlanOfOffer {
  readonly offerId: string;
  readonly planId: string;
  readonly onePerCustomer: boolean;
}

/** For each plan, in their order, whether the acting partner's customer may be sold one more. */
export async function mayHaveMore(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  plans: readonly PlanOfOffer[],
): Promise<Verdict[]> {
  const limited = plans.filter((plan) => plan.onePerCustomer).map((plan) => plan.offerId);
  const had = limited.length > 0 ? await statusesOfOffers(work, customerTenantId, [...new Set(limited)]) : [];
  return plans.map((plan) =>
    mayHaveAnother(
      plan,
      had.filter((one) => one.offerId === plan.offerId && one.planId === plan.planId).map((one) => one.status),
    ),
  );
}

/**
 * The same for the lines of an order or cart, each the one more of those before it. `order`: no other order of the
 * customer with one of these plans is placed until this one is done.
 */
export async function mayHaveLines(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  lines: readonly DecidedLine[],
  { order }: { readonly order: boolean },
): Promise<Verdict[]> {
  const items = lines.map((line) => line.item);
  const limited = items.filter((item) => item.onePerCustomer);
  if (order && limited.length > 0) await lockOnePerCustomer(work, customerTenantId);
  const verdicts = await mayHaveMore(work, customerTenantId, items);
  return verdicts.map((verdict, index) => {
    const { offerId, planId } = items[index]!;
    const before = items.slice(0, index).some((item) => item.offerId === offerId && item.planId === planId);
    return before ? mayHaveAnother(items[index]!, ['pending']) : verdict;
  });
}
