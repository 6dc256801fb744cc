/**
 * Due work: one row a billing account and kind says when there is next something to do for it, and what went wrong last.
 * Every statement names the account, but for the look at who is due, which locks nothing.
 */
import type { Work } from './work.ts';

/** A kind of work that falls due for accounts. */
export interface DueKind {
  readonly name: string;
  /** Accounts that one process looks after at a time. Kinds share no slots. */
  readonly slots: number;
  /** Kinds that go first in an account where they are due no later. */
  readonly after: readonly string[];
  /** Does what is due of an account at `work.now`, a bounded batch of it; returns how much. */
  run(work: Work, account: string): Promise<number | DueBatch>;
  /** When the account next has something to do; may be in the past. Undefined when nothing is ahead. */
  nextDue(work: Work, account: string): Promise<Temporal.Instant | undefined>;
  /** Longest time that a statement of it may take, in milliseconds; one minute when absent. */
  readonly statementLimitMs?: number;
  /** What part of the account's work waits for; undefined when nothing waits. */
  waitsFor?(work: Work, account: string): Promise<DueWait | undefined>;
  /** Has what waits due at once. */
  retry?(work: Work, account: string): Promise<void>;
}

/** A batch with a part that must not happen in its transaction, such as calls to others. */
export interface DueBatch {
  readonly count: number;
  /**
   * Begun when the batch has committed. It holds no slot: whoever bounds how much of it happens at a time is the kind. A move
   * of the clock waits for it. It must not throw.
   */
  outside(move: ClockMove | undefined): Promise<void>;
}

/** A move of the clock, the same object for as long as it lasts. */
export interface ClockMove {
  readonly until: Temporal.Instant;
}

/** Something an operator must enter before a part of an account's work can be done; the rest of it goes on. */
export interface DueWait {
  readonly code: 'exchangeRate';
  /** Business time since when. */
  readonly since: Temporal.Instant;
  /** What the code speaks of. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Says that an account has something of a kind to do at `at`. Travels with the commit. Kinds that follow each other are
 * noted in that order everywhere, so that no two works wait for each other. For another account than the work's it names
 * the subscription in it that its publisher begins.
 */
export function noteDue(work: Work, kind: string, account: string, at: Temporal.Instant, subscription?: string): void {
  work.defer('note-due', 'select comptoir_note_due($1, $2, $3, $4)', [account, kind, at, subscription ?? null]);
}

/** Which rows are looked at. */
export interface DueLook {
  readonly kind: DueKind;
  readonly until: Temporal.Instant;
  /** Also what failed and waits for its next try. */
  readonly waiting: boolean;
  /** Accounts left out. */
  readonly without: readonly string[];
}

const tryable = '(d.retry_at is null or d.retry_at <= $4)';
/** Of the same account: what goes first there is done first, also when it fails. */
const firstOfAccount = `not exists (select from due_work p
  where p.account_tenant_id = d.account_tenant_id and p.kind = any($3::text[]) and p.due_at <= d.due_at)`;

/** Accounts that are due, the earliest first. Nothing is locked. */
export async function accountsDue(
  work: Work,
  { kind, until, waiting, without }: DueLook,
  limit: number,
): Promise<{ readonly account: string; readonly dueAt: Temporal.Instant }[]> {
  return work.prepared(
    waiting ? 'accounts-due-and-waiting' : 'accounts-due',
    `select account_tenant_id as account, due_at as "dueAt" from due_work d
     where kind = $1 and due_at <= $2 and ${firstOfAccount} and account_tenant_id <> all($5::uuid[])
       and ${waiting ? '$4::timestamptz is not null' : tryable}
     order by due_at, account_tenant_id limit $6`,
    [kind.name, until, kind.after, until, without, limit],
  );
}

/**
 * Takes an account's row for as long as the work lasts; false when it is not due or somebody has it. Not the lock that
 * holds up those who note something due (comptoir_note_due).
 */
export async function claimDue(
  work: Work,
  { kind, until, waiting }: Omit<DueLook, 'without'>,
  account: string,
): Promise<boolean> {
  const rows = await work.prepared(
    waiting ? 'claim-due-and-waiting' : 'claim-due',
    `select from due_work d where account_tenant_id = $5 and kind = $1 and due_at <= $2 and ${firstOfAccount}
       and ${waiting ? '$4::timestamptz is not null' : tryable}
     for no key update of d skip locked`,
    [kind.name, until, kind.after, until, account],
  );
  return rows.length > 0;
}

/**
 * Puts the row's time off to what the account has next. Whoever noted something due meanwhile and relied on the time that
 * stood has committed once the row is ours alone, and what it wrote is seen by `nextDue`.
 */
export async function settleDue(work: Work, kind: DueKind, account: string): Promise<Temporal.Instant | undefined> {
  const key = [account, kind.name];
  const alone = 'select from due_work where account_tenant_id = $1 and kind = $2 for update';
  await work.prepared('lock-due', alone, key);
  const next = await kind.nextDue(work, account);
  const wait = await kind.waitsFor?.(work, account);
  await work.prepared(
    'settle-due',
    `update due_work set due_at = $3, tries = 0, problem = null, failing_since = $4, waits_for = $5::jsonb, retry_at = null
     where account_tenant_id = $1 and kind = $2`,
    [...key, next ?? null, wait?.since ?? null, wait ? JSON.stringify({ code: wait.code, values: wait.values }) : null],
  );
  return next;
}

const statementLimitMs = 60_000;

/** Ends a statement of the work that takes too long, a wait for a lock included: others need the slot. */
export async function limitStatements(work: Work, kind: DueKind): Promise<void> {
  const limit = String(kind.statementLimitMs ?? statementLimitMs);
  await work.prepared('limit-statements', `select set_config('statement_timeout', $1, true)`, [limit]);
}

/** Seconds until the next try: doubled with each, at most six hours. */
const retrySeconds = { least: 30, most: 6 * 60 * 60 };
const mostDoublings = 10;
const problemLength = 1000;

/** Remembers why an account could not be looked after, and puts off the next try. */
export async function noteFailure(work: Work, kind: string, account: string, problem: string): Promise<void> {
  const { least, most } = retrySeconds;
  await work.prepared(
    'note-due-failure',
    `update due_work set tries = tries + 1, problem = $3, failing_since = case tries when 0 then $4::timestamptz else failing_since end,
       retry_at = $4::timestamptz + make_interval(secs => least(${most}, ${least} * 2 ^ least(tries, ${mostDoublings})))
     where account_tenant_id = $1 and kind = $2 and due_at <= $4`,
    [account, kind, problem.slice(0, problemLength), work.now],
  );
}

/** Has what failed or waits tried at once; false when nothing of this kind of the account does. */
export async function retryDue(work: Work, kind: DueKind, account: string): Promise<boolean> {
  const rows = await work.prepared<{ waits: boolean }>(
    'retry-due',
    `update due_work set retry_at = null
     where account_tenant_id = $1 and kind = $2 and (tries > 0 or waits_for is not null)
     returning waits_for is not null as waits`,
    [account, kind.name],
  );
  if (rows[0]?.waits) {
    await kind.retry?.(work, account);
    noteDue(work, kind.name, account, work.now);
  }
  return rows.length > 0;
}

/** What is due of a kind, over all accounts. */
export interface DueSummary {
  readonly kind: string;
  /** Accounts due now, those that fail among them. */
  readonly due: number;
  readonly failing: number;
  /** Accounts a part of whose work waits for something to be entered. */
  readonly blocked: number;
  /** Earliest due time, past or ahead. */
  readonly nextDue: Temporal.Instant | undefined;
}

export async function summariseDue(work: Work, kinds: readonly DueKind[]): Promise<DueSummary[]> {
  type Row = { kind: string; due: number; failing: number; blocked: number; next: Temporal.Instant | null };
  const rows = await work.prepared<Row>(
    'summarise-due',
    `select kind, count(*) filter (where due_at <= $1) as due, count(*) filter (where tries > 0) as failing,
       count(*) filter (where waits_for is not null) as blocked, min(due_at) as next from due_work group by kind`,
    [work.now],
  );
  const found = new Map(rows.map((row) => [row.kind, row]));
  return kinds.map(({ name }) => {
    const row = found.get(name);
    return {
      kind: name,
      due: row?.due ?? 0,
      failing: row?.failing ?? 0,
      blocked: row?.blocked ?? 0,
      nextDue: row?.next ?? undefined,
    };
  });
}

/** How long until the next thing of any account falls due, in milliseconds; undefined when that is later than `withinMs`. */
export async function msUntilDue(work: Work, kinds: readonly DueKind[], withinMs: number): Promise<number | undefined> {
  const until = work.now.add({ milliseconds: withinMs });
  const text = `select min(due_at) as at from due_work
    where kind = any($3::text[]) and due_at > $1 and due_at <= $2 and (retry_at is null or retry_at <= $2)`;
  const names = kinds.map(({ name }) => name);
  const [row] = await work.prepared<{ at: Temporal.Instant | null }>('ms-until-due', text, [work.now, until, names]);
  return row?.at ? Math.max(0, Math.ceil(row.at.since(work.now).total('milliseconds'))) : undefined;
}

/** Whether a kind of work failed, and has not succeeded since, for one of these accounts. */
export async function anyFailing(work: Work, { name }: DueKind, accounts: readonly string[]): Promise<boolean> {
  const text = `select exists (select from due_work
    where kind = $1 and tries > 0 and account_tenant_id = any($2::uuid[])) as failing`;
  return (await work.prepared<{ failing: boolean }>('any-failing', text, [name, accounts]))[0]!.failing;
}
