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
  const answer = await fetch(`${server.origin}/v1/customers`, {
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
  const line = { catalogItemId: item, quantity: 2, billingCycle: 'monthly', termDuration: 'P1M' };
  const made = await send('POST', `${at(customerId)}/carts`, { lineItems: [line] });
  const path = `${at(customerId)}/carts/${made.body.id}/checkout`;
  expect((await send('POST', path, body, { 'content-type': type })).status).toBe(201);
});
