/** SQL on delegated administration between a partner and a customer. The first argument is the open work. */
import { countedPage, listPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Page } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { Action, Status } from '../domain/states.ts';
import type { DelegatedAdministrationTables } from '../tables.ts';

type OwnWork = Work<DelegatedAdministrationTables>;
type Statements = Pick<Work, 'prepared'>;

export interface DelegatedRelationship {
  readonly partnerTenantId: string;
  readonly partnerName: string;
  readonly id: string;
  readonly customerTenantId: string | null;
  readonly customerName: string | null;
  readonly displayName: string;
  readonly durationDays: number;
  readonly autoExtendDays: number;
  readonly roleIds: readonly string[];
  readonly status: Status;
  readonly createdAt: Temporal.Instant;
  readonly modifiedAt: Temporal.Instant;
  readonly version: number;
  readonly requestExpiresAt: Temporal.Instant | null;
  readonly activatedAt: Temporal.Instant | null;
  readonly endsAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  readonly endedByTenantId: string | null;
  readonly noticedDays: number | null;
}

/** As the partner is known today. */
const partnerName = 'select a.name from partner_account a where a.tenant_id = d.partner_tenant_id';
const columns = `d.partner_tenant_id as "partnerTenantId", (${partnerName}) as "partnerName", d.id,
  d.customer_tenant_id as "customerTenantId", d.customer_name as "customerName", d.display_name as "displayName",
  d.duration_days as "durationDays", d.auto_extend_days as "autoExtendDays", d.role_ids as "roleIds", d.status,
  d.created_at as "createdAt", d.modified_at as "modifiedAt", d.version, d.request_expires_at as "requestExpiresAt",
  d.activated_at as "activatedAt", d.ends_at as "endsAt", d.ended_at as "endedAt",
  d.ended_by_tenant_id as "endedByTenantId", d.noticed_days as "noticedDays"`;

export const delegationSorts = ['name', 'status', 'createdAt', 'endsAt'] as const;
export type DelegationSort = (typeof delegationSorts)[number];

const listingOf = (name: string, condition: string): Listing<DelegationSort> => ({
  name,
  select: columns,
  from: `delegated_admin_relationship d where ${condition}`,
  words: `comptoir_fold(d.display_name || ' ' || coalesce(d.customer_name, '') || ' ' || (${partnerName})) collate "C"`,
  sorts: {
    name: { sql: 'comptoir_fold(d.display_name) collate "C"', type: 'text' },
    status: { sql: 'd.status collate "C"', type: 'text' },
    createdAt: { sql: 'd.created_at', type: 'timestamptz' },
    endsAt: { sql: `coalesce(d.ends_at, timestamptz '9999-12-31 00:00Z')`, type: 'timestamptz' },
  },
  tie: { sql: 'd.id', type: 'uuid' },
  filters: {
    status: 'd.status = ?',
    // Graph has no word for a refusal.
    graphStatus: `case d.status when 'rejected' then 'terminated' else d.status end = ?`,
    customerTenantId: 'd.customer_tenant_id = ?::uuid',
    name: 'd.display_name = ?',
  },
});
const ofPartner = listingOf('delegations-of-partner', 'd.partner_tenant_id = $1');
// What a partner has not sent yet is its draft, and no business of the customer it names.
const ofCustomer = listingOf('delegations-of-customer', `d.customer_tenant_id = $1 and d.status <> 'created'`);

export function selectOfPartner(
  work: Statements,
  partnerTenantId: string,
  request: ListRequest<DelegationSort>,
): Promise<CountedPage<DelegatedRelationship>> {
  return countedPage(work, ofPartner, [partnerTenantId], request);
}

export function selectPageOfPartner(
  work: Statements,
  partnerTenantId: string,
  request: ListRequest<DelegationSort>,
): Promise<Page<DelegatedRelationship>> {
  return listPage(work, ofPartner, [partnerTenantId], request);
}

export function selectOfCustomer(
  work: Statements,
  customerTenantId: string,
  request: ListRequest<DelegationSort>,
): Promise<CountedPage<DelegatedRelationship>> {
  return countedPage(work, ofCustomer, [customerTenantId], request);
}

/** By the id alone, whoever's it is: the use case says who may see it. */
export async function selectRelationshipById(work: Statements, id: string): Promise<DelegatedRelationship | undefined> {
  const text = `select ${columns} from delegated_admin_relationship d where d.id = $1`;
  return (await work.prepared<DelegatedRelationship>('delegation', text, [id]))[0];
}

/** The same, and nobody else changes it until the work ends: of two who approve at once the second sees the first. */
export async function lockRelationship(work: Statements, id: string): Promise<DelegatedRelationship | undefined> {
  const text = `select ${columns} from delegated_admin_relationship d where d.id = $1 for update`;
  return (await work.prepared<DelegatedRelationship>('lock-delegation', text, [id]))[0];
}

/** What stands or waits between a partner and a customer, locked. */
export async function lockStanding(
  work: Statements,
  sides: { readonly partnerTenantId: string; readonly customerTenantId: string },
): Promise<DelegatedRelationship[]> {
  const text = `select ${columns} from delegated_admin_relationship d
    where d.partner_tenant_id = $1 and d.customer_tenant_id = $2 and d.status in ('approvalPending', 'active')
    order by d.id for update`;
  return work.prepared('lock-standing-delegations', text, [sides.partnerTenantId, sides.customerTenantId]);
}

export interface NewRow {
  readonly id: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string | null;
  readonly customerName: string | null;
  readonly displayName: string;
  readonly durationDays: number;
  readonly autoExtendDays: number;
  readonly roleIds: readonly string[];
  readonly createdBy: string;
}

/** False when the partner has one of that name. */
export async function insertRelationship(work: OwnWork, row: NewRow): Promise<boolean> {
  const result = await work.db
    .insertInto('delegated_admin_relationship')
    .values({
      partner_tenant_id: row.partnerTenantId,
      id: row.id,
      customer_tenant_id: row.customerTenantId,
      display_name: row.displayName,
      duration_days: row.durationDays,
      auto_extend_days: row.autoExtendDays,
      role_ids: [...row.roleIds],
      status: 'created',
      customer_name: row.customerName,
      created_at: work.now,
      created_by: row.createdBy,
      modified_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Whether another one of the partner has the name. */
export async function isNameTaken(
  work: Statements,
  partnerTenantId: string,
  name: string,
  exceptId: string,
): Promise<boolean> {
  const text = `select from delegated_admin_relationship
    where partner_tenant_id = $1 and comptoir_fold(display_name) = comptoir_fold($2) and id <> $3`;
  return (await work.prepared('delegation-name', text, [partnerTenantId, name, exceptId])).length > 0;
}

export interface RowChange {
  readonly customer_tenant_id?: string | null;
  readonly customer_name?: string | null;
  readonly display_name?: string;
  readonly duration_days?: number;
  readonly auto_extend_days?: number;
  readonly role_ids?: string[];
  readonly status?: Status;
  readonly request_expires_at?: Temporal.Instant;
  readonly activated_at?: Temporal.Instant;
  readonly approved_by?: string;
  readonly ends_at?: Temporal.Instant;
  readonly ended_at?: Temporal.Instant;
  readonly ended_by_tenant_id?: string;
  readonly noticed_days?: number | null;
  readonly due_at?: Temporal.Instant | null;
}

export async function updateRelationship(
  work: OwnWork,
  { partnerTenantId, id }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
  change: RowChange,
): Promise<void> {
  await work.db
    .updateTable('delegated_admin_relationship')
    .set({ ...change, modified_at: work.now })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('id', '=', id)
    .execute();
}

export async function deleteRelationship(
  work: OwnWork,
  { partnerTenantId, id }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
): Promise<void> {
  await work.db
    .deleteFrom('delegated_admin_relationship')
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('id', '=', id)
    .execute();
}

export async function earliestDue(work: Statements, partnerTenantId: string): Promise<Temporal.Instant | undefined> {
  const text = 'select min(due_at) as at from delegated_admin_relationship where partner_tenant_id = $1';
  const [row] = await work.prepared<{ at: Temporal.Instant | null }>('delegations-next-due', text, [partnerTenantId]);
  return row?.at ?? undefined;
}

export async function dueRelationships(
  work: OwnWork,
  partnerTenantId: string,
  limit: number,
): Promise<DelegatedRelationship[]> {
  const text = `select ${columns} from delegated_admin_relationship d
    where d.partner_tenant_id = $1 and d.due_at <= $2 order by d.due_at, d.id limit $3 for update`;
  return work.prepared('delegations-due', text, [partnerTenantId, work.now, limit]);
}

export interface DelegatedRequest {
  readonly id: string;
  readonly action: Action;
  readonly status: 'created' | 'pending' | 'succeeded' | 'failed';
  readonly createdAt: Temporal.Instant;
  readonly modifiedAt: Temporal.Instant;
}

export async function insertRequest(
  work: OwnWork,
  { partnerTenantId, id: relationshipId }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
  { id, action }: Pick<DelegatedRequest, 'id' | 'action'>,
): Promise<DelegatedRequest> {
  await work.db
    .insertInto('delegated_admin_request')
    .values({
      partner_tenant_id: partnerTenantId,
      relationship_id: relationshipId,
      id,
      action,
      status: 'succeeded',
      created_at: work.now,
      modified_at: work.now,
      by_tenant_id: work.actor.tenantId,
      by_user: work.actor.userId ?? null,
    })
    .execute();
  return { id, action, status: 'succeeded', createdAt: work.now, modifiedAt: work.now };
}

/** A relationship has a handful: each action leads out of a state once. */
export async function selectRequests(
  work: Statements,
  { partnerTenantId, id }: Pick<DelegatedRelationship, 'partnerTenantId' | 'id'>,
): Promise<DelegatedRequest[]> {
  const text = `select id, action, status, created_at as "createdAt", modified_at as "modifiedAt"
    from delegated_admin_request where partner_tenant_id = $1 and relationship_id = $2 order by created_at, id limit 100`;
  return work.prepared('delegation-requests', text, [partnerTenantId, id]);
}
