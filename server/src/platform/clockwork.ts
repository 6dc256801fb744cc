/**
 * What happens as time goes by: due work of every kind, and the sweeps. In the sandbox the clock moves; then every due
 * moment up to the target is visited in order.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Fault, systemActor } from '../kernel/index.ts';
import { msUntilDue, retryDue, summariseDue, type ClockMove, type DueKind, type DueSummary } from './due.ts';
import { dueWorkers, type DueFailure, type DueRound } from './due-workers.ts';
import { keepSweeps, oneAtATime, type Sweep, type SweepFailures } from './sweeps.ts';
import type { Work, WorkRunner } from './work.ts';

export interface Clockwork {
  /** Names of the kinds of due work. */
  readonly kinds: string[];
  now(): Promise<Temporal.Instant>;
  /** Has what fails or waits of an account tried at once, when the work has committed; false when there is none. */
  retry(work: Work, account: string, kind: string): Promise<boolean>;
  /** Does all that is due now and may be tried now; resolves when it is done. Failures are noted, never thrown. */
  runDue(): Promise<void>;
  /** The same of one kind, without waiting for those that go before it. */
  runKind(name: string): Promise<void>;
  /** How long until something that is not due yet falls due, in milliseconds; undefined when that is later than `withinMs`. */
  msUntilDue(withinMs: number): Promise<number | undefined>;
  /** Resolves when nothing goes on any more outside of transactions. */
  quiet(): Promise<void>;
  /** When each kind and sweep next has something to do. */
  ahead(): Promise<readonly { readonly name: string; readonly nextDue: Temporal.Instant | undefined }[]>;
  /** What is due now and what fails, by kind and sweep; `watcher` is asked when it is given. */
  state(watcher?: WorkRunner): Promise<ClockworkState>;
  /**
   * Sandbox: moves business time forward, doing on the way everything that falls due, in order. An account that fails is
   * left out from there on, and told.
   */
  moveTo(target: Temporal.Instant): Promise<readonly DueFailure[]>;
}

export interface ClockworkState {
  readonly now: Temporal.Instant;
  /** `failures`: of this process so far. */
  readonly kinds: readonly (DueSummary & { readonly failures: number })[];
  readonly sweeps: readonly SweepFailures[];
}

/** Kinds stand in the order in which they are done at one moment: renewals before charges before month end. */
export interface Timetable {
  readonly kinds: readonly DueKind[];
  readonly sweeps: readonly Sweep[];
}

export function clockwork(runner: WorkRunner, { kinds, sweeps }: Timetable, log: Logger): Clockwork {
  const system = asSystem(runner);
  const turns = takingTurns();
  const workers = dueWorkers(runner, kinds, log, turns.join);
  const housekeeping = keepSweeps(runner, sweeps, log);
  /** Each kind by itself, so that a slow one holds up no other; those that follow another one wait for it. */
  const wake = new Map(
    kinds.map((kind) => [
      kind.name,
      oneAtATime(() =>
        turns
          .beside(() => workers.drain(kind, { failed: [] }).then(() => undefined))
          .catch((error: unknown) => {
            log.error({ err: error, kind: kind.name }, 'due work could not be looked at');
          }),
      ),
    ]),
  );
  const runKinds = async () => {
    const ended = new Map<string, Promise<unknown>>();
    for (const { name, after } of kinds) {
      ended.set(name, Promise.all(after.map((before) => ended.get(before)!)).then(wake.get(name)));
    }
    await Promise.all(ended.values());
  };
  return {
    kinds: kinds.map(({ name }) => name),
    now: () => system((work) => Promise.resolve(work.now)),
    async retry(work, account, kind) {
      const found = kinds.find(({ name }) => name === kind);
      return found !== undefined && retryDue(work, found, account);
    },
    runDue: async () => void (await Promise.all([runKinds(), housekeeping.run()])),
    runKind: async (name) => wake.get(name)?.(),
    msUntilDue: (withinMs) => system((work) => msUntilDue(work, kinds, withinMs)),
    quiet: turns.quiet,
    ahead: () =>
      system(async (work) => {
        const list: { name: string; nextDue: Temporal.Instant | undefined }[] = [];
        for (const { kind, nextDue } of await summariseDue(work, kinds)) list.push({ name: kind, nextDue });
        for (const sweep of sweeps) list.push({ name: sweep.name, nextDue: await sweep.nextDue?.(work) });
        return list;
      }),
    state: (watcher = runner) =>
      asSystem(watcher)(async (work) => ({
        now: work.now,
        kinds: (await summariseDue(work, kinds)).map((one) => ({ ...one, failures: workers.failures.get(one.kind)! })),
        sweeps: housekeeping.failures(),
      })),
    async moveTo(target) {
      const failed = await turns.alone(() => move(system, workers, kinds, target));
      await housekeeping.run();
      return failed;
    },
  };
}

type System = <Result>(body: (work: Work) => Promise<Result>) => Promise<Result>;

function asSystem(runner: WorkRunner): System {
  return (body) => runner.run<never, unknown>({ actor: systemActor, system: true }, body as never);
}

/** Moments that one move visits at most. */
const mostMoments = 100_000;
const othersMs = 20;

async function move(
  system: System,
  workers: ReturnType<typeof dueWorkers>,
  kinds: readonly DueKind[],
  target: Temporal.Instant,
): Promise<readonly DueFailure[]> {
  const from = await system((work) => Promise.resolve(work.now));
  if (Temporal.Instant.compare(target, from) < 0) {
    throw new Fault('ClockMovesForwardOnly', 'invalid', {
      message: `The clock stands at ${from.toString()} and only moves forward: what was billed stays billed. To start earlier, begin with an empty data folder.`,
      target: 'now',
    });
  }
  const failed: DueFailure[] = [];
  const under: ClockMove = { until: target };
  const drainAll = async (round: Omit<DueRound, 'failed'>) => {
    let done = 0;
    for (const kind of kinds) done += await workers.drain(kind, { ...round, waiting: true, failed, move: under });
    return done;
  };
  await drainAll({});
  for (let moment = 0; moment < mostMoments; moment += 1) {
    const due = await workers.earliest(target, failed);
    if (!due) break;
    await setClock(system, due);
    // It happens at its due time, to the microsecond, however long the work takes.
    const before = failed.length;
    const done = await drainAll(Temporal.Instant.compare(due, from) > 0 ? { at: due } : {});
    // Another process has what is left of this moment.
    if (done === 0 && failed.length === before) await pause(othersMs);
  }
  await setClock(system, target);
  await drainAll({});
  return failed;
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

/** Many side by side, or one alone: a move of the clock waits for all that began, and what comes then waits for it. */
function takingTurns() {
  let alone: Promise<unknown> = Promise.resolve();
  const beside = new Set<Promise<unknown>>();
  const keep = (running: Promise<unknown>) => {
    beside.add(running);
    void running.catch(() => undefined).finally(() => beside.delete(running));
  };
  const ended = async () => {
    while (beside.size > 0) await Promise.allSettled(beside);
  };
  return {
    /** What goes on began already: a move waits for it. */
    join: keep,
    quiet: ended,
    async beside<Result>(body: () => Promise<Result>): Promise<Result> {
      for (let seen; seen !== alone; await seen) seen = alone;
      const running = body();
      keep(running);
      return running;
    },
    alone<Result>(body: () => Promise<Result>): Promise<Result> {
      const before = alone;
      const result = before.then(ended).then(body);
      alone = result.catch(() => undefined);
      return result;
    },
  };
}
