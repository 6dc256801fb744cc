import {
  availabilities,
  availability,
  product,
  products,
  sku,
  skus,
} from '@comptoir/contracts/partner-center/catalogue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeDocument, perSeatPlan } from '../../../test/offers.ts';
import { testActor, worksOf } from '../../../test/database.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import { createOffer, publishOffer, saveDraft, type OfferDocument } from '../../modules/offers/index.ts';
import { onboardCustomer } from '../../modules/relationships/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
/** French: sells the open offer and the exclusive one. */
let partner: { tenantId: string; token: string };
let stranger: { tenantId: string; token: string };
let open: string;
let exclusive: string;
let closed: string;
let customerId: string;

const run = <Result>(actor: Parameters<typeof testActor> | undefined, body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>(
    actor ? { actor: testActor(...actor) } : { actor: systemActor, system: true },
    body,
  );

async function aPartner() {
  const { tenantId, kind } = await run(undefined, (work) => makePartner(work));
  return { tenantId, token: await accessToken(server.context, { tenantId, parts: [kind] }) };
}

async function publish(document: OfferDocument): Promise<string> {
  const domain = `${newId()}.example`;
  const tenant = await run(undefined, (work) =>
    createTenant(work, { name: 'Atelier', domain, country: 'FR', parts: ['publisher'] }),
  );
  return run([tenant.id, ['publisher'], ['manager']], async (work) => {
    const { offerId, productId } = await createOffer(work, { kind: 'saas', externalId: 'notes', name: 'Notes' });
    const { revision } = await saveDraft(work, { offerId, revision: 1, document });
    await publishOffer(work, { offerId, revision }, { localAddresses: true });
    return productId;
  });
}

beforeAll(async () => {
  server = await startTestServer();
  [partner, stranger] = [await aPartner(), await aPartner()];
  open = await publish(completeDocument());
  const selected = { option: 'selected' as const, partnerTenantIds: [partner.tenantId] };
  exclusive = await publish(completeDocument({ audience: selected }));
  closed = await publish(completeDocument({ audience: { option: 'none', partnerTenantIds: [] } }));
  const onboarded = await worksOf(server.context).asIdentity(testActor(partner.tenantId, ['direct']), (work) =>
    onboardCustomer(work, newCompany('Brise', 'CH')),
  );
  customerId = onboarded.customer.tenantId;
});
afterAll(async () => server.stop());

interface Got {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer of any shape, checked by the contract's schemas
  readonly body: any;
}

/** Of a list's products, those that this file published: the sandbox has others. */
function ownOf(body: unknown): string[] {
  return products.parse(body).items.flatMap(({ id }) => ([open, exclusive, closed].includes(id) ? [id] : []));
}

async function get(path: string, headers: Record<string, string> = {}, token = partner.token): Promise<Got> {
  const response = await fetch(`${server.origin}/v1${path}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return { status: response.status, body: await response.json() };
}

test.for(['MarketplaceSaaS', 'OnlineServices', 'marketplacesaas', 'online_services'])(
  'AUD-19 AUD-20 AUD-38 The view %s lists what the partner may sell: option 1, option 2 when named, option 3 never',
  async (targetView) => {
    const ids = async (token: string) => {
      const { body } = await get(`/products?country=FR&targetView=${targetView}`, {}, token);
      return new Set(ownOf(body));
    };
    expect(await ids(partner.token)).toEqual(new Set([open, exclusive]));
    expect(await ids(stranger.token)).toEqual(new Set([open]));
  },
);

test('A product is recognised as marketplace SaaS and links to itself and its SKUs', async () => {
  const { status, body } = await get(`/products/${open.toLowerCase()}?country=fr`);
  expect(status).toBe(200);
  expect(product.parse(body)).toEqual(body);
  expect(body).toEqual({
    id: open,
    title: 'Field Notes',
    description: 'Shared notes.',
    productType: { id: 'Azure', displayName: 'Azure', subType: { id: 'SaaS', displayName: 'SaaS' } },
    isMicrosoftProduct: false,
    publisherName: 'Atelier',
    links: {
      skus: { uri: `/products/${open}/skus?country=FR`, method: 'GET', headers: [] },
      self: { uri: `/products/${open}?country=FR`, method: 'GET', headers: [] },
    },
  });
});

test('X-Locale chooses the language of names', async () => {
  const { body } = await get(`/products/${open}?country=FR`, { 'X-Locale': 'fr-FR' });
  expect(body).toMatchObject({ title: 'Carnet', description: 'Notes partagées.' });
});

test('SKUs and availabilities tell quantities, cycles, terms and the catalogue item id, and never a partner contact', async () => {
  const list = await get(`/products/${open}/skus?country=FR`);
  expect(skus.parse(list.body).items.map((item) => item.id)).toEqual(['0001', '0002']);
  const one = await get(`/products/${open}/skus/0001?country=FR`);
  expect(sku.parse(one.body)).toMatchObject({
    productId: open,
    title: 'Team',
    minimumQuantity: 1,
    maximumQuantity: 500,
    isTrial: false,
    supportedBillingCycles: ['monthly'],
    purchasePrerequisites: ['MicrosoftCustomerAgreement'],
  });
  const found = availabilities.parse((await get(`/products/${open}/skus/0001/availabilities?country=CH`)).body);
  const [only] = found.items;
  expect(only).toMatchObject({
    catalogItemId: `${open}:0001:${only!.id}`,
    country: 'CH',
    segment: 'commercial',
    defaultCurrency: { code: 'CHF', symbol: 'CHF' },
    isPurchasable: true,
    terms: [
      {
        duration: 'P1M',
        billingCycle: 'monthly',
        cancellationPolicies: [{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: 'P1D' }] }],
      },
      { duration: 'P1Y', billingCycle: 'monthly' },
    ],
  });
  const byId = await get(`/products/${open}/skus/0001/availabilities/${only!.id}?country=CH`);
  expect(availability.parse(byId.body)).toEqual(only);
  expect(JSON.stringify([list.body, one.body, byId.body])).not.toMatch(/isv\.example\/partners|ada@example/);
});

test('The links of an availability lead where they say', async () => {
  const { body } = await get(`/products/${open}/skus/0001/availabilities?country=FR`);
  const [found] = availabilities.parse(body).items;
  const uris = [
    found!.links.self.uri,
    found!.sku.links.self.uri,
    found!.sku.links.availabilities.uri,
    found!.product.links.skus.uri,
    body.links.self.uri,
  ];
  const answers = await Promise.all(uris.map((uri) => get(uri)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  expect(answers[0]!.body).toEqual(found);
});

test('By customer, the country is the customer’s and the links stay below the customer', async () => {
  const base = `/customers/${customerId}/products`;
  const list = (await get(`${base}?targetView=MarketplaceSaaS`)).body;
  expect(new Set(ownOf(list))).toEqual(new Set([open, exclusive]));
  expect(products.parse(list).items[0]!.links.skus.uri).toMatch(`${base}/DZ`);
  // The metered plan is sold in France only; this customer is Swiss.
  expect(skus.parse((await get(`${base}/${open}/skus`)).body).items.map((item) => item.id)).toEqual(['0001']);
  const found = availabilities.parse((await get(`${base}/${open}/skus/0001/availabilities`)).body);
  expect(found.items[0]).toMatchObject({ country: 'CH', defaultCurrency: { code: 'CHF' } });
  const answer = await get(found.items[0]!.links.self.uri);
  expect(answer.body).toEqual(found.items[0]);
  expect((await get(found.items[0]!.product.links.self.uri)).status).toBe(200);
});

test('A customer of another partner is not found, and neither is one that does not exist', async () => {
  const path = `/customers/${customerId}/products?targetView=MarketplaceSaaS`;
  expect(await get(path, {}, stranger.token)).toMatchObject({ status: 404, body: { code: 20002 } });
  expect((await get(`/customers/${newId()}/products/${open}`)).body).toMatchObject({ code: 20002 });
});

test.for([
  ['an unknown product', (): string => '/products/DZH318Z0BQ3Q?country=FR', 404, 400013],
  ['a product kept from partners', (): string => `/products/${closed}?country=FR`, 404, 400013],
  ['a product not sold in the country', (): string => `/products/${open}?country=DE`, 404, 400013],
  ['SKUs of an unknown product', (): string => '/products/DZH318Z0BQ3Q/skus?country=FR', 404, 400013],
  ['an unknown SKU', (): string => `/products/${open}/skus/0009?country=FR`, 404, 400018],
  ['a SKU not sold in the country', (): string => `/products/${open}/skus/0002?country=CH`, 404, 400018],
  [
    'an unknown availability',
    (): string => `/products/${open}/skus/0001/availabilities/DZH318Z0BQ3Q?country=FR`,
    404,
    400019,
  ],
  [
    'a segment marketplace offers are not sold in',
    () => `/products/${open}/skus?country=FR&targetSegment=education`,
    403,
    400030,
  ],
  ['a view nothing is sold of', (): string => '/products?country=FR&targetView=SoftwarePerpetual', 403, 400036],
  ['an unknown view', (): string => '/products?country=FR&targetView=Marketplace', 400, 800002],
  ['no view', (): string => '/products?country=FR', 400, 800002],
  ['no country', (): string => '/products?targetView=MarketplaceSaaS', 400, 800002],
  ['no country of a product', (): string => `/products/${open}`, 400, 800002],
  ['a country outside the programme', (): string => '/products?country=RU&targetView=MarketplaceSaaS', 400, 800002],
] as const)('%s answers the documented error', async ([, path, status, code]) => {
  expect(await get(path())).toMatchObject({ status, body: { code, description: expect.stringMatching(/\w/) } });
});

test('AUD-20 An offer for selected partners is not found by another one', async () => {
  expect(await get(`/products/${exclusive}?country=FR`, {}, stranger.token)).toMatchObject({
    status: 404,
    body: { code: 400013 },
  });
  expect((await get(`/products/${exclusive}?country=FR`)).status).toBe(200);
});

test('Specialised offers are the exclusive ones this partner was selected for; Korea has none at all', async () => {
  const special = products.parse((await get('/products?country=FR&targetView=SpecializedOffers')).body);
  expect(special.items.map((item) => item.id)).toEqual([exclusive]);
  const korean = products.parse((await get('/products?country=KR&targetView=MarketplaceSaaS')).body);
  expect(korean).toMatchObject({ totalCount: 0, items: [], attributes: { objectType: 'Collection' } });
});

test('A reseller, a publisher and a caller without a role read no catalogue', async () => {
  for (const part of ['reseller', 'publisher', 'customer'] as const) {
    const token = await accessToken(server.context, { tenantId: newId(), parts: [part] });
    expect((await get('/products?country=FR&targetView=MarketplaceSaaS', {}, token)).status).toBe(403);
  }
  const { tenantId } = partner;
  const billing = await accessToken(server.context, { tenantId, parts: ['direct'], roles: ['billing_admin'] });
  expect((await get(`/products/${open}?country=FR`, {}, billing)).status).toBe(403);
});

test('A new publication changes the availability; the old id answers 404 and the SKU id stays', async () => {
  const document = completeDocument({ plans: [perSeatPlan] });
  const domain = `${newId()}.example`;
  const tenant = await run(undefined, (work) =>
    createTenant(work, { name: 'Atelier', domain, country: 'FR', parts: ['publisher'] }),
  );
  const publisher: Parameters<typeof testActor> = [tenant.id, ['publisher'], ['manager']];
  const { offerId, productId } = await run(publisher, async (work) => {
    const created = await createOffer(work, { kind: 'saas', externalId: 'notes', name: 'Notes' });
    await saveDraft(work, { offerId: created.offerId, revision: 1, document });
    await publishOffer(work, { offerId: created.offerId, revision: 2 }, { localAddresses: true });
    return created;
  });
  const read = async () => {
    const { body } = await get(`/products/${productId}/skus/0001/availabilities?country=FR`);
    return availabilities.parse(body).items[0]!;
  };
  const before = await read();
  await run(publisher, async (work) => {
    const changed = { ...document, privacyUrl: 'https://isv.example/changed' };
    await saveDraft(work, { offerId, revision: 2, document: changed });
    await publishOffer(work, { offerId, revision: 3 }, { localAddresses: true });
  });
  const after = await read();
  expect(after).toMatchObject({ skuId: before.skuId, productId });
  expect(after.id).not.toBe(before.id);
  expect(await get(before.links.self.uri)).toMatchObject({ status: 404, body: { code: 400019 } });
});
