/**
 * The embedded PostgreSQL: real server binaries from the npm registry, started as a child on a private socket, data in
 * a folder. What it takes (folder, process, socket) it gives back on stop, and when a start fails.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Address } from './database.ts';
import { livingOwner, releaseFolder, socketPrefix, takeFolder } from './embedded-owner.ts';
import { findPlaces, run, type EmbeddedOptions, type Places } from './embedded-places.ts';
import { StartError } from './start-error.ts';

export interface EmbeddedServer {
  readonly address: ServerAddress;
  /** Folder that holds the data; differs from the one asked for when the server's user cannot enter that. */
  readonly dataFolder: string;
  /** Process id of the server. */
  readonly pid: number;
  stop(): Promise<void>;
}

interface ServerAddress {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

const superuser = 'comptoir';

const settings = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '192MB',
  jit: 'off',
  // A young table has statistics seconds after its first rows, not a minute: plans made without them are slow ones.
  autovacuum_naptime: '5s',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_min_messages: 'warning',
};

/**
 * Starts the server, making user, binaries' copy and cluster as needed. Throws when another Comptoir uses the folder,
 * and with PostgreSQL's own words when it does not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const places = await findPlaces(options);
  const { identity, base } = places;
  const socketFolder = await mkdtemp(join(places.sockets, socketPrefix));
  let child: ChildProcess | undefined;
  try {
    await takeFolder(places, socketFolder);
  } catch (error) {
    await rm(socketFolder, { recursive: true });
    throw error;
  }
  try {
    if (identity) await chown(socketFolder, identity.uid, identity.gid);
    await initialise(places);
    const address = { host: socketFolder, user: superuser, database: options.database };
    const log = await logOf(places);
    child = launch(places, socketFolder, { ...settings, ...options.settings }, log.path);
    // Whatever ends this process while it can still speak ends the server too: it shuts down by itself.
    const running = child;
    const stopIt = () => running.kill('SIGINT');
    process.once('exit', stopIt);
    running.once('exit', () => process.off('exit', stopIt));
    await untilReady(child, address, log);
    return {
      address,
      dataFolder: places.data,
      pid: running.pid!,
      async stop() {
        await stopChild(running);
        await releaseFolder(base);
      },
    };
  } catch (error) {
    if (child) await stopChild(child);
    await releaseFolder(base);
    throw error;
  }
}

/** Address of the server that another Comptoir already runs on this folder; undefined when none does. */
export async function findEmbedded(options: EmbeddedOptions): Promise<Address | undefined> {
  const owner = await livingOwner((await findPlaces(options)).base);
  return owner && { host: owner.socketFolder, user: superuser, database: options.database };
}

/**
 * Makes the cluster, in a folder of its own that takes its name when all is done: what a killed start leaves behind is
 * never taken for a cluster, and an initdb that is still at work there harms none.
 */
async function initialise({ identity, binaries, base, data }: Places): Promise<void> {
  const unfinished = 'initdb-';
  for (const name of await readdir(base))
    if (name.startsWith(unfinished)) await rm(join(base, name), { recursive: true, force: true, maxRetries: 5 });
  if (existsSync(data)) return;
  const folder = join(base, `${unfinished}${process.pid}`);
  await mkdir(folder, { mode: 0o700 });
  if (identity) await chown(folder, identity.uid, identity.gid);
  const flags = ['-D', folder, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--locale=C'];
  await run(join(binaries, 'bin', 'initdb'), flags, { ...identity, cwd: '/' }).catch((error: Error) => {
    const words = (error as { stderr?: string }).stderr || error.message;
    // The package links its libraries in an install script.
    const hint = /shared librar|not loaded/i.test(words) ? 'Run: npm rebuild --ignore-scripts=false' : '';
    throw new StartError(`initdb failed: ${words}${hint}`);
  });
  await rename(folder, data);
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

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT'); // fast shutdown: connections are closed, nothing committed is lost
  await gone;
}
