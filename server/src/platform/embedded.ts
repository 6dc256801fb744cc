/**
 * The embedded PostgreSQL: real server binaries from the npm registry, started as a child on a private socket, data in
 * a folder. What it takes (folder, process, socket) it gives back on stop, and when a start fails.
 */
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Address } from './database.ts';
import { livingOwner, releaseFolder, socketPrefix, takeFolder } from './embedded-owner.ts';
import { findPlaces, run, type EmbeddedOptions as Where, type Places } from './embedded-places.ts';
import type { ServerAddress } from './embedded-process.ts';
import { superviseServer } from './embedded-supervisor.ts';
import { StartError } from './start-error.ts';

export interface EmbeddedServer {
  readonly address: ServerAddress;
  /** Folder that holds the data; differs from the one asked for when the server's user cannot enter that. */
  readonly dataFolder: string;
  /** Process id of the server, which changes when it died and was started again. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions extends Where {
  /** Told each time the server died and is started again. */
  readonly onRestart?: (died: string) => void;
  /** Told when it dies again and again: nothing can be served any more. Throws in a bare process when absent. */
  readonly onLost?: (error: Error) => void;
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
    const supervised = await superviseServer(
      { places, address, settings: { ...settings, ...options.settings } },
      { onRestart: options.onRestart ?? noted, onLost: options.onLost ?? thrown },
    );
    return {
      address,
      dataFolder: places.data,
      get pid() {
        return supervised.pid();
      },
      async stop() {
        await supervised.stop();
        await releaseFolder(base);
      },
    };
  } catch (error) {
    await releaseFolder(base);
    throw error;
  }
}

const noted = (): void => undefined;
const thrown = (error: Error): never => {
  throw error;
};

/** Address of the server that another Comptoir already runs on this folder; undefined when none does. */
export async function findEmbedded(options: Where): Promise<Address | undefined> {
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
