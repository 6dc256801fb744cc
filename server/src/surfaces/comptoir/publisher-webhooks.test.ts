import { publisherWebhookDetail, publisherWebhookList } from '@comptoir/contracts/comptoir/publisher-webhooks';
import { webhooks, type Behaviour } from '@comptoir/contracts/sandbox';
import Papa from 'papaparse';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order, type Bought } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { emptyGuid, newId } from '../../kernel/index.ts';

const stage = useStage();
const root = '/comptoir/v1/publisher-webhooks';
let publisher: string;
let other: string;
let offerId: string;
let bought: Bought;

beforeAll(async () => {
  const tokenOf = (country: string) => {
    const tenant = stage.world.tenants.find((one) => one.parts.includes('publisher') && one.country === country)!;
    return accessToken(stage.server.context, { tenantId: tenant.id, parts: ['publisher'], roles: ['manager'] });
  };
  [publisher, other] = [await tokenOf('FR'), await tokenOf('IE')];
  const offers = await stage.call(publisher, 'GET', '/comptoir/v1/offers');
  offerId = offers.body.items.find(({ name }: { name: string }) => name === 'Pilote Projets').offerId;
  bought = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, bought.subscriptionId);
});

const behave = (webhook: Behaviour['webhook']) =>
  stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: { activation: 'accept', webhook, delayMs: 0 } });
const settled = () => stage.server.context.jobs().drained();
const list = async (query = '', token = publisher) =>
  publisherWebhookList.answer.parse((await stage.call(token, 'GET', root + query)).body);
const detail = async (id: string) =>
  publisherWebhookDetail.parse((await stage.call(publisher, 'GET', `${root}/${id}`)).body);
const replay = async (id: string, token = publisher) => {
  const { status, body } = await stage.call(token, 'POST', `${root}/${id}/replay`);
  return [status, body?.code];
};
const changeSeats = (quantity: number) =>
  stage.call(stage.azur.app, 'PATCH', `/v1/customers/${bought.customerId}/subscriptions/${bought.subscriptionId}`, {
    body: { quantity, autoRenewEnabled: true },
  });

test('A publisher reads every webhook with its attempts and answers, narrows, counts and exports them; nobody else’s', async () => {
  await behave('fail');
  await changeSeats(12);
  await settled();
  const [failing] = (await list(`?search=${bought.subscriptionId}`)).items;
  expect(failing).toMatchObject({
    event: 'ChangeQuantity',
    state: 'waiting',
    attempts: 1,
    lastStatus: 503,
    test: false,
  });
  expect(failing!.lastAnswer).toContain('told to be down');
  expect(Temporal.Instant.from(failing!.nextAttemptAt!).epochMilliseconds).toBeGreaterThan(0);
  const whole = await detail(failing!.id);
  expect(whole.attemptList).toMatchObject([{ number: 1, status: 503 }]);
  expect(JSON.parse(whole.body)).toMatchObject({ id: failing!.operationId, quantity: 12 });
  expect((await list('?state=waiting&event=ChangeQuantity')).total).toBe(1);
  expect((await list('?state=delivered')).total).toBe(0);
  expect((await list('', other)).total).toBe(0);
  expect((await stage.call(other, 'GET', `${root}/${failing!.id}`)).status).toBe(404);
  expect((await stage.call(stage.azur.user, 'GET', root)).status).toBe(403);
  const file = await stage.call(publisher, 'GET', `${root}/export?search=ChangeQuantity`);
  const [row] = Papa.parse<Record<string, string>>(file.text, { header: true }).data;
  expect(row).toMatchObject({ DeliveryId: failing!.id, LastStatus: '503', State: 'waiting' });
});

test('What waits is sent at once on the publisher’s wish, audited; what is decided, a test and another’s are refused', async () => {
  const [waiting] = (await list('?state=waiting')).items;
  await behave('acknowledge');
  expect(await replay(waiting!.id, other)).toEqual([404, 'DeliveryNotFound']);
  expect(await replay(newId())).toEqual([404, 'DeliveryNotFound']);
  expect(await replay(waiting!.id)).toEqual([204, undefined]);
  await expect.poll(async () => (await detail(waiting!.id)).state, { timeout: 10_000 }).toBe('delivered');
  await settled();
  expect(await replay(waiting!.id)).toEqual([409, 'OperationOver']);
  const { rows } = await stage.server.context.pools.owner.query(
    `select new_value->>'deliveryId' as id, actor_name from event where name = 'WebhookReplayed'`,
  );
  expect(rows).toMatchObject([{ id: waiting!.id }]);
  expect(rows[0].actor_name).not.toBe('');
});

test('A test goes once to the offer’s own address, signed, about no purchase there is; what came back is shown', async () => {
  const send = (event: string, token = publisher, offer = offerId) =>
    stage.call(token, 'POST', `/comptoir/v1/offers/${offer}/webhook-test`, { body: { event } });
  const sent = await send('Suspend');
  expect(sent.status, sent.text).toBe(202);
  const { deliveryId } = sent.body as { deliveryId: string };
  await expect.poll(async () => (await detail(deliveryId)).state, { timeout: 10_000 }).toBe('delivered');
  const whole = await detail(deliveryId);
  expect(whole).toMatchObject({ test: true, event: 'Suspend', subscriptionId: emptyGuid, lastStatus: 200 });
  const { body } = await stage.call(undefined, 'GET', '/sandbox/isv/webhooks');
  const [call] = webhooks.parse(body).items;
  expect(call).toMatchObject({ verified: true, body: { action: 'Suspend', subscription: { isTest: true } } });
  expect(await replay(deliveryId)).toEqual([409, 'DeliveryOnlyOnce']);
  await behave('fail');
  const failing = (await send('ChangePlan')).body as { deliveryId: string };
  await expect.poll(async () => (await detail(failing.deliveryId)).state, { timeout: 10_000 }).toBe('failed');
  expect((await detail(failing.deliveryId)).attemptList).toMatchObject([{ status: 503 }]);
  await behave('acknowledge');
  expect((await send('Suspend', other)).body.code).toBe('NothingToCall');
  expect((await send('Suspend', publisher, newId())).body.code).toBe('NothingToCall');
  expect((await send('Nothing')).status).toBe(400);
  await moveClock(stage, { advance: 'PT1H' });
  expect((await detail(failing.deliveryId)).attempts).toBe(1);
});
