import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testNow } from '../../test/clock.ts';
import { callServer } from '../../test/http.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { accessToken } from '../../test/tokens.ts';
import { newId } from '../kernel/index.ts';

let sandbox: TestServer;
let production: TestServer;
beforeAll(async () => {
  sandbox = await startTestServer();
  production = await startTestServer({ config: { mode: 'production' } });
});
afterAll(async () => {
  await sandbox.stop();
  await production.stop();
});

const get = (server: TestServer, path: string, token?: string) =>
  callServer(server.origin, 'GET', path, token ? { token } : {});

const move = JSON.stringify({ advance: 'PT1S' });
const sendCoded = (body: Uint8Array<ArrayBuffer> | string, coding: string) =>
  fetch(`${sandbox.origin}/sandbox/v1/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': coding },
    body,
  });

test.for([
  ['gzip', gzipSync(move)],
  ['X-GZIP', gzipSync(move)],
  ['deflate', deflateSync(move)],
  ['deflate', deflateRawSync(move)],
  ['deflate, gzip', gzipSync(deflateRawSync(move))],
  ['br', brotliCompressSync(move)],
  ['zstd', zstdCompressSync(move)],
  ['gzip, br', brotliCompressSync(gzipSync(move))],
  ['identity', Buffer.from(move)],
] as const)('A body is read in the content coding that its header says: %s', async ([coding, body]) => {
  expect((await sendCoded(Uint8Array.from(body), coding)).status).toBe(200);
});

test.for([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['*', 'gzip'],
  ['identity', null],
] as const)('A long answer travels in the coding that its reader prefers: %s', async ([accepted, coding]) => {
  const address = `${sandbox.origin}/openapi/comptoir.json`;
  const plain = await (await fetch(address, { headers: { 'accept-encoding': 'identity' } })).text();
  const answer = await fetch(address, { headers: { 'accept-encoding': accepted } });
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, coding]);
  expect(answer.headers.get('vary')?.toLowerCase() ?? '').toContain(coding ? 'accept-encoding' : '');
  expect(await answer.text()).toBe(plain);
});

test('A short answer, and a refusal, travel as they are', async () => {
  const answer = await fetch(`${sandbox.origin}/v1/customers`, { headers: { 'accept-encoding': 'gzip' } });
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([401, null]);
});

test('A coding nobody knows, a body that is not coded as it says and one that is too large inside are refused', async () => {
  const codeOf = async (body: Uint8Array<ArrayBuffer> | string, coding: string) => {
    const answer = await sendCoded(body, coding);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  expect(await codeOf(move, 'compress')).toEqual([400, 'UnsupportedMediaType']);
  expect(await codeOf(Uint8Array.from(gzipSync(gzipSync(gzipSync(move)))), 'gzip, gzip, gzip')).toEqual([
    400,
    'UnsupportedMediaType',
  ]);
  for (const coding of ['gzip', 'deflate', 'br', 'zstd']) {
    expect(await codeOf(move, coding), coding).toEqual([400, 'InvalidInput']);
  }
  const cut = gzipSync(move);
  expect(await codeOf(Uint8Array.from(cut.subarray(0, cut.length - 12)), 'gzip')).toEqual([400, 'InvalidInput']);
  const bomb = Uint8Array.from(gzipSync(`{"advance":"${'P'.repeat(3_000_000)}"}`));
  expect(await codeOf(bomb, 'gzip')).toEqual([400, 'BodyTooLarge']);
});

test('A body over the limit gets its answer every time, also while the client is still sending', async () => {
  const body = Buffer.alloc(24 * 1024 * 1024, 0x20);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const answer = await fetch(`${sandbox.origin}/sandbox/v1/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // As a stream it is announced by no length: half of the attempts.
      body: attempt % 2 === 0 ? body : new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'BodyTooLarge']);
  }
});

test('GET /healthz answers 200 once it serves, with the mode and the business time', async () => {
  const { status, body } = await get(sandbox, '/healthz');
  expect([status, body.status, body.mode]).toEqual([200, 'ok', 'sandbox']);
  const since = testNow.until(Temporal.Instant.from(body.now as string)).total('minutes');
  expect([since >= 0, since < 10]).toEqual([true, true]);
});

test('GET /metrics counts requests by route pattern and status, never by id, and shows the database connections', async () => {
  const stray = newId();
  await get(sandbox, `/v1/customers/${stray}`);
  const { status, text, headers } = await get(sandbox, '/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
  expect(text).toMatch(
    /comptoir_http_request_seconds_count\{surface="partner-center",method="GET",route="\/v1\/customers\/:customerId",status="401"\} 1/,
  );
  expect(text).toMatch(/comptoir_database_connections\{pool="app",state="open"\} \d/);
  expect(text).not.toContain(stray);
});

test('The correlation id of a request comes back; one that is no GUID is replaced', async () => {
  const id = newId();
  const send = (value: string) =>
    callServer(sandbox.origin, 'GET', '/v1/customers', { headers: { 'MS-CorrelationId': value } });
  expect((await send(id.toUpperCase())).headers.get('MS-CorrelationId')).toBe(id);
  expect((await send('<script>')).headers.get('MS-CorrelationId')).toMatch(/^[0-9a-f-]{36}$/);
});

test.for(['/sandbox/v1/world', '/sandbox/v1/clock', '/sandbox/v1/mailbox', '/sandbox/isv/webhooks', '/sandbox/v1'])(
  'Production has no %s',
  async (path) => {
    const answers = await Promise.all([
      get(production, path),
      callServer(production.origin, 'POST', path, { body: {} }),
    ]);
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'RouteNotFound']);
  },
);

test('Production makes no demo world and answers everything else', async () => {
  const { rows } = await production.context.pools.owner.query('select 1 from tenant');
  expect(rows).toEqual([]);
  expect((await get(production, '/healthz')).body).toMatchObject({ status: 'ok', mode: 'production' });
  const token = await accessToken(production.context, { tenantId: newId(), parts: ['direct'] });
  expect((await get(production, '/v1/customers', token)).status).toBe(200);
  expect((await get(production, '/comptoir/v1/customer-invoices', token)).status).toBe(200);
  expect((await get(production, '/common/v2.0/.well-known/openid-configuration')).status).toBe(200);
});

test('JSON that is sent as text is told its type', async () => {
  const headers = { 'content-type': 'text/plain' };
  const answer = await callServer(sandbox.origin, 'POST', '/sandbox/v1/clock', { body: move, headers });
  expect([answer.status, answer.body.code]).toEqual([400, 'UnsupportedMediaType']);
});

test('An address that is not well encoded, or names a very long id, is answered in the shape and with the headers of its surface', async () => {
  for (const odd of ['%ZZ', '%', '%FF', 'x'.repeat(400), 'x'.repeat(8000)]) {
    const partner = await get(sandbox, `/v1/customers/${odd}`);
    expect([partner.status, partner.body.errorName, typeof partner.body.code], odd).toEqual([
      401,
      expect.any(String),
      'number',
    ]);
    expect(partner.headers.get('ms-requestid')).toBeTruthy();
    const stray = await get(sandbox, `/v1/nothing/${odd}`);
    expect([stray.status, stray.body.errorName], odd).toEqual([404, 'RouteNotFound']);
    const ingestion = await get(sandbox, `/rp/product-ingestion/product/${odd}`);
    expect([ingestion.status, ingestion.body.error.details], odd).toEqual([401, expect.any(Array)]);
    const saas = await get(sandbox, `/api/saas/subscriptions/${odd}?api-version=2018-08-31`);
    expect([saas.status, saas.body.code], odd).toEqual([403, 'Forbidden']);
    expect(saas.headers.get('x-ms-requestid')).toBeTruthy();
    const own = await get(sandbox, `/comptoir/v1/offers/${odd}`);
    expect([own.status, own.body.correlationId], odd).toEqual([401, expect.any(String)]);
  }
});
