/** The older, all-or-nothing delegated access: a customer sees who has it (rule D7); `endDelegatedAccess` ends it. */
import type { Work } from '../../../platform/work.ts';
import { tenantNames } from '../../identity/index.ts';
import { selectOlderAccess, type OlderAccess } from '../store/delegated-access.ts';

/** Partners that administer the acting customer by it. System only. */
export async function olderAccessOf(work: Work): Promise<OlderAccess[]> {
  const found = await selectOlderAccess(work, work.actor.tenantId);
  const names = await tenantNames(
    work,
    found.map((one) => one.partnerTenantId),
  );
  return found.map((one) => ({ ...one, partnerName: names.get(one.partnerTenantId) ?? one.partnerName }));
}
