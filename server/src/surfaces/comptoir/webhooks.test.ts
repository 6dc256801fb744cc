import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { webhookDeliveryDetail, webhookDeliveryList, webhookMade } from '@comptoir/contracts/comptoir/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order } from '../../../scenarios/stage.ts';
import { tenantOf } from '../../../../scripts/story/client.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, type TenantPart } from '../../kernel/index.ts';

const stage = useStage();
const root = '/comptoir/v1/webhooks';

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}
const got: Got[] = [];
let receiver: Server;
let origin: string;
let answer = 204;
let publisher: string;
let customer: string;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ headers: request.headers, body, path: request.url! });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const tokenOf = (tenantId: string, part: TenantPart) =>
    accessToken(stage.server.context, { tenantId, parts: [part], roles: ['global_admin'] });
  publisher = await tokenOf(tenantOf(stage.world, 'publisher', 'FR').id, 'publisher');
  customer = await tokenOf(stage.wish.customerId, 'customer');
});
afterAll(() => void receiver.close());

const call = (token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  stage.call(token, method, root + path, { headers, ...(body === undefined ? {} : { body }) });
async function added(token: string, path: string, events: readonly string[]) {
  const { status, body, text: told } = await call(token, 'POST', '', { url: origin + path, events });
  expect(status, told).toBe(201);
  return webhookMade.parse(body);
}
const at = (path: string) => got.filter((one) => one.path === path);
/** What happened is sealed, told and sent. */
async function told(path: string, count: number): Promise<Got[]> {
  await expect
    .poll(async () => (await stage.server.context.clockwork.runDue(), at(path).length), { timeout: 30_000 })
    .toBe(count);
  return at(path);
}

/**
 * As the specification says (standardwebhooks.com, 1.0): the signed content is id, timestamp and body with full stops between;
 * the key is the base64 behind `whsec_`; the header holds signatures with their version, divided by spaces; a message whose
 * timestamp is more than five minutes off is refused.
 */
function verifies({ headers, body }: Pick<Got, 'headers' | 'body'>, secret: string): boolean {
  const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  // wall clock: receivers live in it.
  if (!/^\d+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  if (!secret.startsWith('whsec_')) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .map((one) => one.split(',') as [string, string])
    .filter(([version]) => version === 'v1')
    .some(([, signature]) => {
      const given = Buffer.from(signature, 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

test('An address is registered with its secret told once; wrong addresses and events, too many, and others’ are refused', async () => {
  const key = { 'ms-requestid': newId() };
  const wish = { url: `${origin}/first`, events: ['invoice.issued'], description: 'Bookkeeping' };
  const made = await call(stage.azur.user, 'POST', '', wish, key);
  const { secret, id } = webhookMade.parse(made.body);
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
  expect((await call(stage.azur.user, 'POST', '', wish, key)).body).toEqual(made.body);
  const read = await call(stage.azur.user, 'GET', `/${id}`);
  expect(read.body).toMatchObject({ ...wish, id, enabled: true });
  expect(read.text).not.toContain('whsec_');
  const { rows } = await stage.server.context.pools.owner.query('select secret from event_webhook where id = $1', [id]);
  expect(rows[0].secret.includes(Buffer.from(secret.slice(6), 'base64'))).toBe(false);
  for (const [wrong, code] of [
    [{ ...wish, url: 'https://10.0.0.1/x' }, 'EventWebhookAddressRefused'],
    [{ ...wish, url: 'http://isv.example/x' }, 'EventWebhookAddressRefused'],
    [{ ...wish, events: ['offer.published'] }, 'EventWebhookEventUnknown'],
    [{ ...wish, events: [] }, 'InvalidInput'],
    [{ ...wish, more: 1 }, 'InvalidInput'],
  ] as const) {
    const refused = await call(stage.azur.user, 'POST', '', wrong);
    expect([refused.status, refused.body.code]).toEqual([400, code]);
  }
  // Once an account, however it is written; and a change may not make two of it.
  const [taken, other] = [`${origin}/./first`, await added(stage.azur.user, '/other', ['invoice.issued'])];
  for (const again of [
    await call(stage.azur.user, 'POST', '', { ...wish, url: taken }),
    await call(stage.azur.user, 'PATCH', `/${other.id}`, { url: wish.url }),
  ]) {
    expect([again.status, again.body.code, again.body.target]).toEqual([409, 'EventWebhookAddressTaken', 'url']);
  }
  await call(stage.azur.user, 'DELETE', `/${other.id}`);
  for (const method of ['GET', 'DELETE']) {
    expect((await call(stage.rhein.user, method, `/${id}`)).body.code).toBe('EventWebhookNotFound');
  }
  expect((await call(stage.rhein.user, 'GET', '')).body.items).toEqual([]);
  const agent = { tenantId: stage.azur.tenantId, parts: ['direct'], roles: ['sales_agent'] } as const;
  expect((await call(await accessToken(stage.server.context, agent), 'GET', '')).status).toBe(403);
  const types = async (token: string) => (await call(token, 'GET', '/events')).body.items as string[];
  expect(await types(publisher)).toContain('offer.published');
  expect(await types(customer)).not.toContain('offer.published');
  expect((await call(stage.azur.user, 'DELETE', `/${id}`)).status).toBe(204);
  const many = await Promise.all(
    Array.from({ length: 10 }, (_, number) => added(stage.rhein.user, `/many/${number}`, ['order.placed'])),
  );
  expect((await call(stage.rhein.user, 'POST', '', wish)).body.code).toBe('EventWebhooksFull');
  for (const one of many) await call(stage.rhein.user, 'DELETE', `/${one.id}`);
});

test('Partner, publisher and customer are told of one purchase, each once and what it asked for, as the specification verifies it', async () => {
  const events = ['subscription.activated', 'order.placed'];
  const [partners, publishers, customers] = [
    await added(stage.azur.user, '/partner', events),
    await added(publisher, '/publisher', ['subscription.activated']),
    await added(customer, '/customer', ['subscription.activated']),
  ];
  await added(stage.rhein.user, '/stranger', events);
  const { subscriptionId, orderId, customerId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  const both = await told('/partner', 2);
  const bodies = both.map(({ body }) => JSON.parse(body));
  const data = { partnerTenantId: stage.azur.tenantId, customerTenantId: customerId };
  expect(bodies).toEqual(
    expect.arrayContaining([
      { type: 'order.placed', timestamp: expect.any(String), data: { ...data, orderId } },
      { type: 'subscription.activated', timestamp: expect.any(String), data: { ...data, subscriptionId } },
    ]),
  );
  const [first] = both;
  expect(verifies(first!, partners.secret)).toBe(true);
  expect(verifies({ ...first!, body: `${first!.body} ` }, partners.secret)).toBe(false);
  expect(verifies(first!, publishers.secret)).toBe(false);
  const old = { ...first!.headers, 'webhook-timestamp': String(Number(first!.headers['webhook-timestamp']) - 600) };
  expect(verifies({ ...first!, headers: old }, partners.secret)).toBe(false);
  expect(verifies((await told('/publisher', 1))[0]!, publishers.secret)).toBe(true);
  expect(verifies((await told('/customer', 1))[0]!, customers.secret)).toBe(true);
  expect(at('/stranger')).toEqual([]);
});

test('For a day after it is replaced the secret before signs too; a failed message keeps its id at every attempt', async () => {
  const made = await added(stage.azur.user, '/rotated', ['subscription.changed']);
  const rotated = await call(stage.azur.user, 'POST', `/${made.id}/secret`);
  const { secret } = rotated.body as { secret: string };
  expect(secret).not.toBe(made.secret);
  expect((await call(stage.azur.user, 'GET', `/${made.id}`)).body.previousSecretUntil).toBe(
    rotated.body.previousSecretUntil,
  );
  const send = async () => (await call(stage.azur.user, 'POST', `/${made.id}/test`)).body as { deliveryId: string };
  await send();
  const [both] = await told('/rotated', 1);
  expect([verifies(both!, made.secret), verifies(both!, secret)]).toEqual([true, true]);
  await stage.server.context.pools.owner.query(
    // wall clock: receivers live in it.
    `update event_webhook set previous_until = now() - interval '1 minute' where id = $1`,
    [made.id],
  );
  await send();
  const [, one] = await told('/rotated', 2);
  expect([verifies(one!, made.secret), verifies(one!, secret)]).toEqual([false, true]);
  answer = 500;
  const { subscriptionId, customerId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  await stage.call(stage.azur.app, 'PATCH', path, { body: { friendlyName: 'Told', autoRenewEnabled: true } });
  await told('/rotated', 3);
  answer = 204;
  await moveClock(stage, { advance: 'PT10S' });
  const [, , failed, again] = await told('/rotated', 4);
  expect([again!.headers['webhook-id'], again!.body]).toEqual([failed!.headers['webhook-id'], failed!.body]);
  expect(verifies(again!, secret)).toBe(true);
});

test('What was sent is listed with its attempts, sent again and tested; who is gone is not told until enabled again', async () => {
  const made = await added(stage.azur.user, '/gone', ['subscription.changed']);
  answer = 410;
  const test1 = await call(stage.azur.user, 'POST', `/${made.id}/test`);
  expect(test1.status).toBe(202);
  await told('/gone', 1);
  const deliveries = `/${made.id}/deliveries`;
  await expect
    .poll(async () => (await call(stage.azur.user, 'GET', deliveries)).body.items[0].state, { timeout: 10_000 })
    .toBe('refused');
  const page = webhookDeliveryList.answer.parse((await call(stage.azur.user, 'GET', deliveries)).body);
  expect(page).toMatchObject({ total: 1, items: [{ event: 'webhook.test', test: true, lastStatus: 410 }] });
  const one = `${deliveries}/${page.items[0]!.id}`;
  const whole = webhookDeliveryDetail.parse((await call(stage.azur.user, 'GET', one)).body);
  expect(whole.attemptList).toMatchObject([{ number: 1, status: 410 }]);
  expect((await call(stage.azur.user, 'POST', `${one}/replay`)).body.code).toBe('DeliveryOnlyOnce');
  expect((await call(stage.rhein.user, 'GET', one)).status).toBe(404);
  expect((await call(stage.azur.user, 'GET', `${deliveries}/export`)).text).toContain(page.items[0]!.id);
  // A test tells nothing of the endpoint; an event that is answered so does.
  const { subscriptionId, customerId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  const rename = (friendlyName: string) =>
    stage.call(stage.azur.app, 'PATCH', path, { body: { friendlyName, autoRenewEnabled: true } });
  await rename('Gone');
  await told('/gone', 2);
  const read = async () => (await call(stage.azur.user, 'GET', `/${made.id}`)).body;
  await expect.poll(async () => (await read()).disabledBy, { timeout: 10_000 }).toBe('receiver');
  expect((await call(stage.azur.user, 'POST', `/${made.id}/test`)).body.code).toBe('EventWebhookDisabled');
  answer = 204;
  expect((await call(stage.azur.user, 'PATCH', `/${made.id}`, { enabled: true })).body.enabled).toBe(true);
  const [refused] = (await call(stage.azur.user, 'GET', `${deliveries}?state=refused&search=subscription`)).body.items;
  expect((await call(stage.azur.user, 'POST', `${deliveries}/${refused.id}/replay`)).status).toBe(204);
  await told('/gone', 3);
  await stage.server.context.jobs().drained();
  expect((await call(stage.azur.user, 'GET', `${deliveries}/${refused.id}`)).body.state).toBe('delivered');
  expect((await call(stage.azur.user, 'DELETE', `/${made.id}`)).status).toBe(204);
  expect((await call(stage.azur.user, 'GET', deliveries)).status).toBe(404);
});
