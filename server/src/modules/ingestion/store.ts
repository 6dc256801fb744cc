/** SQL of the ingestion jobs. */
import { sql } from 'kysely';
import type { Work } from '../../platform/work.ts';
import type { Resource } from './domain/resources.ts';
import type { IngestionTables, JobError, JobResult, JobStatus, SubmittedBy, Outcome } from './tables.ts';

type IngestionWork = Work<IngestionTables>;

export interface JobRow {
  readonly id: string;
  readonly status: JobStatus;
  readonly result: JobResult;
  readonly submittedBy: SubmittedBy;
  readonly request: readonly Resource[];
  readonly outcome: readonly Outcome[];
  readonly errors: readonly JobError[];
  readonly attempts: number;
  readonly createdAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant | null;
}

function selectJobs(work: IngestionWork) {
  return work.db
    .selectFrom('ingestion_job')
    .where('publisher_tenant_id', '=', work.account)
    .select([
      'id',
      'status',
      'result',
      'submitted_by as submittedBy',
      'request',
      'outcome',
      'errors',
      'attempts',
      'created_at as createdAt',
      'ended_at as endedAt',
    ]);
}

export async function insertJob(
  work: IngestionWork,
  job: { readonly id: string; readonly submittedBy: SubmittedBy; readonly request: readonly Resource[] },
): Promise<void> {
  await work.db
    .insertInto('ingestion_job')
    .values({
      publisher_tenant_id: work.account,
      id: job.id,
      status: 'notStarted',
      result: 'pending',
      submitted_by: JSON.stringify(job.submittedBy),
      request: JSON.stringify(job.request),
      outcome: '[]',
      errors: '[]',
      attempts: 0,
      created_at: work.now,
      ended_at: null,
    })
    .execute();
}

export async function jobOf(work: IngestionWork, id: string, lock = false): Promise<JobRow | undefined> {
  const found = selectJobs(work).where('id', '=', id);
  return (lock ? found.forUpdate() : found).executeTakeFirst();
}

export async function countWaiting(work: IngestionWork): Promise<number> {
  const { waiting } = await work.db
    .selectFrom('ingestion_job')
    .where('publisher_tenant_id', '=', work.account)
    .where('status', '<>', 'completed')
    .select((query) => query.fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow();
  return waiting;
}

/** The acting publisher's oldest job that has not ended; it is begun. */
export async function beginOldest(work: IngestionWork): Promise<JobRow | undefined> {
  const oldest = await selectJobs(work)
    .where('status', '<>', 'completed')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!oldest) return undefined;
  const attempts = oldest.attempts + 1;
  await work.db
    .updateTable('ingestion_job')
    .set({ status: 'running', attempts })
    .where('publisher_tenant_id', '=', work.account)
    .where('id', '=', oldest.id)
    .execute();
  return { ...oldest, status: 'running', attempts };
}

/** Jobs of a publisher are carried out one after another, by whichever process. */
export async function waitForTurn(work: IngestionWork): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ingestion ${work.account}`}, 0))`.execute(work.db);
}

export async function endJob(
  work: IngestionWork,
  id: string,
  end: {
    readonly result: Exclude<JobResult, 'pending'>;
    readonly outcome?: readonly Outcome[];
    readonly errors?: readonly JobError[];
  },
): Promise<void> {
  await work.db
    .updateTable('ingestion_job')
    .set({
      status: 'completed',
      result: end.result,
      outcome: JSON.stringify(end.outcome ?? []),
      errors: JSON.stringify(end.errors ?? []),
      ended_at: work.now,
    })
    .where('publisher_tenant_id', '=', work.account)
    .where('id', '=', id)
    .where('status', '<>', 'completed')
    .execute();
}

/** Publishers with jobs that were asked for before a moment and have not ended. */
export async function waitingPublishers(
  work: IngestionWork,
  submittedBefore: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const rows = await work.db
    .selectFrom('ingestion_job')
    .select('publisher_tenant_id')
    .distinct()
    .where('status', '<>', 'completed')
    .where('created_at', '<', submittedBefore)
    .limit(limit)
    .execute();
  return rows.map((row) => row.publisher_tenant_id);
}

/** Forgets jobs of all publishers that ended before a moment; answers how many. */
export async function forgetJobs(work: IngestionWork, endedBefore: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`delete from ingestion_job where ctid in (
      select ctid from ingestion_job where status = 'completed' and ended_at < ${endedBefore} limit ${limit})
    returning 1`.execute(work.db);
  return rows.length;
}
