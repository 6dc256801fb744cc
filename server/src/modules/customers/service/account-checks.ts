/** Use cases on customers' accounts: what the operator found of one, which decides whether it may buy. */
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { AccountStatus } from '../../../programme/account-check.ts';
import type { CustomerEvents } from '../events.ts';
import { customerFault, customerNotFound } from '../faults.ts';
import {
  lockAccount,
  selectAccounts,
  selectAccountState,
  writeAccountState,
  type AccountDecision,
  type AccountSort,
  type AccountState,
  type CheckedAccount,
} from '../store/account-checks.ts';

/** Faults: AccountStatusNotFound, when the account was never looked at. */
export async function accountStateOf(work: Work, customerTenantId: string): Promise<AccountState> {
  const state = await selectAccountState(work, customerTenantId);
  if (state) return state;
  throw customerFault(
    'AccountStatusNotFound',
    'The account of this customer was never evaluated, which stands against no purchase.',
  );
}

/** What was found of an account; undefined when it was never looked at, which stands against no purchase. */
export async function accountStatusOf(work: Work, customerTenantId: string): Promise<AccountStatus | undefined> {
  return (await selectAccountState(work, customerTenantId))?.status;
}

/** A page of all customers, with what was found of their accounts. System only. */
export function customerAccounts(work: Work, wanted: ListRequest<AccountSort>): Promise<CountedPage<CheckedAccount>> {
  return selectAccounts(work, wanted);
}

/** Says what was found of a customer's account; its orders follow from now on. System only. Faults: CustomerNotFound. */
export async function setAccountStatus(work: Work, decision: AccountDecision): Promise<CheckedAccount> {
  const { customerTenantId, status, note } = decision;
  const before = await lockAccount(work, customerTenantId);
  if (!before) throw customerNotFound(customerTenantId);
  await writeAccountState(work, decision);
  const newValue: CustomerEvents['CustomerAccountChecked'] = { status, note };
  work.publish({
    name: 'CustomerAccountChecked',
    aggregateType: 'customer',
    aggregateId: customerTenantId,
    customerTenantId,
    oldValue: { status: before.status },
    newValue,
  });
  return { ...before, status, statusAt: work.now };
}
