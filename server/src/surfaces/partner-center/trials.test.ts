import { cart, checkoutResult, order as orderShape } from '@comptoir/contracts/partner-center/orders';
import { subscription as subscriptionShape } from '@comptoir/contracts/partner-center/subscriptions';
import { beforeAll, expect, test } from 'vitest';
import { activate } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();
let customer: string;
let catalogItemId: string;

beforeAll(async () => {
  customer = `/v1/customers/${stage.wish.customerId}`;
  catalogItemId = await stage.item(stage.azur, 'Harbour Dashboards', '0003', 'FR');
});

const send = async (method: string, path: string, body?: unknown) => {
  const answer = await stage.call(stage.azur.app, method, path, body === undefined ? {} : { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body as unknown;
};
const advance = (days: number) =>
  stage.call(undefined, 'POST', '/sandbox/v1/clock', { body: { advance: `P${days}D` } });

test('F25 A trial is told on the wire as one, costs nothing, renews to what was chosen, and becomes it after 30 days', async () => {
  const line = { id: 0, catalogItemId, quantity: 11, billingCycle: 'monthly', termDuration: 'P1M' };
  const made = cart.parse(await send('POST', `${customer}/carts`, { lineItems: [line] }));
  const trial = {
    isTrial: true,
    termDuration: 'P1M',
    renewsTo: { termDuration: 'P1M', billingCycle: 'monthly' },
    pricing: { listPrice: 14, discountedPrice: 14, proratedPrice: 0, price: 0, extendedPrice: 0 },
  };
  expect(made.lineItems).toMatchObject([{ ...trial, billingCycle: 'none' }]);
  // Sent back as it was read, it stays what it was.
  const same = cart.parse(await send('PUT', `${customer}/carts/${made.id}`, { lineItems: made.lineItems }));
  expect(same.lineItems).toEqual(made.lineItems);
  const { orders } = checkoutResult.parse(await send('POST', `${customer}/carts/${made.id}/checkout`));
  expect(orders).toMatchObject([{ billingCycle: 'none', totalPrice: 0, lineItems: [trial] }]);
  const read = orderShape.parse(await send('GET', `${customer}/orders/${orders[0]!.id}?include_price=true`));
  expect(read).toMatchObject({ billingCycle: 'none', totalPrice: 0, lineItems: [trial] });

  const id = orders[0]!.lineItems[0]!.subscriptionId;
  const subscription = async () => subscriptionShape.parse(await send('GET', `${customer}/subscriptions/${id}`));
  const inTrial = { isTrial: true, billingCycle: 'none', termDuration: 'P1M', renewalTermDuration: 'P1M' };
  expect(await subscription()).toMatchObject({ status: 'pending', ...inTrial });
  await activate(stage, stage.harbour, id);
  expect(await subscription()).toMatchObject({ status: 'active', ...inTrial });
  await advance(31);
  expect(await subscription()).toMatchObject({ isTrial: false, billingCycle: 'monthly', termDuration: 'P1M' });

  const again = cart.parse(await send('POST', `${customer}/carts`, { lineItems: [line] }));
  expect(again.lineItems).toMatchObject([{ billingCycle: 'monthly', pricing: { extendedPrice: 154 } }]);
  expect(again.lineItems[0]).not.toHaveProperty('isTrial');
});
