/**
 * The unit of work: one transaction, one actor, one moment. Opened once per request or job and committed or rolled back
 * here and nowhere else. What a use case publishes and enqueues is written in the same transaction.
 */
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { newId, type Actor } from '../kernel/index.ts';
import { toParameter, type Pools } from './database.ts';
import { requireStatementName } from './statement-name.ts';
import { writeEvents, writeJobs, type DomainEvent, type JobRequest, type RecordedEvent } from './events.ts';

// A plain `Work` fits every module: each module names its own tables and sees no others. The price of one `any` here is
// that surfaces pass works along without casts.
// oxlint-disable-next-line typescript/no-explicit-any
export interface Work<Tables = any> {
  /** Queries of this transaction. */
  readonly db: Kysely<Tables>;
  /** Runs a named prepared statement: for the few hot paths where building and planning SQL each time would show. */
  prepared<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Business time: one moment for the whole unit of work. */
  readonly now: Temporal.Instant;
  /** Who acts; the audit trail names it. */
  readonly actor: Actor;
  /** Tenant id of the billing account whose rows this work is about: the tenant that row-level security follows. */
  readonly account: string;
  readonly correlationId: string;
  /** Records an event; it is written when the work commits, and who subscribed to it is called then. */
  publish(event: DomainEvent): void;
  /** Sends a prepared statement together with the commit, without a round trip of its own. Its failure rolls back. */
  defer(name: string, text: string, values: readonly unknown[]): void;
  /** Queues a job that runs after commit. A `key` folds equal jobs into one. */
  enqueue(task: string, payload: Readonly<Record<string, unknown>>, key?: string): void;
  /** The same transaction in another's name and on its account: use cases see, and events record, that actor. Row security stays as opened. */
  inNameOf(actor: Actor): Work<Tables>;
}

export interface WorkContext {
  readonly actor: Actor;
  /** Billing account whose rows the work is about, when it is not that of the actor's own tenant. */
  readonly account?: string;
  readonly correlationId?: string;
  /** Runs as the system role, past row-level security: jobs, sweeps, the operator's desk. */
  readonly system?: boolean;
  /** Runs as the role that writes who may enter, within row-level security: people, applications, customers. */
  readonly identity?: boolean;
  /** The moment this work happens at, when it is not now: a sweep that the moving clock brought to a due time. */
  readonly at?: Temporal.Instant;
}

/** By an event's name what is called once it is committed. It makes things sooner; whatever must happen does so without it. */
export type Subscriptions = ReadonlyMap<string, () => void>;

/** A named statement with its values. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What a work can be seen to ask: named, prepared statements. */
export type Asking = Pick<Work, 'prepared' | 'account'>;

/** Asks ahead what the body will ask; gives back what became of the questions, whoever waits for it. */
export type Foresee = (asking: Asking) => readonly Promise<unknown>[];

export interface WorkRunner {
  /**
   * Runs `body` in one transaction; commits when it returns, rolls back when it throws. What `foresee` asks travels in the
   * round trip that opens the transaction; the body, which asks the same, finds it answered. It must ask at once, before
   * it waits for anything, and reads only.
   */
  run<Result, Tables>(
    context: WorkContext,
    body: (work: Work<Tables>) => Promise<Result>,
    foresee?: Foresee,
  ): Promise<Result>;
}

const openStatement = {
  name: 'open-work',
  text: `select set_config('comptoir.tenant', $1, true), set_config('comptoir.actor', $2, true),
    set_config('comptoir.home', $3, true), clock_timestamp() + (select shift from sandbox_clock) as now`,
};

export function workRunner(pools: Pools, subscriptions: Subscriptions): WorkRunner {
  return {
    async run(context, body, foresee) {
      const client = await poolFor(context, pools).connect();
      let broken: Error | undefined;
      try {
        const { result, published } = await transact(client, context, body, foresee);
        for (const name of published) subscriptions.get(name)?.();
        return result;
      } catch (error) {
        if (isConnectionLoss(error)) broken = error;
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

function poolFor({ system, identity }: WorkContext, pools: Pools): pg.Pool {
  if (system) return pools.system;
  return identity ? pools.identity : pools.app;
}

async function transact<Result, Tables>(
  client: pg.PoolClient,
  context: WorkContext,
  body: (work: Work<Tables>) => Promise<Result>,
  foresee: Foresee | undefined,
): Promise<{ readonly result: Result; readonly published: ReadonlySet<string> }> {
  const account = context.account ?? context.actor.tenantId;
  try {
    // All travel in one round trip; a failure of one fails those behind it too.
    const opening = Promise.all([
      client.query(begin),
      client.query<{ now: Temporal.Instant }>({
        ...openStatement,
        values: [account, context.actor.tenantId, context.actor.homeTenantId ?? context.actor.tenantId],
      }),
    ]);
    const foreseen: Foreseen[] = [];
    const ahead = foresee?.({ account, prepared: (...one) => askAhead(client, foreseen, one) }) ?? [];
    // Whoever asks it then is told; a question that nobody asks any more must not end the process.
    for (const one of ahead) one.catch(() => undefined);
    const [, { rows }] = await opening;
    const scope: Scope = {
      client,
      now: context.at ?? rows[0]!.now,
      correlationId: context.correlationId ?? newId(),
      foreseen,
      events: [],
      jobs: [],
      deferred: [],
    };
    const result = await body(workOf<Tables>(scope, context.actor, account));
    const last = [
      ...scope.deferred.map((statement) => client.query(statement)),
      writeEvents(client, scope.events),
      writeJobs(client, scope.jobs),
    ];
    // Sent behind each other without waiting: when one fails, the commit behind it rolls back.
    await Promise.all([...last, client.query(commit)]);
    return { result, published: new Set(scope.events.map(({ event }) => event.name)) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** A question that was asked while the work opened, until the body asks it. */
interface Foreseen {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly rows: Promise<unknown[]>;
}

type Asked = readonly [name: string, text: string, values: readonly unknown[]];

function askAhead<Row>(client: pg.PoolClient, foreseen: Foreseen[], [name, text, values]: Asked): Promise<Row[]> {
  const rows = client.query(statementOf({ name, text, values })).then((answer) => answer.rows as unknown[]);
  rows.catch(() => undefined); // whoever asks it is told, or the opening failed before it
  foreseen.push({ name, values, rows });
  return rows as Promise<Row[]>;
}

/** The answer of a foreseen question, given once: what is asked again is asked anew. */
function takeForeseen(foreseen: Foreseen[], name: string, values: readonly unknown[]): Promise<unknown[]> | undefined {
  const at = foreseen.findIndex(
    (one) =>
      one.name === name && one.values.length === values.length && one.values.every((value, i) => value === values[i]),
  );
  return at < 0 ? undefined : foreseen.splice(at, 1)[0]!.rows;
}

// Prepared, like all that is asked often: their text is read once a connection.
const begin = { name: 'begin', text: 'begin' };
const commit = { name: 'commit', text: 'commit' };

/** What one transaction gathers until it commits. */
interface Scope {
  readonly client: pg.PoolClient;
  readonly now: Temporal.Instant;
  readonly correlationId: string;
  readonly foreseen: Foreseen[];
  readonly events: RecordedEvent[];
  readonly jobs: JobRequest[];
  readonly deferred: pg.QueryConfig[];
}

function workOf<Tables>(scope: Scope, actor: Actor, account: string): Work<Tables> {
  const { client, now, correlationId, events, jobs, deferred } = scope;
  return {
    db: kyselyOf<Tables>(client),
    prepared: async <Row>(name: string, text: string, values: readonly unknown[]) => {
      const foreseen = takeForeseen(scope.foreseen, name, values);
      return (foreseen ? await foreseen : (await client.query(statementOf({ name, text, values }))).rows) as Row[];
    },
    now,
    actor,
    account,
    correlationId,
    publish(event) {
      events.push({ id: newId(), at: now, actor, correlationId, event });
    },
    defer(name, text, values) {
      deferred.push(statementOf({ name, text, values }));
    },
    enqueue(task, payload, key) {
      jobs.push({ task, payload, ...(key ? { key } : {}) });
    },
    inNameOf: (other) => workOf<Tables>(scope, other, other.tenantId),
  };
}

function statementOf({ name, text, values }: Statement): pg.QueryConfig {
  return { name: requireStatementName(name), text, values: values.map(toParameter) };
}

function isConnectionLoss(error: unknown): error is Error {
  return (
    error instanceof Error &&
    /terminat|ECONNRESET|EPIPE|not queryable|Connection/.test(error.message) &&
    !('severity' in error && error.severity === 'ERROR')
  );
}

/** One Kysely per connection, kept as long as the connection: it holds no state of a transaction. */
const kyselys = new WeakMap<pg.PoolClient, Kysely<unknown>>();

function kyselyOf<Tables>(client: pg.PoolClient): Kysely<Tables> {
  const known = kyselys.get(client);
  if (known) return known as Kysely<Tables>;
  const facade: PostgresPoolClient = {
    query: ((text: string, values?: readonly unknown[]) =>
      client.query(text, values?.map(toParameter))) as unknown as PostgresPoolClient['query'],
    release: () => undefined,
  };
  const pool = { connect: () => Promise.resolve(facade), end: () => Promise.resolve(), options: {} };
  const made = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  kyselys.set(client, made);
  return made as Kysely<Tables>;
}
