/** `npm run bench`: our figures beside their limits, from one run on one machine. See docs/benchmarks.md for what each means. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { World } from '@comptoir/contracts/sandbox';
import { client } from '../scripts/story/client.ts';
import { measureAudience } from './audience.ts';
import { measureBilling } from './billing.ts';
import { measureLists } from './lists.ts';
import { measureMarketplace } from './marketplace.ts';
import { measureMetering } from './metering.ts';
import { measureCheckouts, measureOrders, type House } from './orders.ts';
import { measureWebhooks } from './webhooks.ts';

const seconds = Number(process.argv[2] ?? '10');
/** The one part that is wanted; all of them unless said. */
const part = process.argv[3];
const port = 4391;
const origin = `http://127.0.0.1:${port}`;

/** Parts that can be measured alone, each on a new folder. */
const parts: Readonly<Record<string, (house: House) => Promise<void>>> = {
  carts: (house) => measureCheckouts(house, seconds),
  metering: (house) => measureMetering(house, seconds),
  webhooks: measureWebhooks,
  lists: ({ address }) => benchLists(address),
};

const folder = await mkdtemp(join(tmpdir(), 'comptoir-bench-'));
// As root PostgreSQL runs as another user, which must be able to enter.
await chmod(folder, 0o755);
const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().then(() => process.exit(1)));
try {
  await (part === undefined ? bench() : benchPart(part));
} finally {
  await stopAll();
}

async function stopAll(): Promise<void> {
  for (const child of running) await stop(child);
  await rm(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  console.log(
    `Comptoir bench: ${availableParallelism()} cores, ${process.version}, ${seconds} s a run; load, server and PostgreSQL share the cores\n`,
  );
  const first = await startServer();
  await stop(first.child);
  const second = await startServer();
  console.log('Start-up (to the first answer of /healthz)');
  console.log(`  empty folder, demo world made   ${first.startMs} ms`);
  console.log(`  second start, data kept         ${second.startMs} ms`);
  const idle = await memoryOf(second.child.pid!);
  console.log(`Idle memory (proportional share)  Node ${idle.node} MB, PostgreSQL ${idle.postgres} MB`);
  await measureOrders({ origin, running, address: await addressOf() }, 'young', seconds);
  await analyze(await addressOf());
  await stop(second.child);
  const third = await startServer();
  const address = await addressOf();
  await measureOrders({ origin, running, address }, 'settled', seconds);
  await benchLists(address);
  await measureCheckouts({ origin, running, address }, seconds);
  await measureMetering({ origin, address }, seconds);
  await measureWebhooks({ origin, address });
  await stop(third.child);
  await measureBilling([1000, 3000, 10_000]);
}

async function benchPart(name: string): Promise<void> {
  const measure = parts[name];
  if (!measure) throw new Error(`no part is called ${name}: ${Object.keys(parts).join(', ')}`);
  const { child } = await startServer();
  await measure({ origin, running, address: await addressOf() });
  await stop(child);
}

/** The server's private socket is another one at every start. */
async function addressOf(): Promise<pg.ClientConfig> {
  const { socketFolder } = JSON.parse(await readFile(join(folder, 'comptoir.json'), 'utf8')) as {
    socketFolder: string;
  };
  return { host: socketFolder, user: 'comptoir', database: 'comptoir' };
}

async function analyze(address: pg.ClientConfig): Promise<void> {
  const database = new pg.Client(address);
  await database.connect();
  await database.query('analyze');
  await database.end();
}

async function benchLists(address: pg.ClientConfig): Promise<void> {
  const database = new pg.Client(address);
  await database.connect();
  try {
    const world = await client(origin).get<World>('/sandbox/v1/world');
    await measureAudience(origin, world, database);
    await measureMarketplace(origin, world, database);
    await measureLists(origin, world, database);
  } finally {
    await database.end();
  }
}

async function startServer(): Promise<{ child: ChildProcess; startMs: number }> {
  const started = performance.now();
  const env = { ...process.env, PORT: String(port), COMPTOIR_DATA: folder, COMPTOIR_LOG: 'warn' };
  const child = spawn(process.execPath, ['server/src/cli.ts', 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  for (;;) {
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (answer?.ok) return { child, startMs: Math.round(performance.now() - started) };
    if (child.exitCode !== null) throw new Error('the server did not start');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await gone;
}

/** Proportional set sizes in whole megabytes, of the process and of the PostgreSQL processes below it. */
async function memoryOf(pid: number): Promise<{ node: number; postgres: number }> {
  const children = await childrenOf(pid);
  const sizes = await Promise.all(children.map(pssOf));
  return {
    node: Math.round((await pssOf(pid)) / 1024),
    postgres: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024),
  };
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).trim();
  const direct = list === '' ? [] : list.split(' ').map(Number);
  return [...direct, ...(await Promise.all(direct.map(childrenOf))).flat()];
}

async function pssOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}
