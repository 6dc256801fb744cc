/** Sweeps: housekeeping that belongs to no account. Running one twice, late or in parallel changes nothing more. */
import type { Logger } from 'pino';
import { systemActor } from '../kernel/index.ts';
import type { Work, WorkRunner } from './work.ts';
import { locks } from './locks.ts';

export interface Sweep {
  readonly name: string;
  /** When it next has something to do, where that is known. */
  nextDue?(work: Work): Promise<Temporal.Instant | undefined>;
  /** Does a bounded batch; returns how much. Zero ends the round. */
  run(work: Work): Promise<number>;
}

export interface SweepFailures {
  readonly sweep: string;
  /** Of this process so far. */
  readonly count: number;
  /** What the last run said; undefined when it ended well. */
  readonly problem: string | undefined;
}

export interface Sweeps {
  /** Runs each until nothing is left to do, apart from each other: one that fails or takes long holds up no other. */
  run(): Promise<void>;
  failures(): readonly SweepFailures[];
}

const mostRounds = 100_000;

export function keepSweeps(runner: WorkRunner, sweeps: readonly Sweep[], log: Logger): Sweeps {
  const failed = new Map<string, { count: number; problem: string | undefined }>();
  const runs = sweeps.map((sweep, index) =>
    oneAtATime(async () => {
      const before = failed.get(sweep.name)?.count ?? 0;
      try {
        await runUntilDone(runner, sweep, index, log);
        failed.set(sweep.name, { count: before, problem: undefined });
      } catch (error) {
        log.error({ err: error, sweep: sweep.name }, 'sweep failed');
        failed.set(sweep.name, { count: before + 1, problem: error instanceof Error ? error.message : String(error) });
      }
    }),
  );
  return {
    run: async () => void (await Promise.all(runs.map((run) => run()))),
    failures: () => [...failed].map(([sweep, { count, problem }]) => ({ sweep, count, problem })),
  };
}

async function runUntilDone(runner: WorkRunner, sweep: Sweep, index: number, log: Logger): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const done = await runner.run<number, unknown>({ actor: systemActor, system: true }, async (work) => {
      await work.prepared('sweep-lock', 'select pg_advisory_xact_lock($1, $2)', [locks.sweeps, index]);
      return sweep.run(work as Work);
    });
    if (done === 0) return;
    log.debug({ sweep: sweep.name, done }, 'sweep');
  }
  throw new Error(`sweep ${sweep.name} never came to an end`);
}

/** Runs `body` one at a time. Who calls while it runs shares one more run, which began after the call. */
export function oneAtATime(body: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => (running = body().finally(() => (running = undefined)));
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
