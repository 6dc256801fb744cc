/** Ingestion jobs: ask for one, look at it, cancel it, and forget what ended long ago. */
import { newId } from '../../../kernel/index.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import type { Resource } from '../domain/resources.ts';
import { ingestionFault } from '../faults.ts';
import * as store from '../store.ts';

/** Jobs of one publisher that may wait at a time. */
const mostWaiting = 100;

/** The task that carries out the waiting jobs of a publisher. */
export const ingestionTask = 'run-ingestion-jobs';

/** Keeps the resources as a job, to be carried out once this work commits. Faults: IngestionJobsWaiting. */
export async function askForJob(work: Work, request: readonly Resource[]): Promise<store.JobRow> {
  if ((await store.countWaiting(work)) >= mostWaiting) {
    throw ingestionFault(
      'IngestionJobsWaiting',
      `${mostWaiting} of your requests are waiting. Send more when their status is completed.`,
    );
  }
  const id = newId();
  const { kind, name, userId, applicationId } = work.actor;
  const submittedBy = { kind, name, ...(userId ? { userId } : {}), ...(applicationId ? { applicationId } : {}) };
  await store.insertJob(work, { id, submittedBy, request });
  nudge(work, work.account);
  return readJob(work, id);
}

/** One task carries out all that waits for a publisher, so that one in the queue is enough. */
function nudge(work: Work, publisherTenantId: string): void {
  work.enqueue(ingestionTask, { publisherTenantId }, `${ingestionTask} ${publisherTenantId}`);
}

/** A job of the acting publisher. Faults: IngestionJobUnknown, also for another publisher's and for forgotten ones. */
export async function readJob(work: Work, id: string, lock = false): Promise<store.JobRow> {
  const job = await store.jobOf(work, id, lock);
  if (!job) throw ingestionFault('IngestionJobUnknown', `You have no job ${id}. Jobs are kept for ${keptDays} days.`);
  return job;
}

/** What a job led to. Faults: IngestionJobUnknown, IngestionJobNotCompleted. */
export async function completedJob(work: Work, id: string): Promise<store.JobRow> {
  const job = await readJob(work, id);
  if (job.status === 'completed') return job;
  throw ingestionFault('IngestionJobNotCompleted', 'The job has not completed yet. Check its status first.');
}

/** Ends a job that was not begun. Faults: IngestionJobUnknown, IngestionJobCompleted, IngestionJobRunning. */
export async function cancelJob(work: Work, id: string): Promise<store.JobRow> {
  const { status } = await readJob(work, id, true);
  if (status === 'completed') {
    throw ingestionFault('IngestionJobCompleted', 'Cannot cancel job, job has already completed.');
  }
  if (status === 'running') {
    throw ingestionFault('IngestionJobRunning', 'Cannot cancel job, job is already running.');
  }
  await store.endJob(work, id, { result: 'cancelled' });
  return readJob(work, id);
}

const keptDays = 30;
const sweepBatch = 500;

/** Older than that, a job that has not ended was left by a process that died. */
const waitingMinutes = 1;

/** Forgets jobs thirty days after their end, and has those carried out that nobody is at any more. */
export const ingestionSweep: Sweep = {
  name: 'ingestion jobs',
  async run(work) {
    const left = await store.waitingPublishers(work, work.now.subtract({ minutes: waitingMinutes }), sweepBatch);
    for (const publisherTenantId of left) nudge(work, publisherTenantId);
    return store.forgetJobs(work, work.now.subtract({ hours: keptDays * 24 }), sweepBatch);
  },
};
