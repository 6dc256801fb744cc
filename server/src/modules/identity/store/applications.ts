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
 * Whether tokens of an application count: it is not disabled and, `byItself`, has a credential that is good. Of the house's own
 * and public ones there is none. True for one that is not there: its token names it, and nothing removes applications.
 */
export async function applicationStands(
  work: Pick<IdentityWork, 'prepared'>,
  applicationId: string,
  byItself: boolean,
): Promise<boolean> {
  const text = `select a.active and (not $2::boolean or a.public
      or exists (select from application_secret s where s.application_id = a.id and s.expires_at > clock_timestamp())
      or exists (select from application_certificate c where c.application_id = a.id and c.expires_at > clock_timestamp()))
      as stands
    from application a where a.id = $1`;
  const [row] = await work.prepared<{ stands: boolean }>('application-stands', text, [applicationId, byItself]);
  return row?.stands ?? true;
}

/** Whether the secret is one of the application's and has not run out. System only. */
export async function hasSecret(work: IdentityWork, applicationId: string, hash: Buffer): Promise<boolean> {
  const text = `select 1 from application_secret
    where application_id = $1 and secret_hash = $2 and expires_at > clock_timestamp()`;
  return (await work.prepared('application-has-secret', text, [applicationId, hash])).length > 0;
}
