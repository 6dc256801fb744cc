import { transition, transitionEligibilities } from '@comptoir/contracts/partner-center/subscription-features';
import { afterEach, expect, test } from 'vitest';
import { activate, order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
const behave = (webhook: string) =>
  stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: { activation: 'accept', webhook, delayMs: 0 } });
afterEach(() => behave('acknowledge'));

async function bought(): Promise<{ readonly id: string; readonly path: string }> {
  const { subscriptionId: id } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, id);
  return { id, path: `/v1/customers/${stage.wish.customerId}/subscriptions/${id}` };
}
const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, method, path, { headers, ...(body ? { body } : {}) });
const other = async (path: string) => {
  const { body } = await call('GET', `${path}/transitioneligibilities?eligibilityType=immediate`);
  expect(transitionEligibilities.parse(body)).toEqual(body);
  return body.items.find((item: { eligibilities: [{ isEligible: boolean }] }) => item.eligibilities[0].isEligible)
    .catalogItemId as string;
};

test('Section 5.7 F20 A transition: an eligible plan of the offer, its publisher asked, made at once and in the history', async () => {
  const { id, path } = await bought();
  const { offerId: fromCatalogItemId } = (await call('GET', path)).body;
  const toCatalogItemId = await other(path);
  const headers = { 'MS-RequestId': newId() };
  const asked = {
    ToCatalogItemId: toCatalogItemId,
    quantity: 10,
    transitionType: 'transition_only',
    termDuration: 'P1M',
  };
  const preview = await stage.call(
    stage.azur.user,
    'POST',
    `/comptoir/v1/customers/${stage.wish.customerId}/subscriptions/${id}/preview`,
    { body: { plan: { skuId: toCatalogItemId.split(':')[1] } } },
  );
  expect(preview.body).toMatchObject({ amounts: expect.stringMatching(/^(?:known|later)$/) });
  const made = await call('POST', `${path}/transitions`, asked, headers);
  expect(transition.parse(made.body)).toEqual(made.body);
  expect(made.body).toMatchObject({
    fromCatalogItemId,
    toCatalogItemId,
    fromSubscriptionId: id,
    toSubscriptionId: id,
    quantity: 10,
    events: [{ name: 'Conversion', status: 'Completed', errors: [] }],
    attributes: { objectType: 'Transition' },
  });
  expect((await call('POST', `${path}/transitions`, asked, headers)).body).toEqual(made.body);
  expect((await call('GET', path)).body).toMatchObject({ id, offerId: toCatalogItemId, quantity: 10 });
  const history = await call('GET', `${path}/transitions?operationId=${made.body.operationId}`);
  expect(history.body).toMatchObject({ totalCount: 1, items: [made.body] });
  expect((await call('GET', `${path}/transitions?operationId=${newId()}`)).status).toBe(404);
  const webhook = (await stage.call(undefined, 'GET', '/sandbox/isv/webhooks')).body.items.find(
    (one: { body: { id: string } }) => one.body.id === made.body.operationId,
  );
  expect(webhook).toMatchObject({ verified: true, body: { action: 'ChangePlan', status: 'InProgress', quantity: 10 } });
  expect(webhook.body.planId).not.toBe(webhook.body.subscription.planId);
});

test('F20 A plan that the publisher refuses stays; one that waits is in progress and locks the subscription', async () => {
  const { path } = await bought();
  const toCatalogItemId = await other(path);
  await behave('refuse');
  const refused = await call('POST', `${path}/transitions`, { toCatalogItemId, quantity: 10 });
  expect(transition.parse(refused.body).events).toMatchObject([
    { status: 'Failed', errors: [{ code: 0, description: expect.stringContaining(': refused.') }] },
  ]);
  expect((await call('GET', path)).body.offerId).not.toBe(toCatalogItemId);
  await behave('silent');
  const held = await call('POST', `${path}/transitions`, { toCatalogItemId });
  expect([held.status, held.body.events[0].status]).toEqual([200, 'InProgress']);
  const pending = (await call('GET', path)).body.pendingOperation;
  expect(pending).toMatchObject({ action: 'ChangePlan', skuId: toCatalogItemId.split(':')[1], quantity: 10 });
  const again = await call('POST', `${path}/transitions`, { toCatalogItemId });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ code: 900278, errorName: 'OperationPending', isRetryable: true });
});

test('Section 5.7 A transition to another offer, subscription, term or number of licences is refused with its number', async () => {
  const { id, path } = await bought();
  const { offerId: own } = (await call('GET', path)).body;
  const toCatalogItemId = await other(path);
  const refused = async (body: object) => {
    const answer = await call('POST', `${path}/transitions`, body);
    return [answer.status, answer.body.code];
  };
  expect(await refused({})).toEqual([400, 800002]);
  expect(await refused({ toCatalogItemId: 'DZH318Z0AAAA:0001:DZH318Z0BBBB' })).toEqual([400, 800004]);
  expect(await refused({ toCatalogItemId: own })).toEqual([400, 900236]);
  expect(await refused({ toCatalogItemId, toSubscriptionId: newId() })).toEqual([400, 900236]);
  expect(await refused({ toCatalogItemId, fromSubscriptionId: id, termDuration: 'P1Y' })).toEqual([400, 900267]);
  expect(await refused({ toCatalogItemId, promotionId: '39NFJQT1X8SK:0001:39NFJQT1Q5XX' })).toEqual([400, 27007]);
  expect(await refused({ toCatalogItemId, transitionType: 'transition_with_license_transfer' })).toEqual([400, 900127]);
  expect(await refused({ toCatalogItemId, quantity: 4 })).toEqual([400, 2002]);
  expect(await refused({ toCatalogItemId: `${own.split(':')[0]}:9999` })).toEqual([400, 800004]);
  // Section 3.3: another plan's availability, and one that nobody has.
  const [product, sku] = toCatalogItemId.split(':');
  for (const availability of [own.split(':')[2], 'DZZZZZZZZZZZ'])
    expect(await refused({ toCatalogItemId: `${product}:${sku}:${availability}` })).toEqual([404, 400019]);
  const foreign = await stage.call(stage.rhein.app, 'POST', `${path}/transitions`, { body: { toCatalogItemId } });
  expect(foreign.status).toBe(404);
  expect((await call('GET', `${path}/transitions`)).body.items).toEqual([]);
});

test('Section 5.7 A subscription that is not active is told by number 2 of the upgrade errors, as an integer', async () => {
  const { subscriptionId } = await order(stage, stage.azur, stage.wish);
  const path = `/v1/customers/${stage.wish.customerId}/subscriptions/${subscriptionId}`;
  const { body } = await call('GET', `${path}/transitioneligibilities?eligibilityType=scheduled`);
  expect(body.items[0].eligibilities[0].errors).toEqual([{ code: 2, description: 'The subscription is not active.' }]);
});
