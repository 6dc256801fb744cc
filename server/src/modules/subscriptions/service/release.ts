/** The end of a relationship, as far as purchases have a say in it: nothing that runs may lose its partner (rule D15). */
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { endDelegations } from '../../delegated-administration/index.ts';
import { endRelationship, holdRelationship } from '../../relationships/index.ts';
import { subscriptionFault } from '../faults.ts';
import { runningSubscriptions } from '../store/subscriptions.ts';

/**
 * Ends the relationship of a partner and a customer, by either side: once no subscription is active or waits for its
 * activation. What was bought stays on record; all that the customer delegated ends with it. System only; the acting account is one of the two.
 * Faults: CustomerNotFound, OwnPartnerNotFound, RelationshipHasSubscriptions.
 */
export async function releaseCustomer(
  work: Work,
  sides: { readonly partnerTenantId: string; readonly customerTenantId: string },
): Promise<void> {
  await holdRelationship(work, sides);
  const running = await runningSubscriptions(work, sides.partnerTenantId, sides.customerTenantId);
  if (running > 0) {
    throw subscriptionFault(
      'RelationshipHasSubscriptions',
      `${running} of the subscriptions are active or wait for activation. Suspend or cancel them first.`,
      { rule: rules.D15, values: { count: running } },
    );
  }
  await endRelationship(work, sides);
  await endDelegations(work, sides);
}
