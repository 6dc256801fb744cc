/** All SQL of identity on consents to other tenants' applications. System only: the rows bind two tenants. */
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export interface StandingConsentRow {
  readonly application_name: string;
  readonly application_tenant_id: string;
  readonly application_tenant_name: string;
  readonly scopes: readonly string[];
  /** A partner consented for the tenant. */
  readonly by_partner: boolean;
}

/** The consent that opens something at this moment: not revoked, of an application that is active and shared. */
export async function selectStandingConsent(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
  applicationId: string,
): Promise<StandingConsentRow | undefined> {
  const text = `select a.name as application_name, a.tenant_id as application_tenant_id, t.name as application_tenant_name, c.scopes,
      exists (select from tenant b where b.id = c.consented_by_tenant_id and b.id <> c.tenant_id) as by_partner
    from application_consent c
    join application a on a.id = c.application_id and a.tenant_id = c.application_tenant_id
    join tenant t on t.id = a.tenant_id
    where c.tenant_id = $1 and c.application_id = $2 and c.revoked_at is null and a.active and a.multi_tenant`;
  return (await work.prepared<StandingConsentRow>('standing-consent', text, [tenantId, applicationId]))[0];
}

export interface ConsentRow {
  readonly application_id: string;
  readonly scopes: readonly string[];
  readonly consented_at: Temporal.Instant;
  readonly consented_by_name: string;
  /** Null: the tenant's own; else the partner that consented for it. */
  readonly by_tenant_name: string | null;
  readonly application_name: string;
  readonly application_tenant_id: string;
  readonly application_tenant_name: string;
  readonly application_tenant_domain: string;
  /** Whether its tenant still shares it and has it active. */
  readonly works: boolean;
}

/** What a tenant consented to and has not revoked, newest first. */
export async function selectConsents(work: IdentityWork, tenantId: string): Promise<ConsentRow[]> {
  const text = `select c.application_id, c.scopes, c.consented_at, c.consented_by_name, b.name as by_tenant_name,
      a.name as application_name, a.tenant_id as application_tenant_id, t.name as application_tenant_name,
      t.domain as application_tenant_domain, a.active and a.multi_tenant as works
    from application_consent c
    join application a on a.id = c.application_id and a.tenant_id = c.application_tenant_id
    join tenant t on t.id = a.tenant_id
    left join tenant b on b.id = c.consented_by_tenant_id and b.id <> c.tenant_id
    where c.tenant_id = $1 and c.revoked_at is null order by c.consented_at desc, c.application_id`;
  return work.prepared<ConsentRow>('consents-of-tenant', text, [tenantId]);
}

export interface KeptConsentRow {
  readonly scopes: readonly string[];
  readonly revoked_at: Temporal.Instant | null;
  readonly application_tenant_id: string;
}

/** What stands or stood, locked: of two acts at once the second sees what the first one left. */
export async function lockConsent(
  work: IdentityWork,
  tenantId: string,
  applicationId: string,
): Promise<KeptConsentRow | undefined> {
  return work.db
    .selectFrom('application_consent')
    .select(['scopes', 'revoked_at', 'application_tenant_id'])
    .where('tenant_id', '=', tenantId)
    .where('application_id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst();
}

export interface NewConsentRow {
  readonly tenant_id: string;
  readonly application_id: string;
  readonly application_tenant_id: string;
  readonly scopes: string[];
  readonly consented_by: string;
  readonly consented_by_name: string;
  readonly consented_by_tenant_id: string;
}

export async function upsertConsent(work: IdentityWork, row: NewConsentRow): Promise<void> {
  const { tenant_id: _tenant, application_id: _application, application_tenant_id: _vendor, ...said } = row;
  const change = { ...said, consented_at: work.now, revoked_at: null };
  await work.db
    .insertInto('application_consent')
    .values({ ...row, consented_at: work.now, revoked_at: null })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'application_id']).doUpdateSet(change))
    .execute();
}

/** Applications that a partner let in for a customer, and that are still in. */
export async function selectConsentsGivenBy(
  work: IdentityWork,
  tenantId: string,
  partnerTenantId: string,
): Promise<string[]> {
  const rows = await work.db
    .selectFrom('application_consent')
    .select('application_id')
    .where('tenant_id', '=', tenantId)
    .where('consented_by_tenant_id', '=', partnerTenantId)
    .where('revoked_at', 'is', null)
    .orderBy('application_id')
    .execute();
  return rows.map((row) => row.application_id);
}

export async function endConsent(work: IdentityWork, tenantId: string, applicationId: string): Promise<void> {
  await work.db
    .updateTable('application_consent')
    .set({ revoked_at: work.now })
    .where('tenant_id', '=', tenantId)
    .where('application_id', '=', applicationId)
    .execute();
}

/** What an application still holds of a tenant's people from before, such as refresh tokens. */
export async function deleteRecordsOfApplication(
  work: IdentityWork,
  tenantId: string,
  applicationId: string,
): Promise<void> {
  const text = `delete from token_record r using user_account u
    where u.tenant_id = $1 and r.account_id = u.id and comptoir_fold(r.application_id) = $2`;
  await work.prepared('end-records-of-application', text, [tenantId, applicationId]);
}
