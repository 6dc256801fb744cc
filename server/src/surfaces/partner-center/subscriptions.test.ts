import { subscriptionProvisioningStatus } from '@comptoir/contracts/partner-center/subscriptions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activate, order, orderBody, setStage, type Stage } from '../../../scenarios/stage.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let stage: Stage;
let customerId: string;
let item: string;

beforeAll(async () => {
  server = await startTestServer();
  stage = await setStage(server.origin);
  customerId = stage.customer('boulangerie-martin');
  item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
});
afterAll(() => server.stop());

const send = (method: string, path: string) => stage.call(stage.azur.app, method, path);
const at = (of: string) => `/v1/customers/${of}`;
const place = (body: object) => stage.call(stage.azur.app, 'POST', `${at(customerId)}/orders`, { body });

test('A subscription’s links are followed as they stand; its provisioning and add-ons read', async () => {
  const bought = await order(stage, stage.azur, { customerId, item });
  const path = `${at(customerId)}/subscriptions/${bought.subscriptionId}`;
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
  const unknown = `${at(customerId)}/subscriptions/${newId()}/addons`;
  expect((await send('GET', unknown)).body.code).toBe(20003);
});

test('Subscriptions are found by order, whatever the case of the query’s name', async () => {
  const bought = await order(stage, stage.azur, { customerId, item });
  const other = await order(stage, stage.azur, { customerId, item });
  for (const name of ['order_id', 'Order_Id']) {
    const { body } = await send('GET', `${at(customerId)}/subscriptions?${name}=${bought.orderId}`);
    expect(body.items).toMatchObject([{ id: bought.subscriptionId }]);
  }
  expect(other.orderId).not.toBe(bought.orderId);
});

test('AZP-42 An order needs no referenceCustomerId, since the address names the customer; another customer is refused', async () => {
  const { referenceCustomerId: _, ...body } = orderBody({ customerId, item });
  const made = await place(body);
  expect([made.status, made.body.referenceCustomerId]).toEqual([201, customerId]);
  const other = { ...body, referenceCustomerId: newId() };
  const refused = await place(other);
  expect([refused.status, refused.body.code]).toEqual([400, 800002]);
});

test('ACT-07 Activation links say where they were read, by line, by order and by subscription', async () => {
  const made = await place(orderBody({ customerId, item }));
  const { id, lineItems } = made.body;
  for (const path of [
    `/customers/${customerId}/orders/${id}/lineitems/0/activationlinks`,
    `/customers/${customerId}/orders/${id}/activationlinks`,
    `/customers/${customerId}/subscriptions/${lineItems[0].subscriptionId}/activationlinks`,
  ]) {
    const { body } = await send('GET', `/v1${path}`);
    expect(body.links).toEqual({ self: { uri: path, method: 'GET', headers: [] } });
    expect(body.items).toHaveLength(1);
  }
});
