/** `npm run bench`: our figures beside their limits, from one run on one machine. See docs/benchmarks.md for what each means. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { World } from '@comptoir/contracts/sandbox';
import { applicationToken, client, resources, tenantOf } from '../scripts/story/client.ts';
import { measureAudience } from './audience.ts';
import { measureBilling } from './billing.ts';
import { load, type Load, type Target } from './load.ts';
import { measureMarketplace } from './marketplace.ts';

const seconds = Number(process.argv[2] ?? '10');
const port = 4391;
const origin = `http://127.0.0.1:${port}`;

const folder = await mkdtemp(join(tmpdir(), 'comptoir-bench-'));
// As root PostgreSQL runs as another user, which must be able to enter.
await chmod(folder, 0o755);
const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().then(() => process.exit(1)));
try {
  await bench();
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
  console.log(`Idle memory (proportional share)  Node ${idle.node} MB, PostgreSQL ${idle.postgres} MB\n`);
  const { target, floorFacts } = await prepare();
  const floor = await startFloor(floorFacts);
  await load(target, 8, 3); // both warm: compiled, planned, connected
  await load(floor.target, 8, 2);
  console.log('POST orders, one line (W1): token, permission, validation, prices, audit, outbox, idempotency on');
  console.log('  in flight   orders/s   p50 ms   p99 ms  |  floor: one hand-made statement/s   p50   p99   share');
  for (const inFlight of [1, 8, 16])
    print(await load(target, inFlight, seconds), await load(floor.target, inFlight, seconds));
  await stop(floor.child);
  await benchLists(floorFacts.address);
  await stop(second.child);
  await measureBilling([1000, 3000, 10_000]);
}

async function benchLists(address: pg.ClientConfig): Promise<void> {
  const database = new pg.Client(address);
  await database.connect();
  try {
    const world = await client(origin).get<World>('/sandbox/v1/world');
    await measureAudience(origin, world, database);
    await measureMarketplace(origin, world, database);
  } finally {
    await database.end();
  }
}

function print(ours: Load, floor: Load): void {
  const share = `${Math.round((100 * ours.perSecond) / floor.perSecond)} %`;
  // A row with a failed request compares nothing: the run ends with an error.
  const failed = ours.failed + floor.failed > 0 ? `   FAILED ${ours.failed}/${floor.failed}` : '';
  if (failed) process.exitCode = 1;
  const cells = [
    String(ours.inFlight).padStart(11),
    String(ours.perSecond).padStart(10),
    String(ours.p50).padStart(8),
    String(ours.p99).padStart(8),
    '  |',
    String(floor.perSecond).padStart(37),
    String(floor.p50).padStart(5),
    String(floor.p99).padStart(5),
    share.padStart(7),
  ];
  console.log(`${cells.join(' ')}${failed}`);
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

interface FloorFacts {
  readonly address: pg.ClientConfig;
  readonly partner: string;
  readonly customer: string;
  readonly publisher: string;
  readonly offer: string;
  readonly version: string;
  readonly product: string;
  readonly availability: string;
}

async function prepare(): Promise<{ target: Target; floorFacts: FloorFacts }> {
  const world = await client(origin).get<World>('/sandbox/v1/world');
  const partner = tenantOf(world, 'direct', 'FR');
  const customer = world.tenants.find((one) => one.name === 'Boulangerie Martin')!;
  const token = await applicationToken(origin, partner, resources.partnerCenter);
  const { socketFolder } = JSON.parse(await readFile(join(folder, 'comptoir.json'), 'utf8')) as {
    socketFolder: string;
  };
  const address = { host: socketFolder, user: 'comptoir', database: 'comptoir' };
  const database = new pg.Client(address);
  await database.connect();
  const { rows } = await database.query<{
    offer: string;
    version: string;
    product: string;
    availability: string;
    publisher: string;
  }>(
    `select o.id as offer, o.live_version_id as version, o.product_id as product, a.id as availability, o.publisher_tenant_id as publisher
     from offer o join offer_availability a on a.version_id = o.live_version_id where o.name = 'Pilote Projets' and a.plan_id = 'essentiel' and a.market = 'FR'`,
  );
  await database.end();
  const item = rows[0]!;
  const body = {
    referenceCustomerId: customer.id,
    billingCycle: 'monthly',
    lineItems: [
      {
        lineItemNumber: 0,
        offerId: `${item.product}:0001:${item.availability}`,
        quantity: 10,
        termDuration: 'P1M',
        friendlyName: 'Essentiel',
      },
    ],
  };
  return {
    target: {
      url: `${origin}/v1/customers/${customer.id}/orders`,
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    },
    floorFacts: { address, partner: partner.id, customer: customer.id, ...item },
  };
}

async function startFloor(facts: FloorFacts): Promise<{ child: ChildProcess; target: Target }> {
  const child = spawn(process.execPath, ['bench/floor.ts'], {
    env: { ...process.env, FLOOR: JSON.stringify(facts) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const floorPort = await new Promise<string>((resolve) =>
    child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  return { child, target: { url: `http://127.0.0.1:${floorPort}/`, headers: {}, body: '{}' } };
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
