/** SQL on qualifications of customers. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { EducationSegment, Qualification, VettingReason, VettingStatus } from '../domain/qualifications.ts';
import type { CustomerTables } from '../tables.ts';

export interface CustomerQualification {
  readonly id: string;
  readonly customerTenantId: string;
  readonly qualification: Qualification;
  readonly educationSegment: EducationSegment | null;
  readonly website: string | null;
  readonly vettingStatus: VettingStatus;
  readonly vettingReason: VettingReason | null;
  readonly requestedAt: Temporal.Instant;
  readonly decidedAt: Temporal.Instant | null;
}

/** With who asked and who decided: the operator's to see. */
export interface VettedQualification extends CustomerQualification {
  readonly partnerTenantId: string;
  readonly partnerName: string;
  readonly customerName: string;
  readonly customerDomain: string;
  readonly validationCode: string | null;
  readonly requestedByName: string;
  readonly decidedByName: string | null;
}

const seen = [
  'id',
  'customer_tenant_id as customerTenantId',
  'qualification',
  'education_segment as educationSegment',
  'website',
  'vetting_status as vettingStatus',
  'vetting_reason as vettingReason',
  'requested_at as requestedAt',
  'decided_at as decidedAt',
] as const;

const vetted = [
  ...seen,
  'partner_tenant_id as partnerTenantId',
  'partner_name as partnerName',
  'customer_name as customerName',
  'customer_domain as customerDomain',
  'validation_code as validationCode',
  'requested_by_name as requestedByName',
  'decided_by_name as decidedByName',
] as const;

/** More than a customer ever asks for; the oldest are left out. */
const most = 100;

/** All that a customer has, asks for and was denied, the newest first. */
export async function selectQualifications(
  work: Work<CustomerTables>,
  customerTenantId: string,
): Promise<CustomerQualification[]> {
  return work.db
    .selectFrom('customer_qualification')
    .select(seen)
    .where('customer_tenant_id', '=', customerTenantId)
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

export interface NewQualification extends Pick<
  VettedQualification,
  'id' | 'customerTenantId' | 'qualification' | 'requestedAt' | 'partnerTenantId' | 'partnerName' | 'customerName'
> {
  readonly customerDomain: string;
  readonly partnerTenantIds: readonly string[];
  readonly educationSegment: EducationSegment | undefined;
  readonly website: string | undefined;
  readonly validationCode: string | undefined;
  readonly requestedBy: string | undefined;
  readonly requestedByName: string;
}

/** False when the customer has it, or asks for it, already. */
export async function insertQualification(work: Work<CustomerTables>, row: NewQualification): Promise<boolean> {
  const inserted = await work.db
    .insertInto('customer_qualification')
    .values({
      customer_tenant_id: row.customerTenantId,
      id: row.id,
      partner_tenant_id: row.partnerTenantId,
      partner_name: row.partnerName,
      partner_tenant_ids: [...row.partnerTenantIds],
      customer_name: row.customerName,
      customer_domain: row.customerDomain,
      qualification: row.qualification,
      education_segment: row.educationSegment ?? null,
      website: row.website ?? null,
      validation_code: row.validationCode ?? null,
      vetting_status: 'InReview',
      vetting_reason: null,
      requested_at: row.requestedAt,
      requested_by: row.requestedBy ?? null,
      requested_by_name: row.requestedByName,
      decided_at: null,
      decided_by: null,
      decided_by_name: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['customer_tenant_id', 'qualification']).where('vetting_status', '<>', 'Denied').doNothing(),
    )
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Held until the work ends, so that it is decided once. System only. */
export async function lockQualification(
  work: Work<CustomerTables>,
  customerTenantId: string,
  id: string,
): Promise<VettedQualification | undefined> {
  return work.db
    .selectFrom('customer_qualification')
    .select(vetted)
    .where('customer_tenant_id', '=', customerTenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** System only. */
export async function updateDecision(
  work: Work<CustomerTables>,
  row: VettedQualification,
  decidedBy: string | undefined,
): Promise<void> {
  await work.db
    .updateTable('customer_qualification')
    .set({
      vetting_status: row.vettingStatus,
      vetting_reason: row.vettingReason,
      decided_at: row.decidedAt,
      decided_by: decidedBy ?? null,
      decided_by_name: row.decidedByName,
    })
    .where('customer_tenant_id', '=', row.customerTenantId)
    .where('id', '=', row.id)
    .execute();
}

export const qualificationSorts = ['requested', 'customer', 'partner', 'status'] as const;
export type QualificationSort = (typeof qualificationSorts)[number];

const listing: Listing<QualificationSort> = {
  name: 'qualifications',
  select: `q.id, q.customer_tenant_id as "customerTenantId", q.qualification, q.education_segment as "educationSegment",
    q.website, q.vetting_status as "vettingStatus", q.vetting_reason as "vettingReason", q.requested_at as "requestedAt",
    q.decided_at as "decidedAt", q.partner_tenant_id as "partnerTenantId", q.partner_name as "partnerName",
    q.customer_name as "customerName", q.customer_domain as "customerDomain", q.validation_code as "validationCode",
    q.requested_by_name as "requestedByName", q.decided_by_name as "decidedByName"`,
  from: 'customer_qualification q where true',
  words: `comptoir_fold(concat_ws(' ', q.customer_name, q.customer_domain, q.partner_name, q.website))`,
  sorts: {
    requested: { sql: 'q.requested_at', type: 'timestamptz' },
    customer: { sql: 'comptoir_fold(q.customer_name) collate "C"', type: 'text' },
    partner: { sql: 'comptoir_fold(q.partner_name) collate "C"', type: 'text' },
    status: { sql: 'q.vetting_status collate "C"', type: 'text' },
  },
  tie: { sql: 'q.id', type: 'uuid' },
  filters: { status: 'q.vetting_status = ?', qualification: 'q.qualification = ?' },
};

/** A page of all customers' qualifications. System only. */
export function selectVetted(
  work: Pick<Work, 'prepared'>,
  wanted: ListRequest<QualificationSort>,
): Promise<CountedPage<VettedQualification>> {
  return countedPage(work, listing, [], wanted);
}
