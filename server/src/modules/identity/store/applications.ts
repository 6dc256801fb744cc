/** All SQL of identity on applications and their secrets. */
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export interface ApplicationRow {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly name: string;
  readonly public: boolean;
  readonly redirect_uris: readonly string[];
  readonly active: boolean;
  readonly multi_tenant: boolean;
  readonly scopes: string[];
  readonly created_at: Temporal.Instant;
}

export interface SecretRow {
  readonly id: string;
  readonly application_id: string;
  readonly hint: string;
  readonly expires_at: Temporal.Instant;
}

export async function selectApplication(work: IdentityWork, id: string): Promise<ApplicationRow | undefined> {
  return work.db.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Applications of a tenant, oldest first. */
export async function selectApplications(work: IdentityWork, tenantId: string): Promise<ApplicationRow[]> {
  return work.db
    .selectFrom('application')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export type NewApplicationRow = Pick<ApplicationRow, 'id' | 'tenant_id' | 'name' | 'public' | 'redirect_uris'>;

/** False when the client id is taken. */
export async function insertApplication(work: IdentityWork, application: NewApplicationRow): Promise<boolean> {
  const result = await work.db
    .insertInto('application')
    .values({ ...application, redirect_uris: JSON.stringify(application.redirect_uris), created_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function insertSecret(
  work: IdentityWork,
  secret: SecretRow & { readonly tenant_id: string; readonly secret_hash: Buffer },
): Promise<void> {
  await work.db.insertInto('application_secret').values(secret).execute();
}

/** The hint of the secret that is gone now; undefined when the application had none of that id. */
export async function deleteSecret(work: IdentityWork, applicationId: string, id: string): Promise<string | undefined> {
  const row = await work.db
    .deleteFrom('application_secret')
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .returning('hint')
    .executeTakeFirst();
  return row?.hint;
}

/** False when it was so already. */
export async function updateActive(work: IdentityWork, id: string, active: boolean): Promise<boolean> {
  const result = await work.db
    .updateTable('application')
    .set({ active })
    .where('id', '=', id)
    .where('active', '<>', active)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function updateSharing(
  work: IdentityWork,
  id: string,
  sharing: Pick<ApplicationRow, 'multi_tenant' | 'scopes'>,
): Promise<void> {
  await work.db.updateTable('application').set(sharing).where('id', '=', id).execute();
}

/** Secrets of one application, or of all a tenant's applications, that end soonest first. */
export async function selectSecrets(work: IdentityWork, applicationIds: readonly string[]): Promise<SecretRow[]> {
  if (applicationIds.length === 0) return [];
  return work.db
    .selectFrom('application_secret')
    .select(['id', 'application_id', 'hint', 'expires_at'])
    .where('application_id', 'in', applicationIds)
    .orderBy('expires_at')
    .execute();
}

/**
 * Whether tokens of an application count: it is not disabled, and the secret or certificate by which they came is good. A token
 * that names none came without one, or from a release before. True for an application that is not there: its token names it,
 * and nothing removes applications.
 */
export async function applicationStands(
  work: Pick<IdentityWork, 'prepared'>,
  applicationId: string,
  credentialId: string | undefined,
): Promise<boolean> {
  const good = (table: string) => `exists (select from ${table} c
    where c.application_id = a.id and c.id = $2 and c.expires_at > clock_timestamp())`;
  const text = `select a.active and ($2::uuid is null or ${good('application_secret')} or ${good('application_certificate')})
      as stands
    from application a where a.id = $1`;
  const [row] = await work.prepared<{ stands: boolean }>('application-stands', text, [
    applicationId,
    credentialId ?? null,
  ]);
  return row?.stands ?? true;
}

/** The id of the application's secret, unless it has run out. System only. */
export async function selectSecretId(
  work: IdentityWork,
  applicationId: string,
  hash: Buffer,
): Promise<string | undefined> {
  const text = `select id from application_secret
    where application_id = $1 and secret_hash = $2 and expires_at > clock_timestamp()`;
  return (await work.prepared<{ id: string }>('secret-of-application', text, [applicationId, hash]))[0]?.id;
}
