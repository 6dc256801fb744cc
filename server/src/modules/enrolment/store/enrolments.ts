/** SQL on enrolments and their checks. Reads by the account's own key; system only where it says so. */
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentKind, VettingStatus } from '../../../programme/enrolment.ts';
import {
  untouched,
  type CheckState,
  type CheckStates,
  type VettingCheck,
  type VettingSubStatus,
} from '../../../programme/vetting.ts';
import type { EnrolmentProfile } from '../domain/profile.ts';
import type { EnrolmentTables } from '../tables.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface EnrolmentCheck {
  readonly name: VettingCheck;
  readonly state: CheckState;
  readonly note: string | null;
  /** The profile as it was when the check was decided; null while it is open. */
  readonly lookedAt: EnrolmentProfile | null;
  readonly at: Temporal.Instant;
  readonly byName: string | null;
}

export interface Enrolment {
  readonly tenantId: string;
  readonly kind: EnrolmentKind;
  readonly status: VettingStatus;
  readonly subStatus: VettingSubStatus;
  readonly profile: EnrolmentProfile;
  /** As it was verified last; null: never. */
  readonly verifiedProfile: EnrolmentProfile | null;
  readonly revision: number;
  readonly mpnId: string | null;
  readonly mpnTenantId: string | null;
  readonly companyName: string;
  readonly country: string;
  readonly startedAt: Temporal.Instant;
  readonly startedBy: string;
  readonly submittedAt: Temporal.Instant | null;
  readonly emailConfirmedAt: Temporal.Instant | null;
  readonly expectedOn: Temporal.PlainDate | null;
  readonly decidedAt: Temporal.Instant | null;
  readonly decidedByName: string | null;
  readonly reason: string | null;
}

const columns = [
  'tenant_id as tenantId',
  'kind',
  'vetting_status as status',
  'vetting_sub_status as subStatus',
  'profile',
  'verified_profile as verifiedProfile',
  'revision',
  'mpn_id as mpnId',
  'mpn_tenant_id as mpnTenantId',
  'company_name as companyName',
  'country',
  'started_at as startedAt',
  'started_by as startedBy',
  'submitted_at as submittedAt',
  'email_confirmed_at as emailConfirmedAt',
  'expected_on as expectedOn',
  'decided_at as decidedAt',
  'decided_by_name as decidedByName',
  'reason',
] as const;

/** False when the kind was begun already, or another kind of seller was (rule B21). */
export async function insertEnrolment(
  work: EnrolmentWork,
  enrolment: Pick<Enrolment, 'tenantId' | 'kind' | 'profile' | 'country' | 'startedBy'>,
): Promise<boolean> {
  const inserted = await work.db
    .insertInto('enrolment')
    .values({
      tenant_id: enrolment.tenantId,
      kind: enrolment.kind,
      vetting_status: 'none',
      vetting_sub_status: 'entry',
      profile: JSON.stringify(enrolment.profile),
      verified_profile: null,
      mpn_id: null,
      mpn_tenant_id: null,
      country: enrolment.country,
      started_at: work.now,
      started_by: enrolment.startedBy,
      submitted_at: null,
      email_confirmed_at: null,
      expected_on: null,
      decided_at: null,
      decided_by: null,
      decided_by_name: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** `lock`: held until the work ends, so that two do not move it at once. */
export async function selectEnrolment(
  work: EnrolmentWork,
  tenantId: string,
  kind: EnrolmentKind,
  { lock = false } = {},
): Promise<Enrolment | undefined> {
  const query = work.db
    .selectFrom('enrolment')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** A company's, the first begun first. */
export async function selectEnrolments(work: EnrolmentWork, tenantId: string): Promise<Enrolment[]> {
  return work.db
    .selectFrom('enrolment')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('started_at')
    .orderBy('kind')
    .execute();
}

/** Whose enrolment uses a PartnerID. System only. */
export async function selectUserOfMpnId(work: EnrolmentWork, mpnId: string): Promise<string | undefined> {
  const row = await work.db.selectFrom('enrolment').select('tenant_id').where('mpn_id', '=', mpnId).executeTakeFirst();
  return row?.tenant_id;
}

export interface EnrolmentChange {
  readonly status?: VettingStatus;
  readonly subStatus?: VettingSubStatus;
  readonly profile?: EnrolmentProfile;
  readonly verifiedProfile?: EnrolmentProfile;
  readonly revision?: number;
  readonly mpnId?: string | null;
  readonly mpnTenantId?: string | null;
  readonly submittedAt?: Temporal.Instant;
  readonly emailConfirmedAt?: Temporal.Instant | null;
  readonly expectedOn?: Temporal.PlainDate | null;
  readonly decidedAt?: Temporal.Instant | null;
  readonly decidedBy?: string | null;
  readonly decidedByName?: string | null;
  readonly reason?: string | null;
}

/** Writes the members that are given; the caller holds the row. */
export async function updateEnrolment(
  work: EnrolmentWork,
  { tenantId, kind }: Pick<Enrolment, 'tenantId' | 'kind'>,
  change: EnrolmentChange,
): Promise<void> {
  const values = {
    vetting_status: change.status,
    vetting_sub_status: change.subStatus,
    profile: change.profile && JSON.stringify(change.profile),
    verified_profile: change.verifiedProfile && JSON.stringify(change.verifiedProfile),
    revision: change.revision,
    mpn_id: change.mpnId,
    mpn_tenant_id: change.mpnTenantId,
    submitted_at: change.submittedAt,
    email_confirmed_at: change.emailConfirmedAt,
    expected_on: change.expectedOn,
    decided_at: change.decidedAt,
    decided_by: change.decidedBy,
    decided_by_name: change.decidedByName,
    reason: change.reason,
  };
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  await work.db
    .updateTable('enrolment')
    .set(given)
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .execute();
}

/** In the order of the checks' writing; those never touched are missing. */
export async function selectChecks(
  work: EnrolmentWork,
  { tenantId, kind }: Pick<Enrolment, 'tenantId' | 'kind'>,
): Promise<EnrolmentCheck[]> {
  return work.db
    .selectFrom('enrolment_check')
    .select(['name', 'state', 'note', 'looked_at as lookedAt', 'at', 'by_name as byName'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .execute();
}

export function statesOf(checks: readonly EnrolmentCheck[]): CheckStates {
  return { ...untouched, ...Object.fromEntries(checks.map(({ name, state }) => [name, state])) };
}

/** Keeps with a decision what stands in the profile now. */
export async function writeCheck(
  work: EnrolmentWork,
  { tenantId, kind }: Pick<Enrolment, 'tenantId' | 'kind'>,
  check: { readonly name: VettingCheck; readonly state: CheckState; readonly note: string | null },
): Promise<void> {
  const person = { by_user: work.actor.userId ?? null, by_name: work.actor.name };
  const seen = work.db
    .selectFrom('enrolment')
    .select('profile')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .$castTo<{ profile: string }>();
  const decided = { state: check.state, note: check.note, at: work.now, ...person };
  const values = { ...decided, looked_at: check.state === 'pending' ? null : seen };
  await work.db
    .insertInto('enrolment_check')
    .values({ tenant_id: tenantId, kind, name: check.name, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'name']).doUpdateSet(values))
    .execute();
}
