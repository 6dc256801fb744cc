/** SQL on the operator's nominations of indirect providers. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentTables } from '../tables.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface Nomination {
  readonly tenantId: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly note: string;
  readonly nominatedAt: Temporal.Instant;
  readonly nominatedBy: string;
  readonly withdrawnAt: Temporal.Instant | null;
  /** Whether the company began its enrolment as provider. */
  readonly enrolled: boolean;
}

export type NominationSort = 'nominated' | 'name';

const select = `n.tenant_id as "tenantId", t.name, t.domain, t.country, n.note, n.nominated_at as "nominatedAt",
  n.nominated_by_name as "nominatedBy", n.withdrawn_at as "withdrawnAt",
  exists (select from enrolment e where e.tenant_id = n.tenant_id and e.kind = 'provider') as enrolled`;
const from = `nomination n join tenant t on t.id = n.tenant_id where n.kind = 'provider'`;

const listing: Listing<NominationSort> = {
  name: 'nominations',
  select,
  from,
  words: `comptoir_fold(concat_ws(' ', t.name, t.domain, n.note))`,
  sorts: {
    nominated: { sql: 'n.nominated_at', type: 'timestamptz' },
    name: { sql: 'comptoir_fold(t.name) collate "C"', type: 'text' },
  },
  tie: { sql: 'n.tenant_id', type: 'uuid' },
};

/** Of all companies. System only. */
export function selectNominations(
  work: Pick<Work, 'prepared'>,
  wanted: ListRequest<NominationSort>,
): Promise<CountedPage<Nomination>> {
  return countedPage(work, listing, [], wanted);
}

export async function selectNomination(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
): Promise<Nomination | undefined> {
  const text = `select ${select} from ${from} and n.tenant_id = $1`;
  return (await work.prepared<Nomination>('nomination', text, [tenantId]))[0];
}

/** Nominates, or again after a withdrawal; false when the nomination stands already. */
export async function writeNomination(work: EnrolmentWork, tenantId: string, note: string): Promise<boolean> {
  const values = {
    note,
    nominated_at: work.now,
    nominated_by: work.actor.userId ?? work.actor.tenantId,
    nominated_by_name: work.actor.name,
    withdrawn_at: null,
  };
  const written = await work.db
    .insertInto('nomination')
    .values({ tenant_id: tenantId, kind: 'provider', ...values })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'kind']).doUpdateSet(values).where('nomination.withdrawn_at', 'is not', null),
    )
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

export async function withdrawNomination(work: EnrolmentWork, tenantId: string): Promise<void> {
  await work.db
    .updateTable('nomination')
    .set({ withdrawn_at: work.now })
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'provider')
    .execute();
}

/** Whether the company is nominated now. */
export async function isNominated(work: EnrolmentWork, tenantId: string): Promise<boolean> {
  const row = await work.db
    .selectFrom('nomination')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'provider')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
