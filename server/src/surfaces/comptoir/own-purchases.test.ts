import { ownPurchase, ownPurchaseMade, ownPurchasePreview } from '@comptoir/contracts/comptoir/own-purchases';
import { changeChoices } from '@comptoir/contracts/comptoir/subscriptions';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, saasVersion } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import { printProof, proofExitCode, proveMonth } from '../../modules/billing/index.ts';

const stage = useStage();
let customer: string;
let tenantId: string;
let productId: string;

beforeAll(async () => {
  tenantId = stage.customer('boulangerie-martin');
  customer = await tokenOf(tenantId, ['global_admin']);
  productId = stage.world.offers.find(({ name }) => name === 'Pilote Projets')!.productId;
});

const tokenOf = (tenant: string, roles: readonly ('global_admin' | 'helpdesk_agent')[]) =>
  accessToken(stage.server.context, { tenantId: tenant, parts: ['customer'], roles });
const call = (method: string, path: string, body?: unknown, token = customer, headers = {}) =>
  stage.call(token, method, `/comptoir/v1${path}`, { ...(body === undefined ? {} : { body }), headers });
const wish = (more = {}) => ({
  productId,
  planId: 'essentiel',
  term: 'P1M',
  billingCycle: 'monthly',
  quantity: 10,
  acceptTerms: true,
  ...more,
});

async function bought(more = {}): Promise<string> {
  const { status, body, text } = await call('POST', '/own-purchases', wish(more));
  expect(status, text).toBe(201);
  expect(ownPurchaseMade.parse(body)).toEqual(body);
  return body.subscriptionId as string;
}
const saas = async (id: string) =>
  (await stage.call(stage.atelier, 'GET', `/api/saas/subscriptions/${id}?${saasVersion}`)).body;

test('A customer buys in the store without a partner: it is purchaser and beneficiary, and the publisher may change it', async () => {
  const id = await bought();
  const { body } = await call('GET', `/own-purchases/${id}`);
  expect(ownPurchase.parse(body)).toEqual(body);
  expect(body).toMatchObject({ status: 'pending', quantity: 10, unitPrice: '12.50', currency: 'EUR', perSeat: true });
  const token = new URL(body.landingUrl as string).searchParams.get('token')!;
  const resolved = await stage.call(stage.atelier, 'POST', `/api/saas/subscriptions/resolve?${saasVersion}`, {
    headers: { 'x-ms-marketplace-token': token },
  });
  expect(resolved.body).toMatchObject({
    id,
    subscription: {
      purchaser: { tenantId },
      beneficiary: { tenantId },
      allowedCustomerOperations: ['Delete', 'Update', 'Read'],
    },
  });
  const own = await call('GET', '/own-subscriptions?size=500');
  expect((own.body.items as { id: string }[]).find((row) => row.id === id)).toMatchObject({
    direct: true,
    status: 'pending',
  });
  // No partner of the customer learns of it.
  const partners = await stage.call(stage.azur.app, 'GET', `/v1/customers/${tenantId}/subscriptions`);
  expect(partners.text).not.toContain(id);
});

test('The same request twice buys once', async () => {
  const headers = { 'ms-requestid': newId() };
  const [one, other] = [
    await call('POST', '/own-purchases', wish(), customer, headers),
    await call('POST', '/own-purchases', wish(), customer, headers),
  ];
  expect([one.status, other.text]).toEqual([201, one.text]);
});

test.for<[string, object, number, string]>([
  ['a plan it has not', { planId: 'nothing' }, 400, 'NotInMarket'],
  ['a private plan', { planId: 'sur-mesure' }, 400, 'NotInMarket'],
  ['an offer nobody has', { productId: 'DZ0000000000' }, 404, 'ProductUnknown'],
  ['a term it has not', { term: 'P3Y', billingCycle: 'annual' }, 400, 'TermNotOffered'],
  ['too many seats', { quantity: 5000 }, 400, 'QuantityNotAllowed'],
  ['terms not accepted', { acceptTerms: false }, 400, 'InvalidInput'],
])('A purchase of %s is refused', async ([, more, status, code]) => {
  const answer = await call('POST', '/own-purchases', wish(more));
  expect([answer.status, answer.body.code], answer.text).toEqual([status, code]);
});

test('A customer whose account the operator looks at buys nothing itself either, until it is allowed again', async () => {
  const operator = await accessToken(stage.server.context, { tenantId: newId(), parts: ['operator'] });
  const found = async (status: string) => {
    const path = `/comptoir/v1/operator/customer-accounts/${tenantId}/status`;
    expect((await stage.call(operator, 'POST', path, { body: { status } })).status).toBe(200);
  };
  for (const [status, code] of [
    ['UnderReview', 'AccountUnderReview'],
    ['NotAllowed', 'AccountNotAllowed'],
  ] as const) {
    await found(status);
    const refused = await call('POST', '/own-purchases', wish());
    expect([refused.status, refused.body.code]).toEqual([403, code]);
  }
  await found('Allowed');
  await bought();
});

test('Only administrators of a customer buy; what is another’s is not there', async () => {
  const id = await bought();
  expect((await call('POST', '/own-purchases', wish(), await tokenOf(tenantId, ['helpdesk_agent']))).status).toBe(403);
  expect((await call('POST', '/own-purchases', wish(), stage.azur.user)).status).toBe(403);
  const other = await tokenOf(stage.customer('scierie-du-lac'), ['global_admin']);
  for (const method of ['GET', 'PATCH'])
    expect(
      (await call(method, `/own-purchases/${id}`, method === 'PATCH' ? { quantity: 2 } : undefined, other)).status,
    ).toBe(404);
});

test('BIL-02 It is billed from its activation on, by the operator to the customer alone; changes and a cancellation in time count', async () => {
  // In the middle of a month, so that one invoice has it all, whatever day it is.
  const { body: clock } = await stage.call(undefined, 'GET', '/sandbox/v1/clock');
  const today = Temporal.Instant.from(clock.now as string).toZonedDateTimeISO('UTC');
  await moveClock(stage, { now: today.add({ months: 1 }).with({ day: 10 }).toInstant().toString() });
  const id = await bought();
  const cancelled = await bought({ planId: 'premium', quantity: 1 });
  for (const one of [id, cancelled]) await activate(stage, stage.atelier, one);
  await moveClock(stage, { advance: 'PT1H' });
  const { body: before } = await call('GET', `/own-purchases/${id}`);
  const changed = await call('PATCH', `/own-purchases/${id}`, {
    quantity: 12,
    autoRenew: true,
    version: before.version,
  });
  // Its publisher is asked (rule F20), and agrees.
  expect([changed.status, changed.body.quantity, changed.body.askedQuantity], changed.text).toEqual([200, 10, 12]);
  await expect
    .poll(async () => (await call('GET', `/own-purchases/${id}`)).body.quantity, { timeout: 20_000 })
    .toBe(12);
  expect((await call('PATCH', `/own-purchases/${id}`, { quantity: 13, version: before.version })).body.code).toBe(
    'SubscriptionChanged',
  );
  expect((await call('PATCH', `/own-purchases/${cancelled}`, { status: 'deleted' })).body.status).toBe('deleted');
  expect((await saas(id)).quantity).toBe(12);
  const from = Temporal.Instant.from(await moveClock(stage, { advance: 'P1D' }))
    .toString()
    .slice(0, 7);
  await moveClock(stage, { advance: 'P1M' });
  const { body: list } = await call('GET', '/own-invoices');
  const [invoice] = list.items as { id: string; month: string; total: string; sellerName: string }[];
  expect(list.total).toBe(1);
  const lines = await call('GET', `/own-invoices/${invoice!.id}/lines`);
  const told = (lines.body.items as { chargeType: string; quantity: string }[]).map(
    ({ chargeType, quantity }) => `${chargeType} ${quantity}`,
  );
  expect(told.toSorted()).toEqual(['addQuantity -10', 'addQuantity 12', 'cancelImmediate -1', 'new 1', 'new 10']);
  const pdf = await stage.call(customer, 'GET', `/comptoir/v1/own-invoices/${invoice!.id}/document`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const proof = await stage.server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    proveMonth(work, { partnerTenantId: tenantId, month: from }),
  );
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
  const { rows: mails } = await stage.server.context.pools.owner.query<{ text: string }>(
    'select text from mail where reason like $1',
    [`invoice-ready/${invoice!.id}/%`],
  );
  expect(mails.length).toBeGreaterThan(0);
  // Its own menu has no billing.
  for (const { text } of mails)
    expect(text).toMatch(/The document is under Invoices\.|Le document est sous Factures\./);
  const { rows } = await stage.server.context.pools.owner.query<{ hops: string }>(
    'select count(distinct seller_tenant_id)::text as hops from charge where subscription_id = $1 and buyer_tenant_id = $2',
    [id, tenantId],
  );
  expect(rows).toEqual([{ hops: '1' }]);
});

test('G10 A customer changes the plan of what it bought: shown with its amounts before, and made once the publisher agrees', async () => {
  const id = await bought();
  await activate(stage, stage.atelier, id);
  const choices = (await call('GET', `/own-purchases/${id}/choices`)).body;
  expect(changeChoices.parse(choices)).toEqual(choices);
  const premium = choices.plans.find(({ planName }: { planName: string }) => planName === 'Premium');
  expect(premium.notNow).toBeUndefined();
  const plan = { skuId: premium.skuId as string };
  await expect
    .poll(async () => (await call('POST', `/own-purchases/${id}/preview`, { plan })).body.amounts, { timeout: 20_000 })
    .toBe('known');
  const preview = (await call('POST', `/own-purchases/${id}/preview`, { plan })).body;
  expect(preview.lines.map(({ chargeType, quantity }: Record<string, string>) => `${chargeType} ${quantity}`)).toEqual([
    'convert -10',
    'convert 10',
  ]);
  const { version } = (await call('GET', `/own-purchases/${id}`)).body;
  const asked = await call('PATCH', `/own-purchases/${id}`, { plan, version });
  expect([asked.status, asked.body.planId, asked.body.askedPlan], asked.text).toEqual([200, 'essentiel', 'Premium']);
  await expect
    .poll(async () => (await call('GET', `/own-purchases/${id}`)).body.planId, { timeout: 20_000 })
    .toBe('premium');
  const unknown = await call('PATCH', `/own-purchases/${id}`, { plan: { skuId: '9999' } });
  expect([unknown.status, unknown.body.code]).toEqual([400, 'NotInMarket']);
});

test('What a purchase costs is told before it is made, decided as the purchase is; nothing is bought', async () => {
  const before = (await call('GET', '/own-subscriptions?size=1')).body.total;
  const { status, body, text } = await call('POST', '/own-purchases/preview', wish());
  expect(status, text).toBe(200);
  expect(ownPurchasePreview.parse(body)).toEqual(body);
  expect(body).toEqual({
    plan: 'Essentiel',
    quantity: 10,
    unitPrice: '12.50',
    currency: 'EUR',
    billingCycle: 'monthly',
    trial: false,
  });
  expect((await call('POST', '/own-purchases/preview', wish({ quantity: 5000 }))).body.code).toBe('QuantityNotAllowed');
  expect((await call('GET', '/own-subscriptions?size=1')).body.total).toBe(before);
});

test('F25 A free trial is told before the purchase and on it, once an organisation', async () => {
  const trial = {
    productId: stage.world.offers.find(({ name }) => name === 'Harbour Dashboards')!.productId,
    planId: 'studio',
    quantity: 2,
  };
  const weighed = await call('POST', '/own-purchases/preview', wish(trial));
  expect([weighed.status, weighed.body.trial, weighed.body.unitPrice], weighed.text).toEqual([200, true, '14.00']);
  const id = await bought(trial);
  const pending = (await call('GET', `/own-purchases/${id}`)).body;
  expect(pending).toMatchObject({ status: 'pending', trial: {}, inTrial: false, terms: { standardContract: true } });
  expect((await call('POST', '/own-purchases/preview', wish(trial))).body.trial).toBe(false);
});

test('CAN-01 A refund is promised until its hour and no longer; the order and the terms accepted are named', async () => {
  const id = await bought();
  await activate(stage, stage.atelier, id);
  const open = (await call('GET', `/own-purchases/${id}`)).body;
  expect(open.refundableUntil).toBeDefined();
  expect(open.orderId).toMatch(/./);
  expect(open.terms.boughtOn).toBe((open.boughtAt as string).slice(0, 10));
  await moveClock(stage, { now: open.refundableUntil as string });
  const late = await call('GET', `/own-purchases/${id}`);
  expect(ownPurchase.parse(late.body)).toEqual(late.body);
  expect(late.body.refundableUntil).toBeUndefined();
  const version = late.body.version as number;
  const refused = await call('PATCH', `/own-purchases/${id}`, { status: 'deleted', version });
  expect(refused.body.code).toMatch(/^Cancellation(Hours|Window)Passed$/);
});
