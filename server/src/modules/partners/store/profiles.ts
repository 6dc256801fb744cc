/** SQL on what companies say of themselves. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { CompanyProfileKind, PartnerTables } from '../tables.ts';

type ProfileWork = Work<PartnerTables>;

export interface KeptProfile {
  readonly kind: CompanyProfileKind;
  readonly profile: Readonly<Record<string, unknown>>;
  /** 1 for the first that was written. */
  readonly version: number;
  readonly changedAt: Temporal.Instant;
}

export async function selectProfile(
  work: ProfileWork,
  tenantId: string,
  kind: CompanyProfileKind,
): Promise<KeptProfile | undefined> {
  return work.db
    .selectFrom('company_profile')
    .select(['kind', 'profile', 'version', 'changed_at as changedAt'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** `version`: the one the writer read, 0 for none. False when somebody else was faster. */
export async function writeProfile(
  work: ProfileWork,
  tenantId: string,
  { kind, profile, version }: Pick<KeptProfile, 'kind' | 'profile' | 'version'>,
): Promise<boolean> {
  const values = {
    profile: JSON.stringify(profile),
    version: version + 1,
    changed_at: work.now,
    changed_by: work.actor.userId ?? null,
  };
  if (version === 0) {
    const inserted = await work.db
      .insertInto('company_profile')
      .values({ tenant_id: tenantId, kind, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await work.db
    .updateTable('company_profile')
    .set(values)
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
