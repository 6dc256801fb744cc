/** Workers of due work: each kind has slots of its own, each slot takes one account at a time, in a transaction of its own. */
import type { Logger } from 'pino';
import { systemActor } from '../kernel/index.ts';

import { retryTransaction } from './retry-transaction.ts';
import {
  accountsDue,
  claimDue,
  limitStatements,
  noteFailure,
  settleDue,
  type ClockMove,
  type DueBatch,
  type DueKind,
} from './due.ts';
import type { Work, WorkRunner } from './work.ts';

/** An account that could not be looked after. */
export interface DueFailure {
  readonly account: string;
  readonly kind: string;
  readonly problem: string;
}

/** When a round happens, and whom it leaves out. */
export interface DueRound {
  /** The moment of all that is done; now without one. */
  readonly at?: Temporal.Instant;
  /** Tries also what failed before and waits; what fails in this round is not tried again in it. */
  readonly waiting?: boolean;
  /** Gathers what fails. */
  readonly failed: DueFailure[];
  /** The clock is moving: what happens outside of transactions is waited for. */
  readonly move?: ClockMove;
}

export interface DueWorkers {
  /** Does what is due of a kind until nothing is left that may be done now; returns how often something was. */
  drain(kind: DueKind, round: DueRound): Promise<number>;
  /** Earliest moment until `until` at which one of the kinds has something to do that did not fail in the round. */
  earliest(until: Temporal.Instant, failed: readonly DueFailure[]): Promise<Temporal.Instant | undefined>;
  /** Failures of this process so far, by kind. */
  readonly failures: ReadonlyMap<string, number>;
}

const lookLimit = 100;
/** More than an account could need: whoever gets there goes round in circles. */
const mostRounds = 100_000;

type Outcome = 'done' | 'passed over' | 'failed';

/** `join`: keeps what goes on outside of transactions, where nobody waits for it. */
export function dueWorkers(
  runner: WorkRunner,
  kinds: readonly DueKind[],
  log: Logger,
  join: (going: Promise<unknown>) => void = () => undefined,
): DueWorkers {
  const failures = new Map(kinds.map(({ name }) => [name, 0]));
  const system = <Result>(at: Temporal.Instant | undefined, body: (work: Work) => Promise<Result>) =>
    runner.run<Result, never>({ actor: systemActor, system: true, ...(at ? { at } : {}) }, body as never);

  const fail = async (kind: DueKind, account: string, round: DueRound, error: unknown): Promise<Outcome> => {
    const problem = error instanceof Error ? error.message : String(error);
    log.error({ err: error, kind: kind.name, account }, 'due work failed');
    failures.set(kind.name, failures.get(kind.name)! + 1);
    round.failed.push({ account, kind: kind.name, problem });
    await system(round.at, (work) => noteFailure(work, kind.name, account, problem));
    return 'failed';
  };
  const lookAfter = async (kind: DueKind, account: string, round: DueRound): Promise<Outcome> => {
    try {
      const done = await retryTransaction(() =>
        system(round.at, (work) => doDue(work, kind, account, round.waiting ?? false)),
      );
      if (done === 'passed over') return done;
      const going = done.outside?.(round.move);
      if (going) join(going);
      if (round.move) await going;
      return 'done';
    } catch (error) {
      return fail(kind, account, round, error);
    }
  };
  return {
    failures,
    async drain(kind, round) {
      let done = 0;
      let begun: Temporal.Instant | undefined;
      for (let count = 0; count < mostRounds; count += 1) {
        const without = round.failed.filter((one) => one.kind === kind.name).map((one) => one.account);
        const due = await system(round.at, (work) => {
          // What falls due meanwhile is the next round's, so that a busy account is looked after now and then, not without end.
          begun ??= work.now;
          return accountsDue(work, { kind, until: begun, waiting: round.waiting ?? false, without }, lookLimit);
        });
        const outcomes = await inSlots(due, kind.slots, ({ account }) => lookAfter(kind, account, round));
        done += outcomes.filter((outcome) => outcome === 'done').length;
        // What is left is held by others, who go on by themselves.
        if (outcomes.every((outcome) => outcome === 'passed over')) return done;
      }
      throw new Error(`due work of the kind ${kind.name} never came to an end`);
    },
    earliest: (until, failed) =>
      system(undefined, async (work) => {
        let earliest: Temporal.Instant | undefined;
        for (const kind of kinds) {
          const without = failed.filter((one) => one.kind === kind.name).map((one) => one.account);
          const [first] = await accountsDue(work, { kind, until, waiting: true, without }, 1);
          if (first && (!earliest || Temporal.Instant.compare(first.dueAt, earliest) < 0)) earliest = first.dueAt;
        }
        return earliest;
      }),
  };
}

/** One batch of an account. Everything of it happens in the caller's transaction, or nothing does. */
async function doDue(
  work: Work,
  kind: DueKind,
  account: string,
  waiting: boolean,
): Promise<'passed over' | Partial<DueBatch>> {
  if (!(await claimDue(work, { kind, until: work.now, waiting }, account))) return 'passed over';
  await limitStatements(work, kind);
  const ran = await kind.run(work, account);
  const batch = typeof ran === 'number' ? { count: ran } : ran;
  const next = await settleDue(work, kind, account);
  if (batch.count === 0 && next && Temporal.Instant.compare(next, work.now) <= 0) {
    throw new Error(`Nothing could be done of what has been due since ${next.toString()}.`);
  }
  return batch;
}

/** Runs `body` for each item, at most `slots` at a time; results in the order they came. */
async function inSlots<Item, Result>(
  items: readonly Item[],
  slots: number,
  body: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const waiting = [...items];
  const results: Result[] = [];
  const slot = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(await body(item));
  };
  await Promise.all(Array.from({ length: slots }, slot));
  return results;
}
