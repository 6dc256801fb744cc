/** SQL of private offers as their publisher sees them. The first argument is the open work. */
import { sql, type Selectable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { KeptDocument, PrivateOfferDocument, PrivateOfferState } from '../domain/document.ts';
import type { PrivateOfferTable, PrivateOfferTables } from '../tables.ts';

type OwnWork = Work<PrivateOfferTables>;
export type PrivateOfferRow = Selectable<PrivateOfferTable>;

/** The newest of a name that was not withdrawn. */
export async function privateOfferNamed(
  work: OwnWork,
  publisherTenantId: string,
  name: string,
): Promise<PrivateOfferRow | undefined> {
  return work.db
    .selectFrom('private_offer')
    .selectAll()
    .where('publisher_tenant_id', '=', publisherTenantId)
    .where(sql<string>`document->>'name'`, '=', name)
    .where('state', '<>', 'withdrawn')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** A private offer of the publisher; with `lock`, held until the work ends, so that changes of it follow each other. */
export async function privateOfferRow(
  work: OwnWork,
  publisherTenantId: string,
  id: string,
  lock: boolean,
): Promise<PrivateOfferRow | undefined> {
  const query = work.db
    .selectFrom('private_offer')
    .selectAll()
    .where('publisher_tenant_id', '=', publisherTenantId)
    .where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

export async function insertDraft(
  work: OwnWork,
  draft: { readonly id: string; readonly publisherTenantId: string; readonly document: PrivateOfferDocument },
): Promise<void> {
  await work.db
    .insertInto('private_offer')
    .values({
      id: draft.id,
      publisher_tenant_id: draft.publisherTenantId,
      state: 'draft',
      document: JSON.stringify(draft.document),
      revision: 1,
      created_at: work.now,
      updated_at: work.now,
    })
    .execute();
}

export async function updateDraft(
  work: OwnWork,
  id: string,
  revision: number,
  document: PrivateOfferDocument,
): Promise<void> {
  await work.db
    .updateTable('private_offer')
    .set({ document: JSON.stringify(document), revision, updated_at: work.now })
    .where('id', '=', id)
    .execute();
}

export async function deleteDraft(work: OwnWork, id: string): Promise<void> {
  await work.db.deleteFrom('private_offer').where('id', '=', id).where('state', '=', 'draft').execute();
}

export async function markSubmitted(
  work: OwnWork,
  id: string,
  document: KeptDocument,
  period: { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant },
  state: 'inProgress' | 'live',
): Promise<void> {
  await work.db
    .updateTable('private_offer')
    .set({
      state,
      document: JSON.stringify(document),
      submitted_at: work.now,
      submitted_by: work.actor.name,
      starts_at: period.startsAt,
      ends_at: period.endsAt,
    })
    .where('id', '=', id)
    .execute();
}

export async function setState(
  work: OwnWork,
  id: string,
  state: PrivateOfferState,
  overAt?: Temporal.Instant,
): Promise<void> {
  await work.db
    .updateTable('private_offer')
    .set({ state, ...(overAt ? { over_at: overAt } : {}) })
    .where('id', '=', id)
    .execute();
}

export async function markTold(work: OwnWork, id: string): Promise<void> {
  await work.db.updateTable('private_offer').set({ told_at: work.now }).where('id', '=', id).execute();
}

/** What each step waits for: moments not later than now are due. */
const steps = {
  start: { column: 'starts_at', where: `state = 'inProgress'` },
  tell: { column: 'starts_at', where: `state = 'live' and told_at is null` },
  end: { column: 'ends_at', where: `state = 'live'` },
} as const;
export type DueStep = keyof typeof steps;

/** Those of a publisher due for a step, locked. */
export async function dueFor(
  work: OwnWork,
  publisherTenantId: string,
  step: DueStep,
  limit: number,
): Promise<PrivateOfferRow[]> {
  const { column, where } = steps[step];
  const { rows } = await sql<PrivateOfferRow>`
    select * from private_offer where publisher_tenant_id = ${publisherTenantId} and ${sql.raw(where)} and ${sql.ref(column)} <= ${work.now.toString()}
    order by ${sql.ref(column)}, id limit ${limit} for update`.execute(work.db);
  return rows;
}

/** When a publisher's private offers next start, are told of or end. */
export async function earliestDue(work: OwnWork, publisherTenantId: string): Promise<Temporal.Instant | undefined> {
  const parts = Object.values(steps).map(
    ({ column, where }) => sql`(select min(${sql.ref(column)}) from private_offer
      where publisher_tenant_id = ${publisherTenantId} and ${sql.raw(where)})`,
  );
  const { rows } = await sql<{
    due: Temporal.Instant | null;
  }>`select least(${sql.join(parts)}) as due`.execute(work.db);
  return rows[0]?.due ?? undefined;
}
