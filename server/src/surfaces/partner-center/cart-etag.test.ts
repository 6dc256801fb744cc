import { expect, test } from 'vitest';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();
const carts = () => `/v1/customers/${stage.wish.customerId}/carts`;
const line = (quantity: number) => ({
  id: 0,
  catalogItemId: stage.wish.item,
  quantity,
  billingCycle: 'monthly',
  termDuration: 'P1M',
});
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, method, path, { ...(body === undefined ? {} : { body }), headers });

test('AZP-42 A cart that somebody changed after it was read is neither ordered nor changed again by who read it', async () => {
  const made = await send('POST', carts(), { lineItems: [line(12)] });
  const path = `${carts()}/${made.body.id}`;
  const reviewed = { 'If-Match': made.body.attributes.etag as string };
  expect((await send('PUT', path, { lineItems: [line(3)] }, reviewed)).status).toBe(200);
  for (const again of [
    () => send('POST', `${path}/checkout`, undefined, reviewed),
    () => send('PUT', path, { lineItems: [line(12)] }, reviewed),
  ]) {
    const { status, body } = await again();
    expect([status, body.code, body.errorName]).toEqual([409, 2055, 'CartChanged']);
  }
  const { body } = await send('GET', path);
  expect([body.status, body.lineItems[0].quantity]).toEqual(['Active', 3]);
  const current = { 'If-Match': `"${body.attributes.etag}"` };
  const done = await send('POST', `${path}/checkout`, undefined, current);
  expect(done.body.orders[0].lineItems[0].quantity).toBe(3);
  const twice = await send('POST', `${path}/checkout`, undefined, current);
  expect(twice.body.orders[0].id).toBe(done.body.orders[0].id);
  const colleague = await stage.call(stage.azur.user, 'POST', `${path}/checkout`, { headers: current });
  expect([colleague.status, colleague.body.errorName]).toEqual([400, 'CartAlreadyOrdered']);
});
