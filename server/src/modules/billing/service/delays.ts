/** Terms whose charge waits, because something is missing that an operator must enter. */
import type { Work } from '../../../platform/work.ts';
import type { BillableTerm } from '../../subscriptions/index.ts';
import { deleteDelays, insertDelays } from '../charge-store.ts';
import type { BillingEvents } from '../events.ts';

/** Notes which terms wait and why, and forgets those that wait no more; told once per term. */
export async function noteDelays(
  work: Work,
  plans: readonly { readonly term: BillableTerm; readonly reason: string | undefined }[],
): Promise<void> {
  const fine = plans.filter((plan) => plan.reason === undefined).map((plan) => plan.term);
  if (fine.length > 0) await deleteDelays(work, fine);
  const waiting = plans.flatMap(({ term, reason }) => {
    const { partnerTenantId, subscriptionId, number: termNumber } = term;
    return reason === undefined ? [] : [{ partnerTenantId, subscriptionId, termNumber, reason }];
  });
  if (waiting.length === 0) return;
  const fresh = await insertDelays(work, waiting);
  for (const { partnerTenantId, subscriptionId, termNumber, reason } of waiting) {
    if (!fresh.has(`${subscriptionId} ${termNumber}`)) continue;
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
