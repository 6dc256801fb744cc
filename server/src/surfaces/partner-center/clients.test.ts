import { afterAll, beforeAll, expect, test } from 'vitest';
import { setStage, type Stage } from '../../../scenarios/stage.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';

let server: TestServer;
let stage: Stage;
let customerId: string;
let item: string;

beforeAll(async () => {
  server = await startTestServer();
  stage = await setStage(server.origin);
  customerId = stage.customer('boulangerie-martin');
  item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
});
afterAll(() => server.stop());

const at = (of: string) => `/v1/customers/${of}`;
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  stage.call(stage.azur.app, method, path, { ...(body === undefined ? {} : { body }), headers });

test.for<[string, string, string]>([
  ['the .NET SDK', '"success"', 'application/json'],
  ['the Java SDK', '"success"', 'application/json; charset=utf-8'],
  ['.NET without a body', 'null', 'text/json'],
  ['axios', '', 'application/x-www-form-urlencoded'],
])('A checkout as %s sends it is taken', async ([, body, type]) => {
  const line = { catalogItemId: item, quantity: 2, billingCycle: 'monthly', termDuration: 'P1M' };
  const made = await send('POST', `${at(customerId)}/carts`, { lineItems: [line] });
  const path = `${at(customerId)}/carts/${made.body.id}/checkout`;
  expect((await send('POST', path, body, { 'content-type': type })).status).toBe(201);
});
