/** A database as a former release left it, with rows of a life behind it (before-offer-kinds.json), to be brought up to date. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { inject } from 'vitest';
import { openPools, type Pools } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { ensureRoles } from '../src/platform/roles.ts';
import { onDatabase } from './global-setup.ts';

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | null>>[]>>;

export interface FormerDatabase {
  readonly pools: Pools;
  /** What the release before offers of every kind had written. */
  readonly rows: Rows;
  /** Goes on to a later release: applies the migrations before the named one. */
  upTo(migration: string): Promise<void>;
  drop(): Promise<void>;
}

/** The first migration that came after the release whose rows these are. */
export const firstNewMigration = '0008_offer_kinds.sql';
const migrations = join(import.meta.dirname, '../migrations');

export async function formerDatabase(): Promise<FormerDatabase> {
  const name = `comptoir_upgrade_${randomBytes(6).toString('hex')}`;
  const rows = JSON.parse(await readFile(join(import.meta.dirname, 'before-offer-kinds.json'), 'utf8')) as Rows;
  await asAdmin(`create database ${name}`);
  const pools = openPools(onDatabase(inject('postgres').address, name), 4, createLog('silent'));
  const withClient = async (body: (client: pg.PoolClient) => Promise<void>) => {
    const client = await pools.owner.connect();
    await body(client).finally(() => client.release());
  };
  await withClient(async (client) => {
    await ensureRoles(client, pools.address);
    await runMigrations({ pgPool: pools.owner });
    // Wall clock: the table as that release made it.
    await client.query(
      'create table migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    await applyBefore(client, firstNewMigration);
    await insertRows(client, rows);
  });
  return {
    pools,
    rows,
    upTo: (migration) => withClient((client) => applyBefore(client, migration)),
    async drop() {
      await pools.close();
      await asAdmin(`drop database if exists ${name} with (force)`);
    },
  };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgres').address);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function applyBefore(client: pg.PoolClient, end: string): Promise<void> {
  const applied = await client.query<{ name: string }>('select name from migration');
  const known = new Set(applied.rows.map((row) => row.name));
  const files = (await readdir(migrations)).filter((file) => file < end && !known.has(file)).toSorted();
  for (const file of files) {
    const text = await readFile(join(migrations, file), 'utf8');
    await client.query(text);
    const checksum = createHash('sha256').update(text).digest('hex');
    await client.query('insert into migration (name, checksum) values ($1, $2)', [file, checksum]);
  }
}

/** Tables are in the order of their references; only offers and their versions refer to each other. */
async function insertRows(client: pg.PoolClient, rows: Rows): Promise<void> {
  for (const [table, values] of Object.entries(rows)) {
    const plain = values.map((row) => (table === 'offer' ? { ...row, live_version_id: null } : row));
    const text = `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
    await client.query(text, [JSON.stringify(plain)]);
  }
  await client.query(
    `update offer o set live_version_id = r.live_version_id
     from jsonb_populate_recordset(null::offer, $1::jsonb) r where r.id = o.id`,
    [JSON.stringify(rows['offer'])],
  );
}
