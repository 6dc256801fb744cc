/**
 * Usage events a second, each durable and deduplicated: in batches of 25 and one by one, beside the same rows inserted by
 * plain SQL. Every event is another hour of another subscription; none is sent twice.
 */
import type { World } from '@comptoir/contracts/sandbox';
import autocannon from 'autocannon';
import pg from 'pg';
import { applicationToken, client, resources, tenantOf } from '../scripts/story/client.ts';
import { newId } from '../server/src/kernel/index.ts';
import { measured, type Measured } from './load.ts';
import type { House } from './orders.ts';

const inFlight = 8;
const batch = 25;
const version = 'api-version=2018-08-31';
/** Hours that may be reported of each subscription. */
const hours = 23;
/** Aims: events a second, and the p99 of a batch in milliseconds. */
const aims = { batches: 30_000, singles: 3_000, p99: 50 };

export async function measureMetering(
  { origin, address }: Pick<House, 'origin' | 'address'>,
  seconds: number,
): Promise<void> {
  const database = new pg.Client(address);
  await database.connect();
  try {
    const world = await client(origin).get<World>('/sandbox/v1/world');
    const enough = Math.ceil((aims.batches * 1.5 * (seconds + 2)) / hours);
    const subscriptions = await meteredSubscriptions(origin, world, database, enough);
    const authorization = `Bearer ${await applicationToken(origin, tenantOf(world, 'publisher', 'FR'), resources.marketplace)}`;
    const events = eventsOf(subscriptions);
    const ours = await sendBatches(origin, authorization, events, seconds);
    const floor = await insertPlainly(address, subscriptions, seconds);
    const singles = await sendSingles(origin, authorization, events, seconds);
    console.log(
      `\nUsage events, ${inFlight} in flight: token, permission, purchase and meter checked, kept, summed by day`,
    );
    console.log('  what                 events/s   p99 ms  failed  |  aim         share of plain SQL');
    row('batches of 25', ours, `${aims.batches}, ${aims.p99} ms`, ours.perSecond / floor.perSecond);
    row('one by one', singles, String(aims.singles), singles.perSecond / floor.perSecond);
    row('floor: 25 rows, SQL', floor, '', 1);
    if (ours.failed + singles.failed > 0) process.exitCode = 1;
  } finally {
    await database.end();
  }
}

function row(what: string, { perSecond, p99, failed }: Measured, aim: string, share: number): void {
  const cells = [what.padEnd(20), String(perSecond).padStart(9), String(p99).padStart(8), String(failed).padStart(7)];
  console.log(`  ${cells.join(' ')}  |  ${aim.padEnd(14)} ${Math.round(share * 100)} %`);
}

/** One purchase made as everybody makes it, and its rows copied, activated two days ago. */
async function meteredSubscriptions(
  origin: string,
  world: World,
  database: pg.Client,
  count: number,
): Promise<readonly string[]> {
  const partner = tenantOf(world, 'direct', 'FR');
  const azur = client(origin, await applicationToken(origin, partner, resources.partnerCenter));
  const { productId } = world.offers.find(({ name }) => name === 'Relevé')!;
  const items = `/v1/products/${productId}/skus/0001/availabilities?country=FR`;
  const [item] = (await azur.get<{ items: { catalogItemId: string }[] }>(items)).items;
  const customerId = world.tenants.find(({ domain }) => domain.startsWith('boulangerie-martin.'))!.id;
  const line = { lineItemNumber: 0, offerId: item!.catalogItemId, quantity: 1, termDuration: 'P1M' };
  const body = { referenceCustomerId: customerId, billingCycle: 'monthly', lineItems: [line] };
  const order = await azur.send<{ lineItems: { subscriptionId: string }[] }>(
    'POST',
    `/v1/customers/${customerId}/orders`,
    body,
  );
  const id = order.lineItems[0]!.subscriptionId;
  const { rows: columns } = await database.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'subscription' and is_generated = 'NEVER'
       and column_name not in ('id', 'status', 'activated_at', 'term_start', 'term_end', 'paid_from', 'term_number')`,
  );
  const same = columns.map(({ name }) => name).join(', ');
  const { rows } = await database.query<{ id: string }>(
    `insert into subscription (id, status, activated_at, term_start, term_end, paid_from, term_number, ${same})
     select gen_random_uuid(), 'active', now() - interval '2 days', current_date - 2, current_date + 27, current_date - 2, 1, ${same}
     from subscription, generate_series(1, $2) where id = $1 returning id`,
    [id, count],
  );
  await database.query('analyze subscription');
  return rows.map((one) => one.id);
}

interface Event {
  readonly resourceId: string;
  readonly quantity: number;
  readonly dimension: string;
  readonly planId: string;
  readonly effectiveStartTime: string;
}

/** Hour by hour, all subscriptions of an hour behind each other. */
function* eventsOf(subscriptions: readonly string[]): Generator<Event> {
  const now = Temporal.Now.instant();
  for (let hour = 0; hour < hours; hour += 1) {
    const effectiveStartTime = now.subtract({ hours: hour }).toString();
    for (const resourceId of subscriptions)
      yield { resourceId, quantity: 1.25, dimension: 'readings', planId: 'capteurs', effectiveStartTime };
  }
}

function next(events: Generator<Event>): Event {
  const { value, done } = events.next();
  if (done) throw new Error('there are no events left to send');
  return value;
}

async function sendBatches(
  origin: string,
  authorization: string,
  events: Generator<Event>,
  seconds: number,
): Promise<Measured> {
  const request = () => JSON.stringify({ request: Array.from({ length: batch }, () => next(events)) });
  await send(origin, authorization, 'batchUsageEvent', request, 2);
  return send(origin, authorization, 'batchUsageEvent', request, seconds, batch);
}

async function sendSingles(
  origin: string,
  authorization: string,
  events: Generator<Event>,
  seconds: number,
): Promise<Measured> {
  const request = () => JSON.stringify(next(events));
  await send(origin, authorization, 'usageEvent', request, 1);
  return send(origin, authorization, 'usageEvent', request, seconds);
}

async function send(
  origin: string,
  authorization: string,
  path: string,
  body: () => string,
  seconds: number,
  eventsEach = 1,
): Promise<Measured> {
  const result = await autocannon({
    url: origin,
    connections: inFlight,
    pipelining: 1,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: `/api/${path}?${version}`,
        headers: { authorization, 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: body() }),
      },
    ],
  });
  return measured(result, eventsEach);
}

/** The same rows of events, by one hand-made statement for 25, into a copy of the table: no HTTP, no check, no sums. */
async function insertPlainly(
  address: pg.ClientConfig,
  subscriptions: readonly string[],
  seconds: number,
): Promise<Measured> {
  const pool = new pg.Pool({ ...address, max: inFlight });
  const took: number[] = [];
  try {
    await pool.query('create table plain_usage (like usage_event including all)');
    const until = performance.now() + seconds * 1000;
    const partner = newId();
    let turn = 0;
    const insert = async () => {
      while (performance.now() < until) {
        const first = (turn++ * batch) % subscriptions.length;
        const hour = new Date(Math.floor((turn * batch) / subscriptions.length) * 3_600_000);
        const ids = Array.from({ length: batch }, (_, place) => subscriptions[(first + place) % subscriptions.length]);
        const begun = performance.now();
        await pool.query({
          name: 'plain',
          text: `insert into plain_usage (partner_tenant_id, subscription_id, dimension, hour, id, publisher_tenant_id, quantity, effective_at, plan_id, accepted_at)
            select $1, s, 'readings', $2, gen_random_uuid(), $1, 1.25, $2, 'capteurs', now() from unnest($3::uuid[]) s on conflict do nothing`,
          values: [partner, hour, ids],
        });
        took.push(performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, insert));
  } finally {
    await pool.query('drop table plain_usage');
    await pool.end();
  }
  took.sort((one, other) => one - other);
  return {
    perSecond: Math.round((took.length * batch) / seconds),
    p99: Math.round(took[Math.floor(took.length * 0.99)] ?? 0),
    failed: 0,
  };
}
