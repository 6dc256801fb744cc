/** SQL on codes by which another account uses a location. System only. */
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentTables } from '../tables.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface Association {
  readonly tenantId: string;
  readonly id: string;
  readonly mpnId: string;
  readonly secretHash: Buffer;
  readonly madeAt: Temporal.Instant;
  readonly madeByName: string | null;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
  readonly usedByTenantId: string | null;
  readonly withdrawnAt: Temporal.Instant | null;
}

const columns = [
  'tenant_id as tenantId',
  'id',
  'mpn_id as mpnId',
  'secret_hash as secretHash',
  'made_at as madeAt',
  'made_by_name as madeByName',
  'expires_at as expiresAt',
  'used_at as usedAt',
  'used_by_tenant_id as usedByTenantId',
  'withdrawn_at as withdrawnAt',
] as const;

export async function insertAssociation(
  work: EnrolmentWork,
  row: Pick<Association, 'tenantId' | 'id' | 'mpnId' | 'secretHash' | 'expiresAt' | 'madeByName'> & {
    readonly madeBy: string;
  },
): Promise<void> {
  await work.db
    .insertInto('location_association')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      mpn_id: row.mpnId,
      secret_hash: row.secretHash,
      made_at: work.now,
      made_by: row.madeBy,
      made_by_name: row.madeByName,
      expires_at: row.expiresAt,
      used_at: null,
      used_by_tenant_id: null,
      withdrawn_at: null,
    })
    .execute();
}

/** Of a PartnerID and an id; held until the work ends. */
export async function selectAssociation(
  work: EnrolmentWork,
  mpnId: string,
  id: string,
): Promise<Association | undefined> {
  return work.db
    .selectFrom('location_association')
    .select(columns)
    .where('mpn_id', '=', mpnId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

const mostListed = 100;

/** A company's, the newest first. */
export async function selectAssociations(work: EnrolmentWork, tenantId: string): Promise<Association[]> {
  return work.db
    .selectFrom('location_association')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(mostListed)
    .execute();
}

export async function markAssociationUsed(
  work: EnrolmentWork,
  { tenantId, id }: Pick<Association, 'tenantId' | 'id'>,
  usedBy: string,
): Promise<void> {
  await work.db
    .updateTable('location_association')
    .set({ used_at: work.now, used_by_tenant_id: usedBy })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Open ones of a company: of a location, or the one of an id. What was taken back, by their PartnerIDs. */
export async function withdrawAssociations(
  work: EnrolmentWork,
  tenantId: string,
  which: { readonly mpnId: string } | { readonly id: string },
): Promise<string[]> {
  const open = work.db
    .updateTable('location_association')
    .set({ withdrawn_at: work.now })
    .where('tenant_id', '=', tenantId)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null);
  const one = 'id' in which ? open.where('id', '=', which.id) : open.where('mpn_id', '=', which.mpnId);
  return (await one.returning('mpn_id').execute()).map(({ mpn_id }) => mpn_id);
}
