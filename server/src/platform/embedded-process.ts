/** One process of the embedded server: started, waited for until it answers, stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Places } from './embedded-places.ts';
import { StartError } from './start-error.ts';

export interface ServerAddress {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

export interface Launch {
  readonly places: Places;
  readonly address: ServerAddress;
  /** `-c name=value`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts the server and resolves when it answers and has the database. Throws with PostgreSQL's own words when it does not. */
export async function launchServer({ places, address, settings }: Launch): Promise<ChildProcess> {
  const log = await logOf(places);
  const child = launch(places, address.host, settings, log.path);
  // Whatever ends this process while it can still speak ends the server too: it shuts down by itself.
  const stopIt = () => child.kill('SIGINT');
  process.once('exit', stopIt);
  child.once('exit', () => process.off('exit', stopIt));
  try {
    await untilReady(child, address, log);
    return child;
  } catch (error) {
    await stopServer(child);
    throw error;
  }
}

/** The server's log, and where in it this start begins. */
interface Log {
  readonly path: string;
  readonly from: number;
}

async function logOf({ base }: Places): Promise<Log> {
  const path = join(base, 'postgres.log');
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  return { path, from: size };
}

function launch(
  { identity, binaries, data }: Places,
  socketFolder: string,
  values: Readonly<Record<string, string>>,
  logPath: string,
): ChildProcess {
  const flags = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logPath, 'a');
  // Its own process group: Ctrl-C in the terminal must reach us first, and the server only after we drained.
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', data, '-k', socketFolder, ...flags], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return child;
}

const startLimitMs = 60_000;

async function untilReady(child: ChildProcess, address: ServerAddress, log: Log): Promise<void> {
  let failed: string | undefined;
  child.once('exit', (code, signal) => (failed = `it stopped at once (${code ?? signal})`));
  child.once('error', (error) => (failed = error.message));
  for (const deadline = performance.now() + startLimitMs; failed === undefined;) {
    if (await ensureDatabase(address)) return;
    if (performance.now() > deadline) failed = `no answer within ${startLimitMs / 1000} s`;
    await pause(20);
  }
  const words = (await readFile(log.path)).subarray(log.from).toString().trim();
  throw new StartError(`PostgreSQL does not start, ${failed}. Its log (${log.path}) says:\n${words}`);
}

async function ensureDatabase(address: ServerAddress): Promise<boolean> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    return false;
  }
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [address.database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(address.database)}`);
    return true;
  } finally {
    await client.end();
  }
}

export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT'); // fast shutdown: connections are closed, nothing committed is lost
  await gone;
}
