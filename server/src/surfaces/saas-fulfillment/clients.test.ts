import { saasSubscriptions } from '@comptoir/contracts/saas-fulfillment';
import { expect, test } from 'vitest';
import { activate, order, saasVersion } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { emptyGuid, newId, readGuid } from '../../kernel/index.ts';

const stage = useStage();
const saas = (method: string, path: string, body?: object) =>
  stage.call(stage.atelier, method, `/api/saas/subscriptions${path}`, body ? { body } : {});
const buy = (quantity = 4) => order(stage, stage.azur, { ...stage.wish, quantity });

test.for(['partner', 'direct'])(
  'saas 3: who bought in the sandbox by the channel %s has a GUID, which the .NET SDK reads',
  async (channel) => {
    const wish = { offer: 'pilote-projets', plan: 'essentiel', quantity: 3, channel };
    const made = await stage.call(undefined, 'POST', '/sandbox/v1/purchases', { body: wish });
    const { body } = await saas('GET', `/${made.body.subscriptionId}?${saasVersion}`);
    for (const party of [body.purchaser, body.beneficiary]) {
      expect(readGuid(party.objectId as string)).toBe(party.objectId);
      expect(party.objectId).not.toBe(emptyGuid);
    }
  },
);

test('saas 3: a purchase that was kept without its buyer’s id tells the empty GUID, and its list is read too', async () => {
  const { subscriptionId } = await buy();
  await stage.server.context.pools.owner.query(
    `update subscription set parties = jsonb_set(parties, '{purchaser,objectId}', '""') where id = $1`,
    [subscriptionId],
  );
  const { body } = await saas('GET', `?${saasVersion}`);
  const one = saasSubscriptions.parse(body).subscriptions.find(({ id }) => id === subscriptionId)!;
  expect(one.purchaser.objectId).toBe(emptyGuid);
});

test('Client expectations 1.1: activation reads its members in any case, and refuses what was not bought', async () => {
  const { subscriptionId } = await buy();
  const path = `/${subscriptionId}/activate?${saasVersion}`;
  expect((await saas('POST', path, { PlanId: 'premium', Quantity: 5 })).status).toBe(400);
  expect((await saas('POST', path, { PLANID: 'essentiel', Quantity: 5 })).status).toBe(400);
  expect((await saas('POST', path, { PlanId: 'essentiel', Quantity: 4 })).status).toBe(200);
});

test.for<[string, object, number]>([
  ['in PascalCase', { Status: 'Success', PlanId: null, Quantity: null }, 7],
  ['in lower case', { status: 'success' }, 7],
  ['as a refusal', { STATUS: 'FAILURE' }, 4],
])('Client expectations 1.1: an operation is answered by a body %s', async ([, body, quantity]) => {
  const { customerId, subscriptionId } = await buy();
  await activate(stage, stage.atelier, subscriptionId);
  const silent = { activation: 'accept', webhook: 'silent', delayMs: 0 };
  await stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: silent });
  const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  const held = stage.call(stage.azur.app, 'PATCH', path, { body: { quantity: 7, autoRenewEnabled: true } });
  await expect
    .poll(async () => (await saas('GET', `/${subscriptionId}/operations?${saasVersion}`)).body.operations.length)
    .toBe(1);
  const [operation] = (await saas('GET', `/${subscriptionId}/operations?${saasVersion}`)).body.operations;
  const answered = await saas('PATCH', `/${subscriptionId}/operations/${operation.id}?${saasVersion}`, body);
  expect(answered.status, answered.text).toBe(200);
  expect((await held).body.quantity).toBe(quantity);
});

test('Client expectations 1.1: names of the query are read in any case, and an empty member is no filter', async () => {
  const { subscriptionId } = await buy();
  const version = 'Api-Version=2018-08-31';
  const plans = async (query: string) => {
    const { status, body } = await saas('GET', `/${subscriptionId}/listAvailablePlans?${version}${query}`);
    expect(status).toBe(200);
    return (body.plans as { planId: string }[]).map(({ planId }) => planId);
  };
  const all = await plans('');
  expect(all.length).toBeGreaterThan(1);
  expect(await plans('&planid=essentiel')).toEqual(['essentiel']);
  expect(await plans('&planId=')).toEqual(all);
  const list = await saas('GET', `?${version}&continuationtoken=${'f'.repeat(8)}-ffff-4fff-8fff-${'f'.repeat(12)}`);
  expect(list.body.subscriptions).toEqual([]);
  expect((await saas('GET', `?${version}&continuationToken=`)).body.subscriptions).not.toEqual([]);
  expect((await saas('GET', '?API-VERSION=2017-01-01')).body.Error.Code).toBe('UnsupportedApiVersion');
});

test('saas 6: a usage report narrowed to trials of other products is empty, to nothing it is whole', async () => {
  const report = (query: string) =>
    stage.call(
      stage.atelier,
      'GET',
      `/api/usageEvents?api-version=2018-08-31&UsageStartDate=2026-01-01&usageenddate=${query}`,
    );
  for (const status of ['TestHeaders', 'dryrun']) {
    const { status: http, body } = await report(`&reconStatus=${status}`);
    expect([http, body]).toEqual([200, []]);
  }
  expect((await report('&reconStatus=&planId=&dimension=')).status).toBe(200);
  expect((await report('&reconStatus=Perhaps')).status).toBe(400);
});

test('saas 3: what nobody has is EntityNotFound with the member that named it', async () => {
  const unknown = await saas('GET', `/${newId()}?${saasVersion}`);
  expect([unknown.status, unknown.body]).toMatchObject([404, { code: 'EntityNotFound', target: 'subscriptionId' }]);
  const { subscriptionId } = await buy();
  const operation = await saas('GET', `/${subscriptionId}/operations/${newId()}?${saasVersion}`);
  expect(operation.body).toMatchObject({ code: 'EntityNotFound', target: 'operationId' });
});
