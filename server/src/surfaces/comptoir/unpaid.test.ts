import { customerSubscriptionList, suspension } from '@comptoir/contracts/comptoir/unpaid';
import { beforeAll, expect, test } from 'vitest';
import { activate, order, type Bought } from '../../../scenarios/stage.ts';
import { tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
let operator: string;
beforeAll(async () => {
  operator = await userToken(stage.origin, tenantOf(stage.world, 'operator'), 'global_admin');
});
const path = (one: Pick<Bought, 'customerId'>) =>
  `/comptoir/v1/operator/customer-accounts/${one.customerId}/subscriptions`;
const suspensionOf = (one: Bought, method: 'POST' | 'DELETE', token = operator) =>
  stage.call(token, method, `${path(one)}/${one.subscriptionId}/suspension`);
const ofPartner = async (one: Bought) =>
  (await stage.call(stage.azur.app, 'GET', `/v1/customers/${one.customerId}/subscriptions/${one.subscriptionId}`)).body;

test('F20 The operator suspends what is not paid and reinstates it; partner and customer see why, and the partner cannot lift it', async () => {
  const one = await order(stage, stage.azur, stage.wish);
  expect((await suspensionOf(one, 'POST')).body.code).toBe('StatusUnreachable');
  await activate(stage, stage.atelier, one.subscriptionId);
  const done = await suspensionOf(one, 'POST');
  expect([done.status, suspension.parse(done.body)]).toEqual([200, { status: 'suspended', waits: false }]);
  const list = await stage.call(operator, 'GET', `${path(one)}?search=${one.subscriptionId}`);
  expect(customerSubscriptionList.answer.parse(list.body)).toEqual(list.body);
  expect(list.body.items).toMatchObject([{ id: one.subscriptionId, status: 'suspended', suspendedBy: 'operator' }]);
  expect(await ofPartner(one)).toMatchObject({ status: 'suspended', suspensionReasons: ['NonPayment'] });
  const lifted = await stage.call(
    stage.azur.app,
    'PATCH',
    `/v1/customers/${one.customerId}/subscriptions/${one.subscriptionId}`,
    { body: { status: 'active' } },
  );
  expect([lifted.status, lifted.body.code]).toEqual([400, 800096]);
  expect((await suspensionOf(one, 'DELETE')).body).toEqual({ status: 'suspended', waits: true });
  await expect.poll(async () => (await ofPartner(one)).status, { timeout: 5000 }).toBe('active');
  const file = await stage.call(operator, 'GET', `${path(one)}/export`);
  expect(file.text).toContain(one.subscriptionId);
});

test('F20 Only the operator suspends so, and a subscription that is not this customer’s is not found', async () => {
  const one = await order(stage, stage.azur, stage.wish);
  expect((await suspensionOf(one, 'POST', stage.azur.user)).status).toBe(403);
  expect((await stage.call(stage.azur.user, 'GET', path(one))).status).toBe(403);
  const other = { ...one, customerId: newId() };
  expect((await suspensionOf(other, 'POST')).body.code).toBe('SubscriptionNotFound');
  expect((await suspensionOf(other, 'DELETE')).body.code).toBe('SubscriptionNotFound');
});
