/** Orders and activations beside the floor, in a new database and in the same one after ANALYZE and a restart. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { World } from '@comptoir/contracts/sandbox';
import pg from 'pg';
import { applicationToken, client, resources, tenantOf } from '../scripts/story/client.ts';
import { activatePurchases } from './activation.ts';
import { checkOutCarts } from './carts.ts';
import { load, loadInTurns, type Load, type Target } from './load.ts';

/** Least share of the floor, by requests in flight: some way below what a quiet machine shows, so that noise fails nothing. */
const leastShares: Readonly<Record<number, number>> = { 1: 0.18, 8: 0.18, 16: 0.18 };
/** Pairs of resolve and activate beside the statements of the floor at eight in flight. */
const leastActivationShare = 0.05;
/** Of carts that become orders: two calls, each with its kept answer. */
const leastCartShare = 0.08;
const pairs = 2000;

export interface House {
  readonly origin: string;
  readonly address: pg.ClientConfig;
  /** Processes that the bench ends with. */
  readonly running: Set<ChildProcess>;
}

/** A row below its least share, or with a failed request, ends the run with an error. */
export async function measureOrders(house: House, state: 'young' | 'settled', seconds: number): Promise<void> {
  const { target, facts } = await prepare(house);
  const floor = await startFloor(house, facts);
  await load(target, 8, 3); // both warm: compiled, planned, connected
  await load(floor.target, 8, 2);
  console.log(
    `\nPOST orders, one line (W1), ${state}: token, permission, validation, prices, audit, outbox, idempotency on`,
  );
  console.log('  in flight   orders/s   p50 ms   p99 ms  |  floor: one hand-made statement/s   p50   p99   share');
  let floorAtEight = 0;
  for (const inFlight of [1, 8, 16]) {
    const [ours, beside] = await loadInTurns(target, floor.target, inFlight, seconds);
    if (inFlight === 8) floorAtEight = beside.perSecond;
    print(ours, beside);
  }
  floor.child.kill();
  house.running.delete(floor.child);
  await activate(house, target, floorAtEight);
}

/** Aim of carts a second. */
const cartAim = 500;

/** A cart and its checkout, each a call, beside the floor's order: two calls where it has one. */
export async function measureCheckouts(house: House, seconds: number): Promise<void> {
  const { target, facts } = await prepare(house);
  const floor = await startFloor(house, facts);
  await checkOutCarts(house.origin, target, 8, 2);
  const beside = await load(floor.target, 8, seconds);
  const { perSecond, p99, failed } = await checkOutCarts(house.origin, target, 8, seconds);
  floor.child.kill();
  house.running.delete(floor.child);
  const share = perSecond / beside.perSecond;
  console.log(
    `\nCart and checkout, 8 in flight: ${perSecond}/s (aim ${cartAim}), p99 ${p99} ms a call, ${Math.round(100 * share)} % of the floor's orders${judge(share, leastCartShare, failed)}`,
  );
}

async function activate({ origin, address }: House, target: Target, floorAtEight: number): Promise<void> {
  const database = new pg.Client(address);
  await database.connect();
  try {
    const world = await client(origin).get<World>('/sandbox/v1/world');
    const { perSecond, p99, failed } = await activatePurchases(origin, world, database, target, pairs);
    const words = judge(perSecond / floorAtEight, leastActivationShare, failed);
    console.log(`Resolve and activate, 8 in flight: ${perSecond} pairs/s, p99 ${p99} ms a call${words}`);
  } finally {
    await database.end();
  }
}

function print(ours: Load, floor: Load): void {
  const share = ours.perSecond / floor.perSecond;
  const cells = [
    String(ours.inFlight).padStart(11),
    String(ours.perSecond).padStart(10),
    String(ours.p50).padStart(8),
    String(ours.p99).padStart(8),
    '  |',
    String(floor.perSecond).padStart(37),
    String(floor.p50).padStart(5),
    String(floor.p99).padStart(5),
    `${Math.round(100 * share)} %`.padStart(7),
  ];
  console.log(`${cells.join(' ')}${judge(share, leastShares[ours.inFlight]!, ours.failed + floor.failed)}`);
}

/** What is wrong with a row, in words for its end. One with a failed request compares nothing. */
function judge(share: number, least: number, failed: number): string {
  const words = failed > 0 ? `   FAILED ${failed}` : share < least ? `   BELOW ${least * 100} %` : '';
  if (words) process.exitCode = 1;
  return words;
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

async function prepare({ origin, address }: House): Promise<{ target: Target; facts: FloorFacts }> {
  const world = await client(origin).get<World>('/sandbox/v1/world');
  const partner = tenantOf(world, 'direct', 'FR');
  const customer = world.tenants.find((one) => one.name === 'Boulangerie Martin')!;
  const token = await applicationToken(origin, partner, resources.partnerCenter);
  const database = new pg.Client(address);
  await database.connect();
  const { rows } = await database.query<Omit<FloorFacts, 'address' | 'partner' | 'customer'>>(
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
    facts: { address, partner: partner.id, customer: customer.id, ...item },
  };
}

async function startFloor({ running }: House, facts: FloorFacts): Promise<{ child: ChildProcess; target: Target }> {
  const child = spawn(process.execPath, ['bench/floor.ts'], {
    env: { ...process.env, FLOOR: JSON.stringify(facts) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const port = await new Promise<string>((resolve) =>
    child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  return { child, target: { url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' } };
}
