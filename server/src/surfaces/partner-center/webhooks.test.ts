import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVerify, X509Certificate } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activate, order } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const got: Got[] = [];
let receiver: Server;
let url: string;
let answer = 200;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ headers: request.headers, body });
      response.writeHead(answer).end('thanks');
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(() => void receiver.close());

const call = (method: string, path: string, body?: unknown, token = stage.azur.app) =>
  stage.call(token, method, `/webhooks/v1${path}`, body === undefined ? {} : { body });
const events = ['test-created', 'subscription-updated'];
const wish = () => ({ WebhookUrl: url, WebhookEvents: events });

/** As Microsoft's sample does: the certificate from its address, then the signature over the bytes of the body. */
async function verifies({ headers, body }: Got, header: 'authorization' | 'x-ms-signature'): Promise<boolean> {
  const [scheme, signature] = String(headers[header]).split(' ') as [string, string];
  if (scheme !== 'Signature' || headers['x-ms-signature-algorithm'] !== 'rsa-sha256') return false;
  const served = await fetch(String(headers['x-ms-certificate-url']));
  const certificate = new X509Certificate(Buffer.from(await served.arrayBuffer()));
  if (!certificate.issuer.includes('O=Comptoir')) return false;
  const verifier = createVerify('RSA-SHA256').update(Buffer.from(body, 'utf8'));
  return verifier.verify(certificate.publicKey, signature, 'base64');
}

const named = (event: string) =>
  got.filter(({ body }) => (JSON.parse(body) as { EventName: string }).EventName === event);

test('A partner registers one address, in either case of names; what is not served is refused', async () => {
  expect((await call('GET', '/registration')).body).toMatchObject({ errorName: 'WebhookNotRegistered' });
  expect((await call('PUT', '/registration', wish())).status).toBe(404);
  expect((await call('GET', '/registration/events')).body).toEqual(expect.arrayContaining(events));
  for (const wrong of [
    { ...wish(), WebhookUrl: 'http://hooks.example/x' },
    { ...wish(), WebhookUrl: 'https://10.0.0.1/x' },
    { ...wish(), WebhookEvents: ['test-created', 'referral-forgotten'] },
    { ...wish(), WebhookEvents: [] },
    {},
  ])
    expect((await call('POST', '/registration', wrong)).status).toBe(400);
  const made = await call('POST', '/registration', { webhookUrl: url, webhookEvents: events });
  expect([made.status, made.body]).toMatchObject([200, wish()]);
  expect(made.body.SubscriberId).toMatch(/^[0-9a-f-]{36}$/);
  expect((await call('POST', '/registration', wish())).status).toBe(409);
  expect((await call('GET', '/registration')).body).toMatchObject(wish());
  expect((await call('GET', '/registration', undefined, stage.rhein.app)).status).toBe(404);
});

test('Section 9.4 Every documented event may be registered, in any case; what never happens here is listed too', async () => {
  const documented = ['usagerecords-thresholdExceeded', 'related-referral-updated', 'azure-fraud-event-detected'];
  const migrations = ['new-commerce-migration-schedule-failed', 'dap-admin-relationship-terminated-by-microsoft'];
  const all = (await call('GET', '/registration/events')).body as string[];
  expect(all).toEqual(expect.arrayContaining([...documented, ...migrations]));
  const names = [...all, 'INVOICE-READY', 'UsageRecords-ThresholdExceeded'];
  const kept = await call('PUT', '/registration', { ...wish(), WebhookEvents: names });
  expect([kept.status, kept.body.WebhookEvents]).toEqual([200, all]);
  expect((await call('GET', '/registration')).body.WebhookEvents).toEqual(all);
  expect((await call('PUT', '/registration', wish())).body).toMatchObject(wish());
});

test('A test event is sent once, signed as Microsoft’s sample verifies it, told about, and asked for twice a minute', async () => {
  const sent = await call('POST', '/registration/validationEvents', '');
  expect(sent.status, sent.text).toBe(200);
  const { correlationId } = sent.body as { correlationId: string };
  const result = async () => (await call('GET', `/registration/validationEvents/${correlationId}`)).body;
  await expect.poll(async () => (await result()).status, { timeout: 30_000 }).toBe('completed');
  expect(await result()).toMatchObject({
    correlationId,
    partnerId: stage.azur.tenantId,
    callbackUrl: url,
    results: [{ responseCode: 'OK', systemError: false }],
  });
  const [delivery] = named('test-created');
  expect(JSON.parse(delivery!.body)).toMatchObject({
    ResourceName: 'test',
    ResourceUri: `${stage.origin}/webhooks/v1/registration/validationEvents/${correlationId}`,
    AuditUri: null,
  });
  expect(await verifies(delivery!, 'authorization')).toBe(true);
  expect(await verifies({ ...delivery!, body: `${delivery!.body} ` }, 'authorization')).toBe(false);
  expect((await call('POST', '/registration/validationEvents', '')).status).toBe(200);
  const third = await call('POST', '/registration/validationEvents', '');
  expect([third.status, Number(third.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(
    (await call('GET', `/registration/validationEvents/${correlationId}`, undefined, stage.rhein.app)).status,
  ).toBe(404);
});

test('A changed subscription is told, with its record; a receiver that fails is tried again, and the event stays one', async () => {
  const changed = await call('PUT', '/registration', { ...wish(), SignatureTokenToMsSignatureHeader: true });
  expect(changed.status).toBe(200);
  answer = 503;
  const { customerId, subscriptionId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  const told = () => named('subscription-updated').filter(({ body }) => body.includes(subscriptionId));
  await stage.server.context.clockwork.runDue();
  await expect
    .poll(async () => (await stage.server.context.clockwork.runDue(), told().length), { timeout: 60_000 })
    .toBe(1);
  const notice = JSON.parse(told()[0]!.body) as { ResourceUri: string; AuditUri: string };
  expect(notice.ResourceUri).toBe(
    `${stage.origin}/webhooks/v1/customers/${customerId}/subscriptions/${subscriptionId}`,
  );
  const record = await stage.call(stage.azur.app, 'GET', new URL(notice.AuditUri).pathname);
  expect([record.status, record.body]).toMatchObject([200, { operationType: 'update_subscription', customerId }]);
  expect(await verifies(told()[0]!, 'x-ms-signature')).toBe(true);
  answer = 200;
  await stage.call(undefined, 'POST', '/sandbox/v1/clock', { body: { advance: 'PT2H' } });
  await expect.poll(() => told().length, { timeout: 30_000 }).toBe(2);
  expect(told()[1]!.body).toBe(told()[0]!.body);
  await stage.call(undefined, 'POST', '/sandbox/v1/clock', { body: { advance: 'PT72H' } });
  expect(told()).toHaveLength(2);
});
