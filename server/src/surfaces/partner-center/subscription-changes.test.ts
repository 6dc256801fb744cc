import { expect, test } from 'vitest';
import { activate, moveClock, order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
const path = (id: string) => `/v1/customers/${stage.wish.customerId}/subscriptions/${id}`;
const read = async (id: string) => (await stage.call(stage.azur.app, 'GET', path(id))).body;
const patch = (id: string, body: object, options: object = {}) =>
  stage.call(stage.azur.app, 'PATCH', path(id), { body, ...options });

async function bought(active = true, quantity = 10): Promise<string> {
  const { subscriptionId } = await order(stage, stage.azur, { ...stage.wish, quantity });
  if (active) await activate(stage, stage.atelier, subscriptionId);
  return subscriptionId;
}

test('SUB-13 SUB-14 SUB-16 SUB-23 The whole resource as SDKs send it back: nickname, quantity and renewal change together', async () => {
  const id = await bought();
  const standing = await read(id);
  expect(standing).toMatchObject({ actions: ['edit', 'cancel'], autoRenewEnabled: true });
  const wish = { ...standing, FriendlyName: 'Île ß 株 🚀', friendlyName: null, quantity: 12, autoRenewEnabled: false };
  const changed = await patch(id, wish);
  expect([changed.status, changed.body.friendlyName, changed.body.quantity, changed.body.autoRenewEnabled]).toEqual([
    200,
    'Île ß 株 🚀',
    12,
    false,
  ]);
  expect(await read(id)).toEqual(changed.body);
  // Repeated with what was read before: somebody has changed it since.
  const stale = await patch(id, wish);
  expect([stale.status, stale.body.code, stale.body.errorName]).toEqual([400, 2055, 'SubscriptionChanged']);
  expect((await patch(id, { quantity: 12, autoRenewEnabled: false })).status).toBe(200);
});

test('CAN-03 SUB-16 Renewal is on by default; a body without it switches it off, before activation it does not', async () => {
  const waiting = await bought(false);
  expect((await patch(waiting, { friendlyName: 'Neu' })).body).toMatchObject({
    autoRenewEnabled: true,
    friendlyName: 'Neu',
  });
  const id = await bought();
  expect((await patch(id, { friendlyName: 'Neu' })).body.autoRenewEnabled).toBe(false);
  expect((await patch(id, { autoRenewEnabled: true })).body).toMatchObject({
    autoRenewEnabled: true,
    friendlyName: 'Neu',
  });
});

test('SUB-14 A quantity is refused when the plan does not have it, before activation, and of another type', async () => {
  const id = await bought();
  for (const quantity of [0, -1, 1_000_001, 2.5]) {
    const refused = await patch(id, { quantity, autoRenewEnabled: true });
    expect([refused.status, refused.body.code], String(quantity)).toEqual([400, 2002]);
  }
  expect((await patch(id, { quantity: '11' })).status).toBe(400);
  const waiting = await patch(await bought(false), { quantity: 11 });
  expect([waiting.status, waiting.body.code]).toEqual([400, 800081]);
  expect((await read(id)).quantity).toBe(10);
});

test('SUB-15 CAN-01 Within its window a subscription is cancelled; its order, its actions and its links say so', async () => {
  const id = await bought();
  expect((await read(id)).refundOptions).toEqual([{ type: 'Full', expiresAt: expect.stringMatching(/Z$/) }]);
  const cancelled = await patch(id, { status: 'Deleted' });
  expect([cancelled.status, cancelled.body.status, cancelled.body.actions, cancelled.body.refundOptions]).toEqual([
    200,
    'deleted',
    [],
    [],
  ]);
  expect(cancelled.body.links.activationLinks).toBeUndefined();
  const again = await patch(id, { friendlyName: 'Neu' });
  expect([again.status, again.body.code]).toEqual([400, 2011]);
});

test('SUB-15 What was never set up is cancelled at any time, with its order, and its publisher cannot activate it any more', async () => {
  const { subscriptionId, orderId } = await order(stage, stage.azur, stage.wish);
  expect((await patch(subscriptionId, { status: 'deleted' })).body.status).toBe('deleted');
  const at = `/v1/customers/${stage.wish.customerId}/orders/${orderId}`;
  expect((await stage.call(stage.azur.app, 'GET', at)).body.status).toBe('cancelled');
  // Section 4.4: nothing of it was ever fulfilled.
  const { body } = await stage.call(stage.azur.user, 'GET', `${at}/provisioningstatus`);
  expect(body.items).toMatchObject([
    { status: 'unfulfilled', quantityProvisioningInformation: [{ status: 'unfulfilled' }] },
  ]);
  await expect(activate(stage, stage.atelier, subscriptionId)).rejects.toThrow(/404/);
});

test('Section 5.3 What ends or is suspended takes no other change with it; sent back as it was read it does', async () => {
  const id = await bought();
  const standing = await read(id);
  for (const status of ['deleted', 'suspended'])
    for (const more of [{ quantity: 9 }, { friendlyName: 'Neu' }, { partnerId: '4380999' }]) {
      const refused = await patch(id, { ...standing, status, ...more });
      expect([refused.status, refused.body.code]).toEqual([400, 900127]);
      expect(refused.body.description).toContain(Object.keys(more)[0]);
    }
  expect(await read(id)).toEqual(standing);
  expect((await patch(id, { ...standing, status: 'deleted' })).body.status).toBe('deleted');
});

test('CAN-08 After the window a cancellation is refused with the date, and no other status takes its place', async () => {
  const id = await bought();
  await moveClock(stage, { advance: 'P1DT1H' });
  const late = await patch(id, { status: 'deleted' });
  expect([late.status, late.body.code]).toEqual([400, 900213]);
  expect(late.body.description).toMatch(/24 hours/);
  expect((await read(id)).refundOptions).toEqual([]);
  const pending = await patch(id, { status: 'pending', autoRenewEnabled: true });
  expect([pending.status, pending.body.code]).toEqual([400, 800040]);
});

test('F20 A partner suspends by PATCH, by name or the SDK’s number, sees until when, and reinstates once its publisher agrees', async () => {
  const id = await bought();
  const suspended = await patch(id, { status: 2, autoRenewEnabled: true, quantity: 10 });
  expect([suspended.status, suspended.body.status, suspended.body.quantity]).toEqual([200, 'suspended', 10]);
  expect(suspended.body).toMatchObject({ suspensionReasons: ['SuspendedByPartner'], actions: ['cancel'] });
  const days = Temporal.Instant.from(suspended.body.endsUnlessActedOn as string).since(
    Temporal.Instant.from((await stage.call(undefined, 'GET', '/sandbox/v1/clock')).body.now as string),
  );
  expect(Math.round(days.total('hours'))).toBe(30 * 24);
  const refused = await patch(id, { quantity: 12, status: 'suspended', autoRenewEnabled: true });
  expect([refused.status, refused.body.code]).toEqual([400, 800091]);
  const back = await patch(id, { status: 'active', autoRenewEnabled: true });
  expect([back.status, back.body.status, back.body.suspensionReasons]).toEqual([200, 'active', undefined]);
  expect(back.body.endsUnlessActedOn).toBeUndefined();
});

test('SUB-17 A reseller is named by an indirect provider only', async () => {
  const id = await bought();
  const refused = await patch(id, { partnerId: '4380999', autoRenewEnabled: true });
  expect([refused.status, refused.body.code]).toEqual([404, 800015]);
  expect((await read(id)).partnerId).toBe('');
});

test('Another partner’s subscription, and one that nobody has, are the same answer', async () => {
  const id = await bought();
  const foreign = await stage.call(stage.rhein.app, 'PATCH', path(id), { body: { quantity: 1 } });
  expect([foreign.status, foreign.body.code]).toEqual([404, 20002]);
  const unknown = await patch(newId(), { quantity: 1 });
  expect([unknown.status, unknown.body.code]).toEqual([404, 20003]);
  expect((await read(id)).quantity).toBe(10);
});

test('SUB-23 A repeated request is answered as the first one was, and undoes nothing that came between', async () => {
  const id = await bought();
  const standing = await read(id);
  const wish = { ...standing, quantity: 15 };
  const headers = { 'MS-RequestId': newId() };
  const first = await patch(id, wish, { headers });
  expect(first.body.quantity).toBe(15);
  expect((await patch(id, { quantity: 20, autoRenewEnabled: true })).body.quantity).toBe(20);
  expect((await patch(id, wish, { headers })).body).toEqual(first.body);
  expect((await read(id)).quantity).toBe(20);
  const reused = await patch(id, { ...wish, quantity: 16 }, { headers });
  expect([reused.status, reused.body.errorName]).toEqual([409, 'RequestIdReused']);
  const twice = { headers: { 'MS-RequestId': newId() } };
  const cancelled = await patch(id, { status: 'deleted' }, twice);
  expect((await patch(id, { status: 'deleted' }, twice)).body).toEqual(cancelled.body);
});

test('What is not served is refused and not dropped: another billing cycle, a promotion or an end of its own for the next term', async () => {
  const id = await bought();
  const cycle = await patch(id, { billingCycle: 'annual', autoRenewEnabled: true });
  expect([cycle.status, cycle.body.code]).toEqual([400, 2054]);
  expect((await patch(id, { billingCycle: 'Monthly', autoRenewEnabled: true })).status).toBe(200);
  const scheduled = (scheduledNextTermInstructions: object) =>
    patch(id, { scheduledNextTermInstructions, autoRenewEnabled: true });
  expect((await scheduled({ product: { promotionId: 'P' } })).body.code).toBe(27007);
  expect((await scheduled({ quantity: 2, customTermEndDate: '2027-12-31T00:00:00Z' })).body.code).toBe(900242);
});

test('SUB-23 Instructions for the next term: kept when they are sent back, taken back when they are left out, refused without the renewal', async () => {
  const id = await bought();
  const { productId, skuId } = (await read(id)).links.sku.uri.match(
    /products\/(?<productId>[^/]+)\/skus\/(?<skuId>[^?/]+)/,
  )!.groups;
  const wish = {
    Product: { ProductId: productId, SkuId: skuId, PromotionId: null },
    Quantity: 4,
    CustomTermEndDate: '0001-01-01T00:00:00',
  };
  const asked = { ScheduledNextTermInstructions: wish, AutoRenewEnabled: true };
  const scheduled = await patch(id, asked);
  expect([scheduled.status, scheduled.body.quantity]).toEqual([200, 10]);
  const { termDuration, billingCycle, offerId } = scheduled.body;
  const availabilityId = offerId.split(':')[2];
  expect(scheduled.body.scheduledNextTermInstructions).toEqual({
    product: { productId, skuId, availabilityId, billingCycle, termDuration },
    quantity: 4,
  });
  const renamed = await patch(id, { ...scheduled.body, friendlyName: 'Neu' });
  expect(renamed.body.scheduledNextTermInstructions).toEqual(scheduled.body.scheduledNextTermInstructions);
  const off = await patch(id, { ...asked, AutoRenewEnabled: false, ScheduledNextTermInstructions: { Quantity: 5 } });
  expect([off.status, off.body.code]).toEqual([400, 800093]);
  const wrong = await patch(id, { ...asked, ScheduledNextTermInstructions: { Product: { ProductId: 'NOPE' } } });
  expect([wrong.status, wrong.body.code]).toEqual([400, 800004]);
  const taken = await patch(id, { autoRenewEnabled: true });
  expect(taken.body.scheduledNextTermInstructions).toBeUndefined();
});
