import { expect, test } from 'vitest';
import { activate, order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();

const at = (of = stage.wish.customerId) => `/v1/customers/${of}`;
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, method, path, { ...(body === undefined ? {} : { body }), headers });

test('The Java SDK writes Latin letters as ISO-8859-1 under a header that says UTF-8: they are kept', async () => {
  const body = JSON.stringify({
    companyProfile: { domain: 'generale-cafe.onmicrosoft.com' },
    billingProfile: {
      email: 'rene@societe.example',
      culture: 'fr-FR',
      language: 'fr',
      companyName: 'Société Générale du Café',
      defaultAddress: { country: 'FR', city: 'Besançon', addressLine1: '1 rue Haute', postalCode: '25000' },
    },
  });
  const answer = await fetch(`${stage.origin}/v1/customers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.azur.app}`, 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(body, 'latin1'),
  });
  expect(answer.status).toBe(201);
  expect((await answer.json()) as unknown).toMatchObject({
    companyProfile: { companyName: 'Société Générale du Café' },
    billingProfile: { defaultAddress: { city: 'Besançon' } },
  });
});

test.for<[string, string, string]>([
  ['the .NET SDK', '"success"', 'application/json'],
  ['the Java SDK', '"success"', 'application/json; charset=utf-8'],
  ['.NET without a body', 'null', 'text/json'],
  ['axios', '', 'application/x-www-form-urlencoded'],
])('A checkout as %s sends it is taken', async ([, body, type]) => {
  const line = { catalogItemId: stage.wish.item, quantity: 2, billingCycle: 'monthly', termDuration: 'P1M' };
  const made = await send('POST', `${at()}/carts`, { lineItems: [line] });
  const path = `${at()}/carts/${made.body.id}/checkout`;
  expect((await send('POST', path, body, { 'content-type': type })).status).toBe(201);
});

test.for(['subscriptions', 'orders'])('Section 1.7 A list of %s goes on for a token alone, and ends', async (list) => {
  const { customerId } = stage.wish;
  for (let made = 0; made < 3; made++) await order(stage, stage.azur, stage.wish);
  const seen: string[] = [];
  let headers: Record<string, string> = {};
  for (let pages = 0; pages < 9; pages++) {
    const { body } = await send('GET', `${at(customerId)}/${list}?size=2`, undefined, headers);
    seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
    if (body.continuationToken === undefined) break;
    headers = { 'MS-ContinuationToken': body.continuationToken };
  }
  expect(seen).toHaveLength(new Set(seen).size);
  expect(seen.length).toBeGreaterThanOrEqual(3);
  const first = await send('GET', `${at(customerId)}/${list}?size=2&seekOperation=First`, undefined, headers);
  expect(first.body.items[0].id).toBe(seen[0]);
});

test('Section 1.5 Billing cycles are written back as Java reads them and as the SDKs number them', async () => {
  const { subscriptionId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  const path = `${at()}/subscriptions/${subscriptionId}`;
  const patch = async (body: object) => {
    const answer = await send('PATCH', path, { autoRenewEnabled: true, ...body });
    return [answer.status, answer.body.code];
  };
  const standing = (await send('GET', path)).body;
  expect(await patch({ ...standing, billingCycle: 'unknown' })).toEqual([200, undefined]);
  expect(await patch({ BillingCycle: 1 })).toEqual([200, undefined]);
  expect(await patch({ billingCycle: 2 })).toEqual([400, 2054]);
  const next = (billingCycle: unknown) => ({ scheduledNextTermInstructions: { product: { billingCycle } } });
  expect(await patch(next(1))).toEqual([200, undefined]);
  expect(await patch(next('Unknown'))).toEqual([200, undefined]);
  const orders = async (type: string) => (await send('GET', `${at()}/orders?billingType=${type}`)).body.items.length;
  expect(await orders('1')).toBe(await orders('monthly'));
  expect(await orders('2')).toBe(await orders('annual'));
});

test('Section 1.13 One request is one, however the letters and slashes of its address are written; a weak etag is the same', async () => {
  const { subscriptionId } = await order(stage, stage.azur, stage.wish);
  const path = `${at()}/subscriptions/${subscriptionId}`;
  const headers = { 'MS-RequestId': newId() };
  const first = await send('PATCH', path, { friendlyName: 'Neu' }, headers);
  for (const same of [path.toUpperCase().replace('/SUB', '//Sub'), `${path}/`])
    expect((await send('PATCH', same, { friendlyName: 'Neu' }, headers)).body).toEqual(first.body);
  const reused = await send('PATCH', path, { friendlyName: 'Alt' }, headers);
  expect([reused.status, reused.body.code, reused.body.errorName]).toEqual([409, 3000, 'RequestIdReused']);
  const etag = { 'If-Match': `W/"${first.body.attributes.etag}"` };
  expect((await send('PATCH', path, { friendlyName: 'Alt' }, etag)).status).toBe(200);
  expect((await send('PATCH', path, { friendlyName: 'Neu' }, etag)).body.code).toBe(2055);
});

test('Sections 4.2 and 5.2 A nickname is as long in carts and orders as it may become; an empty currency is none', async () => {
  const line = { quantity: 2, termDuration: 'P1M', friendlyName: 'x'.repeat(256) };
  const cart = { catalogItemId: stage.wish.item, billingCycle: 'monthly', currencyCode: '', ...line };
  const made = await send('POST', `${at()}/carts`, { lineItems: [cart] });
  expect([made.status, made.body.lineItems[0].friendlyName]).toEqual([201, line.friendlyName]);
  const wanted = { lineItemNumber: 0, offerId: stage.wish.item, ...line };
  const placed = await send('POST', `${at()}/orders`, { billingCycle: 'monthly', lineItems: [wanted] });
  expect([placed.status, placed.body.lineItems[0].friendlyName]).toEqual([201, line.friendlyName]);
});
