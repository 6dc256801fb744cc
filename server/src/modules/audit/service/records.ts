/** What was done in a partner's account: Partner Center's audit records, and the activity log of the portal. */
import { isGuid, maxPageSize, startOfDay, type Page } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantNames } from '../../identity/index.ts';
import { customersHolding } from '../../relationships/index.ts';
import { kindOf, leftOut, patternOf, type ActivityKind } from '../domain/activity.ts';
import {
  eventIdOf,
  operationOf,
  shown,
  toRecord,
  type Asker,
  type AuditRecord,
  type EventRow,
} from '../domain/record.ts';
import { toldNames } from '../domain/told.ts';
import type { ResourceType } from '../domain/types.ts';
import { oldestDays, windowOf, type WindowProblem } from '../domain/window.ts';
import { auditFault } from '../faults.ts';
import {
  selectActivity,
  selectHeld,
  selectHistory,
  selectRecord,
  selectRecords,
  type ActivitySort,
} from '../store/records.ts';

/** A record, and the names of those that it names by their ids. */
export interface NamedRecord extends AuditRecord {
  readonly customerName: string | undefined;
}

export interface RecordsWish {
  /** As the client wrote them. */
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
  readonly companyName?: string | undefined;
  readonly customerId?: string | undefined;
  readonly resourceType?: ResourceType | undefined;
  readonly size?: number | undefined;
  readonly after?: string | undefined;
}

/** A page of the account's records, the newest first. Faults: AuditDaysRefused, InvalidInput for a foreign position. */
export async function recordsOf(work: Work, wish: RecordsWish): Promise<Page<NamedRecord>> {
  const window = windowOf(work.now, wish);
  if (typeof window === 'string') throw daysRefused(window);
  const { customerId, companyName, resourceType, size = maxPageSize, after } = wish;
  if (customerId !== undefined && !isGuid(customerId)) return { items: [] };
  const customers = companyName === undefined ? undefined : await customersHolding(work, companyName);
  const page = await selectRecords(work, {
    ...window,
    ...toldNames(resourceType),
    account: work.account,
    filters: { customer: customerId, customers },
    size,
    after,
  });
  return {
    ...page,
    items: await named(
      work,
      page.items.flatMap((event) => toRecord(event) ?? []),
    ),
  };
}

/** One record by its id. Faults: AuditRecordNotFound, for another account's too. */
export async function recordById(work: Work, recordId: string): Promise<NamedRecord> {
  const id = eventIdOf(recordId);
  const event = id === undefined ? undefined : await selectRecord(work, work.account, id);
  const record = event && toRecord(event);
  if (record?.recordId.toLowerCase() !== recordId.toLowerCase()) {
    throw auditFault('AuditRecordNotFound', 'There is no such record in this account. List the records again.');
  }
  return (await named(work, [record]))[0]!;
}

async function named(work: Work, records: readonly AuditRecord[]): Promise<NamedRecord[]> {
  const ids = new Set(records.flatMap(({ customerTenantId }) => customerTenantId ?? []));
  const names = await tenantNames(work, [...ids]);
  const askers = await askersOf(work, records);
  return records.map((record) => ({
    ...record,
    ...askers.get(operationOf(record) ?? ''),
    customerName: names.get(record.customerTenantId ?? ''),
  }));
}

/** Whoever asked for a change made it, whoever agreed: by operation. The activity log shows both. */
async function askersOf(work: Work, records: readonly AuditRecord[]): Promise<ReadonlyMap<string, Asker>> {
  const answered = records.filter((record) => operationOf(record) !== undefined);
  if (answered.length === 0) return new Map();
  const subscriptionIds = answered.map(({ aggregateId }) => aggregateId);
  const held = await selectHeld(work, work.account, subscriptionIds, answered.map(operationOf) as string[]);
  return new Map(
    held.map(
      ({ actorTenantId, actorName, actorUserId, actorApplicationId, onBehalfTenantId, correlationId, ...row }) => [
        operationOf(row)!,
        { actorTenantId, actorName, actorUserId, actorApplicationId, onBehalfTenantId, correlationId },
      ],
    ),
  );
}

const problems: Readonly<Record<WindowProblem, readonly [target: string, message: string]>> = {
  startDate: ['startDate', 'startDate is no day. Send it as 2026-10-29.'],
  endDate: ['endDate', 'endDate is no day. Send it as 2026-10-29.'],
  tooOld: ['startDate', `Records are told for ${oldestDays} days. Send a later startDate.`],
  ahead: ['startDate', 'startDate is in the future. Send today or a day before, or leave it out.'],
  reversed: ['endDate', 'endDate is before startDate. Send a later one, or leave it out.'],
};

function daysRefused(problem: WindowProblem) {
  const [target, message] = problems[problem];
  return auditFault('AuditDaysRefused', message, { target });
}

export interface Activity extends EventRow {
  readonly kind: ActivityKind;
  readonly customerName: string | undefined;
  /** The own tenant of who acted, when it is not the account's. */
  readonly actorTenantName: string | undefined;
  /** The tenant that was acted for, when it is another one than that of who acted. */
  readonly onBehalfTenantName: string | undefined;
}

export interface ActivityFilters {
  readonly kind?: ActivityKind | undefined;
  /** Days, both included, UTC. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A page of what was done in the account, found by who did it and for which customer. Faults: InvalidInput. */
export async function activityOf(
  work: Work,
  { search, filters, ...wanted }: ListRequest<ActivitySort> & { readonly filters?: ActivityFilters },
): Promise<CountedPage<Activity>> {
  const text = search.trim();
  const { kind, from, to } = filters ?? {};
  const page = await selectActivity(work, work.account, leftOut, {
    ...wanted,
    search: '',
    filters: {
      found: text === '' ? undefined : JSON.stringify({ text, customers: await customersHolding(work, text) }),
      kind: kind && patternOf(kind),
      from: from && startOfDay(Temporal.PlainDate.from(from)),
      before: to && startOfDay(Temporal.PlainDate.from(to).add({ days: 1 })),
    },
  });
  return { ...page, items: await activities(work, page.items.map(shown)) };
}

/** A page of what happened to a subscription of the account, and to its order. Faults: InvalidInput. */
export async function historyOf(
  work: Work,
  { id, orderId }: { readonly id: string; readonly orderId: string },
  wanted: ListRequest<'at'>,
): Promise<CountedPage<Activity>> {
  const page = await selectHistory(work, work.account, [id, orderId], wanted);
  return { ...page, items: await activities(work, page.items) };
}

async function activities(work: Work, rows: readonly EventRow[]): Promise<Activity[]> {
  const ids = rows.flatMap((row) => [row.customerTenantId, row.actorTenantId, row.onBehalfTenantId]);
  const names = await tenantNames(work, [...new Set(ids.filter((id) => id !== null))]);
  const nameOf = (id: string | null) => (id === null ? undefined : names.get(id));
  return rows.map((row) => ({
    ...row,
    kind: kindOf(row.name),
    customerName: nameOf(row.customerTenantId),
    actorTenantName: row.actorTenantId === work.account ? undefined : nameOf(row.actorTenantId),
    onBehalfTenantName: nameOf(row.onBehalfTenantId),
  }));
}
