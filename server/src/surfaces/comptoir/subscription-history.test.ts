import { subscriptionHistory } from '@comptoir/contracts/comptoir/activity';
import { expect, test } from 'vitest';
import { activate, order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();

test('F17 F20 A subscription tells its history: what happened, when and by whom, its publisher’s refusal with its words included', async () => {
  const { customerId, orderId, subscriptionId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  const patch = (body: object) =>
    stage.call(stage.azur.app, 'PATCH', `/v1/customers/${customerId}/subscriptions/${subscriptionId}`, {
      body: { autoRenewEnabled: true, ...body },
    });
  const behave = (webhook: string) =>
    stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: { activation: 'accept', webhook, delayMs: 0 } });
  await behave('reject');
  await patch({ quantity: 12 });
  await behave('acknowledge');
  await patch({ status: 'suspended' });
  await patch({ status: 'active' });
  const path = `/comptoir/v1/customers/${customerId}/subscriptions/${subscriptionId}/history`;
  const { body } = await stage.call(stage.azur.user, 'GET', path);
  expect(subscriptionHistory.answer.parse(body)).toEqual(body);
  const items = body.items as { event: string; actor: string; aboutId: string; newValue: Record<string, unknown> }[];
  expect(items.map(({ event }) => event)).toEqual([
    'SubscriptionReinstated',
    'SubscriptionChangeHeld',
    'SubscriptionSuspended',
    'SubscriptionChangeRefused',
    'SubscriptionChangeHeld',
    'SubscriptionActivated',
    'OrderPlaced',
  ]);
  expect(items[3]!.newValue).toMatchObject({ ending: 'refused', reason: expect.stringContaining('stand-in ISV') });
  expect(items.at(-1)!.aboutId).toBe(orderId);
  expect(items.every(({ actor }) => actor !== '')).toBe(true);
  const file = await stage.call(stage.azur.user, 'GET', `${path}/export`);
  expect(file.text).toContain('SubscriptionSuspended');
  // Another partner's is not found.
  expect((await stage.call(stage.rhein.user, 'GET', path)).status).toBe(404);
});
