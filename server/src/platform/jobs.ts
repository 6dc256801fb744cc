/** The job runner: graphile-worker on the same database. Jobs are queued in the caller's transaction. */
import { Logger as WorkerLogger, run, type Runner } from 'graphile-worker';
import type { Logger } from 'pino';
import { systemActor } from '../kernel/index.ts';
import type { Pools } from './database.ts';
import type { Work, WorkRunner } from './work.ts';

/** A task runs in a unit of work of the system; it must be harmless to run twice. */
export type Task = (work: Work, payload: Readonly<Record<string, unknown>>) => Promise<void>;

/** A task that manages its own units of work, such as running the sweeps. */
export type OuterTask = (payload: Readonly<Record<string, unknown>>) => Promise<void>;

export interface Jobs {
  /** Resolves once nothing that may run is left in the queue. */
  drained(): Promise<void>;
  stop(): Promise<void>;
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
      Object.entries(outerTasks).map(([name, task]) => [name, (payload: unknown) => task(asPayload(payload))]),
    ),
  };
  const worker: Runner = await run({
    pgPool: pools.owner,
    taskList,
    concurrency: 2,
    pollInterval: 1000,
    noHandleSignals: true,
    noPreparedStatements: true,
    logger: toWorkerLogger(log),
  });
  worker.promise.catch((error: unknown) => log.error({ err: error }, 'job runner stopped'));
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
    stop: () => worker.stop(),
  };
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
