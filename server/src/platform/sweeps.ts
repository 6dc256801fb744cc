/**
 * Sweeps find what is due and do it, in order of due times. Running one twice, late or in parallel changes nothing more.
 * In the sandbox the clock moves; then every due moment up to the target is visited in order.
 */
import type { Logger } from 'pino';
import { Fault, systemActor } from '../kernel/index.ts';
import type { Work, WorkRunner } from './work.ts';

export interface Sweep {
  readonly name: string;
  /** When this sweep next has something to do: may be in the past; undefined when nothing is ahead. */
  nextDue(work: Work): Promise<Temporal.Instant | undefined>;
  /** Does what is due at `work.now`, a bounded batch of it; returns how much. Zero ends the round. */
  run(work: Work): Promise<number>;
}

export interface Clockwork {
  now(): Promise<Temporal.Instant>;
  /** Runs every sweep until none has anything due now. */
  runDue(): Promise<void>;
  /** When each sweep next has something to do. */
  ahead(): Promise<readonly { readonly name: string; readonly nextDue: Temporal.Instant | undefined }[]>;
  /** Sandbox: moves business time forward, doing on the way everything that falls due, in order. */
  moveTo(target: Temporal.Instant): Promise<Temporal.Instant>;
}

/** Everything that moves or sweeps holds this lock, so that two processes never sweep at once. */
const sweepLock = 4380_0002;
const batchLimit = 100_000;

export function clockwork(runner: WorkRunner, sweeps: readonly Sweep[], log: Logger): Clockwork {
  const systemAt =
    (at?: Temporal.Instant): System =>
    (body) =>
      runner.run({ actor: systemActor, system: true, ...(at ? { at } : {}) }, body);
  const system = systemAt();
  let queue: Promise<unknown> = Promise.resolve();
  /** One at a time within this process; across processes the advisory lock of each round holds. */
  const inTurn = <Result>(body: () => Promise<Result>): Promise<Result> => {
    const result = queue.then(body, body);
    queue = result.catch(() => undefined);
    return result;
  };
  /** What falls due while the clock moves happens at its due time, to the microsecond, however long the work takes. */
  const runSweeps = async (at?: Temporal.Instant) => {
    for (const sweep of sweeps) await runUntilDone(systemAt(at), sweep, log);
  };
  return {
    now: () => system((work) => Promise.resolve(work.now)),
    runDue: () => inTurn(() => runSweeps()),
    ahead: () =>
      system(async (work) => {
        const list = [];
        for (const sweep of sweeps) list.push({ name: sweep.name, nextDue: await sweep.nextDue(work) });
        return list;
      }),
    moveTo: (target) =>
      inTurn(async () => {
        const from = await system((work) => Promise.resolve(work.now));
        if (Temporal.Instant.compare(target, from) < 0) {
          throw new Fault('ClockMovesForwardOnly', 'invalid', {
            message: `The clock stands at ${from.toString()} and only moves forward: what was billed stays billed. To start earlier, begin with an empty data folder.`,
            target: 'now',
          });
        }
        await runSweeps();
        for (let step = 0; step < batchLimit; step += 1) {
          const due = await earliestDue(system, sweeps);
          if (!due || Temporal.Instant.compare(due, target) > 0) break;
          await setClock(system, due);
          await runSweeps(Temporal.Instant.compare(due, from) > 0 ? due : undefined);
        }
        await setClock(system, target);
        await runSweeps();
        return target;
      }),
  };
}

type System = <Result>(body: (work: Work) => Promise<Result>) => Promise<Result>;

async function runUntilDone(system: System, sweep: Sweep, log: Logger): Promise<void> {
  for (let round = 0; round < batchLimit; round += 1) {
    const done = await system(async (work) => {
      await work.prepared('sweep-lock', 'select pg_advisory_xact_lock($1)', [sweepLock]);
      return sweep.run(work);
    });
    if (done === 0) return;
    log.debug({ sweep: sweep.name, done }, 'sweep');
  }
  throw new Error(`sweep ${sweep.name} never came to an end`);
}

async function earliestDue(system: System, sweeps: readonly Sweep[]): Promise<Temporal.Instant | undefined> {
  return system(async (work) => {
    let earliest: Temporal.Instant | undefined;
    for (const sweep of sweeps) {
      const due = await sweep.nextDue(work);
      if (due && (!earliest || Temporal.Instant.compare(due, earliest) < 0)) earliest = due;
    }
    return earliest;
  });
}

/** Never backwards: a due time in the past is done at the present moment. */
async function setClock(system: System, to: Temporal.Instant): Promise<void> {
  await system((work) =>
    work.prepared(
      'set-clock',
      'update sandbox_clock set shift = greatest(shift, $1::timestamptz - clock_timestamp())',
      [to],
    ),
  );
}
