import { expect, test } from 'vitest';
import { activate, order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();
const customer = () => `/v1/customers/${stage.wish.customerId}`;
const call = (method: string, path: string, body?: unknown) =>
  stage.call(stage.azur.app, method, path, body === undefined ? {} : { body });

async function bought() {
  const { subscriptionId, orderId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  return { subscriptionId, orderId, path: `${customer()}/subscriptions/${subscriptionId}` };
}

const answered = async (method: string, path: string, body?: unknown) => {
  const answer = await call(method, path, body);
  return [answer.status, answer.body.code];
};

test('Lists of what is not sold here are empty, with the envelope or without it as the contract says', async () => {
  const { path, orderId } = await bought();
  const collections = [
    `${path}/azureEntitlements`,
    `${path}/conversions`,
    `${path}/upgrades`,
    `${customer()}/subscriptions/customTermEndDates?term_duration=P1M`,
    `${customer()}/subscriptions/overage`,
    `${customer()}/entitlements?entitlementType=software`,
    `${customer()}/orders/${orderId}/attachments`,
  ];
  for (const at of collections) {
    const { status, body } = await call('GET', at);
    expect([status, body.totalCount, body.items, body.attributes?.objectType], at).toEqual([200, 0, [], 'Collection']);
  }
  for (const at of ['transfers', 'migrations/newcommerce', 'migrations/newcommerce/schedules']) {
    expect((await call('GET', `${customer()}/${at}`)).body, at).toEqual([]);
  }
  // Whose customer or subscription it is, is asked all the same.
  expect((await stage.call(stage.rhein.app, 'GET', `${path}/upgrades`)).status).toBe(404);
  expect(await answered('GET', `${customer()}/subscriptions/${newId()}/azureEntitlements`)).toEqual([404, 20003]);
});

test('What is written to features of other products is refused with the contract’s number', async () => {
  const { path, orderId, subscriptionId } = await bought();
  const entitlement = `${path}/azureEntitlements/${newId()}`;
  expect(await answered('GET', entitlement)).toEqual([404, 800111]);
  expect(await answered('POST', `${entitlement}/cancel`, { cancellationReason: 'compromise' })).toEqual([404, 800111]);
  expect(await answered('POST', `${path}/registrations`, '"success"')).toEqual([400, 800011]);
  expect((await call('GET', `${path}/registrationstatus`)).body).toMatchObject({ status: 'NotRegistered' });
  expect(await answered('PUT', `${customer()}/subscriptions/overage`, { overageEnabled: true })).toEqual([403, 800114]);
  const migrations = `${customer()}/migrations/newcommerce`;
  expect(await answered('POST', migrations, { currentSubscriptionId: newId() })).toEqual([400, 900127]);
  const validate = `${customer()}/migrations/newcommerce/validate`;
  expect((await call('POST', validate, { currentSubscriptionId: subscriptionId })).body).toMatchObject({
    isEligible: false,
  });
  expect(await answered('GET', `${migrations}/${newId()}`)).toEqual([404, 1000]);
  const order = `${customer()}/orders/${orderId}`;
  expect(await answered('PATCH', order, { lineItems: [{ parentSubscriptionId: newId() }] })).toEqual([400, 800029]);
  expect(await answered('PATCH', order, { billingCycle: 'annual' })).toEqual([400, 6001]);
  expect(await answered('PATCH', `${customer()}/orders/unknown`, { status: 'cancelled' })).toEqual([404, 20000]);
});

test('Section 5.6 Marketplace products never transfer, and eligibility says why', async () => {
  const { subscriptionId } = await bought();
  const { body } = await call('GET', `${customer()}/transferseligibility?transferType=directtoindirect`);
  expect(body).toContainEqual({ id: subscriptionId, isEligible: false, reason: expect.stringMatching(/Marketplace/) });
  expect(await answered('POST', `${customer()}/transfers`, { lineItems: [] })).toEqual([400, 900146]);
  const transfer = `${customer()}/transfers/${newId()}`;
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    const body = method === 'PATCH' ? { status: 'reject' } : undefined;
    expect(await answered(method, transfer, body), method).toEqual([404, 900100]);
  }
});

test('Section 5.7 Plans that the renewal may have, conversions and upgrades of the licences of old', async () => {
  const { path, subscriptionId } = await bought();
  const scheduled = await call('GET', `${path}/transitioneligibilities?eligibilityType=scheduled`);
  expect(scheduled.status).toBe(200);
  const own = (await call('GET', path)).body.offerId;
  for (const item of scheduled.body.items) {
    expect(item.catalogItemId.split(':')[0]).toBe(own.split(':')[0]);
    expect(item.eligibilities).toEqual([{ isEligible: true, transitionType: 'transition_only', errors: [] }]);
  }
  const conversion = await call('POST', `${path}/conversions`, { OfferId: own, TargetOfferId: own });
  expect(conversion.body).toMatchObject({ subscriptionId, targetOfferId: own, error: { code: 0 } });
  const upgrade = await call('POST', `${path}/upgrades`, { UpgradeType: 1 });
  expect(upgrade.body).toMatchObject({ sourceSubscriptionId: subscriptionId, upgradeErrors: [{ code: 7 }] });
});

test('Section 5.5 The support contact is the partner until a reseller that it works with is named; a person asks for it', async () => {
  const { path } = await bought();
  const { user, tenantId } = stage.azur;
  const at = `${path}/supportcontact`;
  expect((await call('GET', at)).body.code).toBe(900329);
  const own = await stage.call(user, 'GET', at);
  expect(own.body).toMatchObject({
    supportTenantId: tenantId,
    supportMpnId: expect.stringMatching(/^\d+$/),
    links: { self: { uri: at.replace('/v1', ''), method: 'GET', headers: [] } },
    attributes: { objectType: 'SupportContact' },
  });
  const put = (body: object) => stage.call(user, 'PUT', at, { body });
  expect((await put({ ...own.body, Name: 'Azur' })).body).toEqual(own.body);
  const stranger = { supportTenantId: stage.rhein.tenantId, supportMpnId: '4380999' };
  const refused = await put(stranger);
  expect([refused.status, refused.body.code, refused.body.errorName]).toEqual([400, 3000, 'SupportContactRefused']);
  expect((await put({ supportTenantId: tenantId, supportMpnId: '4380999' })).status).toBe(400);
  expect((await stage.call(user, 'GET', at)).body).toEqual(own.body);
});

test('Section 5.2 Until when a cycle lasts, a cancellation is refunded and licences are given back', async () => {
  const { path } = await bought();
  const { body } = await call('GET', path);
  expect(body.cancellationAllowedUntilDate).toBe(body.refundOptions[0].expiresAt);
  expect(body.billingCycleEndDate <= body.commitmentEndDate).toBe(true);
  const { totalQuantity, details } = body.refundableQuantity;
  expect([totalQuantity, details[0].quantity]).toEqual([body.quantity - 1, totalQuantity]);
  expect(details[0].allowedUntilDateTime.slice(0, 10)).toBe(body.commitmentEndDate.slice(0, 10));
});

test('Client expectations 13 The Java SDK reads no status that it does not know, and all others read what it is', async () => {
  const { subscriptionId } = await order(stage, stage.azur, stage.wish);
  const at = `${customer()}/subscriptions`;
  const statusFor = async (client: string) => {
    const headers = { 'MS-PartnerCenter-Client': client };
    const one = await stage.call(stage.azur.app, 'GET', `${at}/${subscriptionId}`, { headers });
    const list = await stage.call(stage.azur.app, 'GET', at, { headers });
    return {
      one: one.body.status,
      all: new Set<string>(list.body.items.map((item: { status: string }) => item.status)),
    };
  };
  const java = await statusFor('Partner Center Java SDK');
  expect(java.one).toBe('none');
  expect([...java.all].filter((status) => !['none', 'active', 'suspended', 'deleted'].includes(status))).toEqual([]);
  expect(java.all).toContain('none');
  expect((await statusFor('Partner Center .NET SDK')).one).toBe('pending');
});

test('A partner of the sandbox activates without the publisher, once; where notices lead, the subscription is read too', async () => {
  const { subscriptionId, customerId } = await order(stage, stage.azur, stage.wish);
  const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  const key = { 'MS-RequestId': newId() };
  expect((await stage.call(stage.rhein.app, 'POST', `${path}/activate`)).status).toBe(404);
  const send = (body?: unknown) =>
    stage.call(stage.azur.app, 'POST', `${path}/activate`, { headers: key, ...(body === undefined ? {} : { body }) });
  const made = await send('null');
  expect([made.status, made.body]).toEqual([200, { subscriptionId, status: 'Success' }]);
  expect((await send('null')).body).toEqual(made.body);
  expect(await answered('POST', `${path}/activate`)).toEqual([400, 800041]);
  const { body } = await call('GET', path);
  expect(body.status).toBe('active');
  const alias = await call('GET', path.replace('/v1', '/webhooks/v1'));
  expect([alias.status, alias.body]).toEqual([200, body]);
  expect((await stage.call(stage.rhein.app, 'GET', path.replace('/v1', '/webhooks/v1'))).status).toBe(404);
});
