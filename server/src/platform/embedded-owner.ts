/** Who serves a data folder: one Comptoir at a time, and the server of one that was killed is stopped by the next. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run, type Places } from './embedded-places.ts';
import { StartError } from './start-error.ts';

/** The note in the folder. A process id alone is not enough: ids are used again, after a restart of a container at once. */
export interface Owner {
  readonly pid: number;
  readonly started: string;
  readonly socketFolder: string;
}

export const socketPrefix = 'comptoir-pg-';

const noteOf = (base: string) => join(base, 'comptoir.json');

/** The Comptoir that serves the folder now; undefined when none does, or it was killed. */
export async function livingOwner(base: string): Promise<Owner | undefined> {
  const owner = await readNote(base);
  return owner && (await startOf(owner.pid)) === owner.started ? owner : undefined;
}

/** Takes the folder for this process. Throws when another Comptoir serves it, or this one already does. */
export async function takeFolder(places: Places, socketFolder: string): Promise<void> {
  const { base } = places;
  const owner = await livingOwner(base);
  if (owner) throw inUse(owner.pid, base);
  await stopOrphan(places);
  await releaseFolder(base);
  const note: Owner = { pid: process.pid, started: (await startOf(process.pid)) ?? '', socketFolder };
  await writeFile(noteOf(base), JSON.stringify(note), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? inUse(undefined, base) : error;
  });
}

/** Gives the folder back, the folder of the socket included. */
export async function releaseFolder(base: string): Promise<void> {
  const owner = await readNote(base);
  if (owner && basename(owner.socketFolder).startsWith(socketPrefix))
    await rm(owner.socketFolder, { recursive: true, force: true });
  await rm(noteOf(base), { force: true });
}

function inUse(pid: number | undefined, base: string): StartError {
  const who = pid === process.pid ? 'This Comptoir already' : `Another Comptoir${pid ? ` (process ${pid})` : ''}`;
  return new StartError(`${who} uses ${base}; stop it, or choose another folder with COMPTOIR_DATA.`);
}

async function readNote(base: string): Promise<Owner | undefined> {
  const text = await readFile(noteOf(base), 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined; // none, or cut short by a kill
  }
}

/** When a process was started, in whatever words the system has for it; undefined when it is gone, or only not buried yet. */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return (await psOf(pid, 'stat'))?.startsWith('Z') ? undefined : psOf(pid, 'lstart');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name in brackets, which may hold anything: the 3rd field is the state, the 22nd the start since boot.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return psOf(pid, 'args');
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined); // empty when not buried yet
}

async function psOf(pid: number, field: string): Promise<string | undefined> {
  const { stdout } = await run('ps', ['-o', `${field}=`, '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() || undefined;
}

/** A server left behind by a killed process still holds the data folder: stop it, as on Ctrl-C. */
async function stopOrphan({ identity, binaries, data }: Places): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number((await readFile(lock, 'utf8')).split('\n')[0]);
  const command = await commandOf(pid);
  if (command === undefined) return; // gone: PostgreSQL itself clears its lock
  // The id went to somebody else: PostgreSQL could not know that, and would refuse to start.
  if (!command.includes(data)) return rm(lock);
  const flags = ['stop', '-D', data, '-m', 'fast', '-w'];
  await run(join(binaries, 'bin', 'pg_ctl'), flags, { ...identity, cwd: '/' }).catch((error: { stderr?: string }) => {
    throw new StartError(`A database server left behind (process ${pid}) does not stop: ${error.stderr}`);
  });
}
