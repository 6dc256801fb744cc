import { subscriptionProvisioningStatus } from '@comptoir/contracts/partner-center/subscriptions';
import { expect, test } from 'vitest';
import { activate, order, orderBody } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();

const send = (method: string, path: string) => stage.call(stage.azur.app, method, path);
const at = (of = stage.wish.customerId) => `/v1/customers/${of}`;
const place = (body: object) => stage.call(stage.azur.app, 'POST', `${at()}/orders`, { body });

test('A subscription’s links are followed as they stand; its provisioning and add-ons read', async () => {
  const bought = await order(stage, stage.azur, stage.wish);
  const path = `${at()}/subscriptions/${bought.subscriptionId}`;
  const { body } = await send('GET', path);
  for (const { uri } of Object.values<{ uri: string }>(body.links)) {
    expect((await send('GET', `/v1/${uri}`)).status, uri).toBe(200);
  }
  const provisioning = async () => {
    const answer = await stage.call(stage.azur.user, 'GET', `${path}/provisioningstatus`);
    return subscriptionProvisioningStatus.parse(answer.body);
  };
  expect(await provisioning()).toMatchObject({ status: 'pending', quantity: 10 });
  await activate(stage, stage.atelier, bought.subscriptionId);
  expect(await provisioning()).toMatchObject({ status: 'success', endDate: expect.stringMatching(/T00:00:00/) });
  expect((await send('GET', `${path}/provisioningstatus`)).body.code).toBe(900329);
  expect((await send('GET', `${path}/addons`)).body).toMatchObject({ totalCount: 0, items: [] });
  const unknown = `${at()}/subscriptions/${newId()}/addons`;
  expect((await send('GET', unknown)).body.code).toBe(20003);
});

test('Subscriptions are found by order, whatever the case of the query’s name', async () => {
  const bought = await order(stage, stage.azur, stage.wish);
  const other = await order(stage, stage.azur, stage.wish);
  for (const name of ['order_id', 'Order_Id']) {
    const { body } = await send('GET', `${at()}/subscriptions?${name}=${bought.orderId}`);
    expect(body.items).toMatchObject([{ id: bought.subscriptionId }]);
  }
  expect(other.orderId).not.toBe(bought.orderId);
});

test.each(['subscriptions', 'orders'])(
  'SUB-08 A customer’s %s are read a page at a time, none twice and none left out',
  async (list) => {
    for (let count = 0; count < 5; count += 1) await order(stage, stage.azur, stage.wish);
    const whole = (await send('GET', `${at()}/${list}`)).body;
    const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);
    expect(whole.links.next).toBeUndefined();
    const walked: string[] = [];
    let path = `${at()}/${list}?Size=2`;
    for (let token: string | undefined; ;) {
      const headers: Record<string, string> = token === undefined ? {} : { 'MS-ContinuationToken': token };
      const { body } = await stage.call(stage.azur.app, 'GET', path, { headers });
      expect(body.totalCount).toBeLessThanOrEqual(2);
      walked.push(...ids(body));
      if (!body.links.next) break;
      path = `/v1${body.links.next.uri}`;
      token = body.links.next.headers[0].value;
      expect(token).toBe(body.continuationToken);
    }
    expect(walked).toEqual(ids(whole));
    const nothing = { subscriptions: 'order_id=&mpn_id=', orders: 'billingtype=' }[list];
    expect(ids((await send('GET', `${at()}/${list}?${nothing}`)).body)).toEqual(walked);
    expect((await send('GET', `${at()}/${list}?size=2&seekOperation=Last`)).status).toBe(400);
    const foreign = { headers: { 'MS-ContinuationToken': 'WzFd' } };
    expect((await stage.call(stage.azur.app, 'GET', `${at()}/${list}?size=2&seekOperation=Next`, foreign)).status).toBe(
      400,
    );
  },
);

test('AZP-42 An order needs no referenceCustomerId, since the address names the customer; another customer is refused', async () => {
  const { referenceCustomerId: _, ...body } = orderBody(stage.wish);
  const made = await place(body);
  expect([made.status, made.body.referenceCustomerId]).toEqual([201, stage.wish.customerId]);
  const other = { ...body, referenceCustomerId: newId() };
  const refused = await place(other);
  expect([refused.status, refused.body.code]).toEqual([400, 800002]);
});

test('ACT-07 Activation links say where they were read, by line, by order and by subscription', async () => {
  const made = await place(orderBody(stage.wish));
  const { id, lineItems } = made.body;
  for (const path of [
    `/customers/${stage.wish.customerId}/orders/${id}/lineitems/0/activationlinks`,
    `/customers/${stage.wish.customerId}/orders/${id}/activationlinks`,
    `/customers/${stage.wish.customerId}/subscriptions/${lineItems[0].subscriptionId}/activationlinks`,
  ]) {
    const { body } = await send('GET', `/v1${path}`);
    expect(body.links).toEqual({ self: { uri: path, method: 'GET', headers: [] } });
    expect(body.items).toHaveLength(1);
  }
});
