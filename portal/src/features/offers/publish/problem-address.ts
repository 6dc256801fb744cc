/** Where a problem is mended: its page, and of the plans the one it is about. */
import type { Offer, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { paths } from '../../../paths.ts';

export function problemAddress(
  offer: Pick<Offer, 'offerId' | 'document'>,
  problem: Pick<OfferProblem, 'path' | 'page'>,
): string {
  const index = /^plans\[(\d+)\]/.exec(problem.path)?.[1];
  const plan = index === undefined ? undefined : offer.document.plans[Number(index)];
  return plan
    ? `${paths.offerPlan(offer.offerId, plan.planId)}&check=1`
    : `${paths.offer(offer.offerId, problem.page)}?check=1`;
}
