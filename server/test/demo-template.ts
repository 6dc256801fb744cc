/**
 * A second template: the database with the demo world in it, made by the first test that wants one, as `npm start`
 * makes it. Cloning it takes milliseconds, making the world seconds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../src/config.ts';
import { startComptoir } from '../src/main.ts';
import type { Address } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { inject } from 'vitest';
import { startClock, testNow } from './clock.ts';
import { cloneOf, type TestDatabase } from './database.ts';
import { demoTemplateOf, onDatabase } from './global-setup.ts';

/** Where the template's world thinks it is served; a clone's documents get the address of its own server instead. */
const nowhere = 'http://127.0.0.1:1';
const makingLock = 4380_0099;

/** Clones the database with the demo world, a minute after the world was made. */
export async function cloneDemoWorld(): Promise<TestDatabase> {
  const { address, template } = inject('postgres');
  return cloneOf(await demoTemplate(address, template), testNow);
}

/** Name of the template database; the first caller makes it, others wait for that. */
async function demoTemplate(address: Address, template: string): Promise<string> {
  const name = demoTemplateOf(template);
  const admin = new pg.Client(address);
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [makingLock]);
    const there = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (there.rowCount === 0) {
      const making = `${name}_making`;
      // One that was left half made by a worker that died.
      await admin.query(`drop database if exists ${making} with (force)`);
      await admin.query(`create database ${making} template ${template}`);
      await makeWorld(onDatabase(address, making));
      await admin.query(`alter database ${making} rename to ${name}`);
    }
    return name;
  } finally {
    await admin.end();
  }
}

/** A minute before the tests begin, so that nothing of the world lies ahead of them. */
async function makeWorld(database: Address): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'comptoir-demo-'));
  try {
    await startClock(database, testNow.subtract({ minutes: 1 }));
    const config = { PORT: '0', COMPTOIR_LOG: 'silent', COMPTOIR_DATA: dataFolder, COMPTOIR_ORIGIN: nowhere };
    const comptoir = await startComptoir(readConfig(config), createLog('silent'), database);
    try {
      await comptoir.context.clockwork.runDue();
    } finally {
      await comptoir.stop();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/**
 * Sends the demo world's landing pages and webhooks to a server. The tables' owner writes, whom their row-level security
 * would stop too: it is no superuser everywhere.
 */
export async function serveFrom(database: pg.Pool, origin: string): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    for (const table of ['offer_draft', 'offer_submission', 'offer_version']) {
      await client.query(`alter table ${table} no force row level security`);
      await client.query(
        `update ${table} set document = replace(document::text, $1, $2)::jsonb where document::text like '%' || $1 || '%'`,
        [nowhere, origin],
      );
      await client.query(`alter table ${table} force row level security`);
    }
    await client.query('commit');
  } finally {
    client.release();
  }
}
