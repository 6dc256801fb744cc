/**
 * PostgreSQL connections. `app` runs requests as a role that row-level security binds to one tenant, `identity` the few
 * requests that write who may enter, `system` jobs, sweeps and the token service. Each logs in by itself, so that none can
 * become the owner. Values cross the border as exact types: `timestamptz` as Temporal.Instant, `date` as
 * Temporal.PlainDate, `numeric` as text.
 */
import pg from 'pg';
import type { Logger } from 'pino';
import { oneWriteATurn } from './one-write-a-turn.ts';

const oid = { int8: 20, date: 1082, timestamptz: 1184, numeric: 1700 } as const;

/** `2026-11-21 07:54:24.123456+00` → `2026-11-21T07:54:24.123456+00:00`. */
function parseInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [oid.int8, (text) => safeInteger(text)],
  [oid.numeric, (text) => text],
  [oid.timestamptz, parseInstant],
  [oid.date, (text) => Temporal.PlainDate.from(text)],
]);

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? parsers.get(id) : undefined) ??
    pg.types.getTypeParser(id, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** Where a PostgreSQL server is, as `pg` takes it. */
export type Address =
  | { readonly connectionString: string }
  | {
      readonly host: string;
      readonly port?: number;
      readonly user: string;
      readonly password?: string;
      readonly database: string;
    };

/** The roles that everything but migrations and the job runner works as. */
export const workRoles = ['comptoir_app', 'comptoir_identity', 'comptoir_system'] as const;
export type WorkRole = (typeof workRoles)[number];

/**
 * How a role logs in. The embedded server trusts whoever reaches its private socket, so there the role itself does. A
 * server of one's own may serve several databases: there each has login roles of its own, `<database>_app` and so on,
 * members of the roles that hold the rights.
 */
export function loginOf(address: Address, role: WorkRole): pg.ClientConfig & { readonly user: string } {
  if (!('connectionString' in address)) {
    const { host, port, database } = address;
    return { host, database, user: role, ...(port ? { port } : {}) };
  }
  const url = new URL(address.connectionString);
  const database = decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username);
  const user = `${database.slice(0, 50)}${role.slice('comptoir'.length)}`;
  url.username = encodeURIComponent(user);
  url.password = '';
  return { connectionString: url.toString(), user };
}

/** The password of the logins; only the owner may read it (see roles.ts). */
export async function loginPassword(owner: pg.Pool | pg.ClientBase): Promise<string> {
  const { rows } = await owner.query<{ password: string }>('select password from database_login');
  return rows[0]!.password;
}

/** A client whose password is asked for when the server wants it: it stands in the database and may not be there yet. */
function clientWith(password: () => Promise<string>) {
  return class extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super(config);
      Object.assign(this, { password });
    }
  };
}

export interface Pools {
  readonly app: pg.Pool;
  /** For requests that make people, applications and customers: their role may write who may enter. */
  readonly identity: pg.Pool;
  readonly system: pg.Pool;
  /** One connection each, as the system: both answer when requests use up all others, and neither waits for the other. */
  readonly health: pg.Pool;
  readonly metrics: pg.Pool;
  /** As the owner: migrations and the job runner only. */
  readonly owner: pg.Pool;
  readonly address: Address;
  close(): Promise<void>;
}

/**
 * How long, in milliseconds, one waits for a connection, a statement runs, a statement waits for a row that somebody else
 * has, and a transaction may stand idle. Whoever waits longer is told to come back (busy.ts).
 */
type Limits = Pick<
  pg.PoolConfig,
  'connectionTimeoutMillis' | 'statement_timeout' | 'lock_timeout' | 'idle_in_transaction_session_timeout'
>;

const requestLimits: Limits = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 20_000,
  lock_timeout: 8_000,
  idle_in_transaction_session_timeout: 60_000,
};
/** A month end of many thousand invoices is one statement a step. */
const systemLimits: Limits = {
  connectionTimeoutMillis: 15_000,
  statement_timeout: 15 * 60_000,
  lock_timeout: 60_000,
  idle_in_transaction_session_timeout: 10 * 60_000,
};
const watchLimits: Limits = { connectionTimeoutMillis: 5_000, statement_timeout: 5_000 };
/** Migrations take the time they take. */
const ownerLimits: Limits = { connectionTimeoutMillis: 15_000 };

interface PoolSizes {
  readonly app: number;
  readonly identity: number;
  readonly system: number;
  readonly owner: number;
  readonly watch: number;
}

/** `size`: connections for requests (COMPTOIR_POOL). */
function poolSizes(size: number): PoolSizes {
  return {
    app: size,
    identity: Math.max(2, Math.ceil(size / 4)),
    system: Math.max(6, Math.ceil(size / 2)),
    owner: 8,
    watch: 1,
  };
}

/** How many connections one process may have at once. */
export function connectionsOf(size: number): number {
  const { app, identity, system, owner, watch } = poolSizes(size);
  return app + identity + system + owner + 2 * watch;
}

export function openPools(address: Address, size: number, log: Logger): Pools {
  let closing = false;
  const open = (name: string, max: number, limits: Limits, role?: WorkRole) => {
    const pool: pg.Pool = new pg.Pool({
      ...(role ? loginOf(address, role) : address),
      ...(role && 'connectionString' in address ? { Client: clientWith(() => loginPassword(owner)) } : {}),
      max,
      types,
      pipeline: true,
      application_name: `comptoir-${name}`,
      ...limits,
    } as pg.PoolConfig);
    // An idle connection that breaks (server restart) is replaced at next use.
    // Only its words are logged: the error carries the client, and with it every statement it prepared.
    pool.on('error', ({ message }) => {
      if (!closing) log.warn({ reason: message, pool: name }, 'database connection lost');
    });
    pool.on('connect', (client) => {
      client.on('error', () => undefined);
      oneWriteATurn(client);
    });
    return pool;
  };
  const sizes = poolSizes(size);
  const owner: pg.Pool = open('owner', sizes.owner, ownerLimits);
  const app = open('app', sizes.app, requestLimits, 'comptoir_app');
  const identity = open('identity', sizes.identity, requestLimits, 'comptoir_identity');
  const system = open('system', sizes.system, systemLimits, 'comptoir_system');
  const health = open('health', sizes.watch, watchLimits, 'comptoir_system');
  const metrics = open('metrics', sizes.watch, watchLimits, 'comptoir_system');
  return {
    app,
    identity,
    system,
    health,
    metrics,
    owner,
    address,
    async close() {
      closing = true; // our own server may stop before the last farewell is answered
      await Promise.all([app, identity, system, health, metrics, owner].map((pool) => pool.end()));
    },
  };
}

/** A value as `pg` can send it: Temporal and decimals as text, everything else as it is. */
export function toParameter(value: unknown): unknown {
  // The day after 9999-12-31 is `+010000-01-01`, which PostgreSQL reads without the sign only.
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate)
    return value.toString().replace(/^\+0*/, '');
  if (typeof value === 'object' && value !== null && value.constructor?.name === 'Big')
    return (value as { toFixed(): string }).toFixed();
  return value;
}
