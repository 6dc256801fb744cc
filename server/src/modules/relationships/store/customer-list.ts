/** SQL of a partner's customers as a list. The first argument is the open work. */
import type { Page } from '../../../kernel/index.ts';
import { countedPage, listPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';

/** Only statements: works of any module may call. */
export type Statements = Pick<Work, 'prepared'>;

export interface ListedCustomer {
  readonly tenantId: string;
  readonly companyName: string;
  readonly domain: string;
  /** When the relationship began. */
  readonly since: Temporal.Instant;
}

export const customerSorts = ['name', 'domain', 'since'] as const;
export type CustomerSort = (typeof customerSorts)[number];

/** The last character there is: what begins with a text stands between the text and the text with it. */
const last = 'chr(1114111)';
const begins = (column: string) =>
  `${column} >= comptoir_fold(?) and ${column} < comptoir_fold(?) || ${last} collate "C"`;

const listing: Listing<CustomerSort> = {
  name: 'customers',
  select: 'r.customer_tenant_id as "tenantId", r.customer_name as "companyName", r.customer_domain as domain, r.since',
  from: `customer_relationship r where r.partner_tenant_id = $1 and r.state = 'reseller'`,
  words: 'r.search_words',
  ids: ['r.customer_tenant_id'],
  sorts: {
    name: { sql: 'r.folded_name', type: 'text' },
    domain: { sql: 'r.folded_domain', type: 'text' },
    since: { sql: 'r.since', type: 'timestamptz' },
  },
  tie: { sql: 'r.customer_tenant_id', type: 'uuid' },
  filters: {
    namePrefix: begins('r.folded_name'),
    domainPrefix: begins('r.folded_domain'),
    reseller: 'r.reseller_tenant_ids @> array[?::uuid]',
    provider: 'r.provider_tenant_ids @> array[?::uuid]',
  },
};

export type CustomerRequest = ListRequest<CustomerSort>;

/** A page of a partner's customers. */
export function selectCustomers(
  work: Statements,
  partnerTenantId: string,
  request: CustomerRequest,
): Promise<Page<ListedCustomer>> {
  return listPage(work, listing, [partnerTenantId], request);
}

/** The same with how many there are in all. */
export function selectCustomersCounted(
  work: Statements,
  partnerTenantId: string,
  request: CustomerRequest,
): Promise<CountedPage<ListedCustomer>> {
  return countedPage(work, listing, [partnerTenantId], request);
}

/** Company names of those among these customers that the account sells to, by id. */
export async function customerNames(
  work: Statements & Pick<Work, 'account'>,
  customerTenantIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customerTenantIds.length === 0) return new Map();
  const text = `select customer_tenant_id as id, customer_name as name from customer_relationship
    where partner_tenant_id = $1 and customer_tenant_id = any($2::uuid[]) and state = 'reseller'`;
  const rows = await work.prepared<{ id: string; name: string }>('names-of-sold-to', text, [
    work.account,
    customerTenantIds,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Ids of all customers that the account has or had whose name or domain holds the text, without regard to case and accents. */
export async function customersHolding(work: Statements & Pick<Work, 'account'>, text: string): Promise<string[]> {
  const statement = `select customer_tenant_id as id from customer_relationship
    where partner_tenant_id = $1 and search_words like comptoir_holding($2)`;
  const rows = await work.prepared<{ id: string }>('customers-holding', statement, [work.account, text]);
  return rows.map(({ id }) => id);
}
