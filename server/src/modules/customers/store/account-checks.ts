/** SQL on what the operator found of customers' accounts. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { AccountStatus } from '../../../programme/account-check.ts';
import type { CustomerTables } from '../tables.ts';

export interface AccountState {
  readonly status: AccountStatus;
  readonly at: Temporal.Instant;
}

export async function selectAccountState(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
): Promise<AccountState | undefined> {
  const text = `select account_status as status, account_status_at as at from customer
    where tenant_id = $1 and account_status is not null`;
  return (await work.prepared<AccountState>('account-state', text, [customerTenantId]))[0];
}

export interface CheckedAccount {
  readonly customerTenantId: string;
  readonly companyName: string;
  readonly domain: string;
  readonly country: string;
  /** Null: never looked at. */
  readonly status: AccountStatus | null;
  readonly statusAt: Temporal.Instant | null;
}

export const accountSorts = ['name', 'checked'] as const;
export type AccountSort = (typeof accountSorts)[number];

const select = `c.tenant_id as "customerTenantId", c.company_name as "companyName", c.domain, c.country,
    c.account_status as status, c.account_status_at as "statusAt"`;

const listing: Listing<AccountSort> = {
  name: 'customer-accounts',
  select,
  from: 'customer c where true',
  words: `comptoir_fold(concat_ws(' ', c.company_name, c.domain))`,
  ids: ['c.tenant_id'],
  sorts: {
    name: { sql: 'c.folded_name', type: 'text' },
    checked: { sql: `coalesce(c.account_status_at, timestamptz '1970-01-01 00:00Z')`, type: 'timestamptz' },
  },
  tie: { sql: 'c.tenant_id', type: 'uuid' },
  filters: { status: `coalesce(c.account_status, 'None') = ?` },
};

/** A page of all customers, with what was found of their accounts. System only. */
export function selectAccounts(
  work: Pick<Work, 'prepared'>,
  wanted: ListRequest<AccountSort>,
): Promise<CountedPage<CheckedAccount>> {
  return countedPage(work, listing, [], wanted);
}

/** Held until the work ends. System only. */
export async function lockAccount(
  work: Pick<Work, 'prepared'>,
  customerTenantId: string,
): Promise<CheckedAccount | undefined> {
  const text = `select ${select} from customer c where c.tenant_id = $1 for update`;
  return (await work.prepared<CheckedAccount>('lock-account', text, [customerTenantId]))[0];
}

export interface AccountDecision {
  readonly customerTenantId: string;
  readonly status: 'UnderReview' | 'Allowed' | 'NotAllowed';
  readonly note: string;
}

/** System only. */
export async function writeAccountState(work: Work<CustomerTables>, decision: AccountDecision): Promise<void> {
  const { customerTenantId, status, note } = decision;
  await work.db
    .updateTable('customer')
    .set({ account_status: status, account_status_at: work.now })
    .where('tenant_id', '=', customerTenantId)
    .execute();
  await work.db
    .insertInto('account_check')
    .values({
      customer_tenant_id: customerTenantId,
      id: newId(),
      status,
      note,
      at: work.now,
      by_user: work.actor.userId ?? null,
      by_name: work.actor.name,
    })
    .execute();
}
