/** Anything at all, sent to every route by everybody: an answer of the documented kinds, never an error of ours. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { newId } from '../src/kernel/index.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { testNow, testToday } from '../test/clock.ts';
import { callServer } from '../test/http.ts';
import { graph, offerResources, reseller, schema, submission } from '../test/pipeline.ts';
import { places, replaced } from '../test/samples.ts';
import { useStage } from '../test/stage.ts';
import { orderBody, saasVersion } from './stage.ts';
import { storyOffer } from '../../scripts/story/offer.ts';
import { applicationToken, resources, tenantOf, userToken } from '../../scripts/story/client.ts';

const stage = useStage();
let valid: readonly ValidWrite[];
let tokens: string[];
const routes = (await declaredRoutes(readConfig({}))).filter(
  ({ surface, url }) =>
    ['partner-center', 'comptoir', 'saas-fulfillment', 'product-ingestion', 'graph', 'sandbox'].includes(surface) &&
    !url.endsWith('/clock') &&
    !url.includes('*'),
);

beforeAll(async () => {
  const publisher = tenantOf(stage.world, 'publisher', 'FR');
  tokens = [
    stage.azur.user,
    stage.azur.app,
    stage.atelier,
    await applicationToken(stage.origin, publisher, resources.partnerCenter),
    await applicationToken(stage.origin, publisher, graph),
    await userToken(stage.origin, publisher, 'global_admin'),
    await userToken(stage.origin, tenantOf(stage.world, 'operator'), 'global_admin'),
  ];
  valid = [...(await validWrites()), ...(await datedWrites())];
});

interface ValidWrite {
  readonly token: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Writes that succeed as they are. */
async function validWrites(): Promise<ValidWrite[]> {
  const customerId = stage.customer('boulangerie-martin');
  const item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
  const { id, apps } = tenantOf(stage.world, 'publisher', 'FR');
  const publisher = tokens[3]!;
  const offer = { externalId: 'fuzzed', kind: 'saas', name: 'Fuzzed' };
  const made = await callServer(stage.origin, 'POST', '/comptoir/v1/offers', { token: publisher, body: offer });
  const document = storyOffer({ origin: stage.origin, tenantId: id, applicationId: apps[0]!.clientId });
  const { productId } = stage.world.offers.find((one) => one.name === 'Pilote Projets')!;
  const price = { productId, skuId: '0001', term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '12.00' };
  const line = {
    id: 0,
    catalogItemId: item,
    quantity: 1,
    billingCycle: 'monthly',
    termDuration: 'P1M',
    friendlyName: 'x',
  };
  const contact = { firstName: 'Ada', lastName: 'Quai', email: 'ada@quai.example' };
  const address = { country: 'FR', city: 'Nantes', postalCode: '44000', addressLine1: '1 quai', ...contact };
  const billingProfile = { culture: 'fr-FR', language: 'fr', companyName: 'Quai', ...contact, defaultAddress: address };
  const customer = { companyProfile: { domain: 'fuzzed.onmicrosoft.com' }, billingProfile };
  const path = `/v1/customers/${customerId}`;
  return [
    { token: stage.azur.app, method: 'POST', path: `${path}/orders`, body: orderBody({ customerId, item }) },
    { token: stage.azur.app, method: 'POST', path: `${path}/carts`, body: { lineItems: [line] } },
    { token: stage.azur.app, method: 'POST', path: '/v1/customers', body: customer },
    { token: stage.azur.app, method: 'POST', path: '/comptoir/v1/prices', body: price },
    {
      token: publisher,
      method: 'PUT',
      path: `/comptoir/v1/offers/${made.body.offerId}/draft`,
      body: { revision: 1, document },
    },
    {
      token: tokens[4]!,
      method: 'POST',
      path: '/rp/product-ingestion/configure?$version=2022-07-01',
      body: {
        ...schema('configure', '2022-07-01'),
        resources: [
          ...offerResources({ externalId: 'fuzzed-too', tenantId: id, applicationId: apps[0]!.clientId }),
          reseller({ resourceName: 'theProduct' }, 'some', [stage.azur.tenantId]),
          submission({ resourceName: 'theProduct' }, 'preview'),
        ],
      },
    },
  ];
}

/** Writes that name days and moments, and succeed as they are. */
async function datedWrites(): Promise<ValidWrite[]> {
  const token = tokens[3]!;
  const offers = await callServer(stage.origin, 'GET', '/comptoir/v1/offers', { token });
  const { offerId } = (offers.body.items as { offerId: string; name: string }[]).find(
    ({ name }) => name === 'Pilote Projets',
  )!;
  const made = await callServer(stage.origin, 'POST', '/comptoir/v1/private-offers', {
    token,
    body: { name: 'Fuzzed' },
  });
  const notice = { kind: 'outage', title: 'Down', text: 'For an hour.', startsAt: testNow.toString() };
  const document = {
    ...made.body.document,
    start: testToday.add({ days: 14 }).toString(),
    end: testToday.add({ days: 378 }).toString(),
    beneficiaries: [{ partnerTenantId: stage.azur.tenantId, customerTenantIds: [] }],
    pricing: [{ offerId, discountPercentage: '5' }],
  };
  return [
    { token, method: 'POST', path: `/comptoir/v1/offers/${offerId}/notices`, body: notice },
    {
      token,
      method: 'PUT',
      path: `/comptoir/v1/private-offers/${made.body.privateOfferId}/draft`,
      body: { revision: 1, document },
    },
  ];
}

const real = fc.constantFrom('boulangerie-martin', 'scierie-du-lac');
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    '2027-02-30',
    '9999-12-31',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-12:00',
    // A position in a list, of parts that the database does not take.
    Buffer.from('["","","","","\\u0000","f0c558c0-532f-43f5-83cf-85d9253af63d"]').toString('base64url'),
    '2027-01',
    'P1M',
    'null',
    "' or 1=1 --",
    'DZH000000000',
    'EUR',
    'FR',
  ),
  fc.uuid(),
);
/** Names that schemas know, with values they may not expect. */
const names = fc.constantFrom(
  ...'lineItems catalogItemId quantity billingCycle termDuration name externalId kind document revision plans prices amount currency productId skuId term customerTenantId effectiveFrom rates usdPerUnit companyProfile billingProfile domain defaultAddress country culture email primaryContact templateId dateAgreed type planId activation delayMs redirectUris userPrincipalName resource referenceCustomerId offerId lineItemNumber'.split(
    ' ',
  ),
);
const { body: json } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(fc.oneof({ weight: 5, arbitrary: names }, { weight: 1, arbitrary: fc.string() }), tie('body'), {
      maxKeys: 6,
    }),
  ),
}));
const query = fc.dictionary(
  fc.constantFrom(
    ...'size filter country targetView month after seekOperation offset q search on to planId continuationToken agreementType order_id mpn_id provider currencyCode period'.split(
      ' ',
    ),
  ),
  text,
  { maxKeys: 4 },
);

function fill({ url }: DeclaredRoute, ids: readonly string[], customer: string): string {
  let next = 0;
  return url.replace(/:(\w+)/g, (_, name: string) => {
    const id = name === 'customerId' ? stage.customer(customer) : (ids[next++ % ids.length] ?? newId());
    return encodeURIComponent(id.toWellFormed()) || 'x';
  });
}

test.for(routes.map((route) => [`${route.method} ${route.url}`, route] as const))('%s', async ([, route]) => {
  const cases = fc.record({
    ids: fc.array(text, { minLength: 1, maxLength: 3 }),
    customer: real,
    query,
    json,
    who: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ ids, customer, query: asked, json: sent, who }) => {
      const search = new URLSearchParams(asked);
      const path = `${fill(route, ids, customer)}?${search.toString()}&${saasVersion}&$version=2022-07-01`;
      const token = tokens[who % tokens.length]!;
      const writes = route.method !== 'GET' && route.method !== 'HEAD';
      const answer = await callServer(stage.origin, route.method, path, {
        token,
        ...(writes ? { body: JSON.stringify(sent) } : {}),
        headers: { 'ms-requestid': newId() },
      });
      expect([answer.status < 500, `${answer.status} ${answer.text.slice(0, 300)}`]).toEqual([
        true,
        expect.any(String),
      ]);
    }),
    { numRuns: 30 },
  );
});

test('A good body with one part replaced by anything at all is taken or refused, never an error of ours', async () => {
  const cases = fc.record({
    which: fc.nat(),
    place: fc.nat(),
    by: fc.oneof(json, text, fc.double(), fc.bigInt().map(Number)),
  });
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(cases, async ({ which, place, by }) => {
      const { token, method, path, body } = valid[which % valid.length]!;
      const sent = JSON.stringify(replaced(body, place % places(body), by)) ?? '';
      const answer = await callServer(stage.origin, method, path, { token, body: sent });
      seen.add(answer.status);
      expect([answer.status < 500, path, answer.text.slice(0, 300)]).toEqual([true, path, expect.any(String)]);
    }),
    { numRuns: 500 },
  );
  expect([...seen]).toEqual(expect.arrayContaining([201, 400]));
});

test('Whatever was taken as a job of resources came to an end that says why', async () => {
  const query = (where: string) =>
    stage.server.context.pools.owner.query<{ jobs: number }>(
      `select count(*) as jobs from ingestion_job where ${where}`,
    );
  const count = async (where: string) => (await query(where)).rows[0]!.jobs;
  await expect.poll(() => count(`status <> 'completed'`), { timeout: 30_000 }).toBe(0);
  expect(await count(`result = 'succeeded'`)).toBeGreaterThan(0);
  expect(await count(`result = 'failed'`)).toBeGreaterThan(0);
  expect(await count(`errors::text like '%Unexpected%' or attempts > 2`)).toBe(0);
});
