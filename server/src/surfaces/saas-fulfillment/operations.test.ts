import { saasOperation, saasOperations } from '@comptoir/contracts/saas-fulfillment';
import { webhooks, type Behaviour } from '@comptoir/contracts/sandbox';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { activate, moveClock, order, saasVersion, type Bought } from '../../../scenarios/stage.ts';
import type { Call } from '../../../test/http.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
const base = '/api/saas/subscriptions';
const saas = (method: string, path: string, options: Omit<Call, 'token'> = {}, token = stage.atelier) =>
  stage.call(token, method, `${base}${path}?${saasVersion}`, options);

async function bought(): Promise<Bought> {
  const one = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, one.subscriptionId);
  return one;
}
const behave = (webhook: Behaviour['webhook'], delayMs = 0) =>
  stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: { activation: 'accept', webhook, delayMs } });
afterEach(() => behave('acknowledge'));
const pathOf = ({ customerId, subscriptionId }: Bought) =>
  `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
const patch = (one: Bought, body: object, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, 'PATCH', pathOf(one), { body: { autoRenewEnabled: true, ...body }, headers });
const read = async (one: Bought) => (await stage.call(stage.azur.app, 'GET', pathOf(one))).body;
const waiting = async ({ subscriptionId }: Bought) => {
  const { body } = await saas('GET', `/${subscriptionId}/operations`);
  expect(saasOperations.parse(body)).toEqual(body);
  return body.operations as { id: string; action: string; status: string; quantity: number }[];
};
const received = async ({ subscriptionId }: Bought) => {
  const { body } = await stage.call(undefined, 'GET', '/sandbox/isv/webhooks');
  return webhooks
    .parse(body)
    .items.filter((one) => (one.body as { subscriptionId: string }).subscriptionId === subscriptionId);
};
/** Resolves when the webhook of a subscription's change was answered and what followed was written down. */
const settled = () => stage.server.context.jobs().drained();

test('F20 SUB-14: the publisher that agrees at once is waited for: 200 with the new quantity, and the repeat says the same', async () => {
  const one = await bought();
  const headers = { 'MS-RequestId': newId() };
  const first = await patch(one, { quantity: 12 }, headers);
  expect([first.status, first.body.quantity, first.body.pendingOperation]).toEqual([200, 12, undefined]);
  const again = await patch(one, { quantity: 12 }, headers);
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect(await waiting(one)).toEqual([]);
});

test('F20: the webhook is signed for the publisher’s application, as the Accelerator checks it, and its operation can be read', async () => {
  const one = await bought();
  await patch(one, { quantity: 11 });
  const [call] = await received(one);
  const body = call!.body as Record<string, never> & {
    id: string;
    quantity: number;
    subscription: { quantity: number };
  };
  expect(body).toMatchObject({
    action: 'ChangeQuantity',
    status: 'InProgress',
    quantity: 11,
    operationRequestSource: 'Azure',
  });
  expect([body.subscription.quantity, body['purchaseToken'], call!.verified]).toEqual([10, null, true]);
  const { body: operation } = await saas('GET', `/${one.subscriptionId}/operations/${body.id}`);
  expect(saasOperation.parse(operation)).toEqual(operation);
  expect(operation).toMatchObject({ id: body.id, status: 'Succeeded', quantity: 11 });
  // src/Services/Utilities/ValidateJwtToken.cs: discovery of the tenant, issuer of v2, audience, lifetime, signature.
  const publisher = stage.world.tenants.find(({ parts, country }) => parts.includes('publisher') && country === 'FR')!;
  const token = call!.authorization!.replace('Bearer ', '');
  const found = await fetch(`${stage.origin}/${publisher.id}/.well-known/openid-configuration`);
  const { jwks_uri: keys } = (await found.json()) as { jwks_uri: string };
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), {
    issuer: `${stage.origin}/${publisher.id}/v2.0`,
    audience: publisher.apps[0]!.clientId,
  });
  expect(payload).toMatchObject({ tid: publisher.id, azp: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7', ver: '2.0' });
  // It is no key to our own doors.
  expect(decodeProtectedHeader(token).typ).toBe('JWT');
  expect((await stage.call(token, 'GET', `${base}/?${saasVersion}`)).status).toBe(403);
});

test.for(['refuse', 'reject'] as const)(
  'F20: a publisher that says no (%s) keeps the old quantity',
  async (webhook) => {
    const one = await bought();
    await behave(webhook);
    const answer = await patch(one, { quantity: 20 });
    expect([answer.status, answer.body.quantity, answer.body.pendingOperation]).toEqual([200, 10, undefined]);
    const [call] = await received(one);
    const { id } = call!.body as { id: string };
    expect((await saas('GET', `/${one.subscriptionId}/operations/${id}`)).body.status).toBe('Failed');
  },
);

test('F20: silence after the webhook was taken is agreement after ten seconds; meanwhile 202, one change only', async () => {
  const one = await bought();
  await behave('silent');
  const answer = await patch(one, { quantity: 15 });
  expect([answer.status, answer.body.quantity, answer.body.pendingOperation.quantity]).toEqual([202, 10, 15]);
  // Section 5.1: as links are written.
  expect(`/v1${answer.headers.get('location')}`).toBe(pathOf(one));
  const second = await patch(one, { quantity: 16 });
  expect([second.status, second.text.includes('waits for its publisher')]).toEqual([409, true]);
  expect((await read(one)).pendingOperation).toMatchObject({ action: 'ChangeQuantity', quantity: 15 });
  expect(await waiting(one)).toMatchObject([{ action: 'ChangeQuantity', status: 'InProgress', quantity: 15 }]);
  await settled();
  await moveClock(stage, { advance: 'PT11S' });
  expect(await read(one)).toMatchObject({ quantity: 15 });
  expect(await waiting(one)).toEqual([]);
});

test('F20: a publisher that cannot be reached for eight hours changes nothing, and the lock is gone', async () => {
  const one = await bought();
  await behave('fail');
  expect((await patch(one, { quantity: 15 })).status).toBe(202);
  await moveClock(stage, { advance: 'PT7H' });
  expect(await waiting(one)).toHaveLength(1);
  await moveClock(stage, { advance: 'PT2H' });
  expect([await waiting(one), (await read(one)).quantity]).toEqual([[], 10]);
  await behave('acknowledge');
  expect((await patch(one, { quantity: 15 })).body.quantity).toBe(15);
});

test('F20: an answer that is late, repeated, or about another subscription is 200, 409 or 404, never 500', async () => {
  const [one, other] = [await bought(), await bought()];
  await behave('silent');
  await patch(one, { quantity: 15 });
  const id = (await waiting(one))[0]!.id;
  const answer = (subscriptionId: string, status: string, token?: string) =>
    saas('PATCH', `/${subscriptionId}/operations/${id}`, { body: { status, planId: 'x', quantity: 3 } }, token);
  expect((await answer(other.subscriptionId, 'Success')).status).toBe(404);
  expect((await answer(one.subscriptionId, 'Success', stage.harbour)).status).toBe(403);
  expect((await answer(one.subscriptionId, 'Perhaps')).status).toBe(400);
  const both = await Promise.all([answer(one.subscriptionId, 'Success'), answer(one.subscriptionId, 'Success')]);
  expect(both.map(({ status, text }) => [status, text])).toEqual([
    [200, ''],
    [200, ''],
  ]);
  const late = await answer(one.subscriptionId, 'Failure');
  expect([late.status, late.body.code]).toEqual([409, 'Conflict']);
  expect((await read(one)).quantity).toBe(15);
  const { rows } = await stage.server.context.pools.owner.query(
    'select from subscription_change where subscription_id = $1',
    [one.subscriptionId],
  );
  expect(rows).toHaveLength(1);
});

test('F15: what was bought through a partner is read-only for its publisher', async () => {
  const one = await bought();
  const wish = (body: object) => saas('PATCH', `/${one.subscriptionId}`, { body });
  for (const body of [{ planId: 'premium' }, { quantity: 3 }]) {
    const { status, body: said } = await wish(body);
    expect([status, said.code, said.message.includes('allowedCustomerOperations')]).toEqual([400, 'BadRequest', true]);
  }
  expect((await wish({ planId: 'premium', quantity: 3 })).body.message).toBe(
    'Cannot patch more than one field in the same request',
  );
  expect((await saas('DELETE', `/${one.subscriptionId}`)).status).toBe(400);
  const pending = await order(stage, stage.azur, stage.wish);
  expect((await saas('PATCH', `/${pending.subscriptionId}`, { body: { quantity: 3 } })).body).toEqual({
    code: 'BadRequest',
    message: 'Subscription is not active',
    target: 'update',
  });
});

test('A publisher that answers twice, or takes its time, changes the quantity once', async () => {
  const one = await bought();
  for (const [webhook, quantity] of [
    ['twice', 13],
    ['delay', 14],
  ] as const) {
    await behave(webhook, 300);
    expect((await patch(one, { quantity })).body.quantity).toBe(quantity);
  }
  await expect.poll(() => waiting(one)).toEqual([]);
});

test('A webhook without the marketplace’s token is refused by the stand-in ISV', async () => {
  const publisher = stage.world.tenants.find(({ parts }) => parts.includes('publisher'))!;
  const path = `/sandbox/isv/${publisher.apps[0]!.clientId}/webhook`;
  expect((await stage.call(undefined, 'POST', path, { body: { action: 'ChangeQuantity' } })).status).toBe(401);
  expect((await stage.call(stage.atelier, 'POST', path, { body: { action: 'ChangeQuantity' } })).status).toBe(401);
});
