import { expect, test } from 'vitest';
import { orderBody } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();

const send = (path: string, body: unknown, requestId: string) =>
  stage.call(stage.azur.app, 'POST', `/v1/customers/${path}`, { body, headers: { 'MS-RequestId': requestId } });
const count = async (table: 'cart' | 'purchase_order', customerId: string) => {
  const text = `select from ${table} where customer_tenant_id = $1`;
  return (await stage.server.context.pools.owner.query(text, [customerId])).rowCount;
};
const cartOf = ({ item } = stage.wish) => ({
  lineItems: [{ id: 0, catalogItemId: item, quantity: 2, billingCycle: 'monthly', termDuration: 'P1M' }],
});

test('A request id that was used for one customer is refused for another, with the same body, and writes nothing', async () => {
  const id = newId();
  const { customerId } = stage.wish;
  const other = stage.customer('scierie-du-lac');
  expect((await send(`${customerId}/carts`, cartOf(), id)).status).toBe(201);
  const foreign = await send(`${other}/carts`, cartOf(), id);
  expect([foreign.status, foreign.body.errorName]).toEqual([409, 'RequestIdReused']);
  expect(await count('cart', other)).toBe(0);
});

test('A request id that was used for one cart does not check out another', async () => {
  const id = newId();
  const { customerId } = stage.wish;
  const carts = [
    await send(`${customerId}/carts`, cartOf(), newId()),
    await send(`${customerId}/carts`, cartOf(), newId()),
  ];
  const [first, second] = carts.map((cart) => `${customerId}/carts/${cart.body.id}/checkout`);
  expect((await send(first!, 'null', id)).status).toBe(201);
  const before = await count('purchase_order', customerId);
  const foreign = await send(second!, 'null', id);
  expect([foreign.status, foreign.body.errorName]).toEqual([409, 'RequestIdReused']);
  expect(await count('purchase_order', customerId)).toBe(before);
});

test('A request id is of one route: on another one it is a request of its own', async () => {
  const id = newId();
  const { customerId } = stage.wish;
  const cart = await send(`${customerId}/carts`, cartOf(), id);
  const order = await send(`${customerId}/orders`, orderBody(stage.wish), id);
  expect([cart.status, order.status]).toEqual([201, 201]);
  expect(order.body.lineItems).toHaveLength(1);
});

const orders = () => `${stage.wish.customerId}/orders`;

test('A request id may be a GUID in any format, and is the same id in each', async () => {
  const id = newId();
  const bare = id.replaceAll('-', '');
  const ids: string[] = [];
  for (const written of [bare, `{${id}}`, `(${id})`, id.toUpperCase(), bare.toUpperCase()]) {
    const { body } = await send(orders(), orderBody(stage.wish), written);
    ids.push(body.id);
  }
  expect(new Set(ids).size).toBe(1);
});

test('A request id that is no GUID is refused by what would be done once, and left alone by what only reads', async () => {
  for (const sent of ['order-1', `{${newId()}`, `${newId()}0`]) {
    const before = await count('purchase_order', stage.wish.customerId);
    const { status, body } = await send(orders(), orderBody(stage.wish), sent);
    expect([status, body.code, body.description]).toEqual([400, 800002, expect.stringContaining('GUID')]);
    expect(await count('purchase_order', stage.wish.customerId)).toBe(before);
    const headers = { 'MS-RequestId': sent };
    expect((await stage.call(stage.azur.app, 'GET', `/v1/customers/${orders()}`, { headers })).status).toBe(200);
  }
  for (const none of ['', '00000000-0000-0000-0000-000000000000', '0'.repeat(32)]) {
    const made = [1, 2].map(() => send(orders(), orderBody(stage.wish), none));
    const [one, two] = await Promise.all(made);
    expect(one!.body.id).not.toBe(two!.body.id);
  }
});
