/**
 * Charging, month end and proof of a billing account with many customers, each beside one hand-made statement that writes
 * or reads the same rows and does nothing else. Alone: `npm run bench:billing -- 1000 3000`.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, systemActor } from '../server/src/kernel/index.ts';
import {
  chargeDueTerms,
  closeOneMonth,
  proofWork,
  proveMonth,
  requestProofs,
} from '../server/src/modules/billing/index.ts';
import { openPools, type Pools } from '../server/src/platform/database.ts';
import { startEmbedded } from '../server/src/platform/embedded.ts';
import { createLog } from '../server/src/platform/log.ts';
import { migrate } from '../server/src/platform/migrate.ts';
import { workRunner, type Work } from '../server/src/platform/work.ts';
import { chargeFloor, closeFloor, proofFloor, seedAccount, seedCatalogue } from './billing-rows.ts';

const linesPerCustomer = 20;
const batch = 1000;
const month = '2030-01';
const inJanuary = Temporal.Instant.from('2030-01-20T00:00:00Z');
const afterJanuary = Temporal.Instant.from('2030-02-01T00:00:00Z');

/** Invoices whose files and documents are read, of each size. */
const readSample = 60;

/** Ten times the lines may take so many times ten times as long. */
const growthLimit = 1.5;
/** Month end with 10,000 customers, on a quiet machine. */
const closeLimitMs = 10_000;
/** Least share of the hand-made statement's speed. */
const leastShares = { charging: 0.05, 'month end': 0.2, proof: 0.01 } as const;

type Step = keyof typeof leastShares;
interface Measured {
  readonly customers: number;
  readonly ms: Readonly<Record<Step, number>>;
}

/** In a new database: no statistics, as a young house has none. A figure beyond its limit ends the run with an error. */
export async function measureBilling(sizes: readonly number[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-bench-billing-'));
  // As root PostgreSQL runs as another user, which must be able to enter.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded({ folder, database: 'comptoir' });
  const pools = openPools(embedded.address, 4, createLog('error'));
  try {
    await migrate(pools);
    await seedCatalogue(pools.owner);
    console.log(`\nBilling: ${linesPerCustomer} subscriptions a customer, two hops; milliseconds`);
    console.log('  customers   step             ours   one hand-made statement   share   microseconds a line');
    const measured: Measured[] = [];
    for (const customers of sizes) measured.push(await measure(pools, customers));
    judgeGrowth(measured);
  } finally {
    await pools.close();
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(pools: Pools, customers: number): Promise<Measured> {
  const account = newId();
  await seedAccount(pools.owner, account, customers, linesPerCustomer);
  const runner = workRunner(pools, new Map());
  const at = <Result>(moment: Temporal.Instant, body: (work: Work) => Promise<Result>) =>
    runner.run({ actor: systemActor, system: true, at: moment }, body);
  const lines = customers * linesPerCustomer * 2;
  const bought = 'customer, offer_version, purchase_order, subscription, subscription_term';
  const chargeFloorMs = await undone(pools, chargeFloor(account, month), bought);
  const charging = await timed(async () => {
    while ((await at(inJanuary, (work) => chargeDueTerms(work, account, batch))) > 0);
  });
  print(customers, 'charging', charging, chargeFloorMs, lines);
  const closeFloorMs = await undone(pools, closeFloor(account, month), 'charge, charge_subject');
  const closing = await timed(() => at(afterJanuary, (work) => closeOneMonth(work, account, 1)));
  print(customers, 'month end', closing, closeFloorMs, lines);
  const proofFloorMs = await timed(() => pools.owner.query(proofFloor(account, month)));
  const proof = await timed(async () => {
    const report = await at(afterJanuary, (work) => proveMonth(work, { partnerTenantId: account, month }));
    const invoices = report.hops.flatMap((hop) => hop.invoices);
    if (!report.agree || invoices.length !== customers + 1) fail(`the proof of ${customers} customers does not hold`);
  });
  print(customers, 'proof', proof, proofFloorMs, lines);
  await at(afterJanuary, (work) => requestProofs(work, [account], month));
  let read = 0;
  const reading = await timed(async () => {
    while (read < readSample) read += await at(afterJanuary, (work) => proofWork.run(work, account));
  });
  console.log(
    `  ${String(customers).padStart(9)}   reading files and documents: ${Math.round(reading / read)} ms an invoice, that over all lines among them`,
  );
  if (customers >= 10_000 && closing > closeLimitMs) fail(`month end took more than ${closeLimitMs} ms`);
  return { customers, ms: { charging, 'month end': closing, proof } };
}

/**
 * Runs a statement and takes it back, so that ours writes the same rows again. It has statistics of its tables, which are
 * taken back too: without them it would lose itself in nested loops, and be no limit.
 */
async function undone(pools: Pools, statement: string, tables: string): Promise<number> {
  const client = await pools.owner.connect();
  try {
    await client.query('begin');
    await client.query(`analyze ${tables}`);
    const ms = await timed(() => client.query(statement));
    await client.query('rollback');
    return ms;
  } finally {
    client.release();
  }
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await body();
  return performance.now() - begun;
}

function print(customers: number, step: Step, ours: number, floor: number, lines: number): void {
  const share = floor / ours;
  const cells = [
    String(customers).padStart(11),
    `  ${step.padEnd(10)}`,
    String(Math.round(ours)).padStart(10),
    String(Math.round(floor)).padStart(25),
    `${(share * 100).toFixed(1)} %`.padStart(7),
    String(Math.round((ours * 1000) / lines)).padStart(21),
  ];
  console.log(cells.join(' '));
  if (share < leastShares[step]) fail(`${step}: less than ${leastShares[step] * 100} % of the hand-made statement`);
}

function judgeGrowth(measured: readonly Measured[]): void {
  const [first, last] = [measured[0]!, measured.at(-1)!];
  if (first === last) return;
  for (const step of Object.keys(leastShares) as Step[]) {
    const growth = last.ms[step] / first.ms[step] / (last.customers / first.customers);
    console.log(`  growth of ${step} beside the number of lines: ${growth.toFixed(2)}`);
    if (growth > growthLimit) fail(`${step} grows faster than its lines`);
  }
}

function fail(what: string): void {
  console.log(`  FAILED: ${what}`);
  process.exitCode = 1;
}

if (import.meta.main) {
  // On its way out the process stops the database server it started.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const sizes = process.argv.slice(2).map(Number);
  await measureBilling(sizes.length > 0 ? sizes : [1000, 3000, 10_000]);
}
