import { wireError } from '@comptoir/contracts/partner-center/common';
import { beforeAll, expect, test } from 'vitest';
import { order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { notOffered } from './not-offered.ts';

const stage = useStage();
const call = (method: string, path: string, body?: unknown, token = stage.azur.app) =>
  stage.call(token, method, path, body === undefined ? {} : { body });
let orderId: string;
let subscriptionId: string;
beforeAll(async () => {
  ({ orderId, subscriptionId } = await order(stage, stage.azur, stage.wish));
});
const addressOf = (path: string, customerId: string) =>
  `/v1${path.replace(':customerId', customerId).replace(':orderId', orderId).replace(':subscriptionId', subscriptionId).replaceAll(/:\w+/g, '0b1c2d3e-0000-4000-8000-000000000000')}`;

test('Everything that Microsoft has and nobody sells here answers as the contract says, for the caller’s customers only', async () => {
  expect(notOffered.length).toBeGreaterThan(35);
  for (const { method, path, answer, code } of notOffered) {
    const name = `${method} ${path}`;
    const sent = method === 'GET' || method === 'DELETE' ? undefined : {};
    const { status, body } = await call(method, addressOf(path, stage.wish.customerId), sent);
    const said = status === 200 ? (body.items ?? body) : wireError.parse(body).code;
    const usual = { none: [200, []], bare: [200, []], zero: [200, 0], unknown: [404, 1000], refused: [400, 900127] };
    const [wanted, number] = usual[answer];
    expect([status, said, body?.totalCount], name).toEqual([wanted, code ?? number, answer === 'none' ? 0 : undefined]);
    if (!path.includes(':customerId')) continue;
    const foreign = await call(method, addressOf(path, stage.customer('boulangerie-martin')), sent, stage.rhein.app);
    expect([foreign.status, foreign.body.code], name).toEqual([404, 20002]);
  }
});

test('Section 4.1 Papers that come in parts are refused as those of a JSON body are', async () => {
  const form = new FormData();
  form.append('metadata', '{}');
  form.append('pofiles', new Blob(['%PDF-1.7'], { type: 'application/pdf' }), 'order.pdf');
  const path = `${stage.origin}/v1/customers/${stage.wish.customerId}/orders/${orderId}/attachment`;
  const headers = { authorization: `Bearer ${stage.azur.app}` };
  const answer = await fetch(path, { method: 'POST', headers, body: form });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 900127, errorName: 'FeatureNotOffered' }]);
});

test('Papers of an order that is nobody’s, or another’s, are not there', async () => {
  const of = (id: string) => call('GET', `/v1/customers/${stage.wish.customerId}/orders/${id}/attachments`);
  expect((await of(orderId)).status).toBe(200);
  expect((await of('a68736758d9c')).body).toMatchObject({ code: 20000 });
});

test('What is sold here never runs out; what is unknown is left out of the answer about stock', async () => {
  const [productId, skuId] = stage.wish.item.split(':') as [string, string];
  const targets = [{ ProductId: productId, SkuId: skuId }, { ProductId: productId }, { ProductId: 'DZH000000000' }];
  const body = { TargetItems: [...targets, { ProductId: productId, SkuId: '9999' }], InventoryContext: null };
  const { status, body: answer } = await call('POST', '/v1/extensions/product/checkInventory?country=fr', body);
  expect(status).toBe(200);
  expect(answer).toEqual([
    { productId, skuId, isRestricted: false, restrictions: [] },
    { productId, isRestricted: false, restrictions: [] },
  ]);
  expect((await call('POST', '/v1/extensions/product/checkinventory', body)).status).toBe(400);
  expect((await call('POST', '/v1/extensions/product/checkinventory?country=FR', {})).status).toBe(400);
});

test('No purchase has a promotion, and what is no item of the catalogue is said to be none', async () => {
  const line = { catalogItemId: stage.wish.item, quantity: 2, termDuration: 'P1M', billingCycle: 'monthly' };
  const items = [line, { ...line, promotionId: 'x' }, { ...line, catalogItemId: 'a:b:c' }];
  const path = `/v1/customers/${stage.wish.customerId}/promotionEligibilities`;
  const { status, body } = await call('POST', path, { items });
  expect(status).toBe(200);
  expect(body.items.map((one: { eligibilities: unknown }) => one.eligibilities)).toEqual([
    [{ isEligible: false, errors: [{ type: 'NoPromotionsAvailable' }] }],
    [{ promotionId: 'x', isEligible: false, errors: [{ type: 'InvalidPromotion' }] }],
    [{ isEligible: false, errors: [{ type: 'InvalidCatalogItemId' }] }],
  ]);
  expect((await call('POST', path, { items: [] })).status).toBe(400);
});
