import { purchaseWebhooks, type PurchaseWebhooks } from '@comptoir/contracts/sandbox';
import { afterEach, expect, test } from 'vitest';
import { activate } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
const post = (path: string, body: unknown) => stage.call(undefined, 'POST', `/sandbox/v1${path}`, { body });
const behave = (webhook: string) =>
  stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: { activation: 'accept', webhook, delayMs: 0 } });
afterEach(() => behave('acknowledge'));

async function bought(channel = 'partner'): Promise<string> {
  const wish = { offer: 'pilote-projets', plan: 'essentiel', quantity: 3, channel };
  const { subscriptionId } = (await post('/purchases', wish)).body as { subscriptionId: string };
  await activate(stage, stage.atelier, subscriptionId);
  return subscriptionId;
}
async function happens(id: string, wish: object): Promise<PurchaseWebhooks> {
  const { status, body, text } = await post(`/purchases/${id}/webhooks`, wish);
  expect(status, text).toBe(200);
  return purchaseWebhooks.parse(body);
}

test('Every event of a purchase is sent to the publisher’s own address, and what came back is told step by step', async () => {
  const id = await bought();
  const more = await happens(id, { action: 'ChangeQuantity' });
  expect(more).toMatchObject({ status: 'Subscribed', quantity: 4 });
  expect(more.items).toMatchObject([
    { event: 'ChangeQuantity', state: 'delivered', operation: { status: 'Succeeded' }, attempts: [{ status: 200 }] },
  ]);
  expect(JSON.parse(more.items[0]!.body)).toMatchObject({ action: 'ChangeQuantity', quantity: 4, subscriptionId: id });
  const plan = await happens(id, { action: 'ChangePlan' });
  expect(plan.planId).not.toBe('essentiel');
  expect(plan.items[0]).toMatchObject({ event: 'ChangePlan', operation: { status: 'Succeeded' } });
  const suspended = await happens(id, { action: 'Suspend' });
  expect(suspended).toMatchObject({
    status: 'Suspended',
    items: [{ event: 'Suspend', attempts: [{ status: 200 }] }, {}, {}],
  });
  const back = await happens(id, { action: 'Reinstate' });
  expect(back.items[0]).toMatchObject({ event: 'Reinstate', state: 'delivered' });
  const ended = await happens(await bought(), { action: 'Unsubscribe' });
  expect(ended).toMatchObject({ status: 'Unsubscribed', items: [{ event: 'Unsubscribe', state: 'delivered' }] });
});

test('A refusal keeps what stood, a site that is down is seen, and a renewal comes with the clock', async () => {
  const id = await bought('direct');
  await behave('refuse');
  const refused = await happens(id, { action: 'ChangeQuantity', quantity: 9 });
  expect(refused).toMatchObject({ quantity: 3, items: [{ operation: { status: 'Failed' } }] });
  await behave('fail');
  const down = await happens(await bought(), { action: 'Suspend' });
  expect(down.items[0]).toMatchObject({ state: 'waiting', attempts: [{ status: 503 }] });
  await behave('acknowledge');
  const renewed = await happens(id, { action: 'Renew' });
  expect(renewed.items.map(({ event }) => event)).toContain('Renew');
  const { body } = await stage.call(undefined, 'GET', `/sandbox/v1/purchases/${id}/webhooks`);
  expect(purchaseWebhooks.parse(body).items[0]).toMatchObject({ event: 'Renew', state: 'delivered' });
});

test('What cannot happen to a purchase is refused in words; who is not there is not found', async () => {
  const wish = { offer: 'pilote-projets', plan: 'essentiel', quantity: 3 };
  const pending = ((await post('/purchases', wish)).body as { subscriptionId: string }).subscriptionId;
  const code = async (id: string, body: object) => (await post(`/purchases/${id}/webhooks`, body)).body.code as string;
  expect(await code(pending, { action: 'ChangeQuantity' })).toBe('SubscriptionNotActivated');
  expect(await code(pending, { action: 'Reinstate' })).not.toBe('Unexpected');
  expect(await code(newId(), { action: 'Suspend' })).toBe('SubscriptionNotFound');
  expect(await code('nothing', { action: 'Suspend' })).toBe('SubscriptionNotFound');
  expect(await code(pending, { action: 'Subscribe' })).toBe('InvalidInput');
});
