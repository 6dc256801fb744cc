/** SQL of what was done in an account. Reads the platform's event table and writes nothing. */
import type { Page } from '../../../kernel/index.ts';
import { countedPage, listPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { EventRow } from '../domain/record.ts';

type Statements = Pick<Work, 'prepared'>;

const columns = `e.id, e.name, e.at, e.aggregate_id as "aggregateId", e.partner_tenant_id as "partnerTenantId",
  e.customer_tenant_id as "customerTenantId", e.publisher_tenant_id as "publisherTenantId",
  e.actor_tenant_id as "actorTenantId", e.actor_name as "actorName", e.actor_user_id as "actorUserId",
  e.actor_application_id as "actorApplicationId", e.on_behalf_tenant_id as "onBehalfTenantId",
  e.correlation_id as "correlationId", e.old_value as "oldValue", e.new_value as "newValue"`;

const at = { sql: 'e.at', type: 'timestamptz' } as const;
const tie = { sql: 'e.id', type: 'uuid' } as const;

/** Names of events that concern no customer, and of those that do. */
export interface Names {
  readonly own: readonly string[];
  readonly ofCustomers: readonly string[];
}

/** Records of an account between two moments; the moments may be others on the next page: the last days move on. */
const records: Listing<'at'> = {
  name: 'audit-records',
  select: columns,
  from: `event e where e.partner_tenant_id = $1 and e.at >= $2::timestamptz and e.at < $3::timestamptz
    and e.name = any(case when e.customer_tenant_id is null then $4::text[] else $5::text[] end)`,
  sorts: { at },
  tie,
  bound: 1,
  filters: { customer: 'e.customer_tenant_id = ?::uuid', customers: 'e.customer_tenant_id = any(?::uuid[])' },
};

export interface RecordRequest extends Names {
  readonly account: string;
  readonly from: Temporal.Instant;
  readonly before: Temporal.Instant;
  readonly filters: { readonly customer?: string | undefined; readonly customers?: readonly string[] | undefined };
  readonly size: number;
  readonly after?: string | undefined;
}

/** A page of them, the newest first. */
export function selectRecords(work: Statements, wanted: RecordRequest): Promise<Page<EventRow>> {
  const { account, from, before, own, ofCustomers, filters, size, after } = wanted;
  const request = { sort: 'at', descending: true, search: '', filters, size, after } as const;
  return listPage(work, records, [account, from, before, own, ofCustomers], request);
}

/** An event of the account. */
export async function selectRecord(work: Statements, account: string, id: string): Promise<EventRow | undefined> {
  const text = `select ${columns} from event e where e.id = $2 and e.partner_tenant_id = $1`;
  return (await work.prepared<EventRow>('audit-record', text, [account, id]))[0];
}

/** Events by which a change began to wait for its publisher, of the subscriptions and operations named. */
export async function selectHeld(
  work: Statements,
  account: string,
  subscriptionIds: readonly string[],
  operationIds: readonly string[],
): Promise<EventRow[]> {
  const text = `select ${columns} from event e where e.partner_tenant_id = $1 and e.aggregate_id = any($2::text[])
    and e.name = 'SubscriptionChangeHeld' and e.new_value ->> 'operationId' = any($3::text[])`;
  return work.prepared<EventRow>('held-events', text, [account, subscriptionIds, operationIds]);
}

export const activitySorts = ['at', 'actor'] as const;
export type ActivitySort = (typeof activitySorts)[number];

/** Everything that was done in an account, but for the names that are a log of their own. */
const activity: Listing<ActivitySort> = {
  name: 'activity',
  select: columns,
  from: 'event e where e.partner_tenant_id = $1 and e.name <> all($2::text[])',
  sorts: { at, actor: { sql: `comptoir_fold(e.actor_name) collate "C"`, type: 'text' } },
  tie,
  filters: {
    found: `(comptoir_fold(e.actor_name) like comptoir_holding((?::jsonb)->>'text')
      or e.customer_tenant_id in (select value::uuid from jsonb_array_elements_text((?::jsonb)->'customers')))`,
    kind: 'e.name ~ ?',
    from: 'e.at >= ?::timestamptz',
    before: 'e.at < ?::timestamptz',
  },
};

/** What happened to some things of an account, such as a subscription and its order. */
const history: Listing<'at'> = {
  name: 'history',
  select: columns,
  from: 'event e where e.partner_tenant_id = $1 and e.aggregate_id = any($2::text[])',
  words: `comptoir_fold(e.actor_name)`,
  sorts: { at },
  tie,
  bound: 1,
  filters: {},
};

/** A page of it, the newest first, with how much there is. */
export function selectHistory(
  work: Statements,
  account: string,
  about: readonly string[],
  request: ListRequest<'at'>,
): Promise<CountedPage<EventRow>> {
  return countedPage(work, history, [account, about], request);
}

/** A page of it, with how much there is. */
export function selectActivity(
  work: Statements,
  account: string,
  leftOut: readonly string[],
  request: ListRequest<ActivitySort>,
): Promise<CountedPage<EventRow>> {
  return countedPage(work, activity, [account, leftOut], request);
}
