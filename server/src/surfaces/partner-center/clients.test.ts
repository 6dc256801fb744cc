import { expect, test } from 'vitest';
import { useStage } from '../../../test/stage.ts';

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
