import { order as orderShape } from '@comptoir/contracts/partner-center/orders';
import { expect, test } from 'vitest';
import { activate, moveClock, order, orderBody } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
const at = (id: string) => `/v1/customers/${stage.wish.customerId}/orders/${id}`;
const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, method, path, { ...(body ? { body } : {}), headers });
const answered = async (id: string, body: object) => {
  const answer = await call('PATCH', at(id), body);
  return [answer.status, answer.body.code];
};

test('Section 4.4 An order that is sent back as it was read is taken unchanged; what would change it is refused', async () => {
  const { orderId } = await order(stage, stage.azur, stage.wish);
  const standing = (await call('GET', at(orderId))).body;
  const same = await call('PATCH', at(orderId), standing);
  expect([same.status, same.body]).toEqual([200, standing]);
  expect(orderShape.parse(same.body)).toEqual(same.body);
  expect(await answered(orderId, { BillingCycle: 1, Status: 'PENDING' })).toEqual([200, undefined]);
  const [line] = standing.lineItems;
  for (const more of [
    { quantity: 11 },
    { friendlyName: 'Neu' },
    { partnerIdOnRecord: '4380999' },
    { lineItemNumber: 7 },
  ])
    expect(await answered(orderId, { lineItems: [{ ...line, ...more }] })).toEqual([400, 900127]);
  expect(await answered(orderId, { status: 'completed' })).toEqual([400, 900127]);
  expect(await answered(orderId, { billingCycle: 2 })).toEqual([400, 6001]);
  expect((await call('GET', at(orderId))).body).toEqual(standing);
});

test('Section 4.4 The sandbox cancels a whole order, set up or not, once; production does not', async () => {
  const body = orderBody(stage.wish);
  const lines = [0, 1].map((lineItemNumber) => ({ ...body.lineItems[0], lineItemNumber }));
  const placed = await call('POST', `/v1/customers/${stage.wish.customerId}/orders`, { ...body, lineItems: lines });
  const { id, lineItems } = placed.body;
  await activate(stage, stage.atelier, lineItems[0].subscriptionId as string);
  const config = stage.server.context.config as { mode: string };
  config.mode = 'production';
  const production = await answered(id, { id, status: 'cancelled' });
  config.mode = 'sandbox';
  expect(production).toEqual([403, 800077]);
  const headers = { 'MS-RequestId': newId() };
  const cancelled = await call('PATCH', at(id), { id, status: 'cancelled' }, headers);
  expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
  expect((await call('PATCH', at(id), { id, status: 'cancelled' }, headers)).body).toEqual(cancelled.body);
  expect(await answered(id, { id, status: 'cancelled' })).toEqual([200, undefined]);
  const { body: left } = await call('GET', `/v1/customers/${stage.wish.customerId}/subscriptions?order_id=${id}`);
  expect((left.items as { status: string }[]).map(({ status }) => status)).toEqual(['deleted', 'deleted']);
});

test('Section 10 An order whose subscriptions were all cancelled is cancelled, with one left it stays completed', async () => {
  const body = orderBody(stage.wish);
  const lines = [0, 1].map((lineItemNumber) => ({ ...body.lineItems[0], lineItemNumber }));
  const placed = await call('POST', `/v1/customers/${stage.wish.customerId}/orders`, { ...body, lineItems: lines });
  const ids = (placed.body.lineItems as { subscriptionId: string }[]).map(({ subscriptionId }) => subscriptionId);
  for (const id of ids) await activate(stage, stage.atelier, id);
  const statuses: unknown[] = [(await call('GET', at(placed.body.id))).body.status];
  for (const id of ids) {
    await call('PATCH', `/v1/customers/${stage.wish.customerId}/subscriptions/${id}`, { status: 'deleted' });
    statuses.push((await call('GET', at(placed.body.id))).body.status);
  }
  expect(statuses).toEqual(['completed', 'completed', 'cancelled']);
});

test('Section 4.4 An order whose window has passed is not cancelled in the sandbox either, and says until when it was', async () => {
  const { orderId, subscriptionId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  await moveClock(stage, { advance: 'P2D' });
  expect(await answered(orderId, { status: 'cancelled' })).toEqual([400, 900213]);
});
