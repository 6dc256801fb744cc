/** SQL on the codes by which partners show that an organisation is of the government. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { CustomerTables } from '../tables.ts';

export interface ValidationCode {
  readonly partnerTenantId: string;
  readonly id: string;
  readonly organizationName: string;
  readonly maxCreates: number;
  readonly remainingCreates: number;
  readonly version: number;
}

const columns = [
  'partner_tenant_id as partnerTenantId',
  'id',
  'organization_name as organizationName',
  'max_creates as maxCreates',
  'remaining_creates as remainingCreates',
  'version',
] as const;

const most = 1000;

export async function selectCodes(work: Work<CustomerTables>, partnerTenantId: string): Promise<ValidationCode[]> {
  return work.db
    .selectFrom('validation_code')
    .select(columns)
    .where('partner_tenant_id', '=', partnerTenantId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** System only. */
export async function insertCode(work: Work<CustomerTables>, code: ValidationCode): Promise<void> {
  await work.db
    .insertInto('validation_code')
    .values({
      partner_tenant_id: code.partnerTenantId,
      id: code.id,
      organization_name: code.organizationName,
      max_creates: code.maxCreates,
      remaining_creates: code.remainingCreates,
      made_at: work.now,
      made_by: work.actor.userId ?? null,
    })
    .execute();
}

/** Takes one of what remains (`by` -1), or gives it back (1); false when there is no such code, or nothing remains. */
export async function changeRemaining(
  work: Work<CustomerTables>,
  partnerTenantId: string,
  id: string,
  by: 1 | -1,
): Promise<boolean> {
  const updated = await work.db
    .updateTable('validation_code')
    .set((row) => ({ remaining_creates: row('remaining_creates', '+', by), version: row('version', '+', 1) }))
    .where('partner_tenant_id', '=', partnerTenantId)
    .where('id', '=', id)
    .$if(by === -1, (query) => query.where('remaining_creates', '>', 0))
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
