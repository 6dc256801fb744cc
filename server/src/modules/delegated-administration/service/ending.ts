/** What a customer granted a partner ends with the relationship of the two (rules D13, D15; decision 0065). System only. */
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { revokeConsentsGivenBy } from '../../identity/index.ts';
import { endAssignments } from '../store/assignments.ts';
import * as store from '../store/relationships.ts';
import { say, timed } from './shared.ts';

/** A relationship is over, with the roles that groups hold by it. The reseller relationship and the subscriptions go on (rule D8). */
export async function endDelegation(
  work: Work,
  found: store.DelegatedRelationship,
  status: 'rejected' | 'terminated',
): Promise<void> {
  const change = { status, ended_at: work.now, ended_by_tenant_id: work.actor.tenantId };
  await store.updateRelationship(work, found, timed(work, found, change));
  await endAssignments(work, found);
}

/**
 * Ends all that a customer granted a partner, and takes back what waits for its answer: a relationship that begins again
 * begins without it. Applications that the partner let in for the customer are shut out. The acting account is one of the two.
 */
export async function endDelegations(
  work: Work,
  sides: { readonly partnerTenantId: string; readonly customerTenantId: string },
): Promise<void> {
  const by = work.account === sides.partnerTenantId ? 'partner' : 'customer';
  for (const found of await store.lockStanding(work, sides)) {
    await endDelegation(work, found, 'terminated');
    await store.insertRequest(work, found, { id: newId(), action: 'terminate' });
    say(work, found, 'DelegatedAdminTerminated', { displayName: found.displayName, by });
  }
  await revokeConsentsGivenBy(work, sides);
}
