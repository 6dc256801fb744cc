/**
 * PostgreSQL connections. Two pools: `app` runs requests as a role that row-level security binds to one tenant,
 * `system` runs jobs, sweeps and the token service. Values cross the border as exact types: `timestamptz` as
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

export interface Pools {
  readonly app: pg.Pool;
  readonly system: pg.Pool;
  /** As the owner: migrations and the job runner only. */
  readonly owner: pg.Pool;
  readonly address: Address;
  close(): Promise<void>;
}

export function openPools(address: Address, size: number, log: Logger): Pools {
  let closing = false;
  const open = (name: string, max: number, role?: string) => {
    const options = role ? { options: `-c role=${role}` } : {};
    const pool = new pg.Pool({
      ...address,
      ...options,
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
  const app = open('app', size, 'comptoir_app');
  const system = open('system', Math.max(3, Math.ceil(size / 3)), 'comptoir_system');
  const owner = open('owner', 5);
  return {
    app,
    system,
    owner,
    address,
    async close() {
      closing = true; // our own server may stop before the last farewell is answered
      await Promise.all([app.end(), system.end(), owner.end()]);
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
