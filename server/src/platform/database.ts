/**
 * PostgreSQL connections. Two pools: `app` runs requests as a role that row-level security binds to one tenant,
 * `system` runs jobs, sweeps and the token service. Both log in by themselves, so that neither can become the owner. Values cross the border as exact types: `timestamptz` as
 * Temporal.Instant, `date` as Temporal.PlainDate, `numeric` as text.
 */
import pg from 'pg';
import type { Logger } from 'pino';

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

/** The two roles that everything but migrations and the job runner works as. */
export type WorkRole = 'comptoir_app' | 'comptoir_system';

/**
 * How a role logs in. The embedded server trusts whoever reaches its private socket, so there the role itself does. A
 * server of one's own may serve several databases: there each has login roles of its own, `<database>_app` and
 * `<database>_system`, members of the roles that hold the rights.
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

/** The password of both logins; only the owner may read it (see roles.ts). */
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
  readonly system: pg.Pool;
  /** One connection for health and metrics, as the system: they answer when requests use up all others. */
  readonly health: pg.Pool;
  /** As the owner: migrations and the job runner only. */
  readonly owner: pg.Pool;
  readonly address: Address;
  close(): Promise<void>;
}

export function openPools(address: Address, size: number, log: Logger): Pools {
  let closing = false;
  const open = (name: string, max: number, role?: WorkRole) => {
    const pool: pg.Pool = new pg.Pool({
      ...(role ? loginOf(address, role) : address),
      ...(role && 'connectionString' in address ? { Client: clientWith(() => loginPassword(owner)) } : {}),
      max,
      types,
      pipeline: true,
      application_name: `comptoir-${name}`,
      connectionTimeoutMillis: 15_000,
    } as pg.PoolConfig);
    // An idle connection that breaks (server restart) is replaced at next use.
    // Only its words are logged: the error carries the client, and with it every statement it prepared.
    pool.on('error', ({ message }) => {
      if (!closing) log.warn({ reason: message, pool: name }, 'database connection lost');
    });
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  const owner: pg.Pool = open('owner', 8);
  const app = open('app', size, 'comptoir_app');
  const system = open('system', Math.max(6, Math.ceil(size / 2)), 'comptoir_system');
  const health = open('health', 1, 'comptoir_system');
  return {
    app,
    system,
    health,
    owner,
    address,
    async close() {
      closing = true; // our own server may stop before the last farewell is answered
      await Promise.all([app.end(), system.end(), health.end(), owner.end()]);
    },
  };
}

/** A value as `pg` can send it: Temporal and decimals as text, everything else as it is. */
export function toParameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  if (typeof value === 'object' && value !== null && value.constructor?.name === 'Big')
    return (value as { toFixed(): string }).toFixed();
  return value;
}
