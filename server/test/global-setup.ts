/** Before all tests: one PostgreSQL (embedded, or the one TEST_DATABASE_URL names) with a migrated template database. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openPools, type Address } from '../src/platform/database.ts';
import { startEmbedded } from '../src/platform/embedded.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { address: Address; template: string; version: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const folder = given ? undefined : await mkdtemp(join(tmpdir(), 'comptoir-test-'));
  // As root PostgreSQL runs as another user, which must be able to enter.
  if (folder) await chmod(folder, 0o755);
  // Durability is not what these tests are about; the ones that kill processes start their own server.
  const embedded = folder
    ? await startEmbedded({
        folder,
        database: 'postgres',
        settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '300' },
      })
    : undefined;
  const address: Address = given ? { connectionString: given } : embedded!.address;
  const template = `comptoir_template_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client(address);
  await admin.connect();
  const { rows } = await admin.query<{ server_version: string }>('show server_version');
  await admin.query(`create database ${template}`);
  const pools = openPools(onDatabase(address, template), 3, createLog('silent'));
  await migrate(pools);
  await pools.close();
  project.provide('postgres', { address, template, version: rows[0]!.server_version });
  return async () => {
    for (const database of [template, demoTemplateOf(template)])
      await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
    await embedded?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}

/** Name of the template with the demo world, which `demo-template.ts` makes when a test first wants it. */
export function demoTemplateOf(template: string): string {
  return `${template}_demo`;
}

/** The same server, another database. */
export function onDatabase(address: Address, database: string): Address {
  if (!('connectionString' in address)) return { ...address, database };
  const url = new URL(address.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}
