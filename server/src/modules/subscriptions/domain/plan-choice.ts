/** Which plans a subscription may have now, and which from its renewal on only. Pure. */
import { isSeatCount, seatBounds, type BillingCycle, type Term } from '../../../kernel/index.ts';

export const notNowReasons = ['term', 'trial', 'seats'] as const;
/** Not sold for the term and billing cycle that run; without a trial in one; with other bounds of its licences. */
export type NotNow = (typeof notNowReasons)[number];

export interface PlanSeats {
  readonly perSeat: boolean;
  readonly seats: { readonly min: number; readonly max: number };
}

/** Why a plan that is sold is not one to change to now; undefined when it is. `trial`: the customer has one left of it. */
export function whyNotNow(
  standing: {
    readonly term: Term;
    readonly billingCycle: BillingCycle;
    readonly inTrial: boolean;
    readonly perSeat: boolean;
    readonly quantity: number;
  },
  plan: PlanSeats & {
    readonly prices: readonly { readonly term: Term; readonly billingCycle: BillingCycle }[];
    readonly trial: boolean;
  },
): NotNow | undefined {
  const isOffered = plan.prices.some(
    ({ term, billingCycle }) => term === standing.term && billingCycle === standing.billingCycle,
  );
  if (!isOffered) return 'term';
  if (standing.inTrial && !plan.trial) return 'trial';
  const { min, max } = seatBounds(plan);
  return standing.perSeat && plan.perSeat && !isSeatCount(standing.quantity, min, max) ? 'seats' : undefined;
}
