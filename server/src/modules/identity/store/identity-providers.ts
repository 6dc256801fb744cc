/** All SQL of identity on tenants' identity providers and the people they say. System only: the rows hold sealed secrets. */
import type { Work } from '../../../platform/work.ts';
import type { GroupRoles } from '../domain/external-sign-in.ts';
import type { IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export interface ProviderRow {
  readonly tenant_id: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: Buffer;
  readonly group_claim: string;
  readonly group_roles: GroupRoles;
  readonly active: boolean;
  readonly changed_at: Temporal.Instant;
}

export async function selectProvider(work: IdentityWork, tenantId: string): Promise<ProviderRow | undefined> {
  const text = `select tenant_id, issuer, client_id, client_secret, group_claim, group_roles, active, changed_at
    from identity_provider where tenant_id = $1`;
  return (await work.prepared<ProviderRow>('identity-provider', text, [tenantId]))[0];
}

/** Whether anybody here signs in elsewhere. */
export async function anyProvider(work: IdentityWork): Promise<boolean> {
  const text = 'select 1 from identity_provider where active limit 1';
  return (await work.prepared('any-identity-provider', text, [])).length > 0;
}

export async function upsertProvider(
  work: IdentityWork,
  row: Omit<ProviderRow, 'changed_at'> & { readonly changed_by: string },
): Promise<void> {
  const text = `insert into identity_provider
      (tenant_id, issuer, client_id, client_secret, group_claim, group_roles, active, changed_at, changed_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (tenant_id) do update set issuer = excluded.issuer, client_id = excluded.client_id,
      client_secret = excluded.client_secret, group_claim = excluded.group_claim, group_roles = excluded.group_roles,
      active = excluded.active, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
  const { tenant_id, issuer, client_id, client_secret, group_claim, group_roles, active, changed_by } = row;
  const said = [issuer, client_id, client_secret, group_claim, JSON.stringify(group_roles), active];
  await work.prepared('save-identity-provider', text, [tenant_id, ...said, work.now, changed_by]);
}

export async function deleteProvider(work: IdentityWork, tenantId: string): Promise<void> {
  await work.db.deleteFrom('identity_provider_subject').where('tenant_id', '=', tenantId).execute();
  await work.db.deleteFrom('identity_provider').where('tenant_id', '=', tenantId).execute();
}

export interface SubjectKey {
  readonly tenantId: string;
  readonly issuer: string;
  readonly subject: string;
}

export interface SubjectRow {
  readonly user_id: string;
  readonly roles: readonly string[];
}

/** Locked: of two first sign-ins at once the second finds the account of the first. */
export async function selectSubject(work: IdentityWork, key: SubjectKey): Promise<SubjectRow | undefined> {
  const { tenantId, issuer, subject } = key;
  await work.prepared('lock-subject', 'select pg_advisory_xact_lock(hashtextextended($1, 438094))', [
    `${tenantId} ${issuer} ${subject}`,
  ]);
  const text =
    'select user_id, roles from identity_provider_subject where tenant_id = $1 and issuer = $2 and subject = $3';
  return (await work.prepared<SubjectRow>('subject-of-provider', text, [tenantId, issuer, subject]))[0];
}

/** Whether the account is that of a subject of this issuer already. */
export async function hasSubject(
  work: IdentityWork,
  { tenantId, issuer }: SubjectKey,
  userId: string,
): Promise<boolean> {
  const text = 'select 1 from identity_provider_subject where tenant_id = $1 and issuer = $2 and user_id = $3';
  return (await work.prepared('has-subject', text, [tenantId, issuer, userId])).length > 0;
}

export async function upsertSubject(
  work: IdentityWork,
  { tenantId, issuer, subject }: SubjectKey,
  person: { readonly userId: string; readonly roles: readonly string[] },
): Promise<void> {
  const text = `insert into identity_provider_subject (tenant_id, issuer, subject, user_id, roles, used_at)
    values ($1, $2, $3, $4, $5, clock_timestamp())
    on conflict (tenant_id, issuer, subject) do update set roles = excluded.roles, used_at = excluded.used_at`;
  await work.prepared('keep-subject', text, [tenantId, issuer, subject, person.userId, person.roles]);
}
