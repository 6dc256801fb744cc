import { cart, checkoutResult, order as orderShape, orders } from '@comptoir/contracts/partner-center/orders';
import { beforeAll, expect, test } from 'vitest';
import { activate, order, orderBody } from '../../../scenarios/stage.ts';
import type { Called } from '../../../test/http.ts';
import { useStage } from '../../../test/stage.ts';
import { countWrites } from '../../../test/writes.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
let flatItem: string;
let germanItem: string;

beforeAll(async () => {
  flatItem = await stage.item(stage.azur, 'Relevé', '0001', 'FR');
  germanItem = await stage.item(stage.azur, 'Pilote Projets', '0001', 'DE');
});

type Line = Record<string, unknown>;
const line = (more: Line = {}): Line => ({
  id: 0,
  catalogItemId: stage.wish.item,
  quantity: 10,
  billingCycle: 'monthly',
  termDuration: 'P1M',
  ...more,
});
const at = (of = stage.wish.customerId) => `/v1/customers/${of}`;
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, method, path, { ...(body === undefined ? {} : { body }), headers });
const makeCart = (lines: Line[], of = stage.wish.customerId) => send('POST', `${at(of)}/carts`, { lineItems: lines });
const place = (more: Line = {}, of = stage.wish.customerId) => {
  const body = orderBody({ ...stage.wish, customerId: of });
  return send('POST', `${at(of)}/orders`, { ...body, lineItems: [{ ...body.lineItems[0], ...more }] });
};

/** Rows of everything that buying could write. */
async function rowCounts(): Promise<Record<string, number>> {
  // An activation before may still be charging.
  await stage.server.context.jobs().drained();
  const names = [
    'cart',
    'purchase_order',
    'subscription',
    'subscription_term',
    'event',
    'charge',
    'request_answer',
    'mail',
  ];
  // That an order was refused is told, and is all that is.
  const only = (name: string) => (name === 'event' ? ` where name <> 'OrderRefused'` : '');
  const text = names.map((name) => `(select count(*) from "${name}"${only(name)}) as "${name}"`).join(', ');
  const { rows } = await stage.server.context.pools.owner.query<Record<string, number>>(`select ${text}`);
  return rows[0]!;
}

/** The answer of a call that must change nothing. */
async function refused(call: () => Promise<Called>): Promise<Called> {
  const before = await rowCounts();
  const answer = await call();
  expect(await rowCounts()).toEqual(before);
  expect(answer.body.description.length).toBeGreaterThan(20);
  return answer;
}

const codeOf = ({ status, body }: Called) => [status, body.code];

test('An order of known items takes two round trips: one for all it asks, one for all it writes', async () => {
  await place();
  const sent: number[] = [];
  stage.server.context.pools.app.once('acquire', (client) => countWrites(client, sent));
  const body = orderBody(stage.wish);
  expect((await send('POST', `${at()}/orders`, body, { 'MS-RequestId': newId() })).status).toBe(201);
  expect(sent).toHaveLength(2);
});

test('AZP-42 A cart becomes one order and one subscription for each line; checking out twice gives the first result', async () => {
  const made = await makeCart([line(), line({ id: 1, quantity: 2 })]);
  expect(made.status).toBe(201);
  expect(cart.parse(made.body)).toEqual(made.body);
  const first = await send('POST', `${at()}/carts/${made.body.id}/checkout`);
  expect(checkoutResult.parse(first.body)).toEqual(first.body);
  expect(first.body.orders).toHaveLength(1);
  expect(first.body.orders[0].lineItems).toHaveLength(2);
  const before = await rowCounts();
  const second = await send('POST', `${at()}/carts/${made.body.id}/checkout`, '"success"');
  expect(second.body.orders[0].id).toBe(first.body.orders[0].id);
  expect(await rowCounts()).toEqual(before);
});

test('Lines of different billing cycles become an order each', async () => {
  const made = await makeCart([line(), line({ id: 1, termDuration: 'P1Y', billingCycle: 'annual' })]);
  const done = await send('POST', `${at()}/carts/${made.body.id}/checkout`);
  expect(done.body.orders.map((one: { billingCycle: string }) => one.billingCycle)).toEqual(['monthly', 'annual']);
});

test('Ten checkouts of one cart at once make one order', async () => {
  const made = await makeCart([line()]);
  const all = await Promise.all(
    Array.from({ length: 10 }, () => send('POST', `${at()}/carts/${made.body.id}/checkout`)),
  );
  expect(new Set(all.map((one) => one.body.orders[0].id)).size).toBe(1);
  const { rows } = await stage.server.context.pools.owner.query('select 1 from purchase_order where cart_id = $1', [
    made.body.id,
  ]);
  expect(rows).toHaveLength(1);
});

test('AZP-42 An order reads back as it was placed, and is completed when its last line is activated', async () => {
  const bought = await order(stage, stage.azur, stage.wish);
  const path = `${at()}/orders/${bought.orderId}`;
  const pending = await send('GET', path);
  expect(orderShape.parse(pending.body)).toEqual(pending.body);
  expect(pending.body.status).toBe('pending');
  expect(pending.body.createdBy).toBe('Azur provisioning');
  expect((await send('GET', `${path}?include_price=true`)).body.totalPrice).toBe(125);
  await activate(stage, stage.atelier, bought.subscriptionId);
  expect((await send('GET', path)).body.status).toBe('completed');
  for (const link of Object.values<{ uri: string }>(pending.body.lineItems[0].links)) {
    const followed = await stage.call(stage.azur.user, 'GET', `/v1/${link.uri}`);
    expect(followed.status, link.uri).toBe(200);
  }
  for (const { uri } of Object.values<{ uri: string }>(pending.body.links)) {
    const followed = await stage.call(stage.azur.user, 'GET', `/v1/${uri}`);
    expect([followed.status, followed.body.links.self.uri]).toEqual([200, uri]);
  }
  const list = await send('GET', `${at()}/orders`);
  expect(orders.parse(list.body)).toEqual(list.body);
});

test('SUB-08 SUB-11 A customer’s subscriptions are its own; one the publisher has not confirmed needs action', async () => {
  const bought = await order(stage, stage.azur, stage.wish);
  const find = async (of: string) =>
    (
      (await send('GET', `${at(of)}/subscriptions`)).body.items as {
        id: string;
        status: string;
        attentionNeeded: boolean;
      }[]
    ).find((one) => one.id === bought.subscriptionId);
  expect(await find(stage.wish.customerId)).toMatchObject({ status: 'pending', attentionNeeded: true });
  expect(await find(stage.customer('clinique-alpages'))).toBeUndefined();
  await activate(stage, stage.atelier, bought.subscriptionId);
  expect(await find(stage.wish.customerId)).toMatchObject({ status: 'active', attentionNeeded: false });
});

test.for<[string, Line, number, number]>([
  ['0', { quantity: 0 }, 400, 2002],
  ['−1', { quantity: -1 }, 400, 2002],
  ['2.5', { quantity: 2.5 }, 400, 2002],
  ['10^12', { quantity: 1e12 }, 400, 2002],
  ['more than the plan allows', { quantity: 1001 }, 400, 2002],
  ['text', { quantity: '10' }, 400, 800002],
  ['nothing', { quantity: null }, 400, 800002],
])('A quantity of %s is refused in cart and order, and nothing changes', async ([, more, status, code]) => {
  expect(codeOf(await refused(() => makeCart([line(more)])))).toEqual([status, code]);
  expect(codeOf(await refused(() => place(more)))).toEqual([status, code]);
});

test('A quantity past what a number can hold is refused', async () => {
  const body = JSON.stringify(orderBody(stage.wish)).replace('"quantity":10', '"quantity":1e999');
  expect(codeOf(await refused(() => send('POST', `${at()}/orders`, body)))).toEqual([400, 800002]);
});

test('A flat plan is sold once a purchase', async () => {
  expect(codeOf(await refused(() => makeCart([line({ catalogItemId: flatItem, quantity: 2 })])))).toEqual([400, 2002]);
});

test('A plan of another offer, an unknown plan and an item id of another shape are refused', async () => {
  const [productId, sku, availability] = stage.wish.item.split(':');
  const [otherProduct] = flatItem.split(':');
  for (const wrong of [
    `${otherProduct}:${sku}:${availability}`,
    `${productId}:0009:${availability}`,
    `${productId}:${sku}:DZH000000000`,
  ]) {
    expect(codeOf(await refused(() => makeCart([line({ catalogItemId: wrong })])))).toEqual([400, 800004]);
    expect(codeOf(await refused(() => place({ offerId: wrong })))).toEqual([400, 800004]);
  }
  for (const wrong of ['nothing', `${stage.wish.item}:more`, `${productId}::${availability}`, "x' or 1=1--:a:b"])
    expect(codeOf(await refused(() => place({ offerId: wrong })))).toEqual([400, 800004]);
});

test('A market the item is not in, a term and a currency that are not offered are refused with what is', async () => {
  const market = await refused(() => place({ offerId: germanItem }));
  expect([...codeOf(market), market.body.description]).toEqual([400, 800070, expect.stringContaining('sold in DE')]);
  const term = await refused(() => place({ termDuration: 'P3Y' }));
  expect([...codeOf(term), term.body.description]).toEqual([
    400,
    900267,
    expect.stringContaining('P1M billed monthly'),
  ]);
  expect(codeOf(await refused(() => makeCart([line({ billingCycle: 'triennial' })])))).toEqual([400, 900267]);
  expect(codeOf(await refused(() => makeCart([line({ currencyCode: 'USD' })])))).toEqual([400, 900169]);
});

test('A customer without agreement gets a cart but no order: 403 with 13605', async () => {
  const without = stage.customer('scierie-du-lac');
  const made = await makeCart([line()], without);
  expect(made.status).toBe(201);
  const checkout = await refused(() => send('POST', `${at(without)}/carts/${made.body.id}/checkout`));
  expect([...codeOf(checkout), checkout.body.description]).toEqual([403, 13605, expect.stringContaining('agreements')]);
  expect(codeOf(await refused(() => place({}, without)))).toEqual([403, 13605]);
});

test('Another partner’s customer, cart and order are not found, exactly as unknown ones', async () => {
  const theirs = stage.customer('hotel-adlerhof');
  const german = await stage.item(stage.rhein, 'Pilote Projets', '0001', 'DE');
  const bought = await order(stage, stage.rhein, { customerId: theirs, item: german });
  const made = await stage.call(stage.rhein.app, 'POST', `${at(theirs)}/carts`, {
    body: { lineItems: [line({ catalogItemId: german })] },
  });
  const paths: [string, string, unknown?][] = [
    ['GET', `${at(theirs)}/orders`],
    ['GET', `${at(theirs)}/orders/${bought.orderId}`],
    ['GET', `${at(theirs)}/subscriptions`],
    ['GET', `${at(theirs)}/subscriptions/${bought.subscriptionId}`],
    ['POST', `${at(theirs)}/carts`, { lineItems: [line({ catalogItemId: german })] }],
    ['POST', `${at(theirs)}/orders`, orderBody({ customerId: theirs, item: german })],
  ];
  const unknown = newId();
  for (const [method, path, body] of paths) {
    const foreign = await refused(() => send(method, path, body));
    const stray = await refused(() =>
      send(method, path.replace(theirs, unknown), body && JSON.parse(JSON.stringify(body).replaceAll(theirs, unknown))),
    );
    expect([path, ...codeOf(foreign)]).toEqual([path, ...codeOf(stray)]);
    expect([path, foreign.status]).toEqual([path, 404]);
  }
  // Through a customer of one's own, too.
  for (const path of [`orders/${bought.orderId}`, `subscriptions/${bought.subscriptionId}`, `carts/${made.body.id}`])
    expect((await refused(() => send('GET', `${at()}/${path}`))).status).toBe(404);
  expect(codeOf(await refused(() => send('POST', `${at()}/carts/${made.body.id}/checkout`)))).toEqual([404, 800008]);
  expect(
    (await refused(() => send('GET', `${at()}/orders/${bought.orderId}/lineitems/0/activationlinks`))).status,
  ).toBe(404);
});

test('Ids that are none are not found, never an error of ours', async () => {
  for (const id of ['1', 'null', newId(), 'x'.repeat(400), '%ZZ', '%FF', '%F0%9F%8D%B0', "'; drop table cart;--"]) {
    for (const path of [
      `/v1/customers/${id}/orders`,
      `${at()}/orders/${id}`,
      `${at()}/carts/${id}`,
      `${at()}/subscriptions/${id}`,
    ])
      expect([path, (await refused(() => send('GET', path))).status]).toEqual([path, 404]);
  }
  expect((await refused(() => send('GET', `${at()}/orders/a%00b`))).status).toBe(400);
});

test('Line numbers with a gap, another customer in the body, no lines and too many lines are refused', async () => {
  expect(codeOf(await refused(() => place({ lineItemNumber: 1 })))).toEqual([400, 800071]);
  const body = orderBody({ ...stage.wish, customerId: stage.customer('clinique-alpages') });
  expect(codeOf(await refused(() => send('POST', `${at()}/orders`, body)))).toEqual([400, 800002]);
  expect(codeOf(await refused(() => makeCart([])))).toEqual([400, 800002]);
  expect(codeOf(await refused(() => makeCart(Array.from({ length: 101 }, () => line()))))).toEqual([400, 800002]);
});

test('Unknown members are ignored, and names are read without regard to case', async () => {
  const made = await send('POST', `${at()}/carts`, {
    LineItems: [
      { CatalogItemId: stage.wish.item, Quantity: 3, BillingCycle: 'Monthly', TermDuration: 'P1M', Colour: 'blue' },
    ],
    Extra: { deep: true },
  });
  expect([made.status, made.body.lineItems[0].quantity]).toEqual([201, 3]);
});

test.for<[string, string, RegExp]>([
  ['not JSON', '{"lineItems": [', /not JSON/],
  ['a NUL character in text', '{"lineItems":[{"friendlyName":"a\\u0000b"}]}', /NUL/],
  ['half of a surrogate pair', '{"lineItems":[{"friendlyName":"\\ud83c"}]}', /surrogate/],
  ['too deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, /nested/],
  ['an array', '[]', /lineItems|object/],
  ['a number', '7', /object/],
  ['nothing at all', '', /./],
])('A body that is %s is refused with 400', async ([, text, why]) => {
  for (const path of [`${at()}/carts`, `${at()}/orders`]) {
    const answer = await refused(() =>
      stage.call(stage.azur.app, 'POST', path, { body: text, headers: { 'content-type': 'application/json' } }),
    );
    expect([answer.status, answer.body.code, answer.body.description]).toEqual([
      400,
      800002,
      expect.stringMatching(why),
    ]);
  }
});

test('A deep body where none is looked at is refused too', async () => {
  const made = await makeCart([line()]);
  const body = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const headers = { 'MS-RequestId': newId() };
  expect((await refused(() => send('POST', `${at()}/carts/${made.body.id}/checkout`, body, headers))).status).toBe(400);
});

test('A body of more than a megabyte, and one that is no JSON by its type, are refused with 400', async () => {
  const large = await refused(() => makeCart([line({ friendlyName: 'x'.repeat(1_100_000) })]));
  expect([large.status, large.body.description]).toEqual([400, expect.stringMatching(/larger/)]);
  const xml = await refused(() => send('POST', `${at()}/carts`, '<cart/>', { 'content-type': 'application/xml' }));
  expect([xml.status, xml.body.description]).toEqual([400, expect.stringMatching(/application\/json/)]);
});

test('A repeated order with the same MS-RequestId is one order; the same id with another body is refused', async () => {
  const headers = { 'MS-RequestId': newId() };
  const body = orderBody(stage.wish);
  const all = await Promise.all(Array.from({ length: 10 }, () => send('POST', `${at()}/orders`, body, headers)));
  expect(new Set(all.map((one) => `${one.status} ${one.text}`)).size).toBe(1);
  const { rows } = await stage.server.context.pools.owner.query('select 1 from subscription where order_id = $1', [
    all[0]!.body.id,
  ]);
  expect(rows).toHaveLength(1);
  const other = await refused(() =>
    send('POST', `${at()}/orders`, orderBody({ ...stage.wish, quantity: 11 }), headers),
  );
  expect([other.status, other.body.errorName]).toEqual([409, 'RequestIdReused']);
});

test('A refusal of one line among several says which line it was', async () => {
  const answer = await refused(() => makeCart([line(), line({ id: 1, quantity: 0 })]));
  expect(answer.body.data).toContain('lineItems[1].quantity');
});
