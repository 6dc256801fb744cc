/** Migrations: plain SQL files in order of name, each once, each in its own transaction, under one lock. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Pools } from './database.ts';
import { ensureRoles } from './roles.ts';
import { StartError } from './start-error.ts';
import { locks } from './locks.ts';

const folder = join(import.meta.dirname, '../../migrations');

/**
 * Brings the database up to date; returns the names of the files applied. Throws when an applied file was edited, when a
 * newer Comptoir was here, and when the server has fewer than `connections`.
 */
export async function migrate(
  { owner, address }: Pick<Pools, 'owner' | 'address'>,
  connections = 0,
): Promise<string[]> {
  const client = await owner.connect().catch((error: unknown) => {
    throw new StartError(`PostgreSQL cannot be reached: ${reasonOf(error)}. Check DATABASE_URL.`, { cause: error });
  });
  try {
    await client.query('select pg_advisory_lock($1)', [locks.migrate]);
    await requireVersion(client);
    await requireConnections(client, connections);
    await ensureRoles(client, address);
    await forbidTemporaryTables(client);
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    await runMigrations({ pgPool: owner });
    return await applyFiles(client);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.migrate]).catch(() => undefined);
    client.release();
  }
}

/** Nobody here needs any, and a role that has some can put them before the tables of the house. A copy of a database loses this. */
async function forbidTemporaryTables(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
  // Whoever owns no database says so once: then it is for its administrator, and the functions stand without it.
  await client.query(`revoke temporary on database ${rows[0]!.name} from public`).catch(() => undefined);
}

async function applyFiles(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration');
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  const foreign = rows.find(({ name }) => !files.includes(name));
  if (foreign)
    throw new StartError(
      `This database was brought up to date by a newer Comptoir (${foreign.name}), which this one does not know. ` +
        'Start that version, or give this one a backup from before.',
    );
  const applied: string[] = [];
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    if (known.get(name) === checksum) continue;
    if (known.has(name)) throw new Error(`migration ${name} was changed after it was applied; write a new one instead`);
    try {
      await client.query('begin');
      await client.query(text);
      await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`migration ${name} failed`, { cause: error });
    }
    applied.push(name);
  }
  return applied;
}

async function requireVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ number: number }>(
    `select current_setting('server_version_num')::int as number`,
  );
  const number = rows[0]!.number;
  if (number < 150_000)
    throw new StartError(`PostgreSQL 15 or newer is needed, this server is ${Math.floor(number / 10_000)}`);
}

/** Better at the start than at the first busy hour. Three connections are kept for superusers, as the server does. */
async function requireConnections(client: pg.PoolClient, needed: number): Promise<void> {
  const { rows } = await client.query<{ most: number }>(`select current_setting('max_connections')::int as most`);
  const most = rows[0]!.most - 3;
  if (needed > most)
    throw new StartError(
      `This server takes ${most} connections, and COMPTOIR_POOL asks for ${needed} with all that stands beside it. ` +
        'Lower COMPTOIR_POOL, or raise max_connections.',
    );
}

/** A host with several addresses fails once for each; the first says enough. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : 'no reason given';
}
