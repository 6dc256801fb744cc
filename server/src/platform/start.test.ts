/** What a start says when it cannot go on, and that it leaves nothing behind. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Address } from './database.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'comptoir-start-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('A configuration that cannot be used tells every problem at once, each with its variable', () => {
  const said = problemsOf({
    PORT: 'eighty',
    HOST: '0.0.0.0',
    DATABASE_URL: 'mysql://elsewhere',
    COMPTOIR_POOL: '1',
    COMPTOIR_INVOICE_DAY: '9',
    COMPTOIR_LOG: 'loud',
    COMPTOIR_ORIGIN: 'nowhere',
  });
  const named = said
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(':')[0]);
  expect(named).toEqual([
    'PORT',
    'COMPTOIR_ORIGIN',
    'DATABASE_URL',
    'COMPTOIR_POOL',
    'COMPTOIR_LOG',
    'COMPTOIR_INVOICE_DAY',
    'HOST',
  ]);
  expect(said).toContain('PORT: must be a whole number from 0 to 65535');
});

test.for(['0.0.0.0', '::', '192.168.1.20', 'comptoir.example'])(
  'The sandbox does not listen on %s unless told twice; production does',
  (HOST) => {
    expect(problemsOf({ HOST })).toMatch(/COMPTOIR_SANDBOX_EXPOSED=yes-i-know/);
    expect(problemsOf({ HOST, COMPTOIR_SANDBOX_EXPOSED: 'yes' })).not.toBe('');
    expect(readConfig({ HOST, COMPTOIR_SANDBOX_EXPOSED: 'yes-i-know' }).host).toBe(HOST);
    expect(readConfig({ HOST, COMPTOIR_MODE: 'production' }).mode).toBe('production');
  },
);

test('An empty variable counts as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4380, databaseUrl: undefined });
});

function databaseUrl(address: Address): string {
  if ('connectionString' in address) return address.connectionString;
  return `postgres://${address.user}@${encodeURIComponent(address.host)}/${address.database}`;
}

/** Runs the real command line until it ends by itself. */
async function run(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'serve'], {
    env: { PATH: process.env.PATH, COMPTOIR_DATA: folder, COMPTOIR_LOG: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said: said.replace(/^\(node:\d+\).*\n|^\(Use `node.*\n/gm, '') };
}

test('A taken port is said in one line, and the process ends by itself with 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, said } = await run({ PORT: String(port), DATABASE_URL: databaseUrl(database.address) });
  other.close();
  expect(said).toBe(
    `Port ${port} of 127.0.0.1 is taken. Stop what listens there (another Comptoir?), or choose another port with PORT.\n`,
  );
  expect(code).toBe(1);
});

test('A database nobody answers at is said in one line', async () => {
  const { code, said } = await run({ PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(said).toBe('PostgreSQL cannot be reached: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL.\n');
  expect(code).toBe(1);
});

test('A bad configuration is said without a stack', async () => {
  const { code, said } = await run({ PORT: 'eighty', HOST: '0.0.0.0' });
  expect(said).toMatch(/^The configuration cannot be used:\n {2}PORT: .*\n {2}HOST: .*\n$/);
  expect(code).toBe(1);
});
