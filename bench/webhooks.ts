/**
 * Deliveries a second to a receiver that answers at once while a thousand others hang, beside the same calls made and
 * written down by four plain loops while nobody hangs.
 */
import type { World } from '@comptoir/contracts/sandbox';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { client, tenantOf } from '../scripts/story/client.ts';
import { newId } from '../server/src/kernel/index.ts';
import { saasWebhook } from '../server/src/modules/subscriptions/index.ts';
import type { House } from './orders.ts';

const hanging = 1000;
/** Twice what is under way for one receiver at a time. */
const deliveriesOfEach = 8;
const deliveries = 4000;
/** Under way for one receiver, as `webhooks` has it. */
const lanes = 4;
const patienceMs = 120_000;

export async function measureWebhooks({ origin, address }: Pick<House, 'origin' | 'address'>): Promise<void> {
  const database = new pg.Client(address);
  await database.connect();
  const slow = await listen(() => undefined);
  const fast = countingReceiver(deliveries);
  const receiver = await listen(fast.answer);
  try {
    const world = await client(origin).get<World>('/sandbox/v1/world');
    const { now } = await client(origin).get<{ now: string }>('/sandbox/v1/clock');
    const publisher = tenantOf(world, 'publisher', 'FR').id;
    await leave(database, { accounts: hanging, each: deliveriesOfEach, url: urlOf(slow), now });
    await slowOnesHang(slow);
    await leave(database, { account: publisher, each: deliveries, url: urlOf(receiver), now });
    const ours = await within(fast.finished, patienceMs);
    const floor = await sendPlainly(address, publisher, urlOf(receiver));
    console.log(`\nWebhook deliveries to a fast receiver while ${hanging} others hang: signed, sent, written down`);
    console.log('  deliveries/s  |  floor: four plain loops/s, nobody hangs   share');
    const share = `${Math.round((100 * ours) / floor)} %`;
    console.log(`  ${String(ours).padStart(12)}  |  ${String(floor).padStart(42)} ${share.padStart(7)}`);
    if (ours === 0) process.exitCode = 1;
  } finally {
    await database.query(
      'update webhook_delivery set outcome = $1, next_attempt_at = null, ended_at = created_at where outcome is null',
      ['failed'],
    );
    await database.end();
    for (const server of [slow, receiver]) {
      server.closeAllConnections();
      server.close();
    }
  }
}

type Answer = Parameters<typeof createServer>[1] & object;

async function listen(answer: Answer): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', 4096, ready));
  return server;
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

/** `finished`: deliveries a second from the first request to the last one wanted. */
function countingReceiver(wanted: number): { answer: Answer; finished: Promise<number> } {
  let [count, startedAt] = [0, 0];
  const { promise: finished, resolve } = Promise.withResolvers<number>();
  const answer: Answer = (request, response) => {
    request.resume();
    if (count === 0) startedAt = performance.now();
    count += 1;
    if (count === wanted) resolve(Math.round((wanted * 1000) / (performance.now() - startedAt)));
    response.end();
  };
  return { answer, finished };
}

interface Left {
  /** One receiver; a thousand that nobody knows when absent. */
  readonly account?: string;
  readonly accounts?: number;
  readonly each: number;
  readonly url: string;
  readonly now: string;
}

/** Leaves deliveries behind, as transactions do: tests of a publisher, so that they change nothing of any purchase. */
async function leave(database: pg.Client, { account, accounts = 1, each, url, now }: Left): Promise<void> {
  const ids = account ? [account] : Array.from({ length: accounts }, () => newId());
  const [receivers, keys] = [ids.flatMap((id) => Array.from({ length: each }, () => id)), [] as string[]];
  for (const _ of receivers) keys.push(newId());
  const recipient = { tenantId: newId(), applicationId: newId(), partnerTenantId: newId() };
  await database.query(
    `insert into webhook_delivery (account_tenant_id, id, kind, event, subject_id, recipient, url, body, only_once, created_at, next_attempt_at)
     select account, id, $3, 'ChangeQuantity', id::text, $4::jsonb, $5, $6, true, $7::timestamptz, $7::timestamptz
     from unnest($1::uuid[], $2::uuid[]) as d(account, id)`,
    [receivers, keys, saasWebhook, JSON.stringify(recipient), url, JSON.stringify({ action: 'ChangeQuantity' }), now],
  );
  await database.query(
    `insert into due_work (account_tenant_id, kind, due_at) select account, 'webhooks', $2::timestamptz from unnest($1::uuid[]) as d(account)
     on conflict (account_tenant_id, kind) do update set due_at = excluded.due_at, retry_at = null`,
    [ids, now],
  );
}

/** Until most of those that hang are under way. */
async function slowOnesHang(server: Server): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const open = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    if (open >= hanging) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the receivers that hang were not called');
}

async function within(finished: Promise<number>, ms: number): Promise<number> {
  return Promise.race([finished, new Promise<number>((resolve) => setTimeout(() => resolve(0), ms))]);
}

/** The limit: as many loops as there are lanes, each a call and one statement, and no decision. Deliveries a second. */
async function sendPlainly(address: pg.ClientConfig, account: string, url: string): Promise<number> {
  const pool = new pg.Pool({ ...address, max: lanes });
  await pool.query(
    'create table if not exists bench_attempt (account uuid, id uuid primary key, at timestamptz, status int)',
  );
  const startedAt = performance.now();
  const each = deliveries / lanes;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let sent = 0; sent < each; sent += 1) {
        const { status } = await fetch(url, { method: 'POST', body: '{"action":"ChangeQuantity"}' });
        await pool.query('insert into bench_attempt values ($1, $2, now(), $3)', [account, newId(), status]);
      }
    }),
  );
  const perSecond = Math.round((deliveries * 1000) / (performance.now() - startedAt));
  await pool.query('drop table bench_attempt');
  await pool.end();
  return perSecond;
}
