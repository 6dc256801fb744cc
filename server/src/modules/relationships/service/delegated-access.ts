/** The older, all-or-nothing delegated access: a customer sees and ends it; the reseller relationship goes on (rule D7). */
import type { Work } from '../../../platform/work.ts';
import { tenantNames } from '../../identity/index.ts';
import type { RelationshipEvents } from '../events.ts';
import { olderAccessNotFound } from '../faults.ts';
import { clearOlderAccess, selectOlderAccess, type OlderAccess } from '../store/delegated-access.ts';

/** Partners that administer the acting customer by it. System only. */
export async function olderAccessOf(work: Work): Promise<OlderAccess[]> {
  const found = await selectOlderAccess(work, work.actor.tenantId);
  const names = await tenantNames(
    work,
    found.map((one) => one.partnerTenantId),
  );
  return found.map((one) => ({ ...one, partnerName: names.get(one.partnerTenantId) ?? one.partnerName }));
}

/** The acting customer takes it from a partner. System only. Faults: OlderAccessNotFound. */
export async function endOlderAccess(work: Work, partnerTenantId: string): Promise<void> {
  const { tenantId } = work.actor;
  if (!(await clearOlderAccess(work, partnerTenantId, tenantId))) throw olderAccessNotFound(partnerTenantId);
  const newValue: RelationshipEvents['DelegatedAccessEnded'] = { delegatedAccess: false };
  work.publish({
    name: 'DelegatedAccessEnded',
    aggregateType: 'customer',
    aggregateId: tenantId,
    partnerTenantId,
    customerTenantId: tenantId,
    oldValue: { delegatedAccess: true },
    newValue,
  });
}
