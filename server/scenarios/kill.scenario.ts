/** SIGKILL at any point of first start, checkout, activation and month close: nothing is lost, nothing doubled. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { newId, systemActor } from '../src/kernel/index.ts';
import { verifySeal } from '../src/modules/audit/index.ts';
import { openPools } from '../src/platform/database.ts';
import { findEmbedded } from '../src/platform/embedded.ts';
import { createLog } from '../src/platform/log.ts';
import { workRunner } from '../src/platform/work.ts';
import type { Called } from '../test/http.ts';
import { startTestServer } from '../test/server.ts';
import { aHouse, type House } from './child.ts';
import { activate, moveClock, saasVersion, setStage, type Stage } from './stage.ts';

const start = '2027-01-20T10:00:00Z';
/** Two month ends and a renewal. */
const moves = ['2027-02-01T00:00:00Z', '2027-02-20T12:00:00Z', '2027-03-01T00:00:00Z', '2027-03-09T00:00:00Z'];
const seats = [1, 3, 10, 25];

let house: House;
let stage: Stage;
let interrupted = 0;

beforeAll(async () => {
  house = await aHouse({ COMPTOIR_SANDBOX_START: start });
});
afterAll(() => house.remove());

/** Somewhere in the `index`-th part of the 60 ms after a request was sent. */
function moment(index: number, parts: number): number {
  return ((index + Math.random()) * 60) / parts;
}

/** Sends, kills the process after `delay` ms, starts it again and sends the same once more. */
async function killedDuring(delay: number, send: () => Promise<Called>): Promise<Called> {
  const first = send().catch(() => undefined);
  await pause(delay);
  await house.kill();
  if ((await first) === undefined) interrupted += 1;
  house.launch();
  await house.ready();
  return send();
}

async function makeCarts(on: Stage): Promise<string[]> {
  const item = await on.item(on.azur, 'Pilote Projets', '0001', 'FR');
  const carts: string[] = [];
  for (const quantity of seats) {
    const lineItems = [{ id: 0, catalogItemId: item, quantity, billingCycle: 'monthly', termDuration: 'P1M' }];
    const path = `/v1/customers/${on.customer('boulangerie-martin')}/carts`;
    carts.push((await on.call(on.azur.app, 'POST', path, { body: { lineItems } })).body.id as string);
  }
  return carts;
}

const checkout = (on: Stage, cart: string, requestId: string) =>
  on.call(on.azur.app, 'POST', `/v1/customers/${on.customer('boulangerie-martin')}/carts/${cart}/checkout`, {
    headers: { 'MS-RequestId': requestId },
  });
const subscriptionOf = ({ body }: Called) => body.orders[0].lineItems[0].subscriptionId as string;

/** What billing wrote, without ids and without times of day. */
const factsText = `
  select (c.seller_tenant_id = c.partner_tenant_id) as sold, c.charge_key, c.charge_type, c.billing_month, c.period_start::text, c.period_end::text, c.quantity, c.unit_price,
    c.subtotal, c.total, c.currency, i.month, i.total as invoiced
  from charge c
  left join invoice_line l on l.partner_tenant_id = c.partner_tenant_id and l.charge_id = c.id
  left join invoice i on i.partner_tenant_id = l.partner_tenant_id and i.seller_tenant_id = l.seller_tenant_id and i.id = l.invoice_id
  order by 1, c.quantity, c.charge_key`;

/** The same story without a kill, in this process. */
async function undisturbed(): Promise<unknown[]> {
  const server = await startTestServer({ at: start });
  try {
    const on = await setStage(server.origin);
    for (const cart of await makeCarts(on))
      await activate(on, on.atelier, subscriptionOf(await checkout(on, cart, newId())));
    await moveClock(on, { now: moves.at(-1)! });
    return (await server.context.pools.owner.query(factsText)).rows;
  } finally {
    await server.stop();
  }
}

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client((await findEmbedded({ folder: house.folder, database: 'comptoir' }))!);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Where the chain of events is broken; undefined when it is whole. */
async function sealBroken(): Promise<number | undefined> {
  const pools = openPools(
    (await findEmbedded({ folder: house.folder, database: 'comptoir' }))!,
    2,
    createLog('silent'),
  );
  try {
    const runner = workRunner(pools, new Map());
    return await runner.run({ actor: systemActor, system: true }, (work) => verifySeal(work));
  } finally {
    await pools.close();
  }
}

test('Killed during its first start, it comes up at the next one', async () => {
  for (const delay of [200, 900, 1600]) {
    house.launch();
    await pause(delay + Math.random() * 300);
    await house.kill();
  }
  house.launch();
  await house.ready();
  stage = await setStage(house.origin);
  const { now } = stage.world;
  // As moments: the text of one with a fraction stands before the text of one without.
  const after = (one: string, other: string) => Date.parse(one) > Date.parse(other);
  expect([after(now, start), after(moves[0]!, now)]).toEqual([true, true]);
  expect(stage.world.tenants.length).toBeGreaterThan(10);
});

test('A second start on the same folder is refused and harms nothing', async () => {
  const { code, said } = await house.run('serve');
  expect([code, said]).toEqual([1, expect.stringMatching(/nother Comptoir \(process \d+\) uses .*COMPTOIR_DATA/)]);
  expect((await fetch(`${house.origin}/healthz`)).status).toBe(200);
});

let bought: string[];

test('Killed during checkout: one order and one subscription for each cart, and the retry gets them', async () => {
  const carts = await makeCarts(stage);
  bought = [];
  for (const [index, cart] of carts.entries()) {
    const requestId = newId();
    const answer = await killedDuring(moment(index, carts.length), () => checkout(stage, cart, requestId));
    expect(answer.status).toBe(201);
    expect((await checkout(stage, cart, requestId)).text).toBe(answer.text);
    bought.push(subscriptionOf(answer));
  }
  // Also when the first answer was heard.
  const [requestId, cart] = [newId(), carts[0]!];
  const heard = await checkout(stage, cart, requestId);
  expect((await killedDuring(0, () => checkout(stage, cart, requestId))).text).toBe(heard.text);
  const orders = await query<{ cart_id: string }>('select cart_id from purchase_order');
  expect(orders.map((one) => one.cart_id).toSorted()).toEqual(carts.toSorted());
  expect((await query<{ id: string }>('select id from subscription')).map((one) => one.id).toSorted()).toEqual(
    bought.toSorted(),
  );
});

test('Killed during activation: one term for each subscription', async () => {
  for (const [index, id] of bought.entries()) {
    const path = `/api/saas/subscriptions/${id}/activate?${saasVersion}`;
    const answer = await killedDuring(moment(index, bought.length), () => stage.call(stage.atelier, 'POST', path));
    expect([answer.status, answer.text]).toEqual([200, '']);
  }
  const terms = await query<{ term: string }>(`select subscription_id || ' ' || number as term from subscription_term`);
  expect(terms.map((one) => one.term).toSorted()).toEqual(bought.map((id) => `${id} 1`).toSorted());
  expect(
    new Set((await query<{ status: string }>('select status from purchase_order')).map((one) => one.status)),
  ).toEqual(new Set(['completed']));
});

test('BIL-14 Killed during the close of months: charges and invoices are those of an undisturbed run, and the proof agrees', async () => {
  const expected = await undisturbed();
  for (const [index, now] of moves.entries()) {
    const answer = await killedDuring(moment(index, moves.length), () =>
      stage.call(undefined, 'POST', '/sandbox/v1/clock', { body: { now } }),
    );
    // A move that was done before the kill came is not done again.
    expect([200, 400]).toContain(answer.status);
    expect(answer.body.code).toBe(answer.status === 400 ? 'ClockMovesForwardOnly' : undefined);
  }
  expect(await query(factsText)).toEqual(expected);
  // Jobs that a kill left half-way were taken up again.
  expect(await query('select id from graphile_worker.jobs')).toEqual([]);
  expect(await sealBroken()).toBeUndefined();
  for (const month of ['2027-01', '2027-02']) {
    const proof = await house.run('prove', '--month', month);
    expect([month, proof.code, proof.said]).toEqual([month, 0, expect.any(String)]);
  }
  expect(interrupted).toBeGreaterThan(0);
});

test('F20 Killed while a change waits for its publisher: it is told until it answers, and the change is made and charged once', async () => {
  const changed = bought.slice(0, 3);
  for (const [index, id] of changed.entries()) {
    const path = `/v1/customers/${stage.customer('boulangerie-martin')}/subscriptions/${id}`;
    const { body: standing } = await stage.call(stage.azur.app, 'GET', path);
    const quantity = (standing.quantity as number) + 2;
    const request = { headers: { 'MS-RequestId': newId() }, body: { ...standing, quantity } };
    const answer = await killedDuring(moment(index, changed.length), () =>
      stage.call(stage.azur.app, 'PATCH', path, request),
    );
    expect([200, 202], answer.text).toContain(answer.status);
    const quantityNow = async () => (await stage.call(stage.azur.app, 'GET', path)).body.quantity as number;
    await expect.poll(quantityNow, { timeout: 60_000 }).toBe(quantity);
  }
  const operations = await query<{ id: string; status: string }>(
    `select subscription_id as id, status from subscription_operation where action = 'ChangeQuantity'`,
  );
  expect(operations.map(({ id, status }) => `${id} ${status}`).toSorted()).toEqual(
    changed.map((id) => `${id} Succeeded`).toSorted(),
  );
  const linesOfChanges = () =>
    query<{ id: string; sold: boolean; type: string; lines: string }>(
      `select subscription_id as id, seller_tenant_id = partner_tenant_id as sold, charge_type as type, count(*)::text as lines
       from charge where charge_type in ('addQuantity', 'removeQuantity') group by 1, 2, 3 order by 1, 2`,
    );
  const once = [...changed]
    .toSorted()
    .flatMap((id) => [false, true].map((sold) => ({ id, sold, type: 'addQuantity', lines: '2' })));
  await expect.poll(linesOfChanges, { timeout: 60_000 }).toEqual(once);
});

test('SIGTERM stops it cleanly, database included, and the data is there at the next start', async () => {
  const before = await query('select id, total from invoice order by id');
  expect(await house.stop()).toBe(0);
  expect(await findEmbedded({ folder: house.folder, database: 'comptoir' })).toBeUndefined();
  house.launch();
  await house.ready();
  expect(await query('select id, total from invoice order by id')).toEqual(before);
});
