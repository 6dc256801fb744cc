/** SQL on the locations of companies and their PartnerIDs. */
import type { Work } from '../../../platform/work.ts';
import type { TypedAddress } from '../../../programme/address-check.ts';
import type { LocationType, PartnerTables } from '../tables.ts';

export interface PartnerLocation {
  readonly tenantId: string;
  /** 5 to 10 digits. */
  readonly mpnId: string;
  readonly type: LocationType;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Empty for PartnerIDs that were there before locations. */
  readonly address: Partial<TypedAddress>;
  readonly createdAt: Temporal.Instant;
}

const columns = [
  'tenant_id as tenantId',
  'mpn_id as mpnId',
  'type',
  'name',
  'country',
  'address',
  'created_at as createdAt',
] as const;

/** False when somebody has the PartnerID. */
export async function insertLocation(work: Work<PartnerTables>, location: PartnerLocation): Promise<boolean> {
  const inserted = await work.db
    .insertInto('partner_location')
    .values({
      tenant_id: location.tenantId,
      mpn_id: location.mpnId,
      type: location.type,
      name: location.name,
      country: location.country,
      address: JSON.stringify(location.address),
      created_at: location.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** A PartnerID that was never issued here. */
export async function nextMpnId(work: Pick<Work, 'prepared'>): Promise<string> {
  const text = `select nextval('partner_mpn_id')::text as "mpnId"`;
  return (await work.prepared<{ mpnId: string }>('next-mpn-id', text, []))[0]!.mpnId;
}

/** Up to 500 of a company, the oldest first. */
export async function selectLocations(work: Work<PartnerTables>, tenantId: string): Promise<PartnerLocation[]> {
  return work.db
    .selectFrom('partner_location')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at')
    .orderBy('mpn_id')
    .limit(500)
    .execute();
}

export async function selectLocation(work: Work<PartnerTables>, mpnId: string): Promise<PartnerLocation | undefined> {
  return work.db.selectFrom('partner_location').select(columns).where('mpn_id', '=', mpnId).executeTakeFirst();
}
