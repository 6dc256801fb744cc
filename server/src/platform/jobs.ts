/** The job runner: graphile-worker on the same database. Jobs are queued in the caller's transaction. */
import { Logger as WorkerLogger, type JobHelpers } from 'graphile-worker';
import type { Logger } from 'pino';
import { systemActor } from '../kernel/index.ts';
import type { Pools } from './database.ts';
import { keepJobRunner, takePlace, type JobRunner } from './job-runner.ts';
import type { Work, WorkRunner } from './work.ts';

/** A task runs in a unit of work of the system; it must be harmless to run twice. */
export type Task = (work: Work, payload: Readonly<Record<string, unknown>>) => Promise<void>;

/** A task that manages its own units of work, such as running the sweeps. `stopping` aborts soon after a stop is asked for. */
export type OuterTask = (payload: Readonly<Record<string, unknown>>, stopping: AbortSignal) => Promise<void>;

export interface Jobs {
  /** Resolves once nothing that may run is left in the queue. */
  drained(): Promise<void>;
  /** Jobs in the queue, newest first. */
  list(): Promise<readonly QueuedJob[]>;
  /** Runs a job that failed for good once more; false when there is none. */
  retry(id: string): Promise<boolean>;
  stop(): Promise<void>;
}

export interface QueuedJob {
  readonly id: string;
  readonly task: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: string;
  readonly createdAt: string;
  readonly lastError?: string;
  readonly state: 'waiting' | 'running' | 'failed';
}

export async function startJobs(
  pools: Pools,
  runner: WorkRunner,
  tasks: Readonly<Record<string, Task>>,
  outerTasks: Readonly<Record<string, OuterTask>>,
  log: Logger,
): Promise<Jobs> {
  const inWork = (task: Task) => (payload: unknown) =>
    runner.run<void, unknown>({ actor: systemActor, system: true }, (work) => task(work, asPayload(payload)));
  const taskList = {
    ...Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, inWork(task)])),
    ...Object.fromEntries(
      Object.entries(outerTasks).map(([name, task]) => [
        name,
        (payload: unknown, { abortSignal }: JobHelpers) => task(asPayload(payload), abortSignal!),
      ]),
    ),
  };
  const place = await takePlace(pools, log);
  const options = {
    concurrency: 2,
    pollInterval: 1000,
    noHandleSignals: true,
    noPreparedStatements: true,
    // What is not batched ends the whole process when the connection breaks while a job's end is written.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: toWorkerLogger(log),
  };
  // A runner for each task, so that none waits for the slots of another, such as a mail server that takes its time. They
  // start one after the other, because each looks after the queue's own tables then.
  const runs: JobRunner[] = [];
  for (const [name, task] of Object.entries(taskList)) {
    runs.push(await keepJobRunner(pools, { ...options, taskList: { [name]: task } }, log));
  }
  return {
    async drained() {
      for (let round = 0; round < 3000; round += 1) {
        const { rows } = await pools.owner.query<{ waiting: number }>(
          'select count(*) as waiting from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
        );
        if (rows[0]!.waiting === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    list: () => listJobs(pools),
    retry: async (id) => {
      const { rowCount } = await pools.owner.query(
        'select graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => 0)',
        [id],
      );
      return (rowCount ?? 0) > 0;
    },
    async stop() {
      await Promise.all(runs.map((run) => run.stop()));
      place.leave();
    },
  };
}

const jobListLimit = 200;

async function listJobs(pools: Pools): Promise<QueuedJob[]> {
  const { rows } = await pools.owner.query<{
    id: number;
    task: string;
    attempts: number;
    max_attempts: number;
    run_at: Temporal.Instant;
    created_at: Temporal.Instant;
    last_error: string | null;
    locked: boolean;
  }>(
    `select id, task_identifier as task, attempts, max_attempts, run_at, created_at, last_error, locked_at is not null as locked
     from graphile_worker.jobs order by created_at desc limit ${jobListLimit}`,
  );
  return rows.map((row) => ({
    id: String(row.id),
    task: row.task,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAt: row.run_at.toString(),
    createdAt: row.created_at.toString(),
    ...(row.last_error ? { lastError: row.last_error } : {}),
    state: row.locked ? 'running' : row.attempts >= row.max_attempts ? 'failed' : 'waiting',
  }));
}

function asPayload(payload: unknown): Readonly<Record<string, unknown>> {
  return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {};
}

function toWorkerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message, meta) => {
    if (level === 'error') log.error({ meta }, message);
    else if (level === 'warning') log.warn({ meta }, message);
    else log.debug(message);
  });
}
