/** Customers that granted the acting partner something which is active. */
import type { Work } from '../../../platform/work.ts';
import { delegationFault } from '../faults.ts';
import { selectDelegatedCustomers, type DelegatedCustomer } from '../store/assignments.ts';

export function delegatedCustomers(work: Work): Promise<DelegatedCustomer[]> {
  return selectDelegatedCustomers(work, work.account);
}

/** Faults: DelegationNotFound. */
export async function delegatedCustomerOf(work: Work, tenantId: string): Promise<DelegatedCustomer> {
  const found = (await delegatedCustomers(work)).find((one) => one.tenantId === tenantId.toLowerCase());
  if (found) return found;
  throw delegationFault('DelegationNotFound', `No delegated administration of ${tenantId.slice(0, 100)} is active.`);
}
