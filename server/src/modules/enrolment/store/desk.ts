/** SQL of the vetting desk's list. System only. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentKind, VettingStatus } from '../../../programme/enrolment.ts';
import type { VettingSubStatus } from '../../../programme/vetting.ts';

export interface DeskRow {
  readonly tenantId: string;
  readonly kind: EnrolmentKind;
  readonly companyName: string;
  readonly country: string;
  readonly status: VettingStatus;
  readonly subStatus: VettingSubStatus;
  readonly contactEmail: string;
  readonly submittedAt: Temporal.Instant;
  readonly expectedOn: Temporal.PlainDate | null;
  readonly overdue: boolean;
  readonly decidedAt: Temporal.Instant | null;
}

export type DeskSort = 'submitted' | 'company' | 'country' | 'status' | 'expected';

/** Nothing expected yet comes last. */
const expected = `coalesce(e.expected_on, date '9999-12-31')`;

const listing: Listing<DeskSort> = {
  name: 'vetting-desk',
  select: `e.tenant_id as "tenantId", e.kind, e.company_name as "companyName", e.country, e.vetting_status as status,
    e.vetting_sub_status as "subStatus", coalesce(e.profile #>> '{primaryContact,email}', '') as "contactEmail",
    e.submitted_at as "submittedAt", e.expected_on as "expectedOn",
    e.vetting_status = 'pending' and e.expected_on < $1::date as overdue, e.decided_at as "decidedAt"`,
  from: 'enrolment e where e.submitted_at is not null and $1::date is not null',
  words: `(e.folded_name || ' ' || comptoir_fold(coalesce(e.profile #>> '{primaryContact,email}', '')))`,
  sorts: {
    submitted: { sql: 'e.submitted_at', type: 'timestamptz' },
    company: { sql: 'e.folded_name collate "C"', type: 'text' },
    country: { sql: 'e.country::text collate "C"', type: 'text' },
    status: { sql: 'e.vetting_status collate "C"', type: 'text' },
    expected: { sql: expected, type: 'date' },
  },
  tie: { sql: `(e.tenant_id::text || e.kind) collate "C"`, type: 'text' },
  bound: 0,
  filters: {
    status: 'e.vetting_status = ?',
    kind: 'e.kind = ?',
    overdue: `(e.vetting_status = 'pending' and coalesce(e.expected_on, date '9999-12-31') < $1::date) = ?::boolean`,
  },
};

/** Enrolments that were submitted; `today` decides which are overdue. */
export function selectDesk(
  work: Pick<Work, 'prepared'>,
  today: Temporal.PlainDate,
  wanted: ListRequest<DeskSort>,
): Promise<CountedPage<DeskRow>> {
  return countedPage(work, listing, [today], wanted);
}

/** How many wait, by where they stand. */
export async function countDesk(
  work: Pick<Work, 'prepared'>,
  today: Temporal.PlainDate,
): Promise<{
  readonly pending: number;
  readonly overdue: number;
  readonly rejected: number;
  readonly authorized: number;
}> {
  const text = `select count(*) filter (where vetting_status = 'pending')::int as pending,
      count(*) filter (where vetting_status = 'pending' and expected_on < $1::date)::int as overdue,
      count(*) filter (where vetting_status = 'rejected')::int as rejected,
      count(*) filter (where vetting_status = 'authorized')::int as authorized
    from enrolment where submitted_at is not null`;
  const rows = await work.prepared<{ pending: number; overdue: number; rejected: number; authorized: number }>(
    'vetting-desk-counts',
    text,
    [today],
  );
  return rows[0]!;
}
