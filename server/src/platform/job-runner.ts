/**
 * Keeps a job runner at work. The library ends its runner for good when it cannot note that a job is done, as when the
 * database restarts at that moment, and the job stays locked for hours. Here another runner follows, and what the ended
 * one held is set free first: jobs are harmless to run twice.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { run, type Runner, type RunnerOptions, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Pools } from './database.ts';
import type { Logger } from './log.ts';
import { locks } from './locks.ts';

/** Between an end and the next runner; doubled while it cannot start. */
const waitMs = { least: 200, most: 30_000 };

export interface JobRunner {
  /** Lets the jobs that run come to their end, and starts no more. */
  stop(): Promise<void>;
}

export async function keepJobRunner(
  pools: Pools,
  options: Omit<RunnerOptions, 'events' | 'pgPool'>,
  log: Logger,
): Promise<JobRunner> {
  const stopping = new AbortController();
  const begin = () => beginRunner(pools, options);
  let current = await begin();
  const again = async (): Promise<void> => {
    for (let wait = waitMs.least; !stopping.signal.aborted; wait = Math.min(wait * 2, waitMs.most)) {
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        await setFree(pools, current.ids);
        current = await begin();
        return;
      } catch (error) {
        log.warn({ err: error }, 'job runner does not start yet');
      }
    }
  };
  const watched = (async () => {
    while (!stopping.signal.aborted) {
      const error: unknown = await current.runner.promise.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (stopping.signal.aborted) return;
      log.warn({ err: error }, 'job runner ended, another follows');
      await again();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      // One that has ended already refuses to stop; one that was just beginning is there once the watch is over.
      await current.runner.stop().catch(() => undefined);
      await watched;
      await current.runner.stop().catch(() => undefined);
    },
  };
}

interface Running {
  readonly runner: Runner;
  /** What it locks jobs with. */
  readonly ids: readonly string[];
}

async function beginRunner(pools: Pools, options: Omit<RunnerOptions, 'events'>): Promise<Running> {
  const ids: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => ids.push(workerPool.id));
  const runner = await run({ ...options, pgPool: pools.owner, events });
  // Whether a job was locked for us is not known when the answer was lost, and it would wait for hours. So this runner
  // ends, once its jobs have, and what is locked then is set free.
  events.on('worker:getJob:error', () => void runner.stop().catch(() => undefined));
  return { runner, ids };
}

/** Sets free the jobs that were locked with these. */
async function setFree({ owner }: Pick<Pools, 'owner'>, workerIds: readonly string[]): Promise<void> {
  await owner.query('select graphile_worker.force_unlock_workers($1::text[])', [workerIds]);
}

/**
 * Joins those who run jobs. Who finds nobody else there sets free what killed processes were at: the job runner itself
 * would wait four hours for them. The place is taken again when its connection breaks.
 */
export async function takePlace(pools: Pools, log: Logger): Promise<{ leave(): void }> {
  let left = false;
  let client: pg.PoolClient | undefined;
  const letGo = () => {
    client?.release(true);
    client = undefined;
  };
  const keep = (taken: pg.PoolClient) => {
    client = taken;
    if (left) return letGo();
    taken.once('end', () => {
      if (client !== taken) return;
      letGo();
      void retake();
    });
  };
  const retake = async () => {
    for (let wait = waitMs.least; !left; wait = Math.min(wait * 2, waitMs.most)) {
      try {
        return keep(await reenter(pools));
      } catch (error) {
        log.warn({ err: error }, 'place among those who run jobs is not taken again yet');
        await pause(wait, undefined, { ref: false });
      }
    }
  };
  keep(await enter(pools));
  return {
    leave() {
      left = true;
      letGo();
    },
  };
}

/** Not alone: this process still runs jobs. */
async function reenter(pools: Pools): Promise<pg.PoolClient> {
  const client = await pools.owner.connect();
  try {
    await client.query('select pg_advisory_lock_shared($1)', [locks.jobRunners]);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function enter(pools: Pools): Promise<pg.PoolClient> {
  const client = await pools.owner.connect();
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    locks.jobRunners,
  ]);
  if (rows[0]!.alone) {
    await client.query(`select graphile_worker.force_unlock_workers(
      array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
  }
  await client.query('select pg_advisory_lock_shared($1)', [locks.jobRunners]);
  if (rows[0]!.alone) await client.query('select pg_advisory_unlock($1)', [locks.jobRunners]);
  return client;
}
